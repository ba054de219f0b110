package io.lstmc.compiler.plan;

import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.View;
import java.util.Optional;

/**
 * A value that somebody else gives a program or takes from it.
 *
 * @param name as the graph calls it
 * @param external the array of somebody else in which it was asked to lie, or the scalar that somebody else gives; empty if
 *     the program has an array for it
 * @param place where it lies; empty for a scalar
 */
public record ProgramPort(
        String name, Role role, Direction direction, TensorType type, Optional<String> external, Optional<View> place) {

    /** Whether it is an array of somebody else. */
    public boolean liesOutside() {
        return place.filter(view -> view.buffer().kind() == Buffer.Kind.GIVEN).isPresent();
    }

    /** What is said through it. */
    public enum Role {
        PARAMETER,
        INPUT,
        TARGET,
        /** Which steps a sample has. */
        PRESENT,
        /** Whether this is training. */
        MODE,
        /** Whether a sample begins with states that are given. */
        GOES_ON,
        /** What is kept from one evaluation to the next. */
        STATE,
        OUTPUT,
        LOSS,
        /** A derivative: given, of what is minimised with respect to a result; taken, with respect to a parameter. */
        ADJOINT,
        /** A number that is the same for everything. */
        SCALAR
    }

    /** Seen from the program. */
    public enum Direction {
        IN,
        OUT
    }
}
