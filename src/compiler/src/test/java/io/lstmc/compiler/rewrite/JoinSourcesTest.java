package io.lstmc.compiler.rewrite;

import static io.lstmc.compiler.schedule.HandMade.ELEMENTS;
import static io.lstmc.compiler.schedule.HandMade.add;
import static io.lstmc.compiler.schedule.HandMade.product;
import static io.lstmc.compiler.schedule.HandMade.program;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JoinSourcesTest {

    private final View x = row("x", Buffer.Kind.VISIBLE);
    private final View h = row("h", Buffer.Kind.GIVEN);
    private final View g = row("g", Buffer.Kind.GIVEN);
    private final View y = row("y", Buffer.Kind.TEMPORARY);
    private final View z = row("z", Buffer.Kind.TEMPORARY);

    /** A place for one row. */
    private static View row(String name, Buffer.Kind kind) {
        return new Buffer(name, kind, 1, 1, ELEMENTS, true).view();
    }

    private static List<String> sources(Program program) {
        return program.sections().get(0).stream()
                .map(s -> ((Statement.Product) s).a().get(0).toString())
                .toList();
    }

    private Program joined(Statement... statements) {
        return JoinSources.run(program(statements), Set.of(h.buffer(), g.buffer()));
    }

    @Test
    void whatASumMultipliesLiesSideBySide() {
        assertEquals(List.of("x_h", "x_h@8"), sources(joined(product(y, "W", x), add(y, "U", h))));
    }

    @Test
    void theStateOfTheNextLayerComesBehind() {
        Program after = joined(product(y, "W", x), add(y, "U", h), product(z, "V", h), add(z, "S", g));
        assertEquals(List.of("x_h_g", "x_h_g@8", "x_h_g@8", "x_h_g@16"), sources(after));
    }

    @Test
    void aRowCanBeInOneOrderOnly() {
        Program after = joined(product(y, "W", x), add(y, "U", h), product(z, "V", h), add(z, "S", x));
        assertEquals(List.of("x_h", "x_h@8", "x_h@8", "x_h"), sources(after));
    }

    @Test
    void differentSumsAreLeftAlone() {
        assertEquals(List.of("x", "h"), sources(joined(product(y, "W", x), add(z, "U", h))));
        assertEquals(List.of("x", "x"), sources(joined(product(y, "W", x), add(y, "U", x))));
    }

    @Test
    void whatSomebodyElseDeclaresStaysThere() {
        Program program = program(product(y, "W", x), add(y, "U", h));
        assertEquals(List.of("x", "h"), sources(JoinSources.run(program, Set.of())));
    }
}
