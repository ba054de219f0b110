package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import io.lstmc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** States of one sample, one behind the other in an array. */
final class StateLayout {

    private final List<State> states = new ArrayList<>();
    private int size;

    /** A state and the index of its first value among those of all. */
    record State(String name, List<Integer> shape, int size, int offset) {}

    void add(String name, TensorType type) {
        states.add(new State(name, type.dims(), type.elements(), size));
        size = Math.addExact(size, type.elements());
    }

    StateLayout copy() {
        StateLayout copy = new StateLayout();
        copy.states.addAll(states);
        copy.size = size;
        return copy;
    }

    List<State> states() {
        return states;
    }

    /** The values of all states. */
    int size() {
        return size;
    }

    /** A constant with the names, shapes and places, for the runtime. */
    FieldSpec constant(String name) {
        CodeBlock list = states.stream()
                .map(state -> CodeBlock.of(
                        "\nnew $T($S, $T.of($L), $L)",
                        RuntimeTypes.PARAMETER,
                        state.name,
                        List.class,
                        state.shape.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        state.offset))
                .collect(CodeBlock.joining(","));
        return FieldSpec.builder(
                        ParameterizedTypeName.get(ClassName.get(List.class), RuntimeTypes.PARAMETER),
                        name,
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer("$T.of($>$>$L$<$<)", List.class, list)
                .build();
    }
}
