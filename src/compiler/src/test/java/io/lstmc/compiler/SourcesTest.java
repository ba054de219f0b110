package io.lstmc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Programs of several files. */
class SourcesTest {

    private static final String MODEL = """
            package app

            import cells
            import steps

            model M {
              time T = 4
              input x[T, 2]
              target y[3]
              layer a = Memory(x, units: 3)
              output p = scaled(last(a))
              loss mse(p, y)
              train {
                optimizer plain(lr: 0.1)
                epochs 1
                batch 1
              }
            }
            """;

    private static final String SIBLING = """
            package app

            function scaled(x) = 2 * half(x)
            function half(x) = x / 3
            function unneeded(x) = x
            """;

    /** Sees the sibling of its own package, and not the model's. */
    private static final String CELLS = """
            package cells

            import app
            import steps

            cell Memory(units) {
              input x
              state h[units]
              param W ~ start
              param U ~ start
              h[t] = squashed(W·x + U·half(h[t-1]))
              output h[t]
            }
            """;

    private static final String INNER = """
            package cells

            function squashed(x) = tanh(half(x))
            function half(x) = x / 2
            """;

    private static final String STEPS = """
            package steps

            initializer start = 0.1 * wide
            initializer wide = gaussian()

            optimizer plain(lr) {
              input g
              state θ
              θ[k] = θ[k-1] - lr * g
            }
            """;

    private static SourceText text(String name, String text) {
        return new SourceText(name, text);
    }

    private static Map<String, String> all() {
        return new TreeMap<>(
                Map.of("a.lstm", MODEL, "b.lstm", SIBLING, "c.lstm", CELLS, "d.lstm", INNER, "e.lstm", STEPS));
    }

    private static Sources sources(Map<String, String> files) {
        List<SourceText> texts = new ArrayList<>();
        files.forEach((name, text) -> texts.add(text(name, text)));
        return new Sources(texts, PackageResolver.NONE);
    }

    private static String java(Sources sources, String model) {
        CompileResult result = LstmCompiler.compile(sources, text("a.lstm", model), CompileOptions.DEFAULT);
        assertEquals("", DiagnosticRenderer.render(result.diagnostics()));
        assertEquals(1, result.files().size());
        return result.files().get(0).text();
    }

    /** The code behind the Javadoc of the class, which shows the text of the model. */
    private static String code(String java) {
        return java.substring(java.indexOf("public final class"));
    }

    @Test
    void theClassIsThatOfOneFile() {
        String one = """
                package app
                function scaled(x) = 2 * (x / 3)
                cell Memory(units) {
                  input x
                  state h[units]
                  param W ~ start
                  param U ~ start
                  h[t] = tanh((W·x + U·(h[t-1] / 2)) / 2)
                  output h[t]
                }
                initializer start = 0.1 * gaussian()
                optimizer plain(lr) {
                  input g
                  state θ
                  θ[k] = θ[k-1] - lr * g
                }
                """ + MODEL.substring(MODEL.indexOf("model"));
        assertEquals(code(java(Sources.none(), one)), code(java(sources(all()), MODEL)));
    }

    @Test
    void packagesCanLieElsewhere() {
        List<String> asked = new ArrayList<>();
        Sources sources = new Sources(List.of(text("a.lstm", MODEL), text("b.lstm", SIBLING)), name -> {
            asked.add(name);
            List<SourceText> files =
                    List.of(text("x.jar!/c.lstm", CELLS), text("x.jar!/d.lstm", INNER), text("x.jar!/e.lstm", STEPS));
            return List.of(new PackageResolver.Place("x.jar", files));
        });
        assertEquals(java(sources(all()), MODEL), java(sources, MODEL));
        assertTrue(asked.containsAll(List.of("cells", "steps")), asked.toString());
    }

    @Test
    void aFileWithoutAPackageStandsAlone() {
        String model = "model M { input x[2] output y = f(x) }";
        Sources sources = sources(Map.of("a.lstm", model, "b.lstm", "function f(x) = x"));
        CompileResult result = LstmCompiler.compile(sources, text("a.lstm", model), CompileOptions.DEFAULT);
        assertTrue(
                DiagnosticRenderer.render(result.diagnostics()).contains("unknown function or cell f"),
                DiagnosticRenderer.render(result.diagnostics()));
    }

    private static List<String> inputs(Map<String, String> files) {
        return LstmCompiler.inputs(sources(files), text("a.lstm", files.get("a.lstm")), CompileOptions.DEFAULT);
    }

    private static Map<String, String> changed(String file, String from, String to) {
        Map<String, String> files = all();
        assertTrue(files.get(file).contains(from));
        files.put(file, files.get(file).replace(from, to));
        return files;
    }

    @Test
    void inputsAreWhatAModelUses() {
        List<String> before = inputs(all());
        assertEquals(before, inputs(all()));
        assertEquals(before, inputs(changed("b.lstm", "unneeded(x) = x", "unneeded(x) = 2 * x")));
        assertEquals(before, inputs(changed("b.lstm", "half(x)\n", "half(x)\n// a comment\n")));
        assertNotEquals(before, inputs(changed("b.lstm", "x / 3", "x / 4")));
        assertNotEquals(before, inputs(changed("d.lstm", "x / 2", "x / 4")));
        assertNotEquals(before, inputs(changed("e.lstm", "wide = gaussian()", "wide = uniform()")));
        // A new name may hide another.
        assertNotEquals(before, inputs(changed("b.lstm", "unneeded", "mse")));
        assertNotEquals(before, inputs(changed("c.lstm", "import steps", "")));
    }
}
