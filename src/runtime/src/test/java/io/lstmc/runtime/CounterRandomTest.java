package io.lstmc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CounterRandomTest {

    private static final int DRAWS = 100_000;

    @Test
    void momentsOfBothDistributions() {
        long key = CounterRandom.key(1, 2, 3);
        double mean = 0;
        double square = 0;
        double normalMean = 0;
        double normalSquare = 0;
        double normalFourth = 0;
        for (int i = 0; i < DRAWS; i++) {
            double u = CounterRandom.uniform(key, i);
            assertTrue(u >= 0 && u < 1);
            mean += u / DRAWS;
            square += u * u / DRAWS;
            double z = CounterRandom.gaussian(key, i);
            normalMean += z / DRAWS;
            normalSquare += z * z / DRAWS;
            normalFourth += z * z * z * z / DRAWS;
        }
        // Each limit is more than four standard errors.
        assertEquals(0.5, mean, 0.004);
        assertEquals(1.0 / 3, square, 0.004);
        assertEquals(0, normalMean, 0.013);
        assertEquals(1, normalSquare, 0.018);
        assertEquals(3, normalFourth, 0.13);
    }

    @Test
    void neighboursAndKeysAreNotCorrelated() {
        long key = CounterRandom.key(0, 0, 0);
        for (long other :
                new long[] {CounterRandom.key(1, 0, 0), CounterRandom.key(0, 1, 0), CounterRandom.key(0, 0, 1), key}) {
            double sum = 0;
            for (int i = 0; i < DRAWS; i++) {
                double shifted = CounterRandom.uniform(other, other == key ? i + 1 : i);
                sum += (CounterRandom.uniform(key, i) - 0.5) * (shifted - 0.5);
            }
            assertEquals(0, 12 * sum / DRAWS, 0.014);
        }
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            sum += CounterRandom.gaussian(key, i) * (CounterRandom.uniform(key, 2L * i) - 0.5);
        }
        assertEquals(0, sum / DRAWS, 0.004);
    }

    @Test
    void keysDiffer() {
        Set<Long> keys = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            for (int a = 0; a < 20; a++) {
                for (int b = 0; b < 20; b++) {
                    keys.add(CounterRandom.key(seed, a, b));
                }
            }
        }
        assertEquals(8000, keys.size());
    }

    /** Weights drawn by an older version must be drawn again: these bits are part of what is promised. */
    @Test
    void bitsStay() {
        long key = CounterRandom.key(42, 1, 2);
        assertEquals(BITS[0], key);
        assertEquals(BITS[1], Double.doubleToLongBits(CounterRandom.uniform(key, 5)));
        assertEquals(BITS[2], Double.doubleToLongBits(CounterRandom.gaussian(key, 5)));
    }

    private static final long[] BITS = {-853829980155589614L, 4606596266359521280L, -4616199983990704968L};
}
