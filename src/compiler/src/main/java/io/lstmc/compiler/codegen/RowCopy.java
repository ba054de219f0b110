package io.lstmc.compiler.codegen;

import com.palantir.javapoet.CodeBlock;
import io.lstmc.compiler.codegen.method.Location;

/** Statements that copy the array of one sample to or from row {@code row} of a buffer of the workspace. */
final class RowCopy {

    /** The number of steps of the row, where samples may have fewer than the model. */
    static final String LENGTH = "lengths[row]";

    private final ClassScope scope;

    RowCopy(ClassScope scope) {
        this.scope = scope;
    }

    /** What stands in a buffer behind the last step of a sample that has fewer. */
    enum Padding {
        /** Its last step again: a value that the equations can take, so that what is masked is finite. */
        LAST,
        /** Nothing, for adjoints. */
        ZERO
    }

    /** From the parameter named as the port. */
    CodeBlock in(Port port, Location buffer, Padding padding) {
        CodeBlock.Builder code = CodeBlock.builder().add(PortCode.checkLength(scope, port));
        if (!port.hasSteps()) {
            return code.add(copy(port.identifier(), "0", field(port, buffer), place(port, buffer), port.width()))
                    .build();
        }
        String sampleStep = times("step", port.width());
        String bound = scope.mayBeShorter(port) ? LENGTH : Integer.toString(port.steps());
        code.beginControlFlow("for (int step = 0; step < $L; step++)", bound);
        code.add(copy(port.identifier(), sampleStep, field(port, buffer), place(port, buffer), port.width()));
        code.endControlFlow();
        if (scope.mayBeShorter(port)) {
            code.beginControlFlow("for (int step = $L; step < $L; step++)", LENGTH, port.steps());
            String place = place(port, buffer);
            if (padding == Padding.LAST) {
                String last = times("(" + LENGTH + " - 1)", port.width());
                code.add(copy(port.identifier(), last, field(port, buffer), place, port.width()));
            } else {
                code.addStatement(
                        "$T.fill($L, $L, $L + $L, 0)",
                        java.util.Arrays.class,
                        field(port, buffer),
                        place,
                        place,
                        port.width());
            }
            code.endControlFlow();
        }
        return code.build();
    }

    /** Marks which steps a row has. */
    CodeBlock mark(int steps, Location buffer) {
        return CodeBlock.builder()
                .beginControlFlow("for (int step = 0; step < $L; step++)", steps)
                .addStatement("this.$L[$L] = step < $L ? 1 : 0", buffer.at("step"), buffer.row("row", 1), LENGTH)
                .endControlFlow()
                .build();
    }

    /** To a new array that is returned. */
    CodeBlock out(Port port, Location buffer) {
        boolean shorter = scope.mayBeShorter(port);
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement(
                "$T out = new $T[$L]",
                scope.elements().array(),
                scope.elements().type(),
                shorter ? times(LENGTH, port.width()) : port.size());
        String target = port.hasSteps() ? times("step", port.width()) : "0";
        CodeBlock copy = copy(field(port, buffer), place(port, buffer), "out", target, port.width());
        if (port.hasSteps()) {
            code.beginControlFlow("for (int step = 0; step < $L; step++)", shorter ? LENGTH : port.steps());
            code.add(copy).endControlFlow();
        } else {
            code.add(copy);
        }
        return code.addStatement("return out").build();
    }

    private static String field(Port port, Location buffer) {
        return "this." + buffer.at(port.hasSteps() ? "step" : "0");
    }

    /** The index of the first element of the row. */
    private static String place(Port port, Location buffer) {
        return buffer.row("row", port.width());
    }

    private static String times(String factor, int size) {
        return size == 1 ? factor : factor + " * " + size;
    }

    private static CodeBlock copy(String from, String fromIndex, String to, String toIndex, int count) {
        if (count == 1) {
            return CodeBlock.of("$L[$L] = $L[$L];\n", to, toIndex, from, fromIndex);
        }
        return CodeBlock.of("$T.arraycopy($L, $L, $L, $L, $L);\n", System.class, from, fromIndex, to, toIndex, count);
    }
}
