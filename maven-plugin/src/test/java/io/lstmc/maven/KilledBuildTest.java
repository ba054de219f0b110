package io.lstmc.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.files.ClassOwners;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A build that is killed, at whatever moment, leaves nothing that the next build does not remove. With
 * {@code -Dlstm.kills=30} it is killed that often.
 */
class KilledBuildTest {

    private static final int KILLS = Integer.getInteger("lstm.kills", 3);
    private static final int CLASSES = 150;

    @TempDir
    private Path base;

    @Test
    void theNextBuildRemovesWhatAKilledOneLeft() throws Exception {
        for (String models : List.of("a", "b", "c")) {
            Path directory = Files.createDirectories(base.resolve(models));
            String paths = IntStream.range(0, models.equals("c") ? 3 : CLASSES)
                    .mapToObj(i -> models + i % 7 + "/" + "deep/M" + i + ".java")
                    .collect(Collectors.joining("\n"));
            Files.writeString(directory.resolve("m.lstm"), paths + "\ncommon/Same.java");
        }
        Random random = new Random(5);
        int unfinished = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process build = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-classpath",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            KilledBuildTest.class.getName(),
                            base.toString())
                    .redirectErrorStream(true)
                    .start();
            assertEquals('>', build.getInputStream().read());
            while (build.isAlive() && Files.notExists(base.resolve("out/b0"))) {
                Thread.onSpinWait();
            }
            Thread.sleep(random.nextInt(30));
            build.destroyForcibly().waitFor();
            unfinished += files("state").stream().anyMatch(f -> !f.endsWith(".manifest")) ? 1 : 0;

            build("c", Precision.FLOAT);

            assertEquals(
                    List.of("c0/deep/M0.java", "c1/deep/M1.java", "c2/deep/M2.java", "common/Same.java"), files("out"));
            assertEquals(1, files("state").size(), files("state").toString());
            try (Stream<Path> directories = Files.list(base.resolve("out"))) {
                assertEquals(4, directories.count());
            }
        }
        System.out.println(KILLS + " kills, " + unfinished + " of them while files were written");
    }

    private List<String> files(String directory) throws Exception {
        Path root = base.resolve(directory);
        if (Files.notExists(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(f -> root.relativize(f).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private void build(String models, Precision precision) throws Exception {
        assertEquals(List.of(), build(base, models, precision).findings());
    }

    private static GenerationOutcome build(Path base, String models, Precision precision) throws Exception {
        Path sources = base.resolve(models);
        return new ModelGeneration(new ToyCompiler(), new ClassOwners())
                .run(Requests.of(
                        base,
                        sources,
                        sources,
                        base.resolve("out"),
                        base.resolve("state"),
                        "default",
                        Set.of("default"),
                        List.of("**/*.lstm"),
                        List.of(),
                        CompileOptions.DEFAULT.with(precision),
                        JavaEncoding.UTF_8,
                        List.of()));
    }

    /** Builds one set of models after the other until it is killed. */
    public static void main(String[] arguments) throws Exception {
        build(Path.of(arguments[0]), "a", Precision.FLOAT);
        System.out.print('>');
        System.out.flush();
        while (true) {
            for (Precision precision : Precision.values()) {
                for (String models : List.of("a", "b")) {
                    build(Path.of(arguments[0]), models, precision);
                }
            }
        }
    }
}
