package io.lstmc.compiler.program;

import io.lstmc.compiler.ir.Op;
import java.util.List;
import java.util.Optional;

/**
 * One elementwise operation inside a loop.
 *
 * @param op a {@link Op.Unary}, {@link Op.Binary} or {@link Op.Select}
 * @param name what the source calls its value
 */
public record Instruction(Op op, List<Input> inputs, Optional<String> name) {

    public Instruction {
        inputs = List.copyOf(inputs);
    }

    @Override
    public String toString() {
        return op + " " + inputs;
    }
}
