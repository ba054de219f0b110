package io.lstmc.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoicesTest {

    @Test
    void readsWhatIsDocumented() {
        assertEquals(Unroll.AUTOMATIC, Choices.unroll("automatic"));
        assertEquals(Unroll.FULL, Choices.unroll("Full"));
        assertEquals(Unroll.NONE, Choices.unroll("none"));
        assertEquals(new Unroll(12), Choices.unroll(" 12 "));
        assertEquals(Precision.FLOAT, Choices.precision("float"));
        assertEquals(Precision.DOUBLE, Choices.precision("DOUBLE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5", "01", "12345678901", "all", "٣"})
    void saysWhatUnrollMayBe(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Choices.unroll(text));
        assertEquals(
                "unroll is '" + text + "'; it may be automatic, full, none or a number of steps from 1 on",
                e.getMessage());
    }

    @Test
    void saysWhatPrecisionMayBe() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Choices.precision("half"));
        assertEquals("precision is 'half'; it may be float or double", e.getMessage());
    }
}
