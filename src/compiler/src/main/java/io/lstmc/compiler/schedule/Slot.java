package io.lstmc.compiler.schedule;

import io.lstmc.compiler.program.Statement;
import java.util.List;

/** A place in the order of a schedule: a group that still grows, or statements. */
record Slot(Group group, List<Statement> statements) {

    static Slot of(Group group) {
        return new Slot(group, List.of());
    }

    static Slot of(List<Statement> statements) {
        return new Slot(null, statements);
    }
}
