package io.lstmc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Options that are definitions: an instance is what would be written by hand. */
class GenericTest {

    private static final String STACK = """
            cell Stack(cell C = LSTM, units, keep = 0.5) {
              input x
              a = C(x, units: units)
              b = C(keep * a, units: units)
              output b, a
            }
            """;

    private static final String MODEL = """
              time T <= 6
              input x[T, 2]
              target y[T, 1]
              layer s = %s(x, %sunits: 3)
              layer d = Dense(s.a + s, units: 1)
              output p = d
              loss mse(p, y)
            """;

    private static Map<String, String> classes(Sources sources, String text) {
        CompileResult result = LstmCompiler.compile(sources, new SourceText("m.lstm", text), CompileOptions.DEFAULT);
        assertEquals("", DiagnosticRenderer.render(result.diagnostics()));
        Map<String, String> code = new LinkedHashMap<>();
        for (GeneratedFile file : result.files()) {
            String bare = file.text().replaceAll("(?s)/\\*.*?\\*/", "");
            assertNull(code.put(file.path().replace(".java", ""), bare), file.path() + " twice");
        }
        return code;
    }

    private static Map<String, String> classes(String text) {
        return classes(Sources.none(), text);
    }

    private static List<Diagnostic> errors(String text) {
        return LstmCompiler.compile(new SourceText("m.lstm", text), CompileOptions.DEFAULT)
                .diagnostics();
    }

    /** A cell named Stack with {@code cell} in the place of the option. */
    private static String byHand(String cell) {
        return STACK.replace("cell C = LSTM, ", "").replace(" C(", " " + cell + "(");
    }

    private static String model(String name, String call, String option) {
        return "model " + name + " {\n" + String.format(MODEL, call, option) + "}\n";
    }

    @Test
    void anInstanceIsTheCellWrittenByHand() {
        for (String cell : List.of("LSTM", "GRU", "RNN", "Dense", "Peephole")) {
            String generic = STACK + model("M", "Stack", "C: " + cell + ", ");
            assertEquals(classes(byHand(cell) + model("M", "Stack", "")), classes(generic), cell);
        }
    }

    @Test
    void aDefaultIsTakenWhereNothingIsSaid() {
        assertEquals(classes(STACK + model("M", "Stack", "C: LSTM, ")), classes(STACK + model("M", "Stack", "")));
    }

    /** As in a cell, what is not used is a warning. */
    @Test
    void aModelNeedNotUseItsOptions() {
        String body = "{ input x[3] output y = Dense(x, units: 2) } ";
        String text = "model M(cell C = GRU, function f, initializer start = glorot, units = 2) " + body
                + "model N = M(f: tanh)";
        CompileResult result = LstmCompiler.compile(new SourceText("m.lstm", text), CompileOptions.DEFAULT);
        assertFalse(result.hasErrors(), () -> DiagnosticRenderer.render(result.diagnostics()));
        assertEquals(4, result.diagnostics().size(), () -> DiagnosticRenderer.render(result.diagnostics()));
    }

    @Test
    void optionsArePassedOn() {
        String tower = """
                cell Tower(cell D, units) {
                  input x
                  inner = Stack(x, C: D, units: units)
                  output b = inner + 1, a = inner.a
                }
                """;
        assertEquals(
                classes(byHand("GRU") + tower.replace("cell D, ", "").replace("C: D, ", "") + model("M", "Tower", "")),
                classes(tower + STACK + model("M", "Tower", "D: GRU, ")));
    }

    @Test
    void aGenericCellIsToldToAnotherOne() {
        String twice = """
                cell Twice(cell D, units) {
                  input x
                  inner = D(x, units: units)
                  output b = inner, a = inner.a
                }
                """;
        assertEquals(
                classes(byHand("LSTM")
                        + twice.replace("cell D, ", "").replace("D(", "Stack(")
                        + model("M", "Twice", "")),
                classes(twice + STACK + model("M", "Twice", "D: Stack, ")));
    }

