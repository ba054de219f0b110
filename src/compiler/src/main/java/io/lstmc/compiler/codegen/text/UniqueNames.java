package io.lstmc.compiler.codegen.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Makes legal Java names that are not taken, similar to the names of a model. */
public final class UniqueNames {

    private static final int LONGEST = 60;

    private final UniqueNames outer;
    private final Set<String> taken;

    /** The number that was not yet tried for a name. */
    private final Map<String, Integer> next = new HashMap<>();

    public UniqueNames(Set<String> taken) {
        this(null, new HashSet<>(taken));
    }

    private UniqueNames(UniqueNames outer, Set<String> taken) {
        this.outer = outer;
        this.taken = taken;
    }

    /** A scope inside this one: it takes no name of this one, and this one does not see its names. */
    public UniqueNames inside() {
        return new UniqueNames(this, new HashSet<>());
    }

    /** A new name like {@code wish}. */
    public String take(String wish) {
        String base = legal(wish);
        String name = base;
        int number = firstFree(base);
        while (isTaken(name)) {
            name = base + "_" + number++;
        }
        next.put(base, number);
        taken.add(name);
        return name;
    }

    /** A number below which all are taken, so that the thousandth of a name need not try all before it. */
    private int firstFree(String base) {
        int own = next.getOrDefault(base, 2);
        return outer == null ? own : Math.max(own, outer.firstFree(base));
    }

    private boolean isTaken(String name) {
        return taken.contains(name) || outer != null && outer.isTaken(name);
    }

    private static String legal(String wish) {
        StringBuilder letters = new StringBuilder();
        int count = 0;
        for (int i = 0; i < wish.length() && count < LONGEST; i += Character.charCount(wish.codePointAt(i)), count++) {
            int c = wish.codePointAt(i);
            boolean part = Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c) && c != '$';
            letters.appendCodePoint(part ? c : '_');
        }
        if (letters.isEmpty() || !Character.isJavaIdentifierStart(letters.codePointAt(0))) {
            letters.insert(0, 'v');
        }
        String name = letters.toString();
        return SourceVersion.isKeyword(name) || name.equals("_") ? name + "_" : name;
    }

    /** A comment's text without anything that could end the comment or mean something to the compiler. */
    public static String comment(String text) {
        char[] safe = text.toCharArray();
        for (int i = 0; i < safe.length; i++) {
            char c = safe[i];
            if (c == '\\' || c == '$' || Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                safe[i] = ' ';
            }
        }
        return new String(safe).replace("*/", "* /");
    }
}
