package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import io.lstmc.compiler.codegen.text.Elements;
import io.lstmc.compiler.ir.TensorType;
import java.util.stream.Collectors;

/**
 * An input, target or output of the model as Java sees it: an array that a sample brings or gets.
 *
 * @param name of the source
 * @param identifier the Java name made of it
 * @param type batched
 * @param tokens for tokens, the number of different ones, else 0
 */
record Port(String name, String identifier, TensorType type, int tokens) {

    /** Of numbers. */
    Port(String name, String identifier, TensorType type) {
        this(name, identifier, type, 0);
    }

    boolean isToken() {
        return tokens > 0;
    }

    /** The type of its array. */
    ArrayTypeName array(Elements elements) {
        return isToken() ? ArrayTypeName.of(TypeName.INT) : elements.array();
    }

    boolean hasSteps() {
        return type.hasSteps();
    }

    int steps() {
        return Math.max(1, type.steps());
    }

    /** Values of one step. */
    int width() {
        return type.elements();
    }

    /** Values of one sample. */
    int size() {
        return type.elementsOfAllSteps();
    }

    /** The same without time, for one step of a stream. */
    Port atOneStep() {
        return new Port(name, identifier, type.withSteps(0), tokens);
    }

    /** Its axes for people: {@code 36 steps × 1}; empty for a scalar. */
    String axes() {
        String dims = type.dims().stream().map(String::valueOf).collect(Collectors.joining(" × "));
        if (!hasSteps()) {
            return dims;
        }
        return type.steps() + (type.steps() == 1 ? " step" : " steps") + (dims.isEmpty() ? "" : " × " + dims);
    }

    /** Its number of values for people: {@code 36 = 36 steps × 1}, or just {@code 12}. */
    String expected() {
        boolean plain = !hasSteps() && type.rank() <= 1;
        return plain ? Integer.toString(size()) : size() + " = " + axes();
    }
}