    @Test
    void functionsAndInitializersAreOptionsToo() {
        String plain = """
                function twice(function f, x) = f(f(x))
                cell Plain(function f = tanh, initializer start = glorot, units) {
                  input x
                  state h[units]
                  param W ~ start
                  param U ~ orthogonal
                  h[t] = twice(f, W·x + U·h[t-1])
                  output b = h[t], a = f(x[0])
                }
                """;
        String relu = """
                function again(x) = relu(relu(x))
                cell Plain(units) {
                  input x
                  state h[units]
                  param W ~ he
                  param U ~ orthogonal
                  h[t] = again(W·x + U·h[t-1])
                  output b = h[t], a = relu(x[0])
                }
                """;
        assertEquals(
                classes(relu + model("M", "Plain", "")), classes(plain + model("M", "Plain", "f: relu, start: he, ")));
        assertEquals(
                classes(relu.replace("relu", "tanh").replace("he\n", "glorot\n") + model("M", "Plain", "")),
                classes(plain + model("M", "Plain", "")));
    }

    @Test
    void aModelBecomesAClassForEachStatement() {
        String compare =
                model("Compare(cell C = LSTM, units = 3)", "Stack", "C: C, ").replace("units: 3", "units: units");
        String text = STACK + compare + """
                model WithGRU = Compare(C: GRU)
                model Wide = Compare(units: 2 * 4)
                model Same = Compare
                """;
        Map<String, String> found = classes(text);
        assertEquals(List.of("Compare", "WithGRU", "Wide", "Same"), List.copyOf(found.keySet()));
        String gru = classes(STACK + model("WithGRU", "Stack", "C: GRU, ")).get("WithGRU");
        assertEquals(gru, found.get("WithGRU"));
        String wide = classes(STACK + model("Wide", "Stack", "").replace("units: 3", "units: 8"))
                .get("Wide");
        assertEquals(wide, found.get("Wide"));
        assertEquals(found.get("Compare").replace("Compare", "Same"), found.get("Same"));
    }

    @Test
    void aModelThatIsNotToldItsOptionsBecomesNoClass() {
        String text = STACK + model("Compare(cell C)", "Stack", "C: C, ") + "model G = Compare(C: GRU)\n";
        assertEquals(List.of("G"), List.copyOf(classes(text).keySet()));
    }

    @Test
    void settingsOfYamlGoToTheModelOfAStatement() {
        String text = STACK + model("Compare(cell C)", "Stack", "C: C, ") + "model G = Compare(C: GRU)\n";
        SourceText yaml = new SourceText("m.yaml", "G:\n  optimizer: {sgd: {lr: 0.5}}\n  epochs: 7\n");
        CompileResult result =
                LstmCompiler.compile(new SourceText("m.lstm", text), CompileOptions.DEFAULT.withOverlay(yaml));
        assertEquals("", DiagnosticRenderer.render(result.diagnostics()));
        assertTrue(
                result.files().get(0).text().contains("epochs 7"),
                result.files().get(0).text());
    }

    @Test
    void theDocumentationShowsWhatTheOptionsAre() {
        String text = STACK + model("Compare(cell C)", "Stack", "C: C, ") + "model G = Compare(C: GRU)\n";
        String code = LstmCompiler.compile(new SourceText("m.lstm", text), CompileOptions.DEFAULT)
                .files()
                .get(0)
                .text();
        assertTrue(code.contains(" * model G = Compare(C: GRU)\n"), code.substring(0, 3000));
        assertTrue(code.contains(" * cell GRU(units) {\n"), code.substring(0, 3000));
    }

