package io.lstmc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the jar promises to need, checked on the classes that go into it. The build looks at its size. */
class PackagingTest {

    private static Path classes() throws URISyntaxException {
        return Path.of(
                Model.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static final String ROOT = Model.class.getPackageName();
    private static final Pattern ARROW = Pattern.compile("(" + ROOT + "\\S*) +-> (" + ROOT + "\\S*)");

    @Test
    void needsOnlyTheBaseAndTheVectorModule() throws Exception {
        Set<String> needed = new TreeSet<>();
        jdeps("-s", classes().toString()).lines().forEach(line -> needed.add(line.replaceFirst(".*-> ", "")));
        assertEquals(Set.of("java.base", "jdk.incubator.vector"), needed);
    }

    /** What a user sends who reports a fault. */
    @Test
    void stackTracesHaveLines() {
        Exception fault = assertThrows(NullPointerException.class, () -> new TrainingReport(null, 1, null));
        List<StackTraceElement> own = Stream.of(fault.getStackTrace())
                .filter(at -> at.getClassName().equals(TrainingReport.class.getName()))
                .toList();
        assertFalse(own.isEmpty());
        own.forEach(at -> assertTrue(at.getLineNumber() > 0, at.toString()));
    }

    private static String jdeps(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        List<String> all = new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector"));
        all.addAll(List.of(arguments));
        int code = ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, all.toArray(new String[0]));
        assertEquals(0, code, out::toString);
        return out.toString();
    }

    /** The packages of the runtime and what each may use, as docs/architecture.md has them. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "tensor", Set.of(),
            "math", Set.of("tensor"),
            "file", Set.of("tensor"),
            "generated", Set.of("tensor"),
            "kernel.warmup", Set.of(),
            "kernel", Set.of("kernel.warmup", "math"),
            "kernel.vector.piece", Set.of("kernel", "kernel.warmup", "math"),
            "kernel.vector.product", Set.of("kernel.vector.piece", "kernel", "kernel.warmup"),
            "kernel.vector.outer", Set.of("kernel.vector.product", "kernel.vector.piece", "kernel", "kernel.warmup"),
            "kernel.vector.loops", Set.of("kernel.vector.piece", "kernel", "kernel.warmup", "math"));

    @Test
    void packagesUseOnlyThoseBelow() throws Exception {
        Map<String, Set<String>> arrows = new TreeMap<>(ARROWS);
        Set<String> vector = new TreeSet<>(ARROWS.keySet());
        vector.removeAll(Set.of("tensor", "file", "generated"));
        arrows.put("kernel.vector", vector);
        arrows.put("", Set.of("tensor", "math", "file", "generated", "kernel"));
        List<String> others = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        jdeps("-verbose:package", classes().toString()).lines().forEach(line -> {
            Matcher arrow = ARROW.matcher(line);
            if (arrow.find()) {
                seen.add(below(arrow.group(1)));
                if (!arrows.getOrDefault(below(arrow.group(1)), Set.of()).contains(below(arrow.group(2)))) {
                    others.add(line.strip());
                }
            }
        });
        assertTrue(seen.contains("") && seen.contains("kernel.vector"), seen::toString);
        assertEquals(List.of(), others);
    }

    private static String below(String packageName) {
        return packageName.substring(Math.min(packageName.length(), ROOT.length() + 1));
    }
}
