package io.lstmc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.runtime.kernel.FloatEquations;
import io.lstmc.runtime.kernel.Kernels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A wrong value is refused where a model is made, each time and in its own words. Each value needs a process. */
class SystemPropertiesTest {

    /** As generated classes have them: an exception here would reach nobody as it is. */
    private static final class Constants {
        static final Kernels K = Kernels.get();
        static final FloatEquations E = Kernels.get().floatEquations("16 a0+0 tanh =0 $0 >a1+0");
    }

    /** Makes two models and says what came of each. */
    public static void main(String[] arguments) {
        for (int i = 0; i < 2; i++) {
            try {
                Constants.K.tanh(1, new float[1], new float[1]);
                Constants.E.run(new float[2][16], new float[0]);
                System.out.println(new LineModel(1).name());
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static void expectTwice(String line, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SystemPropertiesTest.class.getName()));
        Process process = new ProcessBuilder(command).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals(List.of(line, line), output.lines().toList());
    }

    @Test
    void kernelsThatDoNotExist() throws Exception {
        expectTwice("lstmc.kernels is plain or vector or auto, not fast", "-Dlstmc.kernels=fast");
    }

    @Test
    void kernelsWithoutTheirModule() throws Exception {
        expectTwice(
                "lstmc.kernels=vector needs the option --add-modules jdk.incubator.vector", "-Dlstmc.kernels=vector");
    }

    @Test
    void lanesThatNoProcessorHas() throws Exception {
        expectTwice(
                "lstmc.lanes is 4 or 8 or 16, not five",
                "--add-modules",
                "jdk.incubator.vector",
                "-Dlstmc.kernels=vector",
                "-Dlstmc.lanes=five");
    }

    @Test
    void activationsThatDoNotExist() throws Exception {
        expectTwice("lstmc.activations is fast or accurate, not exact", "-Dlstmc.activations=exact");
    }

    @Test
    void rightValues() throws Exception {
        expectTwice(
                "Line",
                "--add-modules",
                "jdk.incubator.vector",
                "-Dlstmc.kernels=vector",
                "-Dlstmc.lanes=8",
                "-Dlstmc.activations=accurate");
    }
}
