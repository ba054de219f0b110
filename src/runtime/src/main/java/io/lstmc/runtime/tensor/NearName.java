package io.lstmc.runtime.tensor;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class NearName {

    private NearName() {}

    /**
     * The first candidate that {@code name} is the beginning of, else the one with the fewest edits, if these are few
     * compared with the length of {@code name}.
     */
    public static Optional<String> of(String name, Collection<String> candidates) {
        for (String candidate : candidates) {
            if (!name.isEmpty() && candidate.startsWith(name)) {
                return Optional.of(candidate);
            }
        }
        String best = null;
        int fewest = Math.max(1, name.length() / 3) + 1;
        for (String candidate : candidates) {
            int edits = edits(name, candidate);
            if (edits < fewest) {
                fewest = edits;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The distance of Levenshtein. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
