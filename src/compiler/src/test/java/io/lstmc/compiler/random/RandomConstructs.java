package io.lstmc.compiler.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The constructs of the language that stand in a random text. */
final class RandomConstructs {

    private static final String NAME = "[\\p{L}\\p{N}_]+";
    private static final String INSIDE = "(?s)(?:(?!\n}).)*?";

    /** By construct: a pattern that is found in a text which has it. */
    private static final Map<String, Pattern> PATTERNS = new LinkedHashMap<>();

    private static void add(String construct, String pattern) {
        PATTERNS.put(construct, Pattern.compile(pattern));
    }

    static {
        add("time with all steps", "\n  time \\S+ = ");
        add("time with fewer steps", "\n  time \\S+ <= ");
        add("two times", "\n  time T .*\n  time S ");
        add("time of a cell", "cell [^{]*\\{\n  time ");
        add("state along a time", "\n  time (K\\S*)\n" + INSIDE + "\n  state \\S+\\[\\1]");
        add("vectors as a state along a time", "\n  time (K\\S*)\n" + INSIDE + "\n  state \\S+\\[\\1, ");
        add("softmax_steps", "softmax_steps\\(");
        add("token", "\n  input \\S+(\\[[TS]])? : token\\(");
        add("token without time", "\n  input [^\\[\\s]+ : token\\(");
        add("target token", "\n  target \\S+(\\[[TS]])? : token\\(");
        add("token of a cell", "cell [^{]*\\{" + INSIDE + "\n  input \\S+ : token");
        add("tokens along a time of a cell", "cell [^{]*\\{" + INSIDE + "\n  input \\S+\\[K\\S*] : token");
        add("one_hot", "one_hot\\(");
        add("log_softmax of a token", "log_softmax\\(\\S+\\)\\[" + NAME + "]");
        for (String function : List.of(
                "reverse",
                "previous",
                "first",
                "last",
                "cumsum",
                "once",
                "flatten",
                "mod",
                "scale_rows",
                "scale_columns",
                "transpose",
                "dropout",
                "sum_steps",
                "mean_steps",
                "max_steps")) {
            add(function, "\\b" + function + "\\(");
        }
        add("step", "step\\(\\)");
        add("previous with a first value", "previous\\([^\n]*, first: ");
        add("slice of a sequence", "\\[\\d*:(T|S|\\d+)?( - \\d+)?]");
        add("state begun by its cell", "\n  state \\S+\\[.*] = ");
        add("state of a fixed value", "\n  state \\S+\\[.*] ~ constant");
        add("state of a matrix", "\n  state (?!\\S*\\[K)\\S*\\[[^\\],]+, [^\\]]+]");
        add(
                "matrix input",
                "\n  input \\S+\\[[TS], [^\\],]+, [^\\]]+]|model [^{]*\\{" + INSIDE
                        + "\n  input \\S+\\[(?![TS],)[^\\],]+, [^\\]]+]");
        add("matrix input of a cell", "cell [^{]*\\{" + INSIDE + "\n  input \\S+\\[(?!K)[^\\],]+, [^\\]]+]");
        add("outer product", " ⊗ ");
        add("outer", "outer\\(");
        add("frozen param of a cell", "cell [^{]*\\{" + INSIDE + "\n  param [^\n]*: frozen");
        add("frozen param of a model", "model [^{]*\\{" + INSIDE + "\n  param [^\n]*: frozen");
        add("frozen", "\n    frozen \\[");
        add("except", "\n    except \\[");
        add("star", "\n    (frozen|except) \\[[^\\]]*\\*");
        add("carry", "\n    carry\n");
        add("adjoint", "\n  adjoint ");
        add("adjoint of a layer's output", "\n  adjoint [^\n]*\\.");
        add("cell as an option", "cell \\S+\\([^{]*cell [^{]*\\{");
        add("function as an option", "cell \\S+\\([^{]*function [^{]*\\{");
        add("initializer as an option", "cell \\S+\\([^{]*initializer [^{]*\\{");
        add("model with options", "\nmodel M\\(");
        add("model of a model", "\nmodel M = Any\\(");
        add("cell as an option of a model", "\nmodel [^{]*cell [^{]*\\{");
        add("named size", "model [^{]*\\{" + INSIDE + "\n  " + NAME + " = (\\d+|2 \\* \\d+ - \\d+)\n");
        add("model without inputs", "\nmodel [^{=]*\\{(?:(?!\n  input )(?s:.))*$");
        add("param of a layer", "sum\\(" + NAME + "\\.W\\^2\\)");
    }

    private RandomConstructs() {}

    /** The names of all constructs. */
    static Set<String> all() {
        Set<String> all = new TreeSet<>(PATTERNS.keySet());
        all.addAll(RandomNames.NOTES);
        all.addAll(List.of("lookup", "lookup of other steps", "comparison of tokens"));
        return all;
    }

    static Set<String> of(RandomModels.Text model, String text) {
        Set<String> found = new TreeSet<>(model.notes());
        PATTERNS.forEach((construct, pattern) -> {
            if (pattern.matcher(text).find()) {
                found.add(construct);
            }
        });
        for (String token : tokens(text)) {
            String name = Pattern.quote(token);
            if (text.contains("[" + token + "]")) {
                found.add("lookup");
            }
            if (Pattern.compile("\\[(reverse|previous)\\(" + name + "[,)]")
                    .matcher(text)
                    .find()) {
                found.add("lookup of other steps");
            }
            if (Pattern.compile(name + "(\\)|, first: \\d\\))? [=!]= ")
                    .matcher(text)
                    .find()) {
                found.add("comparison of tokens");
            }
        }
        return found;
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        for (MatchResult input : Pattern.compile("\n  input (" + NAME + ")\\S* : token")
                .matcher(text)
                .results()
                .toList()) {
            tokens.add(input.group(1));
        }
        return tokens;
    }
}
