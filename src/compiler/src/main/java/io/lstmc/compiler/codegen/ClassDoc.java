package io.lstmc.compiler.codegen;

import com.palantir.javapoet.CodeBlock;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.plan.Parameter;
import io.lstmc.compiler.plan.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The Javadoc of a generated class: what the source says of it, equations, shapes and how to use it. */
final class ClassDoc {

    private final ClassScope scope;

    ClassDoc(ClassScope scope) {
        this.scope = scope;
    }

    CodeBlock text() {
        Signature signature = scope.signature();
        CodeBlock.Builder doc = CodeBlock.builder();
        signature
                .documentation()
                .filter(text -> !text.isBlank())
                .ifPresentOrElse(
                        text -> doc.add("$L\n", DocText.paragraphs(text)),
                        () -> doc.add("The model {@code $L}.\n\n", signature.name()));
        if (!signature.equations().isEmpty()) {
            doc.add("$L\n", DocText.preformatted(signature.equations()));
        }
        int trained = count(false);
        int frozen = count(true);
        doc.add("<p>Its shapes, with $L trained $L", DocText.grouped(trained), trained == 1 ? "number" : "numbers");
        doc.add("$L:\n\n", frozen == 0 ? "" : " and " + DocText.grouped(frozen) + " that no training changes");
        doc.add("$L\n", DocText.preformatted(shapes()));
        doc.add("<p>$L:\n\n$L", scope.trains() ? "To train it and to use it" : "To use it", usage());
        if (scope.plan().stream().isEmpty()) {
            doc.add("\n<p>There is no {@code stream()}: $L.\n", DocText.escape(signature.noStream()));
        }
        return doc.add("\n<p>Any number of threads may predict with one object at the same time.\n")
                .build();
    }

    /** The numbers of all parameters that are frozen, or of all others. */
    private int count(boolean frozen) {
        return scope.signature().parameters().stream()
                .filter(p -> p.frozen() == frozen)
                .mapToInt(p -> p.type().elements())
                .sum();
    }

    private List<String> shapes() {
        List<String[]> rows = new ArrayList<>();
        Signature signature = scope.signature();
        for (Map.Entry<String, TensorType> entry : signature.inputs().entrySet()) {
            rows.add(new String[] {"input", entry.getKey(), shape(entry.getValue())});
        }
        for (Map.Entry<String, TensorType> entry : signature.targets().entrySet()) {
            rows.add(new String[] {"target", entry.getKey(), shape(entry.getValue())});
        }
        for (Map.Entry<String, TensorType> entry : signature.outputs().entrySet()) {
            rows.add(new String[] {"output", entry.getKey(), shape(entry.getValue())});
        }
        for (Parameter p : signature.parameters()) {
            rows.add(new String[] {"param", p.name(), shape(p.type()) + (p.frozen() ? "  frozen" : "")});
        }
        int width = rows.stream().mapToInt(r -> r[1].length()).max().orElse(0);
        List<String> found = new ArrayList<>();
        for (String[] r : rows) {
            found.add(r[0] + " ".repeat(8 - r[0].length()) + r[1] + " ".repeat(width + 2 - r[1].length()) + r[2]);
        }
        return found;
    }

    private static String shape(TensorType type) {
        String dims = type.dims().stream().map(String::valueOf).collect(Collectors.joining(", "));
        if (!type.hasSteps()) {
            return "[" + dims + "]";
        }
        return "[" + type.steps() + (type.steps() == 1 ? " step" : " steps") + (dims.isEmpty() ? "" : ", " + dims)
                + "]";
    }

    private String usage() {
        String name = scope.signature().name();
        List<String> lines = new ArrayList<>();
        lines.add(name + " model = new " + name + "();");
        if (scope.trains()) {
            String data = name + "." + scope.nested("Data").simpleName();
            lines.add(data + " data = new " + data + "();");
            lines.add("data.add(" + PortCode.arguments(scope.columns()) + ");");
            lines.add("model.train(data, ProgressListener.console());");
            lines.add("model.save(Path.of(\"" + name + ".safetensors\"));");
        }
        boolean one = scope.outputs().size() == 1;
        String type = one
                ? scope.elements().array().toString()
                : name + "." + scope.nested("Prediction").simpleName();
        String result = one ? scope.outputs().get(0).identifier() : "prediction";
        lines.add(type + " " + result + " = model.predict(" + PortCode.arguments(scope.inputs()) + ");");
        return DocText.preformatted(lines);
    }
}
