package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Lookalikes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Guesses which reserved word was meant. */
final class Misspelling {

    private static final List<String> DEFINITIONS = List.of("cell", "function", "initializer", "optimizer", "model");
    private static final List<String> STATEMENTS = List.of(
            "input",
            "state",
            "param",
            "layer",
            "output",
            "target",
            "time",
            "loss",
            "train",
            "unroll",
            "precision",
            "adjoint");

    /** Words of other languages. */
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("def", "function"),
            Map.entry("fn", "function"),
            Map.entry("func", "function"),
            Map.entry("fun", "function"),
            Map.entry("class", "model' or 'cell"),
            Map.entry("struct", "cell"),
            Map.entry("network", "model"),
            Map.entry("module", "package"),
            Map.entry("namespace", "package"),
            Map.entry("initialiser", "initializer"),
            Map.entry("optimiser", "optimizer"),
            Map.entry("parameter", "param"),
            Map.entry("parameters", "param"),
            Map.entry("weight", "param"),
            Map.entry("weights", "param"),
            Map.entry("hidden", "state"),
            Map.entry("return", "output"),
            Map.entry("label", "target"));

    private static final List<String> NEEDLESS =
            List.of("let", "var", "val", "const", "float", "double", "int", "tensor", "auto");
    private static final List<String> CHOICES = List.of("if", "else", "switch");
    private static final List<String> LOOPS = List.of("for", "while");

    /** Operators that are words elsewhere, and what to write. */
    private static final Map<String, String> OPERATORS = Map.of(
            "and", "conditions are 0 or 1: a * b where both hold, as in (x > 0) * (x < 1)",
            "or", "conditions are 0 or 1: maximum(a, b) where one of them holds",
            "not", "conditions are 0 or 1: 1 - a where a does not hold",
            "if", "where(condition, a, b) chooses between values",
            "else", "where(condition, a, b) chooses between values");

    private static final List<String> IMPORTS = List.of("include", "using", "from");

    private Misspelling() {}

    /** A hint for a word that stands where a definition must begin, or an empty text. */
    static String ofDefinition(String word) {
        return hint(word, DEFINITIONS);
    }

    /** A hint for a word that stands where a statement must begin, or an empty text. */
    static String ofStatement(String word) {
        return hint(word, STATEMENTS);
    }

    /** What there is instead of a word with which no expression begins, or an empty text. */
    static String ofExpression(String word) {
        return isAbsent(word) ? hint(word, List.of()) : "";
    }

    /** What there is instead of a word that joins two expressions elsewhere, or an empty text. */
    static String ofOperator(String word) {
        return OPERATORS.getOrDefault(word, "");
    }

    /** Whether a word begins a loop or a branch elsewhere. */
    static boolean isAbsent(String word) {
        return CHOICES.contains(word) || LOOPS.contains(word);
    }

    /** Whether a word stands before a name elsewhere and is left out here. */
    static boolean isNeedless(String word) {
        return NEEDLESS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static String hint(String word, List<String> candidates) {
        if (word.length() > TextLimits.NAME) {
            return "";
        }
        if (isNeedless(word)) {
            return "an equation needs no word before it: write a = b";
        }
        if (CHOICES.contains(word)) {
            return "there is no '" + word + "'; where(condition, a, b) chooses between values";
        }
        if (LOOPS.contains(word)) {
            return "there is no '" + word + "'; a cell is computed at each step, and a model applies it to a sequence";
        }
        if (IMPORTS.contains(word)) {
            return "a package is imported as in: import com.example.cells; the library is always at hand";
        }
        String foreign = FOREIGN.get(word);
        if (foreign != null) {
            return "did you mean '" + foreign + "'?";
        }
        Optional<String> alike = Lookalikes.among(word, candidates);
        if (alike.isPresent()) {
            return "it looks like '" + alike.get() + "' and is not: " + Lookalikes.difference(word, alike.get());
        }
        for (String candidate : candidates) {
            if (distance(word.toLowerCase(Locale.ROOT), candidate) <= (candidate.length() > 5 ? 2 : 1)) {
                return "did you mean '" + candidate + "'?";
            }
        }
        return "";
    }

    /** Letters to insert, remove, replace or swap with their neighbour to make one word of the other. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
