package io.lstmc.runtime.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lstmc.runtime.tensor.DoubleStorage;
import io.lstmc.runtime.tensor.FloatStorage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OrthonormalTest {

    private static final int OFFSET = 3;

    @Test
    void randomMatrices() {
        for (int[] shape : new int[][] {{1, 1}, {1, 7}, {7, 1}, {5, 5}, {4, 9}, {9, 4}, {40, 40}}) {
            double[] m = new double[OFFSET + shape[0] * shape[1] + 1];
            for (int i = 0; i < m.length; i++) {
                m[i] = CounterRandom.gaussian(17, i);
            }
            double last = m[m.length - 1];
            Orthonormal.columnsOrRows(new DoubleStorage(m), OFFSET, shape[0], shape[1]);
            orthonormal(m, shape[0], shape[1]);
            assertEquals(last, m[m.length - 1]);
        }
    }

    /**
     * With the signs of Gram and Schmidt's method, which make random matrices uniformly distributed. The sizes lie around
     * those of a block and of what is unrolled.
     */
    @Test
    void theSignsAreThoseOfGramAndSchmidt() {
        for (int[] shape :
                new int[][] {{1, 1}, {2, 2}, {31, 31}, {32, 32}, {33, 40}, {65, 64}, {100, 71}, {8, 300}, {300, 260}}) {
            int rows = shape[0];
            int columns = shape[1];
            double[] m = new double[OFFSET + rows * columns];
            for (int i = 0; i < m.length; i++) {
                m[i] = CounterRandom.gaussian(19, i);
            }
            double[] expected = m.clone();
            gramSchmidt(expected, rows, columns);
            Orthonormal.columnsOrRows(new DoubleStorage(m), OFFSET, rows, columns);
            assertArrayEquals(expected, m, 1e-10, rows + " x " + columns);
            orthonormal(m, rows, columns);
        }
        float[] one = {0, 0, 0, -1e-30f};
        Orthonormal.columnsOrRows(new FloatStorage(one), OFFSET, 1, 1);
        assertEquals(-1, one[OFFSET]);
    }

    private static void gramSchmidt(double[] m, int rows, int columns) {
        boolean byRow = rows <= columns;
        int next = byRow ? columns : 1;
        int along = byRow ? 1 : columns;
        int length = Math.max(rows, columns);
        for (int j = 0; j < Math.min(rows, columns); j++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < j; k++) {
                    double dot = 0;
                    for (int i = 0; i < length; i++) {
                        dot += m[OFFSET + j * next + i * along] * m[OFFSET + k * next + i * along];
                    }
                    for (int i = 0; i < length; i++) {
                        m[OFFSET + j * next + i * along] -= dot * m[OFFSET + k * next + i * along];
                    }
                }
            }
            double sum = 0;
            for (int i = 0; i < length; i++) {
                sum += m[OFFSET + j * next + i * along] * m[OFFSET + j * next + i * along];
            }
            for (int i = 0; i < length; i++) {
                m[OFFSET + j * next + i * along] /= Math.sqrt(sum);
            }
        }
    }

    /** Vectors of very different lengths, and some that depend on others, within and across blocks. */
    @Test
    void dependentVectorsOfAnyLength() {
        int rows = 70;
        int columns = 75;
        double[] m = new double[OFFSET + rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double x = i == 3 ? 0 : CounterRandom.gaussian(i % 40, j);
                m[OFFSET + i * columns + j] = Math.scalb(x, 20 * i - 700);
            }
        }
        Orthonormal.columnsOrRows(new DoubleStorage(m), OFFSET, rows, columns);
        orthonormal(m, rows, columns);
    }

    @Test
    void keepsWhatIsOrthonormal() {
        float[] m = {0, 0, 0, 0.6f, 0.8f, -0.8f, 0.6f};
        float[] before = m.clone();
        Orthonormal.columnsOrRows(new FloatStorage(m), OFFSET, 2, 2);
        assertArrayEquals(before, m, 1e-6f);
    }

    @Test
    void degenerateMatricesAreCompleted() {
        double[] zero = new double[OFFSET + 12];
        Orthonormal.columnsOrRows(new DoubleStorage(zero), OFFSET, 3, 4);
        orthonormal(zero, 3, 4);
        double[] same = new double[OFFSET + 12];
        Arrays.fill(same, 1e-200);
        Orthonormal.columnsOrRows(new DoubleStorage(same), OFFSET, 4, 3);
        orthonormal(same, 4, 3);
        double[] large = new double[OFFSET + 9];
        Arrays.fill(large, Double.MAX_VALUE);
        large[OFFSET] = -1;
        Orthonormal.columnsOrRows(new DoubleStorage(large), OFFSET, 3, 3);
        orthonormal(large, 3, 3);
        double[] bad = new double[OFFSET + 1];
        bad[OFFSET] = Double.NaN;
        assertThrows(
                IllegalArgumentException.class, () -> Orthonormal.columnsOrRows(new DoubleStorage(bad), OFFSET, 1, 1));
    }

    private static void orthonormal(double[] m, int rows, int columns) {
        boolean byRow = rows <= columns;
        int count = Math.min(rows, columns);
        for (int p = 0; p < count; p++) {
            for (int q = 0; q < count; q++) {
                double dot = 0;
                for (int i = 0; i < Math.max(rows, columns); i++) {
                    dot += byRow
                            ? m[OFFSET + p * columns + i] * m[OFFSET + q * columns + i]
                            : m[OFFSET + i * columns + p] * m[OFFSET + i * columns + q];
                }
                assertEquals(p == q ? 1 : 0, dot, 1e-13);
            }
        }
    }
}
