package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Input;
import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which statements of a program read and write each buffer. */
final class BufferUses {

    private final Map<Buffer, List<Statement>> readers = new HashMap<>();
    private final Map<Buffer, List<Statement>> writers = new HashMap<>();

    BufferUses(Program program) {
        for (List<Statement> section : program.sections()) {
            add(section);
        }
    }

    private void add(List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Repeat repeat) {
                add(repeat.body());
            } else {
                for (View v : statement.reads()) {
                    add(v.buffer(), statement, readers);
                }
                for (View v : statement.writes()) {
                    add(v.buffer(), statement, writers);
                }
            }
        }
    }

    private static void add(Buffer buffer, Statement statement, Map<Buffer, List<Statement>> uses) {
        uses.computeIfAbsent(buffer, b -> new ArrayList<>()).add(statement);
    }

    /** Whether only these statements know of a buffer. */
    boolean isWithin(Buffer buffer, List<Statement> statements) {
        return buffer.kind() == Buffer.Kind.TEMPORARY
                && all(buffer, readers).stream().allMatch(s -> contains(statements, s))
                && all(buffer, writers).stream().allMatch(s -> contains(statements, s));
    }

    private static boolean contains(List<Statement> statements, Statement statement) {
        return statements.stream().anyMatch(s -> s == statement);
    }

    /** The row that all rows of a buffer are copies of, if it has that one content only. */
    Optional<View> spread(Buffer buffer) {
        List<Statement> all = all(buffer, writers);
        if (all.size() != 1
                || !(all.get(0) instanceof Statement.Pointwise copy)
                || !copy.instructions().isEmpty()
                || copy.stores().size() != 1
                || copy.stores().get(0).add()
                || !(copy.stores().get(0).value() instanceof Input.Load load)) {
            return Optional.empty();
        }
        Operand row = load.operand();
        boolean spreads = !row.view().buffer().slotted()
                && all(row.view().buffer(), writers).isEmpty()
                && row.view().terms().isEmpty();
        for (int i = 0; i < copy.axes().size(); i++) {
            boolean single = copy.axes().get(i).single();
            int expected = copy.axes().get(i).rows() ? 0 : 1;
            spreads &= single || row.strides().get(i) == expected;
        }
        return spreads ? Optional.of(row.view()) : Optional.empty();
    }

    private static List<Statement> all(Buffer buffer, Map<Buffer, List<Statement>> uses) {
        return uses.getOrDefault(buffer, List.of());
    }
}
