package io.lstmc.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Measures how long lstmc takes for a model file; {@link #outcome} starts it in another JVM. */
public final class CompileMain {

    /** The names of what is timed: the first time in a JVM, and when its own compilers are done. */
    public static final String COLD = "cold";

    public static final String WARM = "warm";

    private static final int TIMES = 30;

    private CompileMain() {}

    public static void main(String[] words) {
        Child.exitAfter(() -> {
            try {
                return measure(Path.of(words[0]));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Measures in a JVM of its own; processor times are of all threads, bytes those of the Java text. */
    public static Outcome outcome(Child child, Path model) {
        return Outcome.read(child.run(CompileMain.class, List.of(model.toString())));
    }

    private static Outcome measure(Path model) throws IOException {
        SourceText source = new SourceText(model.getFileName().toString(), Files.readString(model));
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double[] nanos = new double[TIMES];
        double[] wallNanos = new double[TIMES];
        int size = 0;
        for (int i = 0; i < TIMES; i++) {
            long wall = System.nanoTime();
            long start = process.getProcessCpuTime();
            CompileResult result = LstmCompiler.compile(source, CompileOptions.DEFAULT);
            nanos[i] = process.getProcessCpuTime() - start;
            wallNanos[i] = System.nanoTime() - wall;
            if (result.hasErrors()) {
                throw new IllegalStateException(DiagnosticRenderer.render(result.diagnostics()));
            }
            size = result.files().stream().mapToInt(f -> f.text().length()).sum();
        }
        return new Outcome(
                Map.of(
                        COLD,
                        new Timing(nanos[0], wallNanos[0], size, 0),
                        WARM,
                        new Timing(late(nanos), late(wallNanos), size, 0)),
                Map.of(),
                0);
    }

    /** Of the second half, by which the JVM has compiled most. */
    private static double late(double[] times) {
        return Race.median(Arrays.copyOfRange(times, TIMES / 2, TIMES));
    }
}
