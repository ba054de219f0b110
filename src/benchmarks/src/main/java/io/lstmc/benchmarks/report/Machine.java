package io.lstmc.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

/** Where and when something was measured. */
public final class Machine {

    private Machine() {}

    /** One line. */
    public static String line() {
        return "Measured on " + LocalDate.now() + ": " + processor() + ", "
                + Runtime.getRuntime().availableProcessors() + " of its cores; "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.version") + "; "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ".";
    }

    private static String processor() {
        Path file = Path.of("/proc/cpuinfo");
        if (Files.isReadable(file)) {
            try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
                String[] fields = lines.filter(l -> l.startsWith("model name") || l.startsWith("flags"))
                        .map(l -> l.substring(l.indexOf(':') + 1).strip())
                        .limit(2)
                        .toArray(String[]::new);
                if (fields.length == 2) {
                    String flags = " " + fields[1] + " ";
                    return fields[0]
                            + (flags.contains(" avx512f ")
                                    ? " with AVX-512"
                                    : flags.contains(" avx2 ") ? " with AVX2" : "");
                }
            } catch (IOException e) {
                return "unknown processor";
            }
        }
        return "unknown processor";
    }
}
