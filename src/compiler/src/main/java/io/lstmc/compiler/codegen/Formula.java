package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.List;

/** Elementwise operations as Java expressions. */
final class Formula {

    private static final ClassName MATHS = ClassName.get("io.lstmc.runtime", "Maths");

    private Formula() {}

    /**
     * One operation on operands that are names, literals or in brackets.
     *
     * @param square whether the right operand of a power is the literal 2 and the left one costs nothing to repeat
     */
    static CodeBlock of(Op op, List<CodeBlock> operands, Elements elements, boolean square) {
        if (op instanceof Op.Unary) {
            return unary(((Op.Unary) op).function(), operands.get(0));
        }
        if (op instanceof Op.Binary) {
            return square
                    ? CodeBlock.of("$L * $L", operands.get(0), operands.get(0))
                    : binary(((Op.Binary) op).function(), operands.get(0), operands.get(1), elements);
        }
        return CodeBlock.of(
                "$L != $L ? $L : $L", operands.get(0), elements.literal(0), operands.get(1), operands.get(2));
    }

    private static CodeBlock unary(UnaryFunction function, CodeBlock x) {
        return switch (function) {
            case NEGATE -> CodeBlock.of("-($L)", x);
            case SIGMOID, TANH, EXP, LOG, SQRT, SIN, COS -> CodeBlock.of("$T.$L($L)", MATHS, function.label(), x);
        };
    }

    private static CodeBlock binary(BinaryFunction function, CodeBlock a, CodeBlock b, Elements elements) {
        return switch (function) {
            case ADD -> CodeBlock.of("$L + $L", a, b);
            case SUBTRACT -> CodeBlock.of("$L - $L", a, b);
            case MULTIPLY -> CodeBlock.of("$L * $L", a, b);
            case DIVIDE -> CodeBlock.of("$L / $L", a, b);
            case POWER -> CodeBlock.of("$T.pow($L, $L)", MATHS, a, b);
            case GREATER -> compare(a, ">", b, elements);
            case GREATER_EQUAL -> compare(a, ">=", b, elements);
            case EQUAL -> compare(a, "==", b, elements);
            case NOT_EQUAL -> compare(a, "!=", b, elements);
        };
    }

    private static CodeBlock compare(CodeBlock a, String sign, CodeBlock b, Elements elements) {
        return CodeBlock.of("$L $L $L ? $L : $L", a, sign, b, elements.literal(1), elements.literal(0));
    }
}
