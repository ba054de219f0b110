package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.codegen.text.Code;
import io.lstmc.compiler.codegen.text.Elements;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.List;

/** Elementwise operations as Java expressions. */
final class Formula {

    private Formula() {}

    /**
     * One operation on operands that are names, literals or in brackets.
     *
     * @param square whether the right operand of a power is the literal 2 and the left one costs nothing to repeat
     */
    static Code of(Op op, List<Code> operands, Elements elements, boolean square) {
        if (op instanceof Op.Unary) {
            return unary(((Op.Unary) op).function(), operands.get(0));
        }
        if (op instanceof Op.Binary) {
            return square
                    ? Code.of("$L * $L", operands.get(0), operands.get(0))
                    : binary(((Op.Binary) op).function(), operands.get(0), operands.get(1), elements);
        }
        return Code.of("$L != $L ? $L : $L", operands.get(0), elements.literal(0), operands.get(1), operands.get(2));
    }

    private static Code unary(UnaryFunction function, Code x) {
        return switch (function) {
            case NEGATE -> Code.of("-($L)", x);
            case SIGMOID, TANH, EXP, LOG, LOG1P, EXPM1, SQRT, FLOOR, SIN, COS ->
                Code.of("$T.$L($L)", RuntimeTypes.MATHS, function.label(), x);
        };
    }

    private static Code binary(BinaryFunction function, Code a, Code b, Elements elements) {
        return switch (function) {
            case ADD -> Code.of("$L + $L", a, b);
            case SUBTRACT -> Code.of("$L - $L", a, b);
            case MULTIPLY -> Code.of("$L * $L", a, b);
            case DIVIDE -> Code.of("$L / $L", a, b);
            case POWER -> Code.of("$T.pow($L, $L)", RuntimeTypes.MATHS, a, b);
            case GREATER -> compare(a, ">", b, elements);
            case GREATER_EQUAL -> compare(a, ">=", b, elements);
            case EQUAL -> compare(a, "==", b, elements);
            case NOT_EQUAL -> compare(a, "!=", b, elements);
        };
    }

    private static Code compare(Code a, String sign, Code b, Elements elements) {
        return Code.of("$L $L $L ? $L : $L", a, sign, b, elements.literal(1), elements.literal(0));
    }
}
