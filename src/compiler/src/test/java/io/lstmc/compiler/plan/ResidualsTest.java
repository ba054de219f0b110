package io.lstmc.compiler.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import io.lstmc.compiler.schedule.HandMade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResidualsTest {

    private static final View A = HandMade.temporary("a");
    private static final View B = HandMade.temporary("b");
    private static final View C = HandMade.visible("c");

    private static List<String> residuals(List<List<Statement>> statements) {
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            sections.add(new Section("s" + i, List.of()));
        }
        Program program =
                new Program(List.of(A.buffer(), B.buffer(), C.buffer()), List.of(), statements, Map.of(), Map.of());
        return new ScheduledProgram(Purpose.TRAINING, sections, program, List.of(), 4, Precision.FLOAT, false, Set.of())
                .residuals().stream()
                        .map(r -> r.buffer().name() + " " + r.from() + " " + r.to())
                        .toList();
    }

    @Test
    void whatOneSectionWritesAndALaterOneReads() {
        assertEquals(List.of("a s0 s1"), residuals(List.of(List.of(HandMade.map(A, C)), List.of(HandMade.map(B, A)))));
    }

    @Test
    void itComesFromTheFirstThatWritesAndGoesToTheLastThatReads() {
        assertEquals(
                List.of("a s0 s2"),
                residuals(List.of(
                        List.of(HandMade.map(A, C)), List.of(HandMade.map(A, A)), List.of(HandMade.map(B, A)))));
    }

    @Test
    void withinASectionAndFromOutsideNothingIsLeft() {
        assertEquals(List.of(), residuals(List.of(List.of(HandMade.map(A, C), HandMade.map(B, A)))));
        assertEquals(List.of(), residuals(List.of(List.of(HandMade.map(A, C)), List.of(HandMade.map(B, C)))));
        assertEquals(List.of(), residuals(List.of(List.of(), List.of())));
        assertEquals(List.of(), residuals(List.of()));
    }
}
