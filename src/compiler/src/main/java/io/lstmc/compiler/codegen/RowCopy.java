package io.lstmc.compiler.codegen;

import com.palantir.javapoet.CodeBlock;

/** Statements that copy the array of one sample to or from row {@code row} of a buffer of the workspace. */
final class RowCopy {

    private final ClassScope scope;

    RowCopy(ClassScope scope) {
        this.scope = scope;
    }

    /** From the parameter named as the port. */
    CodeBlock in(Port port, Location buffer) {
        CodeBlock.Builder code = CodeBlock.builder().add(CodeBlocks.checkLength(scope, port));
        if (!port.hasSteps()) {
            return code.add(copy(port.identifier(), "0", field(buffer), place(port, buffer), port.width()))
                    .build();
        }
        String sampleStep = times("step", port.width());
        String bound = Integer.toString(port.steps());
        if (scope.mayBeShorter(port)) {
            bound = "steps";
            code.addStatement("int steps = $N.length / $L", port.identifier(), port.width());
        }
        code.beginControlFlow("for (int step = 0; step < $L; step++)", bound);
        code.add(copy(port.identifier(), sampleStep, field(buffer), place(port, buffer), port.width()));
        code.endControlFlow();
        if (scope.mayBeShorter(port)) {
            String place = place(port, buffer);
            code.beginControlFlow("for (int step = steps; step < $L; step++)", port.steps());
            code.addStatement(
                    "$T.fill($L, $L, $L + $L, 0)", java.util.Arrays.class, field(buffer), place, place, port.width());
            code.endControlFlow();
        }
        return code.build();
    }

    /** To a new array that is returned. */
    CodeBlock out(Port port, Location buffer) {
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement(
                "$T out = new $T[$L]",
                scope.elements().array(),
                scope.elements().type(),
                port.size());
        String target = port.hasSteps() ? times("step", port.width()) : "0";
        CodeBlock copy = copy(field(buffer), place(port, buffer), "out", target, port.width());
        if (port.hasSteps()) {
            code.beginControlFlow("for (int step = 0; step < $L; step++)", port.steps());
            code.add(copy).endControlFlow();
        } else {
            code.add(copy);
        }
        return code.addStatement("return out").build();
    }

    private static String field(Location buffer) {
        return "this." + buffer.array();
    }

    /** The index of the first element of the step and the row. */
    private String place(Port port, Location buffer) {
        String rows = port.hasSteps() ? times("step", scope.block()) + " + row" : "row";
        String index =
                port.hasSteps() && port.width() > 1 ? times("(" + rows + ")", port.width()) : times(rows, port.width());
        return buffer.offset() == 0 ? index : buffer.offset() + " + " + index;
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
