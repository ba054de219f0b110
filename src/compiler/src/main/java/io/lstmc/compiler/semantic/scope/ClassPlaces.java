package io.lstmc.compiler.semantic.scope;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Identifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the class of a model cannot be: in packages of others, and in files that some systems do not have. */
public final class ClassPlaces {

    /** Their modules export packages below these, and a package cannot be in two modules. */
    private static final List<String> OF_JAVA = List.of(
            "java",
            "javax",
            "jdk",
            "sun",
            "com.sun",
            "netscape.javascript",
            "org.ietf.jgss",
            "org.w3c.dom",
            "org.xml.sax");

    private static final String RUNTIME = "io.lstmc.runtime";

    /** Classes of java.lang that generated classes call by their simple names; a class of their package would hide them. */
    private static final Set<String> OF_LANG = Set.of(
            "Double",
            "Exception",
            "Float",
            "IllegalArgumentException",
            "IllegalStateException",
            "IndexOutOfBoundsException",
            "Integer",
            "Math",
            "Object",
            "Override",
            "String",
            "System",
            "UnsupportedOperationException");

    /** With these begin the full names of classes, which generated classes need where a simple name is taken. */
    private static final Set<String> FIRST_OF_PACKAGES = Set.of("io", "java");

    /** Bytes of a file name. */
    private static final int LONGEST = 255;

    /** What nested classes add to the name of a class, with the end of their files. */
    private static final int NESTED = 55;

    private ClassPlaces() {}

    /** Checks the package of a file, as a whole and in its parts. */
    public static void checkPackage(Identifier name, FileContext context) {
        String text = name.text();
        for (String reserved : OF_JAVA) {
            if (isBelow(text, reserved)) {
                reportPackage(name, "Java keeps the packages below " + reserved + " to itself", context);
            }
        }
        if (isBelow(text, RUNTIME)) {
            reportPackage(name, "the runtime of the generated classes has it", context);
        }
        int offset = 0;
        for (String part : text.split("\\.", -1)) {
            checkFile(part, part(name, offset, part), 0, context);
            offset += part.length() + 1;
        }
    }

    private static boolean isBelow(String name, String reserved) {
        return name.equals(reserved) || name.startsWith(reserved + ".");
    }

    private static void reportPackage(Identifier name, String why, FileContext context) {
        context.report(Diagnostic.of(Code.RESERVED_NAME, name.span(), name.text() + " cannot be the package")
                .withLabel(why)
                .withHint("choose another, such as com.example"));
    }

    /**
     * Checks the name of a model, which is that of its class.
     *
     * @param others whether its package has other models, whose classes see this one
     */
    public static void checkModel(
            Optional<Identifier> inPackage, Identifier model, boolean others, FileContext context) {
        String type = inPackage.map(p -> p.text() + ".").orElse("") + JavaNames.of(model.text());
        if (inPackage.isPresent() && isBelow(RUNTIME, type)) {
            context.report(Diagnostic.of(Code.RESERVED_NAME, model.span(), model.text() + " cannot be the model's name")
                    .withLabel("its class " + type + " would have the name of a package, which generated classes need")
                    .withHint("choose another name or another package"));
        }
        if (others) {
            checkHiding(model, context);
        }
        checkFile(model.text(), model.span(), NESTED, context);
    }

    private static void checkHiding(Identifier model, FileContext context) {
        String name = JavaNames.of(model.text());
        if (OF_LANG.contains(name) || FIRST_OF_PACKAGES.contains(name)) {
            String hidden = OF_LANG.contains(name) ? "java.lang." + name : "the packages that begin with " + name;
            context.report(Diagnostic.of(
                            Code.RESERVED_NAME,
                            model.span(),
                            model.text() + " cannot be the name of one of several models of a package")
                    .withLabel("the class of another would not find " + hidden)
                    .withHint("choose another name, such as " + model.text() + "Model, or another package"));
        }
    }

    /** The place of a part of a dotted name, or of the whole where that was written with spaces. */
    static Span part(Identifier name, int offset, String part) {
        Span span = name.span();
        int start = Math.min(span.start() + offset, span.end());
        int end = Math.min(start + part.length(), span.end());
        return span.end() - span.start() == name.text().length() ? new Span(span.source(), start, end) : span;
    }

    /** @param room bytes that the names of files need beside this one */
    private static void checkFile(String name, Span span, int room, FileContext context) {
        String file = JavaNames.of(name);
        if (file.matches("(?i)con|prn|aux|nul|(com|lpt)[0-9]")) {
            context.report(Diagnostic.of(Code.RESERVED_NAME, span, name + " cannot be the name of a file")
                    .withLabel("Windows has a device of this name")
                    .withHint("choose another name, such as " + name + "_"));
        }
        int bytes = file.getBytes(StandardCharsets.UTF_8).length;
        if (bytes + room > LONGEST) {
            context.report(Diagnostic.of(Code.NAME_TOO_LONG, span, "the name takes " + bytes + " bytes")
                    .withLabel("names of files may have " + LONGEST
                            + (room > 0 ? " bytes, of which nested classes need " + room : " bytes"))
                    .withHint("choose a shorter name; letters beyond ASCII take 2 to 4 bytes each"));
        }
    }
}
