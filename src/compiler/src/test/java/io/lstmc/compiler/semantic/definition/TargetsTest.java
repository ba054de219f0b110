package io.lstmc.compiler.semantic.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.tree.BinaryOperator;
import io.lstmc.compiler.typed.BuiltIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is done to a target, the checker knows that an output reads it; and whatever is done to a sequence, the checker
 * and the graph have the same steps.
 */
class TargetsTest {

    /** Functions whose value does not depend on the data, or which stand in initialisers only. */
    private static final Set<BuiltIn> WITHOUT_DATA = Set.of(
            BuiltIn.SIZE,
            BuiltIn.INDEX,
            BuiltIn.ONCE,
            BuiltIn.STEP,
            BuiltIn.TRAINING,
            BuiltIn.UNIFORM01,
            BuiltIn.GAUSSIAN,
            BuiltIn.ORTHONORMAL);

    /** Forms that read their operand Y, a vector, as their only data; S stands for a sequence of such. */
    private static List<String> forms() {
        List<String> forms = new ArrayList<>(List.of(
                "-Y",
                "Y[1]",
                "Y[0:1]",
                "[Y, p]",
                "[p, Y]",
                "W·Y",
                "p·Y",
                "Y·p",
                "(W ⊙ Y[0])·p",
                "transpose(W * Y[0])·p",
                "transpose(transpose(W * Y[0]))·p",
                "(W * sum(Y))[0]",
                "(W * sum(Y))[0:1]·p",
                "(Y ⊗ p)·p",
                "p·(p ⊗ Y)",
                "where(Y > 0, p, p)",
                "where(p > 0, Y, p)",
                "where(p > 0, p, Y)",
                "twice(Y)",
                "twice(p, o: 2) + Y",
                "Keeps(Y)",
                "Dense(Y, units: 2)",
                "relu(Y)",
                "softmax(Y)",
                "mse(p, Y)",
                "dropout(Y)"));
        for (BinaryOperator operator : BinaryOperator.values()) {
            if (operator != BinaryOperator.MATRIX_PRODUCT) {
                forms.add("p " + operator.sign() + " Y");
                forms.add("Y " + operator.sign() + " p");
            }
        }
        for (BuiltIn function : BuiltIn.values()) {
            boolean ofSteps = Set.of(
                            "sum_steps",
                            "mean_steps",
                            "max_steps",
                            "first",
                            "last",
                            "reverse",
                            "previous",
                            "cumsum",
                            "flatten")
                    .contains(function.text());
            if (!WITHOUT_DATA.contains(function) && function.arguments() == 1 && function != BuiltIn.TRANSPOSE) {
                forms.add(function.text() + "(" + (ofSteps ? "S" : "Y") + ")");
            }
        }
        for (String ofSequence :
                List.of("S[1]", "S[1:3]", "S + Y", "Keeps(S)", "LSTM(S, units: 2)", "W·S", "tanh(S)[0]", "W[Y]")) {
            forms.add(ofSequence);
        }
        return forms;
    }

    private static String text(String form, String data) {
        boolean steps = form.contains("S");
        boolean token = form.equals("W[Y]") || form.startsWith("one_hot");
        String operand = token ? " : token(2)" : steps ? "[T, 2]" : "[2]";
        String text = form.replaceAll("\\bS\\b", "v").replaceAll("\\bY\\b", steps ? "v[0]" : "v");
        return "function twice(a, o = 2) = a * o\n"
                + "cell Keeps() { input x output y = 2 * x }\n"
                + "model M { time T = 3 " + data + " v" + operand
                + " input x[T, 2] param W[2, 2] ~ glorot param p[2] ~ zeros"
                + " e = " + text + " output z = e + 0 * x[0][0] }";
    }

    private static Diagnostics diagnostics(String text) {
        Diagnostics diagnostics = new Diagnostics();
        LstmCompiler.check(new SourceText("m.lstm", text), CompileOptions.DEFAULT, diagnostics);
        return diagnostics;
    }

    static Stream<String> allForms() {
        return forms().stream();
    }

    @ParameterizedTest
    @MethodSource("allForms")
    void anOutputOfATargetIsRefused(String form) {
        assertEquals("", errors(diagnostics(text(form, "input"))), form);
        assertTrue(
                diagnostics(text(form, "target")).sorted().stream()
                        .map(Diagnostic::code)
                        .anyMatch(Code.OUTPUT_NEEDS_TARGET::equals),
                form);
    }

    private static String errors(Diagnostics diagnostics) {
        return diagnostics.hasErrors() ? DiagnosticRenderer.render(diagnostics.sorted()) : "";
    }

    /** A sequence of matrices stays one when it is transposed: what is made of it has the steps that the checker says. */
    @Test
    void transposingKeepsTheSteps() {
        String text = "model M { time T = 3 input x[T] param W[2, 3] ~ glorot e = transpose(W * x)·[1, 1]"
                + " output z = sum(last(e)) output y = e }";
        Diagnostics diagnostics = new Diagnostics();
        var network = LstmCompiler.lower(
                        new SourceText("m.lstm", text), "M", CompileOptions.DEFAULT, diagnostics, (s, g) -> {})
                .orElseThrow(() -> new AssertionError(errors(diagnostics)));
        assertEquals(3, network.outputs().get("y").steps());
        assertEquals(3, network.forward().result("y").type().steps());
        assertEquals(0, network.forward().result("z").type().steps());
    }
}
