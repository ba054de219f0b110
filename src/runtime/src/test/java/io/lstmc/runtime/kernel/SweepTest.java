package io.lstmc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lstmc.runtime.kernel.vector.piece.VectorRowSums;
import io.lstmc.runtime.math.Fma;
import io.lstmc.runtime.math.Maths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bit of the vector code, and of what computes until that is compiled, against loops in plain Java. */
class SweepTest {

    /** The longest that a busy machine may take to begin the warm-up. */
    private static final long LONGEST = 60_000_000_000L;

    private static final int START = 3;

    /** A first call of {@code auto} never meets vector code. */
    private static Kernels kernels(String kind) {
        assumeTrue(KernelChoice.missing().isEmpty(), "no vectors");
        assumeTrue(VectorRowSums.fits(), "vectors of four do not keep the order of sums");
        return KernelChoice.of(kind).kernels;
    }

    @ParameterizedTest
    @ValueSource(strings = {"vector", "auto"})
    void everyBitIsThatOfPlainJava(String kind) {
        Kernels kernels = kernels(kind);
        Kernels plain = KernelChoice.of("plain").kernels;
        for (int n : new int[] {16, 48, 64, 160}) {
            for (int rows : new int[] {1, 7, 32, 33, 70}) {
                String text = "rows " + n
                        + " m0 n1 - =0 $0 >m2 $0 $0 * Σn3 $0 s4 * sigmoid =1 $1 >m5 $1 m0 * Σs6 $1 Σn7 m2 Σs8";
                float[][] a = Forms.slots(new Random(n + rows), 9, rows * n + START);
                a[0][n / 2] = Float.NaN;
                a[1][rows - 1] = Float.NEGATIVE_INFINITY;
                float[][] expected = Forms.copy(a);
                plain.rowMinus(rows, n, expected[0], expected[1], expected[2]);
                plain.rowSums(rows, n, expected[2], n, expected[2], n, expected[3]);
                for (int i = 0; i < rows * n; i++) {
                    expected[5][i] = Maths.sigmoid(expected[2][i] * expected[4][START + i % n]);
                }
                plain.columnSums(rows, n, expected[5], n, expected[0], n, expected[6], START);
                plain.rowSums(rows, n, expected[5], n, expected[7]);
                plain.columnSums(rows, n, expected[2], n, expected[8], 0);
                int[] starts = {0, 0, 0, 0, START, 0, START, 0, 0};
                assertTrue(kernels.floatEquations(text).run(rows, a, starts));
                for (int i = 0; i < a.length; i++) {
                    assertArrayEquals(expected[i], a[i], "array " + i + " of " + rows + " × " + n);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vector", "auto"})
    void wordsThatNoSumFollows(String kind) {
        Kernels kernels = kernels(kind);
        for (int n : new int[] {16, 80}) {
            String text = "rows " + n
                    + " m0 n1 / #0.5 neg m2 fma =0 $0 $0 * sqrt within2 =1 m0 $1 >m0 m0 tanh - within0.75 >m2 $0 >s3";
            int rows = 5;
            float[][] a = Forms.slots(new Random(n), 4, rows * n + START);
            a[0][n / 2] = Float.NaN;
            a[0][n] = Float.NEGATIVE_INFINITY;
            a[1][2] = 0;
            a[2][3] = -0f;
            float[][] expected = Forms.copy(a);
            for (int i = 0; i < rows * n; i++) {
                float z = Fma.fma(expected[0][i] / expected[1][i / n], -0.5f, expected[2][i]);
                float root = Maths.sqrt(z * z);
                float capped = root > 2 ? 2 : root;
                float y = expected[0][i] - Maths.tanh(capped);
                expected[0][i] = capped;
                expected[2][i] = y < -0.75f ? -0.75f : y > 0.75f ? 0.75f : y;
                expected[3][START + i % n] = z;
            }
            assertTrue(kernels.floatEquations(text).run(rows, a, new int[] {0, 0, 0, START}));
            for (int i = 0; i < a.length; i++) {
                assertArrayEquals(expected[i], a[i], "array " + i + " of " + n);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vector", "auto"})
    void rowsOfGroupsToo(String kind) {
        Kernels kernels = kernels(kind);
        Kernels plain = KernelChoice.of("plain").kernels;
        for (int n : new int[] {16, 48, 64}) {
            for (int group : new int[] {2, 5, 40}) {
                int samples = 3;
                int rows = samples * group;
                String text = "rows " + n + " m0 g1/" + group
                        + " + tanh =0 $0 >m2 $0 s3 * Σn4 n5 $0 * =1 $1 >m6 $1 Σg7/" + group;
                float[][] a = Forms.slots(new Random(n + rows), 8, rows * n + START);
                a[0][n / 2] = Float.NaN;
                float[][] expected = Forms.copy(a);
                for (int i = 0; i < rows * n; i++) {
                    expected[2][i] = Maths.tanh(expected[0][i] + expected[1][i / (group * n) * n + i % n]);
                    expected[6][i] = expected[5][i / n] * expected[2][i];
                }
                plain.rowSums(rows, n, expected[2], 0, n, expected[3], START, 0, expected[4], 0);
                for (int sample = 0; sample < samples; sample++) {
                    Arrays.fill(expected[7], sample * n, sample * n + n, 0);
                    plain.columnSums(group, n, expected[6], sample * group * n, n, expected[7], sample * n);
                }
                int[] starts = {0, 0, 0, START, 0, 0, 0, 0};
                assertTrue(kernels.floatEquations(text).run(rows, a, starts));
                for (int i = 0; i < a.length; i++) {
                    assertArrayEquals(expected[i], a[i], "array " + i + " of " + rows + " × " + n);
                }
            }
        }
    }

    /** Arrays for values are used again, by other sweeps and other threads. */
    @Test
    void everyCallIsAsTheFirst() throws Exception {
        Kernels kernels = kernels("auto");
        FloatEquations wide = kernels.floatEquations("rows 96 m0 n1 * =0 m2 $0 - =1 $1 $0 / >m2 $1 Σn3");
        FloatEquations narrow = kernels.floatEquations("rows 32 m0 m2 + tanh >m2");
        float[][] first = Forms.slots(new Random(3), 4, 7 * 96);
        float[][] expected = Forms.copy(first);
        int[] starts = new int[4];
        assertTrue(wide.run(7, expected, starts));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(threads.submit(() -> {
                float[][] a = Forms.copy(first);
                assertTrue(narrow.run(5, Forms.copy(first), starts));
                assertTrue(wide.run(7, a, starts));
                for (int j = 0; j < a.length; j++) {
                    assertArrayEquals(expected[j], a[j], "array " + j);
                }
            }));
        }
        threads.shutdown();
        for (Future<?> call : calls) {
            call.get();
        }
    }

    /** Which the warm-up finds out when there is much to compute. */
    @Test
    void vectorsOfFourLeaveSweepsToOthers() {
        assumeTrue(KernelChoice.missing().isEmpty() && !VectorRowSums.fits(), "longer vectors");
        int rows = 4096;
        float[][] a = new float[2][rows * 16];
        for (String kind : new String[] {"vector", "auto"}) {
            FloatEquations sweep = KernelChoice.of(kind).kernels.floatEquations("rows 16 m0 >m1");
            boolean computes = true;
            for (long end = System.nanoTime() + LONGEST; computes && System.nanoTime() < end; ) {
                computes = sweep.run(rows, a, new int[2]);
            }
            assertFalse(computes, kind);
        }
    }

    @Test
    void partsOfVectorsAreLeftToOthers() {
        float[][] a = {{1, 2, 3}, {4}};
        for (String kind : new String[] {"vector", "auto"}) {
            assertFalse(kernels(kind).floatEquations("rows 3 m0 n1 + >m0").run(1, a, new int[2]), kind);
        }
        assertArrayEquals(new float[] {1, 2, 3}, a[0]);
    }

    @Test
    void plainJavaHasNone() {
        assertFalse(KernelChoice.of("plain")
                .kernels
                .floatEquations("rows 16 m0 >m1")
                .run(1, new float[2][16], new int[2]));
    }
}
