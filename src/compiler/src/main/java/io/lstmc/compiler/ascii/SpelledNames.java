package io.lstmc.compiler.ascii;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The names of one Java file in ASCII, each its own: where two would be the same, the later one gets a number. */
final class SpelledNames {

    private final Map<String, String> spelled = new HashMap<>();
    private final Set<String> taken;

    /** @param identifiers of the file; those in ASCII stay as they are */
    SpelledNames(Iterable<String> identifiers) {
        taken = new TreeSet<>();
        for (String name : identifiers) {
            if (isAscii(name)) {
                taken.add(name);
            }
        }
        for (String name : identifiers) {
            if (!isAscii(name) && !spelled.containsKey(name)) {
                spelled.put(name, take(Spelling.of(name)));
            }
        }
    }

    private String take(String wish) {
        String name = wish;
        for (int i = 2; !taken.add(name); i++) {
            name = wish + "_" + i;
        }
        return name;
    }

    /** Whether the name is one of the file's. */
    boolean has(String name) {
        return spelled.containsKey(name);
    }

    /** The name in ASCII. */
    String of(String name) {
        return isAscii(name) ? name : spelled.getOrDefault(name, Spelling.of(name));
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
