package io.lstmc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.runtime.math.Fma;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New JVMs in which vectors cannot be: plain Java computes, and the reason can be read. */
class KernelFallbackTest {

    private static final String MODULE = "jdk.incubator.vector";

    @TempDir
    Path directory;

    /** Prints the status, and what one number becomes. */
    public static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            Kernels.check();
            KernelStatus first = Kernels.status();
            float[] x = {1.5f};
            Kernels.get().tanh(1, x, x);
            System.out.println(first.kind() + " | " + first.reason() + " | " + x[0] + " | fused " + Fma.fused());
        }
    }

    @Test
    void classesThatDoNotLoadAreAWarningAndPlainKernels() throws Exception {
        Path classes = directory.resolve("classes");
        Path all = where(Kernels.class);
        try (Stream<Path> files = Files.walk(all)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!file.getFileName().toString().startsWith("Vector")) {
                    Files.copy(file, classes.resolve(all.relativize(file).toString()));
                }
            }
        }
        String output = run(classes, "--add-modules", MODULE);
        assertTrue(output.contains("plain | the vector kernels do not load: "), output);
        assertTrue(output.contains("| 0.905148"), output);
        assertEquals(1, output.split("Plain Java computes all", -1).length - 1, output);
    }

    @Test
    void withoutTheModuleTheReasonIsTheOption() throws Exception {
        String output = run(where(Kernels.class));
        assertTrue(output.contains("plain | vectors need the option --add-modules " + MODULE), output);
    }

    @Test
    void whereNothingIsFusedNothingIsInVectors() throws Exception {
        String output =
                run(where(Kernels.class), "--add-modules", MODULE, "-XX:+IgnoreUnrecognizedVMOptions", "-XX:-UseFMA");
        assertTrue(
                output.contains("plain | vectors need a processor that multiplies and adds at once | 0.905148"),
                output);
        assertTrue(output.contains("fused false"), output);
    }

    private static Path where(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private String run(Path classes, String... options) throws IOException, InterruptedException, URISyntaxException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        String path = classes + System.getProperty("path.separator") + where(KernelFallbackTest.class);
        command.addAll(List.of("-cp", path, Main.class.getName()));
        Path output = directory.resolve("output");
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String text = Files.readString(output);
        assertEquals(0, exit, text);
        return text;
    }
}
