package io.lstmc.compiler.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

    /** Each of thousands of unknown names would be compared with each of thousands of others. */
    @Test
    void isSilentAmongThousands() {
        List<String> few = IntStream.range(0, 1_000).mapToObj(i -> "name" + i).toList();
        List<String> many = IntStream.range(0, 1_001).mapToObj(i -> "name" + i).toList();
        assertEquals("did you mean name7?", Suggestion.hint("nam7", few, "otherwise"));
        assertEquals("otherwise", Suggestion.hint("nam7", many, "otherwise"));
        assertEquals("otherwise", Suggestion.hint("nаme7", many, "otherwise"));
    }
}
