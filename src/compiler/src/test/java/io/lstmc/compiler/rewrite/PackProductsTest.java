package io.lstmc.compiler.rewrite;

import static io.lstmc.compiler.schedule.HandMade.add;
import static io.lstmc.compiler.schedule.HandMade.equations;
import static io.lstmc.compiler.schedule.HandMade.flow;
import static io.lstmc.compiler.schedule.HandMade.given;
import static io.lstmc.compiler.schedule.HandMade.map;
import static io.lstmc.compiler.schedule.HandMade.now;
import static io.lstmc.compiler.schedule.HandMade.outer;
import static io.lstmc.compiler.schedule.HandMade.product;
import static io.lstmc.compiler.schedule.HandMade.program;
import static io.lstmc.compiler.schedule.HandMade.repeat;
import static io.lstmc.compiler.schedule.HandMade.steps;
import static io.lstmc.compiler.schedule.HandMade.temporary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import io.lstmc.compiler.schedule.HandMade;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackProductsTest {

    private final View x = temporary("x");
    private final View i = temporary("i");
    private final View f = temporary("f");
    private final View g = temporary("g");
    private final View u = temporary("u");

    private static void doesNotPack(Statement... statements) {
        Program after = PackProducts.run(program(statements));
        assertEquals(List.of(statements), after.sections().get(0));
        assertEquals(program(statements).buffers(), after.buffers());
    }

    @Test
    void productsOfOneOperandBecomeOneAndTheirResultsNeighbours() {
        Program after = PackProducts.run(program(product(i, "W_i", x), product(f, "W_f", x), map(u, f)));
        assertEquals(List.of("i = W_i·x & f = W_f·x", "u = f(f)"), equations(after));
        assertEquals(List.of("i_f <- x", "u <- i_f"), flow(after));
        Statement.Product packed = (Statement.Product) after.sections().get(0).get(0);
        assertEquals(List.of(0, 1), packed.c().stream().map(View::slot).toList());
        assertEquals(1, packed.matrices().size());
        assertEquals(2, packed.matrices().get(0).size());
        View read = after.sections().get(0).get(1).reads().get(0);
        assertEquals(packed.c().get(1), read);
        assertEquals("f", read.name());
    }

    @Test
    void productsOfOneResultBecomeOneAndTheirOperandsNeighbours() {
        Program after = PackProducts.run(program(map(i, u), map(f, u), product(x, "W_i", i), add(x, "W_f", f)));
        assertEquals(List.of("i = f(u)", "f = f(u)", "x = W_i·i & x += W_f·f"), equations(after));
        Statement.Product packed = (Statement.Product) after.sections().get(0).get(2);
        assertEquals(List.of(0, 1), packed.a().stream().map(View::slot).toList());
        assertEquals(2, packed.matrices().size());
        assertEquals(Statement.Start.ZERO, packed.start());
    }

    @Test
    void outerProductsOfOneOperandBecomeOne() {
        Program after =
                PackProducts.run(program(outer(given("gradients", 0), i, x), outer(given("gradients", 64), f, x)));
        Statement.Outer packed = (Statement.Outer) after.sections().get(0).get(0);
        assertEquals(1, after.sections().get(0).size());
        assertEquals(2, packed.a().size());
        assertEquals(64, packed.c().get(1).offset());
    }

    @Test
    void outerProductsInDifferentArraysStay() {
        Program after = PackProducts.run(program(outer(given("gradients", 0), i, x), outer(given("others", 64), f, x)));
        assertEquals(2, after.sections().get(0).size());
    }

    @Test
    void theSlotsOfEachStepBecomeNeighbours() {
        View is = steps("i", 3);
        View fs = steps("f", 3);
        Program after = PackProducts.run(program(repeat(product(now(is), "W_i", x), product(now(fs), "W_f", x))));
        Statement.Repeat repeat = (Statement.Repeat) after.sections().get(0).get(0);
        Statement.Product packed = (Statement.Product) repeat.body().get(0);
        assertEquals(6, packed.c().get(0).buffer().slots());
        packed.c()
                .forEach(v ->
                        assertEquals(2 * v.buffer().stride(), v.terms().get(0).stride()));
    }

    @Test
    void notProductsOfDifferentWidth() {
        doesNotPack(product(i, "W_i", x), product(f, "W_f", x, 4, Statement.Start.ZERO));
    }

    @Test
    void notProductsThatOneSetsAndOneAddsTo() {
        doesNotPack(product(i, "W_i", x), add(f, "W_f", x));
    }

    @Test
    void notResultsInBuffersOfDifferentShape() {
        doesNotPack(product(i, "W_i", x), product(steps("f", 3), "W_f", x));
    }

    @Test
    void notResultsInOneBuffer() {
        doesNotPack(add(i, "W_i", x), add(i, "W_f", x));
    }

    @Test
    void notResultsThatLieInArraysOfOthers() {
        View one = new Buffer("one", Buffer.Kind.GIVEN, 1, 4, HandMade.ELEMENTS, true).view();
        View other = new Buffer("other", Buffer.Kind.GIVEN, 1, 4, HandMade.ELEMENTS, true).view();
        doesNotPack(product(one, "W_i", x), product(other, "W_f", x));
    }

    @Test
    void buffersThatAreInTheSameFamiliesComeTogether() {
        View y = temporary("y");
        Program after = PackProducts.run(program(
                product(i, "W_i", x), product(f, "W_f", x), product(g, "W_g", x), add(i, "U_i", y), add(g, "U_g", y)));
        assertEquals(2, after.sections().get(0).size(), equations(after).toString());
    }

    @Test
    void buffersThatArePackedInAnotherOrderStayAsTheyAre() {
        View y = temporary("y");
        View z = temporary("z");
        View w = temporary("w");
        Program after = PackProducts.run(program(
                outer(given("gradients", 0), i, x),
                outer(given("gradients", 64), f, x),
                outer(given("gradients", 128), g, x),
                outer(given("gradients", 192), i, y),
                outer(given("gradients", 256), f, y),
                outer(given("gradients", 320), f, z),
                outer(given("gradients", 384), g, z),
                outer(given("gradients", 448), g, w),
                outer(given("gradients", 512), i, w)));
        // Of three pairs among three neighbours, one is none.
        assertEquals(
                1 + 1 + 1 + 2, after.sections().get(0).size(), equations(after).toString());
        assertEquals(
                1, after.buffers().stream().filter(b -> !b.parts().isEmpty()).count());
    }
}
