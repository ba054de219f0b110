package io.lstmc.compiler.diagnostic;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Suggestion {

    private static final int LONGEST = 64;

    /** Of more names somebody who errs in each of them would wait for minutes. */
    private static final int MOST_CANDIDATES = 1_000;

    private static final int SHORTEST_BEGINNING = 3;

    private Suggestion() {}

    /** The candidate nearest to {@code name} if it is near enough; the earlier of two equally near ones. */
    public static Optional<String> nearest(String name, Collection<String> candidates) {
        if (name.length() > LONGEST || candidates.size() > MOST_CANDIDATES) {
            return Optional.empty();
        }
        String best = null;
        // Of one letter nothing but its case is left when it is changed.
        int least = name.length() <= 1 ? 1 : name.length() == 2 ? 2 : 1 + Math.max(1, name.length() / 3);
        for (String candidate : candidates) {
            if (candidate.length() <= LONGEST && !candidate.equals(name)) {
                int distance = distance(name, candidate);
                if (distance < least) {
                    least = distance;
                    best = candidate;
                }
            }
        }
        return Optional.ofNullable(best).or(() -> abbreviated(name, candidates));
    }

    /** The only candidate that begins with {@code name}. */
    private static Optional<String> abbreviated(String name, Collection<String> candidates) {
        List<String> longer = name.length() < SHORTEST_BEGINNING
                ? List.of()
                : candidates.stream()
                        .filter(c -> c.startsWith(name) && !c.equals(name))
                        .limit(2)
                        .toList();
        return longer.size() == 1 ? Optional.of(longer.get(0)) : Optional.empty();
    }

    /**
     * What to write for an unknown name: one that looks the same, what there is for a word of other systems, one that is
     * near; else {@code otherwise}.
     */
    public static String hint(String name, Collection<String> candidates, String otherwise) {
        return hint(name, candidates, ForeignWords.hint(name), otherwise);
    }

    /** The same for an unknown option of what computes numbers: of the words of other systems only options. */
    public static String optionHint(String name, Collection<String> candidates, String otherwise) {
        return hint(name, candidates, ForeignWords.option(name), otherwise);
    }

    private static String hint(String name, Collection<String> candidates, Optional<String> word, String otherwise) {
        Optional<String> alike =
                candidates.size() > MOST_CANDIDATES ? Optional.empty() : Lookalikes.among(name, candidates);
        if (alike.isPresent()) {
            return "it looks like " + alike.get() + " and is not: " + Lookalikes.difference(name, alike.get());
        }
        return word.or(() -> nearest(name, candidates).map(near -> "did you mean " + near + "?"))
                .orElse(otherwise);
    }

    /** Levenshtein's distance with swaps of neighbours; case and underscores alone make no difference. */
    private static int distance(String a, String b) {
        if (a.equalsIgnoreCase(b) || a.replace("_", "").equalsIgnoreCase(b.replace("_", ""))) {
            return 0;
        }
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int step(int[][] cost, String left, String right, int i, int j) {
        char a = left.charAt(i - 1);
        char b = right.charAt(j - 1);
        int least = Math.min(cost[i - 1][j - 1] + (a == b ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a == right.charAt(j - 2) && b == left.charAt(i - 2);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
