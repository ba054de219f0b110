package io.lstmc.compiler.diagnostic;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CodeTest {

    @Test
    void numbersAreGivenOnce() {
        Set<Integer> seen = new HashSet<>();
        for (Code code : Code.values()) {
            assertTrue(seen.add(code.number()), code + " has the number of another");
        }
    }
}
