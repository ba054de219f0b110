package io.lstmc.compiler.rewrite;

import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The buffers that a step of a recurrence starts to write before it reads them. */
final class StepLocals {

    private final Set<Buffer> written = new HashSet<>();
    private final Set<Buffer> carried = new HashSet<>();

    StepLocals(List<Statement> body) {
        walk(body);
    }

    private void walk(List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Repeat) {
                walk(((Statement.Repeat) statement).body());
                continue;
            }
            for (View view : statement.reads()) {
                if (!written.contains(view.buffer())) {
                    carried.add(view.buffer());
                }
            }
            for (View view : statement.writes()) {
                // A view that moves with the steps leaves something for later.
                if (!view.terms().isEmpty()) {
                    carried.add(view.buffer());
                }
                written.add(view.buffer());
            }
        }
    }

    boolean contains(Buffer buffer) {
        return !carried.contains(buffer);
    }
}
