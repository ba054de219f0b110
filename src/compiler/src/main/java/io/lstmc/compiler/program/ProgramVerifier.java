package io.lstmc.compiler.program;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that every buffer is written before it is read. */
public final class ProgramVerifier {

    private final Set<Buffer> written = new HashSet<>();

    private ProgramVerifier() {}

    /** @throws IllegalStateException if a buffer is read that nothing wrote */
    public static void verify(Program program, Collection<View> arguments) {
        ProgramVerifier verifier = new ProgramVerifier();
        for (View v : arguments) {
            verifier.written.add(v.buffer());
        }
        for (List<Statement> section : program.sections()) {
            verifier.verify(section);
        }
    }

    private void verify(List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Repeat) {
                verify(((Statement.Repeat) statement).body());
                continue;
            }
            for (View view : statement.reads()) {
                if (!written.contains(view.buffer()) && view.buffer().kind() != Buffer.Kind.GIVEN) {
                    throw new IllegalStateException(view + " is read before it is written: " + statement.equation());
                }
            }
            for (View v : statement.writes()) {
                written.add(v.buffer());
            }
        }
    }
}
