package io.lstmc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lstmc.runtime.file.Safetensors;
import io.lstmc.runtime.tensor.FloatStorage;
import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What save does to the folder that it writes to. More kills with {@code -Dsave.kills=30}. */
class SaveTest {

    private static final int KILLS = Integer.getInteger("save.kills", 4);

    private static final List<Parameter> LARGE = List.of(new Parameter("w", List.of(2_000_000), 0));

    @TempDir
    Path folder;

    /** Saves to the file of the first argument, as often as the second says: the second element counts. */
    static final class Saving {
        public static void main(String[] arguments) throws IOException {
            Storage values = new FloatStorage(new float[LARGE.get(0).size()]);
            for (int i = 1; i <= Integer.parseInt(arguments[1]); i++) {
                values.fill(i);
                Safetensors.write(Path.of(arguments[0]), LARGE, values);
            }
        }
    }

    private static float[] whole(Path file) throws IOException {
        FloatStorage values = (FloatStorage) Safetensors.read(
                file, LARGE, new FloatStorage(new float[LARGE.get(0).size()]));
        float[] array = values.array();
        for (float x : array) {
            assertEquals(array[0], x);
        }
        return array;
    }

    private List<Path> others(Path file) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> !f.equals(file)).toList();
        }
    }

    @Test
    void aKilledProcessLeavesAWholeFileAndTheNextSaveRemovesItsPart() throws Exception {
        Path file = folder.resolve("w.safetensors");
        Path own = Files.writeString(folder.resolve("w.safetensors.0123456789abcdeg.part"), "another file");
        Safetensors.write(file, LARGE, new FloatStorage(new float[LARGE.get(0).size()]));
        SplittableRandom random = new SplittableRandom(5);
        int left = 0;
        for (int kill = 0; kill < KILLS || left == 0; kill++) {
            Process process = ChildJvm.start(Saving.class, List.of(), file.toString(), "1000000");
            long enough = random.nextLong(8_000_000);
            while (process.isAlive() && partSize() < enough) {
                Thread.onSpinWait();
            }
            assertTrue(process.isAlive());
            process.destroyForcibly().waitFor();
            whole(file);
            int parts = others(file).size() - 1;
            assertTrue(parts <= 1, parts + " parts after " + kill + " kills");
            left += parts;
        }
        Safetensors.write(file, LARGE, new FloatStorage(new float[LARGE.get(0).size()]));
        assertEquals(List.of(own), others(file));
    }

    private long partSize() throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path part : files.filter(f -> f.toString().endsWith(".part")).toList()) {
                size = Math.max(size, part.toFile().length());
            }
        }
        return size;
    }

    @Test
    void twoProcessesMaySaveToOneFile() throws Exception {
        Path file = folder.resolve("w.safetensors");
        List<Process> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(ChildJvm.start(Saving.class, List.of(), file.toString(), "30"));
        }
        while (both.stream().anyMatch(Process::isAlive)) {
            if (Files.exists(file)) {
                whole(file);
            }
        }
        for (Process process : both) {
            assertEquals("", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(0, process.waitFor());
        }
        assertEquals(30, whole(file)[0]);
        assertEquals(List.of(), others(file));
    }

    @Test
    void threadsMaySaveToOneFile() throws Exception {
        LineModel model = new LineModel(1);
        Path file = folder.resolve("w.safetensors");
        ExecutorService pool = Executors.newFixedThreadPool(3);
        List<Future<Object>> all = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
            Callable<Object> saves = () -> {
                for (int i = 0; i < 50; i++) {
                    model.save(file);
                }
                return null;
            };
            all.add(pool.submit(saves));
        }
        for (Future<Object> each : all) {
            each.get();
        }
        pool.shutdown();
        new LineModel(1).load(file);
        assertEquals(List.of(), others(file));
    }

    @Test
    void permissionsOfTheFileStay() throws IOException {
        assumeTrue(Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null);
        LineModel model = new LineModel(1);
        Path file = folder.resolve("w.safetensors");
        model.save(file);
        Path usual = Files.createFile(folder.resolve("usual"));
        assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(file));
        for (String permissions : List.of("rw-------", "rw-rw-rw-", "r--r-----", "rwxr-x--x")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            model.save(file);
            assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            new LineModel(1).load(file);
        }
    }

    @Test
    void linksStayAndNamesMayBeLong() throws IOException {
        LineModel model = new LineModel(1);
        Path file = folder.resolve("θ".repeat(120));
        model.save(file);
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        model.set("line.b", 7f);
        model.save(link);
        assertTrue(Files.isSymbolicLink(link));
        LineModel loaded = new LineModel(1);
        loaded.load(file);
        assertArrayEquals(model.weights(), loaded.weights());
        assertEquals(List.of(link), others(file));
    }
}
