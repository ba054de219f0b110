package io.lstmc.compiler.rewrite;

import static io.lstmc.compiler.schedule.HandMade.equations;
import static io.lstmc.compiler.schedule.HandMade.given;
import static io.lstmc.compiler.schedule.HandMade.map;
import static io.lstmc.compiler.schedule.HandMade.product;
import static io.lstmc.compiler.schedule.HandMade.program;
import static io.lstmc.compiler.schedule.HandMade.shared;
import static io.lstmc.compiler.schedule.HandMade.sum;
import static io.lstmc.compiler.schedule.HandMade.temporary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatherSumsTest {

    private final View d = temporary("d");
    private final View e = temporary("e");
    private final View p = temporary("p");
    private final View h = temporary("h");
    private final View v = shared("v", 1);

    private static List<String> gathered(Statement... statements) {
        return equations(GatherSums.run(program(statements)));
    }

    private static void doesNotMove(Statement... statements) {
        assertEquals(equations(program(statements)), gathered(statements));
    }

    @Test
    void aSumFollowsTheLastLoopThatReadsItsRows() {
        assertEquals(
                List.of("p = f(e)", "v += Σ d·e", "h = U·p"), gathered(map(p, e), product(h, "U", p), sum(v, d, e)));
    }

    @Test
    void orTheOneThatWritesThem() {
        assertEquals(
                List.of("p = f(h)", "e = f(p)", "v += Σ d·e", "h = U·p"),
                gathered(map(p, h), map(e, p), product(h, "U", p), sum(v, d, e)));
    }

    @Test
    void aProductIsNoLoop() {
        doesNotMove(product(p, "U", e), map(h, p), sum(v, d, e));
    }

    @Test
    void notAcrossWhatReadsTheSum() {
        doesNotMove(map(p, e), map(h, v), sum(v, d, e));
    }

    @Test
    void notAcrossWhatIsWrittenWhereItsRowsLie() {
        doesNotMove(map(p, e), product(d, "U", h), sum(v, d, e));
    }

    @Test
    void sumsInOneArrayStayInOrder() {
        View one = given("gradients", 0);
        doesNotMove(map(p, e), map(given("gradients", 3), h), sum(one, d, e));
    }
}
