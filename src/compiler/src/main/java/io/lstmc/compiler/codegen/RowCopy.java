package io.lstmc.compiler.codegen;

import com.palantir.javapoet.CodeBlock;
import io.lstmc.compiler.codegen.method.Location;
import io.lstmc.compiler.codegen.text.IndexExpression;
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
        IndexExpression width = IndexExpression.constant(port.width());
        if (!port.hasSteps()) {
            return code.add(copy(
                            port.identifier(), IndexExpression.ZERO, field(port, buffer), place(port, buffer), width))
                    .build();
        }
        IndexExpression sampleStep = IndexExpression.variable("step").times(port.width());
        IndexExpression bound = steps(port);
        code.beginControlFlow("for (int step = 0; step < $L; step++)", bound);
        code.add(copy(port.identifier(), sampleStep, field(port, buffer), place(port, buffer), width));
        code.endControlFlow();
        if (scope.mayBeShorter(port)) {
            code.beginControlFlow("for (int step = $L; step < $L; step++)", bound, port.steps());
            IndexExpression place = place(port, buffer);
            if (padding == Padding.LAST) {
                IndexExpression last = IndexExpression.ZERO.plus("(" + bound.plus(-1) + ")", port.width());
                code.add(copy(port.identifier(), last, field(port, buffer), place, width));
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
        IndexExpression width = width(port);
        boolean shorter = scope.mayBeShorter(port) || !width.isConstant();
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement(
                "$T out = new $T[$L]",
                scope.elements().array(),
                scope.elements().type(),
                shorter ? product(port.hasSteps() ? steps(port) : IndexExpression.ONE, width) : port.size());
        IndexExpression target =
                port.hasSteps() ? product(IndexExpression.variable("step"), width) : IndexExpression.ZERO;
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
    private IndexExpression steps(Port port) {
        return scope.mayBeShorter(port)
                ? IndexExpression.variable(scope.length(port.type().time()))
                : IndexExpression.constant(port.steps());
    }

    /** How many values of a step the sample has: of its first time inside those of its own steps, which come first. */
    private IndexExpression width(Port port) {
        List<TensorType.Time> inside = port.type().times();
        if (inside.isEmpty() || !scope.signature().shorter().contains(inside.get(0))) {
            return IndexExpression.constant(port.width());
        }
        return IndexExpression.ZERO.plus(
                scope.length(inside.get(0)), port.width() / inside.get(0).length());
    }

    private static String field(Port port, Location buffer) {
        return "this." + (port.hasSteps() ? buffer.at("step") : buffer.first());
    }

    /** The index of the first element of the row. */
    private static IndexExpression place(Port port, Location buffer) {
        return buffer.row("row", port.width());
    }

    /** A product of two that are each a number or one variable times a number. */
    private static IndexExpression product(IndexExpression a, IndexExpression b) {
        if (a.isOne() || b.isOne()) {
            return a.isOne() ? b : a;
        }
        return b.isConstant() ? a.times(b.constant()) : IndexExpression.variable(a + " * " + b);
    }

    private static CodeBlock copy(
            String from, IndexExpression fromIndex, String to, IndexExpression toIndex, IndexExpression count) {
        if (count.isOne()) {
            return CodeBlock.of("$L[$L] = $L[$L];\n", to, toIndex, from, fromIndex);
        }
        return CodeBlock.of("$T.arraycopy($L, $L, $L, $L, $L);\n", System.class, from, fromIndex, to, toIndex, count);
    }
}
