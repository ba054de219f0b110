package io.lstmc.compiler.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The function mod at edges of both arguments. */
class RemainderTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final double NONE = Double.NaN;

    /** Of x and y the value and the derivatives by both. */
    private static final double[][] EDGES = {
        {7, 3, 1, 1, -2},
        {-7, 3, 2, 1, 3},
        {7, -3, -2, 1, 3},
        {-7, -3, -1, 1, -2},
        {-1, 3, 2, 1, 1},
        {6, 3, 0, 1, -2},
        {-6, 3, 0, 1, 2},
        {0, 3, 0, 1, 0},
        {2, 3, 2, 1, 0},
        {0.75, 0.25, 0, 1, -3},
        {5, INFINITE, 5, 1, 0},
        {0, INFINITE, 0, 1, 0},
        {-5, INFINITE, INFINITE, 1, 1},
        {5, -INFINITE, -INFINITE, 1, 1},
        {-5, -INFINITE, -5, 1, 0},
        {5, 0, NONE, 1, NONE},
        {-5, -0.0, NONE, 1, NONE},
        {0, 0, NONE, 1, NONE},
        {INFINITE, 3, NONE, 1, NONE},
        {-INFINITE, 3, NONE, 1, NONE},
        {INFINITE, -INFINITE, NONE, 1, NONE},
        {NONE, 3, NONE, 1, NONE},
        {3, NONE, NONE, 1, NONE},
    };

    private static CompiledModel model(Precision precision) {
        return CompiledModel.of(
                "model M { input a[1], b[1] param x[1], y[1] ~ zeros output r = mod(x + a, y + b) }",
                CompileOptions.DEFAULT.with(precision));
    }

    /** The value and the derivatives by both. */
    private static double[] at(CompiledModel model, Precision precision, double x, double y) {
        boolean doubles = precision == Precision.DOUBLE;
        Object pass = model.newPass();
        CompiledModel.call(
                pass, "add", CompiledModel.array(doubles, new double[] {x}), CompiledModel.array(doubles, new double[] {
                    y
                }));
        CompiledModel.call(pass, "forward");
        double value = CompiledModel.doubles(CompiledModel.call(pass, "r", 0))[0];
        CompiledModel.call(pass, "rAdjoint", 0, CompiledModel.array(doubles, new double[] {1}));
        CompiledModel.call(pass, "backward");
        return new double[] {
            value,
            CompiledModel.doubles(CompiledModel.call(pass, "gradient", "x"))[0],
            CompiledModel.doubles(CompiledModel.call(pass, "gradient", "y"))[0]
        };
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void edges(Precision precision) {
        CompiledModel model = model(precision);
        for (double[] edge : EDGES) {
            double[] found = at(model, precision, edge[0], edge[1]);
            String what = "mod(" + edge[0] + ", " + edge[1] + ")";
            assertEquals(edge[2], found[0], what);
            if (Double.isFinite(edge[2])) {
                assertArrayEquals(new double[] {edge[3], edge[4]}, new double[] {found[1], found[2]}, what);
            }
        }
    }

    /** Never with the other sign, and as far from the remainder as x has digits; 0 and y are beside one another. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void besideMultiples(Precision precision) {
        CompiledModel model = model(precision);
        SplittableRandom random = new SplittableRandom(9);
        boolean isFloat = precision == Precision.FLOAT;
        double unit = isFloat ? Math.ulp(1f) : Math.ulp(1.0);
        for (int i = 0; i < 3_000; i++) {
            double y = random.nextDouble(-3, 3);
            y = isFloat ? (float) y : y;
            double x = y * random.nextInt(-40, 40) * (1 + unit * random.nextInt(-2, 3));
            x = isFloat ? (float) x : x;
            double found = at(model, precision, x, y)[0];
            String what = "mod(" + x + ", " + y + ") is " + found;
            assertTrue(Math.signum(found) * Math.signum(y) >= 0, what);
            double distance = Math.abs(LibraryReferences.remainder(x, y) - found);
            double error = Math.min(distance, Math.abs(y) - distance);
            assertEquals(0, error, 4 * unit * Math.max(Math.abs(x), Math.abs(y)), what);
        }
    }

    /** The kernels have no function of it, so it is a loop of its own where nothing else goes with it. */
    @Test
    void floorAlone() {
        CompiledModel model = CompiledModel.of(
                "model M { input x[4] output y = floor(x) }", CompileOptions.DEFAULT.with(Precision.DOUBLE));
        double[] x = {-1.5, 2.5, 3, -0.0};
        assertArrayEquals(new double[] {-2, 2, 3, -0.0}, (double[]) CompiledModel.call(model.model(), "predict", x));
    }
}
