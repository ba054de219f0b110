package io.lstmc.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.diagnostic.Severity;
import java.io.File;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.codehaus.plexus.build.BuildContext;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class EditorTest {

    private final Path base = Path.of("project").toAbsolutePath();
    private final List<String> calls = new ArrayList<>();

    /** Notes what it is told. */
    private final BuildContext context = (BuildContext) Proxy.newProxyInstance(
            EditorTest.class.getClassLoader(), new Class<?>[] {BuildContext.class}, (proxy, method, arguments) -> {
                List<Object> shown = new ArrayList<>(Arrays.asList(arguments));
                shown.replaceAll(a -> a instanceof File f ? base.relativize(f.toPath()) : a);
                calls.add(method.getName() + " " + shown);
                return null;
            });

    private GenerationRequest request() {
        return Requests.of(
                base,
                base,
                base,
                base.resolve("out"),
                base.resolve("state"),
                "default",
                Set.of("default"),
                List.of(),
                List.of(),
                CompileOptions.DEFAULT,
                JavaEncoding.UTF_8,
                List.of());
    }

    private GenerationOutcome outcome() {
        List<Finding> findings = List.of(
                new Finding(Severity.ERROR, "src/a.lstm", 3, 7, "error[E201]: h is not defined"),
                Finding.warning("src", "is empty"));
        return GenerationOutcome.failed(List.of(base.resolve("src/a.lstm"), base.resolve("src/b.lstm")), findings);
    }

    @Test
    void showsFindingsWhereTheyAre() {
        Editor.of(context, null).show(request(), outcome());
        assertEquals(
                List.of(
                        "removeMessages [src/a.lstm]",
                        "removeMessages [src/b.lstm]",
                        "addMessage [src/a.lstm, 3, 7, error[E201]: h is not defined, " + BuildContext.SEVERITY_ERROR
                                + ", null]",
                        "addMessage [src, 0, 0, is empty, " + BuildContext.SEVERITY_WARNING + ", null]",
                        "refresh [out]"),
                calls);
    }

    @Test
    void theLogHasTheFormThatIdesRead() {
        List<Finding> findings = outcome().findings();
        assertEquals(
                base.resolve("src/a.lstm") + ":[3,7] error[E201]: h is not defined",
                findings.get(0).text(base));
        assertEquals(base.resolve("src") + ": is empty", findings.get(1).text(base));
    }

    /** Without this file Eclipse asks what to do with the goal and does not run it. */
    @Test
    void eclipseIsToldToRunTheGoal() throws Exception {
        try (InputStream file = getClass().getResourceAsStream("/META-INF/m2e/lifecycle-mapping-metadata.xml")) {
            Document mapping =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
            assertEquals("generate", text(mapping, "goal"));
            assertEquals("true", text(mapping, "runOnConfiguration"));
            assertEquals("true", text(mapping, "runOnIncremental"));
        }
    }

    private static String text(Document document, String element) {
        return document.getElementsByTagName(element).item(0).getTextContent();
    }
}
