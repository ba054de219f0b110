package io.lstmc.compiler.codegen.text;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Java text in the making, in JavaPoet's format. JavaPoet looks at every piece of a {@link CodeBlock} several times, and a
 * loop is made of hundreds; here all that names no type becomes one piece.
 */
public final class Code {

    private final StringBuilder format = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();

    public static Code of(String text, Object... values) {
        return new Code().add(text, values);
    }

    /** Adds text, in which {@code $L} stands for a value and {@code $T} for a type. */
    public Code add(String text, Object... values) {
        int value = 0;
        int from = 0;
        for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', from)) {
            format.append(text, from, at);
            from = at + 2;
            switch (text.charAt(at + 1)) {
                case 'L' -> addValue(values[value++]);
                case 'T' -> {
                    format.append("$T");
                    arguments.add(values[value++]);
                }
                case '<', '>' -> format.append(text, at, from);
                default -> throw new IllegalArgumentException(text);
            }
        }
        format.append(text, from, text.length());
        return this;
    }

    public Code add(Code code) {
        format.append(code.format);
        arguments.addAll(code.arguments);
        return this;
    }

    private void addValue(Object value) {
        if (value instanceof Code code) {
            add(code);
        } else {
            format.append(value.toString().replace("$", "$$"));
        }
    }

    /** Adds a statement on one line. */
    public Code addStatement(String text, Object... values) {
        add(text, values);
        format.append(";\n");
        return this;
    }

    public Code beginControlFlow(String text, Object... values) {
        add(text, values);
        format.append(" {\n$>");
        return this;
    }

    public Code endControlFlow() {
        format.append("$<}\n");
        return this;
    }

    public CodeBlock build() {
        return CodeBlock.of(format.toString(), arguments.toArray());
    }

    /** The same for the same code. */
    @Override
    public String toString() {
        return format + " " + arguments;
    }
}
