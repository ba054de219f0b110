package io.lstmc.compiler.random;

import io.lstmc.compiler.random.RandomTypes.Type;
import io.lstmc.compiler.random.RandomTypes.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/** A random optimizer with states and options, and the settings of a train block that uses it. */
final class RandomOptimizers {

    private final SplittableRandom random;
    private final RandomNames names;
    private final RandomScope scope;
    private final RandomExpressions make;
    private final List<String> options = new ArrayList<>();

    RandomOptimizers(long seed) {
        random = new SplittableRandom(seed + 7_000_000);
        names = new RandomNames(random);
        scope = new RandomScope(random, names, RandomScope.Place.ELEMENTS);
        make = new RandomExpressions(scope);
    }

    /** The definition of {@code Own}. */
    String definition() {
        List<String> head = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            String option = names.fresh();
            head.add(option + (random.nextBoolean() ? " = 0." + (1 + random.nextInt(9)) : ""));
            options.add(head.get(head.size() - 1));
            add(option);
        }
        String gradient = names.fresh();
        add(gradient);
        add("(k / (k + 2))");
        String parameter = names.fresh();
        List<String> lines = new ArrayList<>(List.of("input " + gradient));
        List<String> states = new ArrayList<>(List.of(parameter));
        for (int n = random.nextInt(4); n > 0; n--) {
            states.add(names.fresh());
        }
        Collections.shuffle(states, new Random(random.nextLong()));
        for (String state : states) {
            lines.add("state " + state + (state.equals(parameter) ? "" : " ~ " + start()));
            add(state + "[k-1]");
        }
        List<String> updated = new ArrayList<>(states);
        Collections.shuffle(updated, new Random(random.nextLong()));
        for (String state : updated) {
            if (random.nextInt(4) == 0) {
                String name = names.fresh();
                lines.add(name + " = " + value());
                add(name);
            }
            lines.add(state + "[k] = " + update(state));
            add(state + "[k]");
        }
        return "optimizer Own" + (head.isEmpty() ? "" : "(" + String.join(", ", head) + ")") + " {\n  "
                + String.join("\n  ", lines) + "\n}\n";
    }

    /** The options that the train block gives, all that have no default among them. */
    Map<String, String> options() {
        Map<String, String> given = new LinkedHashMap<>();
        for (String option : options) {
            if (!option.contains("=") || random.nextBoolean()) {
                given.put(option.replaceFirst(" = .*", ""), "0." + (1 + random.nextInt(9)));
            }
        }
        return given;
    }

    /** The other settings of the train block. */
    List<String> settings() {
        List<String> lines = new ArrayList<>();
        lines.add("batch " + (1 + random.nextInt(40)));
        lines.add("epochs 2");
        lines.add("seed " + random.nextInt(100));
        if (!options.isEmpty() && random.nextBoolean()) {
            lines.add("schedule " + scope.any("cosine()", "cosine(warmup: 1)", "constant_rate()"));
        }
        if (random.nextInt(3) == 0) {
            lines.add("clip " + scope.any("norm 0.7", "value 0.3"));
        }
        return lines;
    }

    private void add(String name) {
        scope.variables.add(new Variable(name, Type.SCALAR));
    }

    private String start() {
        List<String> numbers = new ArrayList<>(List.of("-1", "0.3", "-(2 + 1) / 8", "sqrt(2)", "1 / 3"));
        options.forEach(option -> numbers.add(option.replaceFirst(" = .*", "") + " * 2"));
        return random.nextInt(3) == 0 ? "zeros" : "constant(" + scope.any(numbers) + ")";
    }

    private String update(String state) {
        String before = state + "[k-1]";
        return switch (random.nextInt(5)) {
            case 0 -> "0.9 * " + before + " + 0.1 * " + bounded();
            case 1 -> before + " - 0.1 * " + bounded();
            case 2 -> "where(" + value() + " > 0.21, " + before + ", " + bounded() + ")";
            case 3 -> "maximum(" + before + ", " + bounded() + ")";
            default -> "0.3 * " + before + " + " + bounded();
        };
    }

    private String value() {
        return make.of(Type.SCALAR, 3);
    }

    private String bounded() {
        return make.bounded(Type.SCALAR, 2);
    }
}
