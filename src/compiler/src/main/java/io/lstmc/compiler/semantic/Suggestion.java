package io.lstmc.compiler.semantic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Suggestion {

    private static final int LONGEST = 64;

    private Suggestion() {}

    /** The candidate nearest to {@code name} if it is near enough; the earlier of two equally near ones. */
    public static Optional<String> nearest(String name, Collection<String> candidates) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String best = null;
        int least = name.length() <= 2 ? 2 : 1 + Math.max(1, name.length() / 3);
        for (String candidate : candidates) {
            if (candidate.length() <= LONGEST && !candidate.equals(name)) {
                int distance = distance(name, candidate);
                if (distance < least) {
                    least = distance;
                    best = candidate;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code did you mean W_f?}, or {@code otherwise} when no name is near. */
    static String hint(String name, Collection<String> candidates, String otherwise) {
        return nearest(name, candidates)
                .map(near -> "did you mean " + near + "?")
                .orElse(otherwise);
    }

    /** Levenshtein's distance, with a change of case for free only when nothing else differs. */
    private static int distance(String a, String b) {
        if (a.equalsIgnoreCase(b) || a.replace("_", "").equalsIgnoreCase(b.replace("_", ""))) {
            return 1;
        }
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
