package io.lstmc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** What the jar promises to need, checked on the classes that go into it. The build looks at its size. */
class PackagingTest {

    private static Path classes() throws URISyntaxException {
        return Path.of(
                Model.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void needsOnlyTheBaseAndTheVectorModule() throws Exception {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        List<String> arguments =
                List.of("--add-modules", "jdk.incubator.vector", "-s", classes().toString());
        int code = ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, arguments.toArray(new String[0]));
        assertEquals(0, code, out::toString);
        Set<String> needed = new TreeSet<>();
        out.toString().lines().forEach(line -> needed.add(line.replaceFirst(".*-> ", "")));
        assertEquals(Set.of("java.base", "jdk.incubator.vector"), needed);
    }
}
