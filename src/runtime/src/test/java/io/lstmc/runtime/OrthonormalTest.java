package io.lstmc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
