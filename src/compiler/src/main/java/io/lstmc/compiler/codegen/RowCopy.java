package io.lstmc.compiler.codegen;

import com.palantir.javapoet.CodeBlock;
import io.lstmc.compiler.codegen.method.Location;
import io.lstmc.compiler.ir.TensorType;
import java.util.List;

/** Statements that copy the array of one sample to or from row {@code row} of a buffer of the workspace. */
final class RowCopy {

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
        CodeBlock.Builder code = CodeBlock.builder().add(PortCode.check(scope, port));
        if (!port.hasSteps()) {
            return code.add(copy(port.identifier(), "0", field(port, buffer), place(port, buffer), port.width()))
                    .build();
        }
        String sampleStep = times("step", port.width());
        String bound = steps(port);
        code.beginControlFlow("for (int step = 0; step < $L; step++)", bound);
        code.add(copy(port.identifier(), sampleStep, field(port, buffer), place(port, buffer), port.width()));
        code.endControlFlow();
        if (scope.mayBeShorter(port)) {
            code.beginControlFlow("for (int step = $L; step < $L; step++)", bound, port.steps());
            String place = place(port, buffer);
            if (padding == Padding.LAST) {
                String last = times("(" + bound + " - 1)", port.width());
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
    CodeBlock mark(TensorType.Time time, Location buffer) {
        return CodeBlock.builder()
                .beginControlFlow("for (int step = 0; step < $L; step++)", time.length())
                .addStatement(
                        "this.$L[$L] = step < $L ? 1 : 0", buffer.at("step"), buffer.row("row", 1), scope.length(time))
                .endControlFlow()
                .build();
    }

    /** To a new array that is returned. */
    CodeBlock out(Port port, Location buffer) {
        String width = width(port);
        boolean shorter = scope.mayBeShorter(port) || !width.equals(Integer.toString(port.width()));
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement(
                "$T out = new $T[$L]",
                scope.elements().array(),
                scope.elements().type(),
                shorter ? product(port.hasSteps() ? steps(port) : "1", width) : port.size());
        String target = port.hasSteps() ? product("step", width) : "0";
        CodeBlock copy = copy(field(port, buffer), place(port, buffer), "out", target, width);
        if (port.hasSteps()) {
            code.beginControlFlow("for (int step = 0; step < $L; step++)", steps(port));
            code.add(copy).endControlFlow();
        } else {
            code.add(copy);
        }
        return code.addStatement("return out").build();
    }

    /** How many steps the sample has. */
    private String steps(Port port) {
        return scope.mayBeShorter(port) ? scope.length(port.type().time()) : Integer.toString(port.steps());
    }

    /** How many values of a step the sample has: of its first time inside those of its own steps, which come first. */
    private String width(Port port) {
        List<TensorType.Time> inside = port.type().times();
        if (inside.isEmpty() || !scope.network().shorter().contains(inside.get(0))) {
            return Integer.toString(port.width());
        }
        return times(scope.length(inside.get(0)), port.width() / inside.get(0).length());
    }

    private static String field(Port port, Location buffer) {
        return "this." + buffer.at(port.hasSteps() ? "step" : "0");
    }

    /** The index of the first element of the row. */
    private static String place(Port port, Location buffer) {
        return buffer.row("row", port.width());
    }

    private static String product(String a, String b) {
        if (b.equals("1") || a.equals("1")) {
            return b.equals("1") ? a : b;
        }
        return a + " * " + b;
    }

    private static String times(String factor, int size) {
        return size == 1 ? factor : factor + " * " + size;
    }

    private static CodeBlock copy(String from, String fromIndex, String to, String toIndex, int count) {
        return copy(from, fromIndex, to, toIndex, Integer.toString(count));
    }

    private static CodeBlock copy(String from, String fromIndex, String to, String toIndex, String count) {
        if (count.equals("1")) {
            return CodeBlock.of("$L[$L] = $L[$L];\n", to, toIndex, from, fromIndex);
        }
        return CodeBlock.of("$T.arraycopy($L, $L, $L, $L, $L);\n", System.class, from, fromIndex, to, toIndex, count);
    }
}
