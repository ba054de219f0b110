package io.lstmc.compiler;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Options that are definitions make a bounded number of instances, of a bounded length. */
class GenericBoundsTest {

    private static List<Diagnostic> errors(String text) {
        return LstmCompiler.compile(new SourceText("m.lstm", text), CompileOptions.DEFAULT)
                .diagnostics();
    }

    @Test
    void permutationsOfOptionsEnd() {
        int options = 9;
        List<String> names = IntStream.range(0, options).mapToObj(i -> "C" + i).toList();
        String declared = names.stream().map(n -> "cell " + n).collect(Collectors.joining(", "));
        String turned = told(names, 1, false);
        String swapped = told(names, 0, true);
        StringBuilder text = new StringBuilder("cell P(" + declared + ") {\n  input x\n  y = P(x, " + turned
                + ") + P(x, " + swapped + ")\n  output y\n}\n");
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < options; i++) {
            text.append("cell K")
                    .append(i)
                    .append(" {\n  input x\n  output y = x + ")
                    .append(i)
                    .append("\n}\n");
            cells.add("C" + i + ": K" + i);
        }
        text.append("model M {\n  input x[2]\n  output y = P(x, ")
                .append(String.join(", ", cells))
                .append(")\n}\n");
        List<Diagnostic> found = errors(text.toString());
        assertTrue(
                found.stream().anyMatch(d -> d.message().startsWith("options that are definitions make more")),
                found.toString());
    }

    private static String told(List<String> names, int turn, boolean swap) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int other = swap && i < 2 ? 1 - i : (i + turn) % names.size();
            all.add(names.get(i) + ": " + names.get(other));
        }
        return String.join(", ", all);
    }

    @Test
    void manyInstancesOfALongTextAreRefused() {
        StringBuilder text = new StringBuilder("cell Long(cell C, function f) {\n  input x\n  a0 = f(C(x))\n");
        for (int i = 1; i < 4_000; i++) {
            text.append("  a").append(i).append(" = a").append(i - 1).append(" + 1\n");
        }
        text.append("  output a3999\n}\nmodel M {\n  input x[2]\n");
        StringBuilder cells = new StringBuilder();
        StringBuilder sum = new StringBuilder("  output y = x");
        for (int i = 0; i < 40; i++) {
            cells.append("cell K")
                    .append(i)
                    .append(" {\n  input x\n  output y = x + ")
                    .append(i)
                    .append("\n}\n");
            text.append("  l").append(i).append(" = Long(x, C: K").append(i).append(", f: tanh)\n");
            sum.append(" + l").append(i);
        }
        List<Diagnostic> found = errors(cells + text.toString() + sum + "\n}\n");
        assertTrue(found.stream().anyMatch(d -> d.code() == Code.EXPANSION_TOO_LARGE), found.toString());
    }
}
