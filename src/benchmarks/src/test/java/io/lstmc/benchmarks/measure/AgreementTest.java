package io.lstmc.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
    void wrongResultsAreNotTimed() {
        Map<String, double[]> off = Map.of("a", new double[] {1, -4.01}, "b", new double[] {0.01});
        IllegalStateException refusal = assertThrows(
                IllegalStateException.class, () -> Measurement.compare(EXPECTED, List.of(new Fixed("slip", off))));
        assertTrue(refusal.getMessage().contains("slip differs by 2.5e-03"), refusal.getMessage());
    }

    private record Fixed(String name, Map<String, double[]> results) implements Contender {

        @Override
        public void run(int times) {}
    }
}