    /** A cell whose option is told in two ways has one text. */
    @Test
    void theDocumentationShowsATextOnce() {
        String text = STACK + """
                model M {
                  time T = 4
                  input x[T, 2]
                  layer a = Stack(x, C: GRU, units: 3)
                  layer b = Stack(a, C: RNN, units: 3)
                  output p = b
                }
                """;
        String code = LstmCompiler.compile(new SourceText("m.lstm", text), CompileOptions.DEFAULT)
                .files()
                .get(0)
                .text();
        for (String cell : List.of("Stack(cell C", "GRU(units)", "RNN(units)")) {
            assertEquals(2, code.split(Pattern.quote(" * cell " + cell), -1).length, cell);
        }
    }

    // ---- Several files

    private static final String CELLS = "package cells\n\n" + STACK + """
            cell Inner(units) {
              input x
              output y = Stack(x, C: Hidden, units: units)
            }
            cell Hidden(units) {
              input x
              output y = tanh(Dense(x, units: units))
            }
            """ + model("Compare(cell C)", "Stack", "C: C, ");

    private static Sources sources(String cells) {
        return new Sources(List.of(new SourceText("c.lstm", cells)), PackageResolver.NONE);
    }

    /** What an option is told is looked up where the call stands, what a generic text names where that stands. */
    private static final String APP = """
            package app

            import cells

            cell Hidden(units) {
              input x
              output y = GRU(x, units: units)
            }

            model M {
              time T = 4
              input x[T, 2]
              layer a = Stack(x, C: Hidden, units: 3)
              layer b = Inner(x, units: 3)
              output p = a + b
            }

            model N = Compare(C: Hidden)
            """;

    @Test
    void aModelMayHaveNumbersAlone() {
        String text =
                "model Sized(units = 3) {\n  time T = 4\n  input x[T, 2]\n  output p = LSTM(x, units: units)\n}\n";
        assertEquals(List.of("Sized"), List.copyOf(classes(text).keySet()));
        assertEquals(
                List.of("Sized", "Wide"),
                List.copyOf(classes(text + "model Wide = Sized(units: 9)\n").keySet()));
    }

    /** Settings use numbers of the model by their names, and each class has its own. */
    @Test
    void settingsUseOptionsThatAreNumbers() {
        String text = """
                model Slow(rate = 0.001, cell C = LSTM) {
                  time T = 4
                  half = rate / 2
                  input x[T, 2]
                  target y[3]
                  layer a = C(x, units: 3)
                  output p = last(a)
                  loss mse(p, y)
                  train { optimizer %s except [*.b*] (decay: %s) }
                }

                """;
        String named =
                String.format(text, "adamw(lr: 2 * rate, decay: half)", "0 * rate") + "model Fast = Slow(rate: 0.1)\n";
        Map<String, String> code = classes(named);
        assertEquals(List.of("Slow", "Fast"), List.copyOf(code.keySet()));
        text = text.replace("  half = rate / 2\n", "");
        String slow =
                String.format(text, "adamw(lr: 0.002, decay: 0.0005)", "0").replace("rate = 0.001, ", "");
        String fast = String.format(text, "adamw(lr: 0.2, decay: 0.05)", "0")
                .replace("rate = 0.001, ", "")
                .replace("Slow", "Fast");
        assertEquals(classes(slow).get("Slow"), code.get("Slow"));
        assertEquals(classes(fast).get("Fast"), code.get("Fast"));
    }

    /** In the text of Deep and of Outer the name of what is told means something else, or nothing. */
    private static final String PASSED_ON = """
            cell Deep(cell C, cell D, units) {
              input x
              y = C(x, units: units) + D(x, units: units)
              output y
            }
            cell Outer(cell A, cell B, cell Q, units) {
              input x
              y = A(x, C: B, D: Q, units: units)
              output y
            }
            """;

    private static String outer(String b, String q) {
        return "model M {\n  time T = 4\n  input x[T, 2]\n  output p = Outer(x, A: Deep, B: " + b + ", Q: " + q
                + ", units: 3)\n}\n";
    }

