package io.lstmc.compiler.rewrite;

import static io.lstmc.compiler.schedule.HandMade.flow;
import static io.lstmc.compiler.schedule.HandMade.map;
import static io.lstmc.compiler.schedule.HandMade.now;
import static io.lstmc.compiler.schedule.HandMade.operand;
import static io.lstmc.compiler.schedule.HandMade.product;
import static io.lstmc.compiler.schedule.HandMade.program;
import static io.lstmc.compiler.schedule.HandMade.repeat;
import static io.lstmc.compiler.schedule.HandMade.sections;
import static io.lstmc.compiler.schedule.HandMade.steps;
import static io.lstmc.compiler.schedule.HandMade.temporary;
import static io.lstmc.compiler.schedule.HandMade.visible;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.View;
import io.lstmc.compiler.schedule.HandMade;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComputeInPlaceTest {

    private final View x = temporary("x");
    private final View p = temporary("p");
    private final View f = temporary("f");
    private final View u = temporary("u");

    private static void doesNotFire(Program program) {
        assertEquals(flow(program), flow(ComputeInPlace.run(program)));
    }

    @Test
    void aValueTakesThePlaceOfTheOneItIsComputedFrom() {
        Program after = ComputeInPlace.run(program(product(p, "W", x), map(f, p), product(u, "V", f)));
        assertEquals(List.of("f <- x", "f <- f", "u <- f"), flow(after));
        assertEquals(3, after.buffers().size());
    }

    @Test
    void theValuesOfAllStepsDoSo() {
        View ps = steps("p", 3);
        View fs = steps("f", 3);
        Program after = ComputeInPlace.run(program(product(ps, "W", x), repeat(map(now(fs), now(ps)))));
        assertEquals(List.of("f <- x", "f <- f"), flow(after));
    }

    @Test
    void theOldValueMayBeReadBefore() {
        Program after = ComputeInPlace.run(program(product(p, "W", x), product(u, "V", p), map(f, p)));
        assertEquals(List.of("f <- x", "u <- f", "f <- f"), flow(after));
        View ps = steps("p", 3);
        View fs = steps("f", 3);
        Program inSteps = ComputeInPlace.run(
                program(product(ps, "W", x), repeat(product(u, "V", now(ps)), map(now(fs), now(ps)))));
        assertEquals(List.of("f <- x", "u <- f", "f <- f"), flow(inSteps));
    }

    @Test
    void notIfALaterStepReadsTheOldValue() {
        View ps = steps("p", 3);
        View fs = steps("f", 3);
        doesNotFire(program(
                product(ps, "W", x), repeat(product(u, "V", ps.at(HandMade.LOOP, -1)), map(now(fs), now(ps)))));
        doesNotFire(program(product(ps, "W", x), repeat(product(u, "V", ps), map(now(fs), now(ps)))));
    }

    @Test
    void notIfTheOldValueIsReadLater() {
        doesNotFire(program(product(p, "W", x), map(f, p), product(u, "V", p)));
    }

    @Test
    void notIfEachStepReadsAValueFromBeforeTheLoop() {
        doesNotFire(program(product(p, "W", x), repeat(map(f, p), product(u, "V", f))));
    }

    @Test
    void notIfTheOldValueIsFromAnotherSection() {
        doesNotFire(sections(List.of(product(p, "W", x)), List.of(map(f, p))));
        View ps = steps("p", 3);
        View fs = steps("f", 3);
        doesNotFire(sections(List.of(product(ps, "W", x)), List.of(repeat(map(now(fs), now(ps))))));
    }

    @Test
    void notIfTheNewPlaceIsInUseBefore() {
        doesNotFire(program(product(p, "W", x), map(u, f), map(f, p)));
    }

    @Test
    void notIfSomebodyOutsideReadsTheOldValue() {
        doesNotFire(program(product(visible("p"), "W", x), map(f, visible("q"))));
        View seen = visible("p");
        doesNotFire(program(product(seen, "W", x), map(f, seen)));
    }

    @Test
    void notIfTheStepsLieInAnotherOrder() {
        View ps = steps("p", 3);
        View fs = steps("f", 3);
        doesNotFire(program(product(ps, "W", x), repeat(map(now(fs), ps.at(HandMade.LOOP, 1)))));
    }

    @Test
    void notIfTheElementsLieInAnotherOrder() {
        Operand backwards = new Operand(p.skip(HandMade.ELEMENTS - 1), List.of(0, HandMade.ELEMENTS, -1));
        doesNotFire(program(product(p, "W", x), map(operand(f), backwards)));
    }

    @Test
    void oneOfTwoValuesTakesThePlace() {
        View v = temporary("v");
        Program after = ComputeInPlace.run(program(product(p, "W", x), product(v, "U", x), map(f, p, v)));
        assertEquals(List.of("f <- x", "v <- x", "f <- f, v"), flow(after));
    }
}
