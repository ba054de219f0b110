package io.lstmc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lstmc.runtime.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A JVM that computes little: its first results wait for no vector class, which take a fifth of a second to load. */
class FirstCallsTest {

    /** Makes and calls what generated code uses, once. */
    public static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            Kernels kernels = Kernels.get();
            float[][] a = {new float[96], new float[96], new float[4 * 32 * 32]};
            FloatProduct product = kernels.floatProduct(new ProductShape(1, 1, 32, 32, 0, 32, 0, 32));
            product.set(3, a, 0, product.newWeights(), a, 1);
            kernels.floatOuter(new OuterShape(1, 32, 32, 0, 32, 0, 32, 32))
                    .add(1, 3, a, 0, 0, a, 1, 0, a[2], new int[1]);
            kernels.floatEquations("rows 32 m0 tanh =0 $0 >m1 $0 m1 * Σn2").run(3, a, new int[3]);
            kernels.floatEquations("32 a0+0 tanh >a1+0").run(a, a[2]);
            kernels.tanh(96, a[0], a[1]);
            kernels.rowSums(3, 32, a[0], 32, a[1]);
            System.out.println("done");
        }
    }

    @Test
    void loadNoVectors() throws Exception {
        assumeTrue(KernelChoice.missing().isEmpty(), "no vectors");
        Process process =
                ChildJvm.start(Main.class, List.of("--add-modules", "jdk.incubator.vector", "-Xlog:class+load"));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(output.lines().anyMatch("done"::equals), output);
        assertTrue(output.contains("io.lstmc.runtime.kernel.vector.VectorEquations "), "vectors are not expected");
        assertFalse(output.contains("jdk.incubator.vector.FloatVector "), "a vector class was loaded");
    }
}