    @Test
    void anOptionThatIsPassedOnKeepsWhatItIs() {
        String b = "cell B(units) {\n  input x\n  output y = tanh(Dense(x, units: units))\n}\n";
        String renamed = b.replace("cell B", "cell Other");
        String expected =
                classes(PASSED_ON + renamed + outer("GRU", "Other")).get("M").replace("Other", "B");
        assertEquals(expected, classes(PASSED_ON + b + outer("GRU", "B")).get("M"));
        assertNotEquals(expected, classes(PASSED_ON + b + outer("GRU", "GRU")).get("M"));
    }

    @Test
    void anOptionThatIsPassedOnInAPackageIsThatOfTheCaller() {
        String mine = "cell Mine(units) {\n  input x\n  output y = GRU(x, units: units)\n}\n";
        String other = "cell Mine(units) {\n  input x\n  output y = tanh(Dense(x, units: units))\n}\n";
        String app = "package app\n\nimport cells\n\n" + mine + outer("Mine", "Mine");
        String code = classes(sources("package cells\n\n" + PASSED_ON), app).get("app/M");
        assertEquals(
                code,
                classes(sources("package cells\n\n" + PASSED_ON + other), app).get("app/M"));
        assertTrue(code.contains("U_r"), code);
    }

    @Test
    void aPackageBringsGenericDefinitions() {
        Map<String, String> found = classes(sources(CELLS), APP);
        assertEquals(List.of("app/M", "app/N"), List.copyOf(found.keySet()));
        assertTrue(found.get("app/M").contains("\"a.a.y.U_r\""), found.get("app/M"));
        assertTrue(found.get("app/M").contains("\"b.y.a.y.Dense.W\""), found.get("app/M"));
        assertFalse(found.get("app/M").contains("\"b.y.a.y.U_r\""));
        String alone = APP.substring(0, APP.indexOf("model M")).replace("package app\n\nimport cells\n", "")
                + STACK
                + model("N", "Stack", "C: Hidden, ");
        assertEquals(classes(alone).get("N"), found.get("app/N").replace("package app;\n\n", ""));
    }

    @Test
    void onlyWhatAClassDependsOnIsAmongItsInputs() {
        List<String> before = inputs(CELLS, APP);
        assertEquals(before, inputs(CELLS + "\n// a remark", APP));
        assertNotEquals(before, inputs(CELLS.replace("keep * a", "keep + a"), APP), "the generic cell");
        assertNotEquals(before, inputs(CELLS.replace("s.a + s", "s.a - s"), APP), "the generic model");
        assertNotEquals(before, inputs(CELLS.replace("tanh(Dense", "sin(Dense"), APP), "told inside of the package");
        String without = APP.replace("model N = Compare(C: Hidden)\n", "");
        assertEquals(inputs(CELLS, without), inputs(CELLS.replace("s.a + s", "s.a - s"), without), "a model not named");
    }

    private static List<String> inputs(String cells, String app) {
        return LstmCompiler.inputs(sources(cells), new SourceText("m.lstm", app), CompileOptions.DEFAULT);
    }

    @Test
    void aMistakeOfAnotherFileIsReportedAtTheCall() {
        String app = APP.replace(
                        "Hidden(units) {\n  input x\n  output y = GRU(x",
                        "Hidden(width) {\n  input x\n  output y = GRU(x")
                .replace("units: units)\n}", "units: width)\n}");
        CompileResult result =
                LstmCompiler.compile(sources(CELLS), new SourceText("m.lstm", app), CompileOptions.DEFAULT);
        String text = DiagnosticRenderer.render(result.diagnostics());
        assertTrue(text.contains("m.lstm:13:13: error[E217]: Hidden has no option units"), text);
        assertTrue(text.contains("in Stack with C = Hidden"), text);
        assertTrue(text.contains("note: at c.lstm:5:12: a = C(x, units: units)"), text);
        assertEquals(1, result.diagnostics().size(), "once, though the model N needs the same");
    }
}
