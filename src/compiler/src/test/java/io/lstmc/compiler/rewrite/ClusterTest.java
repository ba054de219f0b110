package io.lstmc.compiler.rewrite;

import static io.lstmc.compiler.schedule.HandMade.add;
import static io.lstmc.compiler.schedule.HandMade.equations;
import static io.lstmc.compiler.schedule.HandMade.given;
import static io.lstmc.compiler.schedule.HandMade.map;
import static io.lstmc.compiler.schedule.HandMade.outer;
import static io.lstmc.compiler.schedule.HandMade.product;
import static io.lstmc.compiler.schedule.HandMade.program;
import static io.lstmc.compiler.schedule.HandMade.temporary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterTest {

    private final View x = temporary("x");
    private final View i = temporary("i");
    private final View f = temporary("f");
    private final View u = temporary("u");
    private final View v = temporary("v");

    private static List<String> clustered(Statement... statements) {
        return equations(Cluster.run(program(statements)));
    }

    private static void doesNotMove(Statement... statements) {
        assertEquals(equations(program(statements)), clustered(statements));
    }

    @Test
    void productsOfOneOperandMoveUp() {
        assertEquals(
                List.of("i = W_i·x", "f = W_f·x", "u = f(i)", "v = f(f)"),
                clustered(product(i, "W_i", x), map(u, i), product(f, "W_f", x), map(v, f)));
    }

    @Test
    void productsOfOneResultMoveDown() {
        assertEquals(
                List.of("i = f(u)", "f = f(v)", "x = W_i·i", "x += W_f·f"),
                clustered(map(i, u), product(x, "W_i", i), map(f, v), add(x, "W_f", f)));
    }

    @Test
    void outerProductsOfOneOperandMoveUp() {
        View one = given("gradients", 0);
        View other = given("gradients", 64);
        assertEquals(
                List.of("gradients += i xᵀ", "gradients += f xᵀ", "u = f(v)"),
                clustered(outer(one, i, x), map(u, v), outer(other, f, x)));
    }

    @Test
    void notAcrossAChangeOfTheOperand() {
        doesNotMove(product(i, "W_i", x), map(x, u), product(f, "W_f", x));
    }

    @Test
    void notAcrossAReaderOfTheResult() {
        doesNotMove(product(i, "W_i", x), map(u, f), product(f, "W_f", x));
    }

    @Test
    void notAcrossAReaderOfASharedResult() {
        doesNotMove(product(x, "W_i", i), map(u, x), add(x, "W_f", f));
    }

    @Test
    void notAcrossAStatementThatWritesTheSamePartOfAnArray() {
        View one = given("gradients", 0);
        View other = given("gradients", 64);
        doesNotMove(outer(one, i, x), map(given("gradients", 100), u), outer(other, f, x));
    }

    @Test
    void notProductsOfDifferentWidth() {
        doesNotMove(product(i, "W_i", x), map(u, i), product(f, "W_f", x, 4, Statement.Start.ZERO));
    }

    @Test
    void notProductsOfDifferentOperands() {
        doesNotMove(product(i, "W_i", x), map(u, i), product(f, "W_f", v));
    }
}
