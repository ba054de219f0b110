package io.lstmc.compiler.semantic.scope;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Identifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.SourceVersion;

/**
 * How a name of the language becomes a Java identifier: subscript digits become plain ones, any other character that
 * Java does not take becomes {@code _}; letters of all alphabets stay.
 */
public final class JavaNames {

    private JavaNames() {}

    public static String of(String name) {
        StringBuilder out = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (c >= '₀' && c <= '₉') {
                out.append((char) ('0' + c - '₀'));
            } else if (Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c)) {
                out.appendCodePoint(c);
            } else {
                out.append('_');
            }
        });
        if (out.length() == 0 || !Character.isJavaIdentifierStart(out.codePointAt(0))) {
            out.insert(0, '_');
        }
        return out.toString();
    }

    /** Whether Java takes the mapped name: no keyword, no literal, not {@code _} alone. */
    public static boolean isLegal(String name) {
        String mapped = of(name);
        return SourceVersion.isIdentifier(mapped)
                && !SourceVersion.isKeyword(mapped, SourceVersion.RELEASE_17)
                && !mapped.equals("var")
                && !mapped.equals("yield")
                && !mapped.equals("record")
                && !mapped.equals("sealed")
                && !mapped.equals("permits");
    }

    public static void check(Identifier name, FileContext context) {
        if (!isLegal(name.text())) {
            reportKeyword(name.text(), name.span(), context);
        }
    }

    /** Checks the parts of a dotted package name, each at its place. */
    public static void checkPackage(Identifier name, FileContext context) {
        int offset = 0;
        for (String part : name.text().split("\\.", -1)) {
            if (!isLegal(part)) {
                reportKeyword(part, ClassPlaces.part(name, offset, part), context);
            }
            offset += part.length() + 1;
        }
    }

    private static void reportKeyword(String text, Span span, FileContext context) {
        context.report(Diagnostic.of(Code.JAVA_KEYWORD, span, text + " cannot be a name")
                .withLabel("a reserved word of Java, the language of the generated code")
                .withHint("choose another name, such as " + (text.equals("_") ? "unused" : text + "_")));
    }

    /** Reports names that are different here but the same in Java. */
    public static void checkCollisions(Collection<Identifier> names, FileContext context) {
        Map<String, Identifier> seen = new HashMap<>();
        for (Identifier name : names) {
            Identifier earlier = seen.putIfAbsent(of(name.text()), name);
            if (earlier != null && !earlier.text().equals(name.text())) {
                context.report(Diagnostic.of(
                                Code.JAVA_COLLISION,
                                name.span(),
                                name.text() + " and " + earlier.text() + " are the same name in Java")
                        .withLabel("both become " + of(name.text()))
                        .withHint("rename one of them"));
            }
        }
    }
}
