package io.lstmc.compiler.rewrite;

import static io.lstmc.compiler.schedule.HandMade.map;
import static io.lstmc.compiler.schedule.HandMade.now;
import static io.lstmc.compiler.schedule.HandMade.program;
import static io.lstmc.compiler.schedule.HandMade.repeat;
import static io.lstmc.compiler.schedule.HandMade.sections;
import static io.lstmc.compiler.schedule.HandMade.steps;
import static io.lstmc.compiler.schedule.HandMade.temporary;
import static io.lstmc.compiler.schedule.HandMade.visible;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.View;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShareArraysTest {

    private final View x = visible("x");
    private final View a = temporary("a");
    private final View b = temporary("b");
    private final View c = temporary("c");

    private static void doesNotShare(Program program) {
        assertEquals(Map.of(), ShareArrays.run(program).arrays());
    }

    @Test
    void livesThatDoNotOverlapShare() {
        Program after = ShareArrays.run(program(map(a, x), map(b, a), map(c, b)));
        assertEquals(Map.of(c.buffer(), a.buffer()), after.arrays());
        assertSame(a.buffer(), after.array(c.buffer()));
    }

    @Test
    void notLivesThatOverlap() {
        doesNotShare(program(map(a, x), map(b, a), map(c, a, b)));
    }

    @Test
    void notAcrossSectionsWhereOneStillReads() {
        doesNotShare(sections(List.of(map(a, x), map(b, a)), List.of(map(c, b), map(x, a))));
    }

    @Test
    void notBuffersOfDifferentShape() {
        doesNotShare(program(map(a, x), map(b, a), map(steps("c", 2), b)));
    }

    @Test
    void notWhatSomebodyOutsideKnows() {
        doesNotShare(program(map(a, x), map(b, a), map(visible("c"), b)));
    }

    @Test
    void valuesOfOneStepShareWithinIt() {
        Program after = ShareArrays.run(program(repeat(map(a, x), map(b, a), map(c, b), map(x, c))));
        assertEquals(Map.of(c.buffer(), a.buffer()), after.arrays());
    }

    @Test
    void aValueThatOneStepLeavesForTheNextKeepsItsArray() {
        doesNotShare(program(repeat(map(x, a), map(a, x), map(b, x), map(x, b))));
    }

    @Test
    void theValuesOfAllStepsAreNeededAfterTheLoop() {
        View as = steps("a", 3);
        View bs = steps("b", 3);
        doesNotShare(program(repeat(map(bs, x), map(x, bs), map(now(as), x)), map(x, as)));
    }
}
