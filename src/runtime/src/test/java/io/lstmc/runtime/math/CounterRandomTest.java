package io.lstmc.runtime.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
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

    /** Each bit is there in half of the draws; a limit is more than four standard errors. */
    @Test
    void allBitsOfAUniformNumberAreRandom() {
        long key = CounterRandom.key(1, 2, 3);
        int[] ones = new int[53];
        for (int i = 0; i < DRAWS; i++) {
            long bits = (long) (CounterRandom.uniform(key, i) * 0x1p53);
            for (int bit = 0; bit < 53; bit++) {
                ones[bit] += (int) (bits >>> bit & 1);
            }
            float single = CounterRandom.uniformFloat(key, i);
            assertEquals(bits >>> 29, (long) (single * 0x1p24));
            assertTrue(single < 1);
        }
        for (int count : ones) {
            assertEquals(DRAWS / 2, count, 700);
        }
    }

    @Test
    void aShuffleIsAPermutationAndReachesAllPlacesOfALargeSet() {
        int[] order = new int[1000];
        Shuffle.fill(order, 7);
        assertFalse(Arrays.equals(order, IntStream.range(0, 1000).toArray()));
        int[] again = order.clone();
        Shuffle.fill(again, 7);
        assertArrayEquals(order, again);
        Arrays.sort(again);
        assertArrayEquals(IntStream.range(0, 1000).toArray(), again);
        boolean[] remainders = new boolean[64];
        for (int key = 0; key < 1000; key++) {
            int place = Shuffle.upTo((1 << 30) - 1, key);
            assertTrue(place >= 0 && place < 1 << 30);
            remainders[place % 64] = true;
        }
        assertFalse(Arrays.toString(remainders).contains("false"));
        assertTrue(Shuffle.upTo(Integer.MAX_VALUE, 3) >= 0);
    }

    /** Weights drawn by an older version must be drawn again: these bits are part of what is promised. */
    @Test
    void bitsStay() {
        long key = CounterRandom.key(42, 1, 2);
        assertEquals(BITS[0], key);
        assertEquals(BITS[1], Double.doubleToLongBits(CounterRandom.uniformFloat(key, 5)));
        assertEquals(BITS[1], Double.doubleToLongBits(CounterRandom.uniform(key, 5)) >>> 29 << 29);
        assertEquals(BITS[2], Double.doubleToLongBits(CounterRandom.gaussian(key, 5)));
    }

    private static final long[] BITS = {-853829980155589614L, 4606596266359521280L, -4616199983990704968L};
}
