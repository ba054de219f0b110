package io.lstmc.compiler.syntax;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeNamesTest {

    @Test
    void plainCharactersNeverCompose() {
        List<String> plain = IntStream.rangeClosed(0, Character.MAX_VALUE)
                .filter(c -> TreeNames.isPlain((char) c))
                .mapToObj(Character::toString)
                .toList();
        assertTrue(plain.containsAll(List.of("a", "é", "θ", "σ", "₁")));
        for (String first : plain) {
            for (String second : plain) {
                assertTrue(Normalizer.isNormalized(first + second, Normalizer.Form.NFC), first + second);
            }
        }
    }
}
