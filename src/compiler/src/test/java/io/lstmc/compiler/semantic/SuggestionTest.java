package io.lstmc.compiler.semantic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    private static Optional<String> nearest(String name, String... candidates) {
        return Suggestion.nearest(name, List.of(candidates));
    }

    @Test
    void findsMisprints() {
        assertEquals(Optional.of("W_g"), nearest("Wg", "W_f", "W_g"));
        assertEquals(Optional.of("Gate"), nearest("Gtae", "Dense", "Gate"));
        assertEquals(Optional.of("units"), nearest("unit", "rate", "units"));
        assertEquals(Optional.of("softmax"), nearest("softmx", "max", "softmax"));
        assertEquals(Optional.of("x"), nearest("X", "y", "x"));
    }

    @Test
    void isSilentWhereNothingIsNear() {
        assertEquals(Optional.empty(), nearest("q", "x", "y"));
        assertEquals(Optional.empty(), nearest("forecast", "target"));
        assertEquals(Optional.empty(), nearest("x".repeat(10_000), "x".repeat(9_999)));
    }
}
