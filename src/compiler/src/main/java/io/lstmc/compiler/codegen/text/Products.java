package io.lstmc.compiler.codegen.text;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * The matrix products of one generated class, collected while its graphs are emitted: a kernel for each shape, and the
 * model's weights laid out for the kernels, which all workspaces of a model share. A section of a graph lays out what it
 * needs when the weights have changed since it last did.
 */
public final class Products {

    /** The nested class, and the field with the one of a model. */
    public static final String CLASS = "Products";

    public static final String FIELD = "products";

    private final Elements elements;

    /** The nested class as it is called here: a model may have its name. */
    private final String className;

    private final Map<String, FieldSpec> kernels = new LinkedHashMap<>();
    private final Map<String, Weights> weights = new LinkedHashMap<>();
    private final Map<String, TreeSet<Integer>> sections = new TreeMap<>();

    /** The layout of some parameters for a kernel. */
    private record Weights(int number, String kernel, Code pack) {}

    public Products(Elements elements, String className) {
        this.elements = elements;
        this.className = className;
    }

    /** Products without other members, for a graph that is emitted alone. */
    public static Products of(Precision precision) {
        return new Products(new Elements(precision), CLASS);
    }

    /** The Java expression of a kernel for C_p = Σ_q A_q·W_qp. */
    public String product(String shape) {
        return kernel(shape, "P", elements.product(), "roduct", RuntimeTypes.PRODUCT_SHAPE);
    }

    /** The Java expression of a kernel for C_p += A_pᵀ·B. */
    public String outer(String shape) {
        return kernel(shape, "O", elements.outer(), "uter", RuntimeTypes.OUTER_SHAPE);
    }

    /** The Java expression of equations between arrays. */
    public String equations(List<String> loops) {
        FieldSpec known = kernels.computeIfAbsent("E" + loops, key -> {
            CodeBlock.Builder texts = CodeBlock.builder();
            for (String l : loops) {
                texts.add(texts.isEmpty() ? "$S" : ",\n$S", l);
            }
            return FieldSpec.builder(RuntimeTypes.EQUATIONS, "E" + kernels.size(), Modifier.STATIC, Modifier.FINAL)
                    .initializer("$T.get().floatEquations($>$>\n$L$<$<)", RuntimeTypes.KERNELS, texts.build())
                    .build();
        });
        return className + "." + known.name();
    }

    /** The Java expression of an array of indices. */
    public String indices(List<IndexExpression> indices) {
        String list = indices.stream().map(IndexExpression::toString).collect(Collectors.joining(", "));
        if (!indices.stream().allMatch(IndexExpression::isConstant)) {
            return "new int[] {" + list + "}";
        }
        FieldSpec known = kernels.computeIfAbsent(
                "I" + list,
                key -> FieldSpec.builder(int[].class, "I" + kernels.size(), Modifier.STATIC, Modifier.FINAL)
                        .initializer("{$L}", list)
                        .build());
        return className + "." + known.name();
    }

    private String kernel(String shape, String letter, ClassName type, String rest, ClassName shapeType) {
        FieldSpec known = kernels.get(letter + shape);
        if (known == null) {
            String method = elements.type() + letter + rest;
            known = FieldSpec.builder(type, letter + kernels.size(), Modifier.STATIC, Modifier.FINAL)
                    .initializer(
                            "$T.get().$L(new $T($L))",
                            RuntimeTypes.KERNELS,
                            method.substring(0, 1).toLowerCase(Locale.ROOT) + method.substring(1),
                            shapeType,
                            shape)
                    .build();
            kernels.put(letter + shape, known);
        }
        return className + "." + known.name();
    }

    /**
     * The Java expression of parameters laid out for a kernel.
     *
     * @param pack statements that lay them out, in which {@code w} is the layout and {@code theta} the parameters
     * @param section the method that uses them
     */
    public String weights(String kernel, Code pack, String section) {
        Weights found = weights.computeIfAbsent(
                kernel + "\n" + pack,
                key -> new Weights(weights.size(), kernel.substring(className.length() + 1), pack));
        sections.computeIfAbsent(section, s -> new TreeSet<>()).add(found.number);
        return FIELD + ".w" + found.number;
    }

    /** What a section does first. */
    public CodeBlock begin(String section) {
        return sections.containsKey(section) ? CodeBlock.of("$L.$L();\n", FIELD, section) : CodeBlock.of("");
    }

    /**
     * The nested class.
     *
     * @param model a type with a field {@code theta} and a method {@code version()}
     */
    public TypeSpec type(TypeName model) {
        TypeSpec.Builder made = TypeSpec.classBuilder(className)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The matrix products, and the weights laid out for them as of the last change.\n");
        for (FieldSpec value : kernels.values()) {
            made.addField(value);
        }
        made.addField(model, "model", Modifier.PRIVATE, Modifier.FINAL);
        List<MethodSpec> packs = new ArrayList<>();
        for (Weights w : weights.values()) {
            ClassName layout = elements.weights();
            made.addField(FieldSpec.builder(layout, "w" + w.number, Modifier.FINAL)
                    .initializer("$L.newWeights()", w.kernel)
                    .build());
            packs.add(MethodSpec.methodBuilder("pack" + w.number)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .addParameter(layout, "w")
                    .addParameter(elements.array(), "theta")
                    .addCode(w.pack.build())
                    .build());
        }
        made.addMethod(MethodSpec.constructorBuilder()
                .addParameter(model, "model")
                .addStatement("this.model = model")
                .build());
        for (Map.Entry<String, TreeSet<Integer>> entry : sections.entrySet()) {
            String section = entry.getKey();
            made.addField(FieldSpec.builder(TypeName.LONG, section + "Version", Modifier.PRIVATE, Modifier.VOLATILE)
                    .initializer("-1")
                    .build());
            made.addMethod(refresh(section));
            made.addMethod(pack(section, entry.getValue()));
        }
        for (MethodSpec methodSpec : packs) {
            made.addMethod(methodSpec);
        }
        return made.build();
    }

    private static MethodSpec refresh(String section) {
        return MethodSpec.methodBuilder(section)
                .beginControlFlow("if ($LVersion != model.version())", section)
                .addStatement("$LPack()", section)
                .endControlFlow()
                .build();
    }

    private static MethodSpec pack(String section, TreeSet<Integer> used) {
        MethodSpec.Builder pack = MethodSpec.methodBuilder(section + "Pack")
                .addModifiers(Modifier.PRIVATE, Modifier.SYNCHRONIZED)
                .addStatement("long version = model.version()");
        // Another thread may have done it while this one waited.
        pack.beginControlFlow("if ($LVersion != version)", section);
        for (int number : used) {
            pack.addStatement("pack$L(w$L, model.theta)", number, number);
        }
        return pack.addStatement("$LVersion = version", section)
                .endControlFlow()
                .build();
    }
}
