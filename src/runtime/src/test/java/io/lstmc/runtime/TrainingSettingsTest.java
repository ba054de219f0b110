package io.lstmc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Each setting that an application can change says its value and its range where they do not fit. */
class TrainingSettingsTest {

    private static void refused(String message, Function<Training, Training> change) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> change.apply(Training.DEFAULT))
                        .getMessage());
    }

    @Test
    void valuesOutsideOfTheirRange() {
        refused("epochs is 0 but must be at least 1", t -> t.withEpochs(0));
        refused("batch is -3 but must be at least 1", t -> t.withBatch(-3));
        refused("clip norm is 0.0 but must be positive", t -> t.withClipNorm(0));
        refused("clip norm is NaN but must be positive", t -> t.withClipNorm(Double.NaN));
        refused("clip value is -1.0 but must be positive", t -> t.withClipValue(-1));
        refused("patience is -1 but must be 0 (never stop early) or more", t -> t.withPatience(-1));
        refused("validation is 1.0 but must be a fraction in [0, 1)", t -> t.withValidation(1));
        refused("validation is NaN but must be a fraction in [0, 1)", t -> t.withValidation(Double.NaN));
        refused("threads is 0 but must be between 1 and 1024", t -> t.withThreads(0));
        refused("threads is 1025 but must be between 1 and 1024", t -> t.withThreads(1025));
    }

    @Test
    void theBoundsThemselves() {
        Training least = Training.DEFAULT
                .withEpochs(1)
                .withBatch(1)
                .withClipNorm(Double.MIN_VALUE)
                .withClipValue(Double.POSITIVE_INFINITY)
                .withPatience(0)
                .withValidation(0)
                .withSeed(Long.MIN_VALUE)
                .withThreads(1024);
        assertEquals(Long.MIN_VALUE, least.seed());
        assertEquals(0.999, least.withValidation(0.999).validation());
    }
}
