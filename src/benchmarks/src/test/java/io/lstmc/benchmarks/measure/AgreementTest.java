package io.lstmc.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class AgreementTest {

    private static final Map<String, double[]> EXPECTED = Map.of("a", new double[] {1, -4}, "b", new double[] {0.01});

    @Test
    void differencesAreRelativeToTheLargestValueOfTheirArray() {
        assertEquals(0.25, Agreement.difference(EXPECTED, Map.of("a", new double[] {2, -4}, "b", new double[] {0.01})));
        assertEquals(
                1, Agreement.difference(EXPECTED, Map.of("a", new double[] {1, -4}, "b", new double[] {0.02})), 1e-9);
    }

    @Test
    void notANumberIsTheLargestDifference() {
        for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertTrue(Double.isNaN(
                    Agreement.difference(EXPECTED, Map.of("a", new double[] {odd, -4}, "b", new double[] {0.01}))));
        }
    }

    @Test
    void nothingMayBeMissing() {
        assertThrows(
                IllegalStateException.class, () -> Agreement.difference(EXPECTED, Map.of("a", new double[] {1, -4})));
        assertThrows(
                IllegalStateException.class,
                () -> Agreement.difference(EXPECTED, Map.of("a", new double[] {1}, "b", new double[] {0.01})));
    }

    @Test
    void whatIsNoNumberIsWrong() {
        assertTrue(Agreement.isWrong(Double.NaN));
        assertTrue(Agreement.isWrong(2.1e-4));
        assertFalse(Agreement.isWrong(Agreement.TOLERANCE));
        assertFalse(Agreement.isWrong(0));
    }
}
