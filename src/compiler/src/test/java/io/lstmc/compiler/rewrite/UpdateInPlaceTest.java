package io.lstmc.compiler.rewrite;

import static io.lstmc.compiler.schedule.HandMade.copy;
import static io.lstmc.compiler.schedule.HandMade.flow;
import static io.lstmc.compiler.schedule.HandMade.given;
import static io.lstmc.compiler.schedule.HandMade.map;
import static io.lstmc.compiler.schedule.HandMade.operand;
import static io.lstmc.compiler.schedule.HandMade.outer;
import static io.lstmc.compiler.schedule.HandMade.product;
import static io.lstmc.compiler.schedule.HandMade.program;
import static io.lstmc.compiler.schedule.HandMade.repeat;
import static io.lstmc.compiler.schedule.HandMade.shared;
import static io.lstmc.compiler.schedule.HandMade.temporary;
import static io.lstmc.compiler.schedule.HandMade.visible;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.View;
import io.lstmc.compiler.schedule.HandMade;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpdateInPlaceTest {

    private final View c = temporary("c");
    private final View next = temporary("next");
    private final View g = temporary("g");
    private final View y = temporary("y");

    private static void doesNotFire(Program program) {
        assertEquals(flow(program), flow(UpdateInPlace.run(program)));
    }

    @Test
    void aStateIsComputedWhereItsPreviousValueLies() {
        Program after = UpdateInPlace.run(program(repeat(map(next, c, g), map(y, next), copy(c, next))));
        assertEquals(List.of("c <- c, g", "y <- c"), flow(after));
    }

    @Test
    void alsoIfTheOldValueIsReadBefore() {
        Program after = UpdateInPlace.run(program(repeat(map(y, c), map(next, c, g), copy(c, next))));
        assertEquals(List.of("y <- c", "c <- c, g"), flow(after));
    }

    @Test
    void notIfTheOldValueIsReadLater() {
        doesNotFire(program(repeat(map(next, c, g), map(y, next, c), copy(c, next))));
    }

    @Test
    void notIfAProductReadsTheOldValueWhileItWritesTheNewOne() {
        doesNotFire(program(repeat(product(next, "U", c), copy(c, next))));
    }

    @Test
    void notIfALoopReadsOtherElementsThanItWrites() {
        Operand backwards = new Operand(c.skip(HandMade.ELEMENTS - 1), List.of(0, HandMade.ELEMENTS, -1));
        doesNotFire(program(repeat(map(operand(next), backwards), copy(c, next))));
    }

    @Test
    void notIfTheNewValueIsReadOutside() {
        doesNotFire(program(repeat(map(next, c, g), copy(c, next)), map(y, next)));
        View seen = visible("next");
        doesNotFire(program(repeat(map(seen, c, g), copy(c, seen))));
    }

    @Test
    void notIfTheStateIsWrittenTwice() {
        doesNotFire(program(repeat(map(next, c, g), map(c, g), copy(c, next))));
    }

    /** A kernel knows where in an array a value begins, so it cannot write into the step that a loop is at. */
    @Test
    void notIfAKernelWritesOrReadsItWhereThePlaceOfTheStepMovesWithinAnArray() {
        View kept = HandMade.now(shared("kept", 3));
        View sum = shared("sum", 1);
        doesNotFire(program(repeat(product(sum, "U", c), copy(kept, sum))));
        doesNotFire(program(repeat(map(sum, c), product(y, "U", sum), copy(kept, sum))));
        doesNotFire(program(repeat(map(sum, c), outer(given("dU", 0), sum, c), copy(kept, sum))));
    }

    @Test
    void alsoIfOnlyLoopsUseIt() {
        View kept = HandMade.now(shared("kept", 3));
        View sum = shared("sum", 1);
        Program after = UpdateInPlace.run(program(repeat(map(sum, c), map(y, sum), copy(kept, sum))));
        assertEquals(List.of("kept <- c", "y <- kept"), flow(after));
    }

    @Test
    void alsoIfAKernelUsesItAndEachStepHasAnArray() {
        View kept = HandMade.now(HandMade.steps("kept", 3));
        Program after = UpdateInPlace.run(program(repeat(product(next, "U", c), copy(kept, next))));
        assertEquals(List.of("kept <- c"), flow(after));
    }

    @Test
    void noKernelIsGivenAPlaceThatMovesWithinAnArray() {
        View moves = HandMade.now(shared("kept", 3));
        assertThrows(IllegalArgumentException.class, () -> product(moves, "U", c));
        assertThrows(IllegalArgumentException.class, () -> product(y, "U", moves));
        assertThrows(IllegalArgumentException.class, () -> outer(given("dU", 0), moves, c));
        assertThrows(IllegalArgumentException.class, () -> outer(given("dU", 0), c, moves));
    }
}
