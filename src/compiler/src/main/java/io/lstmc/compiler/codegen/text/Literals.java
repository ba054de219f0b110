package io.lstmc.compiler.codegen.text;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;

/**
 * The arrays of one generated class that are written out in its source, collected while its graphs are emitted:
 *
 * <pre>
 * static final float[] window = {0.25f, 0.5f, 0.25f};
 * static final float[] table = Numbers.floats(5000, """
 *         0.1 0.7 0.2 …
 *         """);
 * </pre>
 */
public final class Literals {

    /** The nested class. */
    public static final String CLASS = "Literals";

    /** Numbers in an array initialiser; the code that makes an array is seven bytes a number. */
    private static final int MOST_IN_CODE = 64;

    /** Characters of a text; a class holds no longer string than 65,535 bytes. */
    private static final int LONGEST_TEXT = 60_000;

    private static final int LONGEST_LINE = 100;

    private final String className;
    private final Map<List<String>, FieldSpec> fields = new LinkedHashMap<>();
    private final TreeSet<String> names = new TreeSet<>();

    /** @param className the nested class as it is called here: a model may have its name */
    public Literals(String className) {
        this.className = className;
    }

    /** Literals without other members, for a graph that is emitted alone. */
    public static Literals alone() {
        return new Literals(CLASS);
    }

    /** The Java expression of an array with these numbers; all that have the same share it. */
    public String array(String wish, double[] values, Elements elements) {
        List<String> texts = new ArrayList<>(values.length + 1);
        texts.add(elements.type().toString());
        for (double value : values) {
            texts.add(elements.literal(value));
        }
        FieldSpec known = fields.get(texts);
        if (known == null) {
            String name = ReservedNames.take(wish, names);
            known = field(name, texts.subList(1, texts.size()), values, elements);
            fields.put(texts, known);
        }
        return className + "." + known.name();
    }

    private static FieldSpec field(String name, List<String> texts, double[] values, Elements elements) {
        FieldSpec.Builder field = FieldSpec.builder(elements.array(), name, Modifier.STATIC, Modifier.FINAL);
        if (values.length <= MOST_IN_CODE) {
            return field.initializer("{$L}", String.join(", ", texts)).build();
        }
        return field.initializer(
                        "$T.$Ls($L, $L)",
                        RuntimeTypes.NUMBERS,
                        elements.type(),
                        values.length,
                        String.join(", ", blocks(values, elements)))
                .build();
    }

    private static List<String> blocks(double[] values, Elements elements) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (double value : values) {
            line.append(line.isEmpty() ? "" : " ").append(elements.text(value));
            if (line.length() > LONGEST_LINE) {
                block.append(line).append('\n');
                line.setLength(0);
            }
            if (block.length() > LONGEST_TEXT) {
                blocks.add("\"\"\"\n" + block + "\"\"\"");
                block.setLength(0);
            }
        }
        if (!line.isEmpty()) {
            block.append(line).append('\n');
        }
        if (!block.isEmpty()) {
            blocks.add("\"\"\"\n" + block + "\"\"\"");
        }
        return blocks;
    }

    /** The nested class, if there is any literal. */
    public Optional<TypeSpec> type() {
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        TypeSpec.Builder type = TypeSpec.classBuilder(className)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Numbers that stand in the equations.\n");
        fields.values().forEach(type::addField);
        return Optional.of(type.build());
    }
}
