package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.codegen.text.Code;
import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.program.Input;
import io.lstmc.compiler.program.Instruction;
import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Statement;
import java.util.List;
import java.util.Optional;

/**
 * A loop that combines each row of an array with a number of that row, and does nothing else; the runtime does that.
 *
 * @param from the rows
 * @param numbers one for each row
 */
record RowOperation(BinaryFunction function, Operand from, Operand numbers, Operand to, LoopWriter loop) {

    static Optional<RowOperation> of(Statement.Pointwise statement, LoopWriter loop) {
        boolean one = statement.instructions().size() == 1
                && statement.stores().size() == 1
                && !statement.stores().get(0).add()
                && statement.stores().get(0).value() instanceof Input.Local;
        if (!one || loop.nest().depth() < 2) {
            return Optional.empty();
        }
        Instruction instruction = statement.instructions().get(0);
        List<Input> inputs = instruction.inputs();
        if (!(instruction.op() instanceof Op.Binary binary)
                || !(inputs.get(0) instanceof Input.Load left)
                || !(inputs.get(1) instanceof Input.Load right)) {
            return Optional.empty();
        }
        boolean commutes = binary.function() == BinaryFunction.ADD || binary.function() == BinaryFunction.MULTIPLY;
        Operand to = statement.stores().get(0).to();
        if ((commutes || binary.function() == BinaryFunction.SUBTRACT)
                && isRows(left.operand(), loop)
                && isRows(to, loop)
                && isNumbers(right.operand(), loop)) {
            return Optional.of(new RowOperation(binary.function(), left.operand(), right.operand(), to, loop));
        }
        return commutes && isRows(right.operand(), loop) && isRows(to, loop) && isNumbers(left.operand(), loop)
                ? Optional.of(new RowOperation(binary.function(), right.operand(), left.operand(), to, loop))
                : Optional.empty();
    }

    private static boolean isRows(Operand operand, LoopWriter loop) {
        int last = loop.nest().depth() - 1;
        return isAtStart(operand, 1, loop)
                && loop.nest().strides(operand).get(last - 1)
                        == loop.nest().axes().get(last).length();
    }

    private static boolean isNumbers(Operand operand, LoopWriter loop) {
        int last = loop.nest().depth() - 1;
        return isAtStart(operand, 0, loop) && loop.nest().strides(operand).get(last - 1) == 1;
    }

    private static boolean isAtStart(Operand operand, int stride, LoopWriter loop) {
        int last = loop.nest().depth() - 1;
        List<Integer> strides = loop.nest().strides(operand);
        return operand.view().buffer().slotted()
                && strides.get(last) == stride
                && !Nest.isSlot(operand, stride)
                && !Nest.isSlot(operand, strides.get(last - 1))
                && loop.start(operand, last - 1).isZero();
    }

    void write(SectionContext context, Code code) {
        int last = loop.nest().depth() - 1;
        for (int i = 0; i < last - 1; i++) {
            loop.open(i);
        }
        String name = switch (function) {
            case ADD -> "rowPlus";
            case SUBTRACT -> "rowMinus";
            default -> "rowTimes";
        };
        code.addStatement(
                "K.$L($L, $L, $L, $L, $L)",
                name,
                context.count(loop.nest().axes().get(last - 1)),
                context.count(loop.nest().axes().get(last)),
                loop.array(from, last - 1),
                loop.array(numbers, last - 1),
                loop.array(to, last - 1));
        loop.close(last - 1);
    }
}
