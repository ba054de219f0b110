package io.lstmc.benchmarks.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A JVM of its own for each case, so that no case finds what the compilers of the JVM learnt from another. */
public final class Child {

    /** The JVM that runs this program. */
    public static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final List<String> jvmArguments;
    private final int threads;

    /**
     * @param jvmArguments besides those that every case needs
     * @param threads that native libraries may use
     */
    public Child(List<String> jvmArguments, int threads) {
        this.jvmArguments = jvmArguments;
        this.threads = threads;
    }

    /**
     * Runs a class of this program on the processors that this process has.
     *
     * @return what it printed
     * @throws IllegalStateException if it failed; it has then told why
     */
    List<String> run(Class<?> mainClass, List<String> arguments) {
        return run(builder(mainClass, arguments));
    }

    /**
     * Runs a program.
     *
     * @return what it printed
     * @throws IllegalStateException if it failed; it has then told why
     */
    public static List<String> run(ProcessBuilder program) {
        List<String> lines = new ArrayList<>();
        try {
            Process process = program.start();
            Thread errors = new Thread(() -> each(process.errorReader(), Child::complain));
            errors.start();
            each(process.inputReader(), lines::add);
            int code = process.waitFor();
            errors.join();
            if (code != 0) {
                throw new IllegalStateException("exit code " + code + " of " + String.join(" ", program.command()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return lines;
    }

    /** What starts a class of this program. */
    public ProcessBuilder builder(Class<?> mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "--add-modules", "jdk.incubator.vector"));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        // Native code must run from files; this is where those of the peers are put.
        command.add("-Dorg.bytedeco.javacpp.cachedir=" + home().resolve("native"));
        // All native memory is freed by hand, so nothing has to watch for what the collector finds.
        command.add("-Dorg.bytedeco.javacpp.nopointergc=true");
        command.addAll(jvmArguments);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), mainClass.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        return builder;
    }

    /** The directory beside this program's classes. */
    private static Path home() {
        try {
            return Path.of(Child.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the other JVM: writes what was measured and ends, even if libraries keep threads. */
    static void exitAfter(Supplier<Outcome> measurement) {
        int code = 0;
        try {
            measurement.get().write(System.out);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            code = 1;
        }
        System.out.flush();
        System.exit(code);
    }

    private static void each(BufferedReader reader, Consumer<String> use) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                use.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void complain(String line) {
        if (!line.contains("Using incubator modules")) {
            System.err.println(line);
        }
    }
}
