package io.lstmc.compiler.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** A random train block. */
final class RandomTraining {

    private final SplittableRandom random;
    private final Map<String, String> options;
    private final List<String> settings;
    private final List<String> frozen = new ArrayList<>();
    private final List<Exception> exceptions = new ArrayList<>();
    private final boolean carries;

    /** Params that have other options. */
    private record Exception(List<String> names, Map<String, String> options) {

        String text() {
            return "except [" + String.join(", ", names) + "] (" + RandomTraining.text(options) + ")";
        }
    }

    RandomTraining(RandomOptimizers optimizer, RandomModel model) {
        random = model.scope().random;
        options = optimizer.options();
        settings = optimizer.settings();
        carries = model.carries();
        List<String> names = new ArrayList<>(model.trained());
        if (names.size() > 1 && random.nextInt(3) == 0) {
            frozen.add(pattern(names));
            if (random.nextInt(3) == 0) {
                frozen.add(pattern(names));
            }
        }
        if (!names.isEmpty() && !options.isEmpty()) {
            for (int n = random.nextInt(5) - 2; n > 0; n--) {
                Map<String, String> other = new LinkedHashMap<>();
                for (String option : options.keySet()) {
                    if (other.isEmpty() || random.nextBoolean()) {
                        other.put(option, "0." + (1 + random.nextInt(9)));
                    }
                }
                List<String> of = new ArrayList<>(List.of(pattern(names)));
                if (random.nextBoolean()) {
                    of.add(pattern(names));
                }
                exceptions.add(new Exception(of, other));
            }
        }
    }

    /** A name, or one with a star, which stands for it and perhaps for others. */
    private String pattern(List<String> names) {
        String name = names.get(random.nextInt(names.size()));
        int half = name.offsetByCodePoints(0, 1);
        boolean letter = Character.isLetter(name.codePointAt(half));
        return switch (random.nextInt(4)) {
            case 0 -> name.substring(0, half) + "*";
            case 1 -> letter ? "*" + name.substring(half) : name + "*";
            default -> name;
        };
    }

    private static boolean matches(List<String> patterns, String param) {
        return patterns.stream().anyMatch(p -> {
            String text = Pattern.quote(p).replace("*", "\\E.*\\Q");
            return Pattern.matches("(" + text + ")(\\..*)?", param);
        });
    }

    boolean isFrozen(String param) {
        return matches(frozen, param);
    }

    boolean carries() {
        return carries;
    }

    /** What the optimizer's options are for a param: those of the last exception that names it. */
    Map<String, String> options(String param) {
        Map<String, String> result = new LinkedHashMap<>(options);
        for (int i = exceptions.size() - 1; i >= 0; i--) {
            if (matches(exceptions.get(i).names(), param)) {
                result.putAll(exceptions.get(i).options());
                break;
            }
        }
        return result;
    }

    private static String text(Map<String, String> options) {
        return String.join(
                ", ",
                options.entrySet().stream()
                        .map(o -> o.getKey() + ": " + o.getValue())
                        .toList());
    }

    String text() {
        List<String> lines = new ArrayList<>(List.of("optimizer Own(" + text(options) + ")"));
        exceptions.forEach(e -> lines.add(e.text()));
        if (!frozen.isEmpty()) {
            lines.add("frozen [" + String.join(", ", frozen) + "]");
        }
        if (carries) {
            lines.add("carry");
        }
        lines.addAll(settings);
        return block(lines);
    }

    /** The block of a model whose params all have the same options. */
    static String plain(Map<String, String> options) {
        return block(List.of("optimizer Own(" + text(options) + ")"));
    }

    private static String block(List<String> lines) {
        return "train {\n    " + String.join("\n    ", lines) + "\n  }";
    }
}
