package io.lstmc.compiler.codegen.text;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.lstmc.compiler.Precision;

/** The element type of generated code. */
public record Elements(Precision precision) {

    public TypeName type() {
        return switch (precision) {
            case FLOAT -> TypeName.FLOAT;
            case DOUBLE -> TypeName.DOUBLE;
        };
    }

    public ArrayTypeName array() {
        return ArrayTypeName.of(type());
    }

    /** An expression of type double as one of this type; javac warns of a cast that does nothing. */
    public String fromDouble(String expression) {
        return switch (precision) {
            case FLOAT -> "(float) " + expression;
            case DOUBLE -> expression;
        };
    }

    /** The runtime's wrapper of an array. */
    public ClassName storage() {
        return switch (precision) {
            case FLOAT -> RuntimeTypes.FLOAT_STORAGE;
            case DOUBLE -> RuntimeTypes.DOUBLE_STORAGE;
        };
    }

    /** The runtime's matrix product. */
    ClassName product() {
        return kernel("Product");
    }

    /** The runtime's sum of outer products. */
    ClassName outer() {
        return kernel("Outer");
    }

    /** The runtime's weights of a matrix product. */
    public ClassName weights() {
        return kernel("Weights");
    }

    private ClassName kernel(String name) {
        return ClassName.get(
                RuntimeTypes.KERNELS.packageName(), (precision == Precision.FLOAT ? "Float" : "Double") + name);
    }

    /** A number of this type as {@code parseFloat} or {@code parseDouble} reads it. */
    String text(double value) {
        return switch (precision) {
            case FLOAT -> Float.toString((float) value);
            case DOUBLE -> Double.toString(value);
        };
    }

    /** A number as Java writes it. */
    public String literal(double value) {
        return switch (precision) {
            case FLOAT -> literal(text(value), "f", "Float");
            case DOUBLE -> literal(text(value), "", "Double");
        };
    }

    private static String literal(String text, String suffix, String box) {
        return switch (text) {
            case "NaN" -> box + ".NaN";
            case "Infinity" -> box + ".POSITIVE_INFINITY";
            case "-Infinity" -> box + ".NEGATIVE_INFINITY";
            default ->
                text.endsWith(".0") && !suffix.isEmpty()
                        ? text.substring(0, text.length() - 2) + suffix
                        : text + suffix;
        };
    }
}
