package io.lstmc.compiler.codegen;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Makes legal Java names that are not taken, similar to the names of a model. */
final class Names {

    private static final int LONGEST = 60;

    private final Set<String> taken;

    Names(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** A scope inside this one: it takes no name of this one, and this one does not see its names. */
    Names inside() {
        return new Names(taken);
    }

    /** A new name like {@code wish}. */
    String take(String wish) {
        String base = legal(wish);
        String name = base;
        for (int i = 2; !taken.add(name); i++) {
            name = base + "_" + i;
        }
        return name;
    }

    private static String legal(String wish) {
        StringBuilder name = new StringBuilder();
        wish.codePoints()
                .limit(LONGEST)
                .map(c ->
                        Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c) && c != '$' ? c : '_')
                .forEach(name::appendCodePoint);
        if (name.isEmpty() || !Character.isJavaIdentifierStart(name.codePointAt(0))) {
            name.insert(0, 'v');
        }
        return SourceVersion.isName(name) && !name.toString().equals("_") ? name.toString() : name + "_";
    }

    /** A comment's text without anything that could end the comment or mean something to the compiler. */
    static String comment(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints()
                .map(c -> c == '\\' || c == '$' || Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
                .forEach(safe::appendCodePoint);
        return safe.toString().replace("*/", "* /");
    }
}
