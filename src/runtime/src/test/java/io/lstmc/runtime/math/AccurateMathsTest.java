package io.lstmc.runtime.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.runtime.kernel.Kernels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The property is read once a process, so each setting needs one. */
class AccurateMathsTest {

    private record Run(int exit, String output) {}

    /** Prints the largest error of the three functions in ulps, by arrays and one by one. */
    public static void main(String[] arguments) {
        int n = 4001;
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (i - n / 2) / 50f;
        }
        float[] tanh = new float[n];
        float[] sigmoid = new float[n];
        float[] exp = new float[n];
        Kernels.get().tanh(n, x, tanh);
        Kernels.get().sigmoid(n, x, sigmoid);
        Kernels.get().exp(n, x, exp);
        double worst = 0;
        for (int i = 0; i < n; i++) {
            double s = 1 / (1 + Math.exp(-x[i]));
            worst = Math.max(worst, error(tanh[i], Math.tanh(x[i])));
            worst = Math.max(worst, error(sigmoid[i], s));
            worst = Math.max(worst, error(exp[i], Math.exp(x[i])));
            worst = Math.max(worst, error(Maths.sigmoid(x[i]), s));
        }
        System.out.println(worst);
    }

    private static double error(float value, double truth) {
        return Math.abs(value - truth) / Math.ulp((float) truth);
    }

    private static Run run(String setting) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Dlstmc.kernels=vector"));
        command.add("-Dlstmc.activations=" + setting);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), AccurateMathsTest.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output.strip());
    }

    private static double worst(Run run) {
        assertEquals(0, run.exit(), run.output());
        return Double.parseDouble(run.output().lines().reduce((a, b) -> b).orElseThrow());
    }

    @Test
    void accurateFunctionsAreRight() throws Exception {
        double worst = worst(run("accurate"));
        assertTrue(worst <= 1, "the largest error is " + worst + " ulp");
    }

    @Test
    void fastFunctionsAreNotThatRight() throws Exception {
        assertTrue(worst(run("fast")) > 100);
    }
}
