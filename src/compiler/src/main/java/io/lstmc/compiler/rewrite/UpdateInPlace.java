package io.lstmc.compiler.rewrite;

import io.lstmc.compiler.program.Axis;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Input;
import io.lstmc.compiler.program.Instruction;
import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets a state be computed where its previous value lies, if nothing reads that value afterwards.
 *
 * <pre>
 * before:  c2 = f ⊙ c + g,    … c2 …,    c = c2
 * after:   c = f ⊙ c + g,     … c …
 * </pre>
 *
 * <p>Holds for a copy of a whole temporary. The old value may be read up to the statement that writes the temporary, there
 * only by a loop that reads each element just before it writes it. What the temporary is to a kernel, its target must be able
 * to be: {@link Statement#fixedViews()} do not move.
 */
public final class UpdateInPlace {

    private final Map<Buffer, Integer> users = new HashMap<>();
    private final Map<Buffer, View> replaced = new HashMap<>();

    private UpdateInPlace() {}

    public static Program run(Program program) {
        UpdateInPlace pass = new UpdateInPlace();
        for (List<Statement> s : program.sections()) {
            pass.count(s, s);
        }
        List<List<Statement>> sections = new ArrayList<>();
        for (List<Statement> section : program.sections()) {
            sections.add(pass.rewrite(section));
        }

        return program.withSections(sections).replace(pass.replaced);
    }

    /** Counts in how many lists of statements a buffer is used, so that a use elsewhere can be told. */
    private void count(List<Statement> statements, List<Statement> list) {
        Set<Buffer> here = new HashSet<>();
        for (Statement statement : statements) {
            if (statement instanceof Statement.Repeat) {
                List<Statement> body = ((Statement.Repeat) statement).body();
                count(body, body);
            } else {
                for (View v : statement.reads()) {
                    here.add(v.buffer());
                }
                for (View v : statement.writes()) {
                    here.add(v.buffer());
                }
            }
        }
        for (Buffer b : here) {
            users.merge(b, 1, Integer::sum);
        }
    }

    private List<Statement> rewrite(List<Statement> statements) {
        List<Statement> kept = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement instanceof Statement.Repeat) {
                Statement.Repeat repeat = (Statement.Repeat) statement;
                kept.add(new Statement.Repeat(repeat.loop(), rewrite(repeat.body()), repeat.equation()));
            } else {
                kept.add(statement);
            }
        }
        for (int i = kept.size() - 1; i >= 0; i--) {
            if (removable(kept, i)) {
                Statement.Store store =
                        ((Statement.Pointwise) kept.get(i)).stores().get(0);
                View from = ((Input.Load) store.value()).operand().view();
                replaced.put(from.buffer(), store.to().view());
                kept.remove(i);
            }
        }
        return kept;
    }

    private boolean removable(List<Statement> statements, int index) {
        if (!(statements.get(index) instanceof Statement.Pointwise)) {
            return false;
        }
        Statement.Pointwise copy = (Statement.Pointwise) statements.get(index);
        boolean plain = copy.instructions().isEmpty()
                && copy.stores().size() == 1
                && !copy.stores().get(0).add()
                && copy.stores().get(0).value() instanceof Input.Load;
        if (!plain) {
            return false;
        }
        Operand to = copy.stores().get(0).to();
        Operand from = ((Input.Load) copy.stores().get(0).value()).operand();
        Buffer buffer = from.view().buffer();
        int copied = 1;
        for (Axis axis : copy.axes()) {
            copied *= axis.length();
        }
        boolean whole = from.view().equals(buffer.view())
                && copied == buffer.elementsOfARow()
                && from.strides().equals(to.strides())
                && from.view().stepStride() == to.view().stepStride()
                && from.view().rowStride() == to.view().rowStride();
        return whole
                && buffer.kind() == Buffer.Kind.TEMPORARY
                && users.get(buffer) == 1
                && !replaced.containsKey(buffer)
                && !replaced.containsKey(to.view().buffer())
                && (to.view().fixed() || !isInKernel(statements, from.view()))
                && isFree(statements, index, from, to);
    }

    /** Whether a kernel takes a value, or gives it, whose place must then not move from step to step. */
    private boolean isInKernel(List<Statement> statements, View value) {
        return statements.stream().anyMatch(s -> touches(s.fixedViews(), value));
    }

    /** Whether the target is not needed from the first write of the temporary on. */
    private boolean isFree(List<Statement> statements, int index, Operand from, Operand to) {
        boolean written = false;
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            boolean writesTemporary = touches(statement.writes(), from.view());
            if (i != index && touches(statement.writes(), to.view())) {
                return false;
            }
            if (touches(statement.reads(), to.view())) {
                boolean before = !written && !writesTemporary;
                boolean with = !written && writesTemporary && readsJustBefore(statement, from, to);
                if (!before && !with) {
                    return false;
                }
            }
            written |= writesTemporary;
        }
        return true;
    }

    private boolean touches(List<View> views, View target) {
        for (View view : views) {
            Buffer buffer = destination(view.buffer());
            boolean given = buffer.kind() == Buffer.Kind.GIVEN
                    && target.buffer().kind() == Buffer.Kind.GIVEN
                    && buffer.name().equals(target.buffer().name());
            if (buffer == target.buffer() || given) {
                return true;
            }
        }
        return false;
    }

    /** Where a buffer lies by now: a copy that is gone still writes its target. */
    private Buffer destination(Buffer buffer) {
        Buffer at = buffer;
        while (replaced.containsKey(at)) {
            at = replaced.get(at).buffer();
        }
        return at;
    }

    private boolean readsJustBefore(Statement statement, Operand from, Operand to) {
        if (!(statement instanceof Statement.Pointwise)) {
            return false;
        }
        Statement.Pointwise loop = (Statement.Pointwise) statement;
        List<Operand> reads = new ArrayList<>();
        for (Instruction i : loop.instructions()) {
            for (Input in : i.inputs()) {
                addLoad(in, reads);
            }
        }
        for (Statement.Store s : loop.stores()) {
            if (s.to().view().buffer() == from.view().buffer() && !s.to().equals(from)) {
                return false;
            }
            addLoad(s.value(), reads);
        }
        for (Operand read : reads) {
            if (touches(List.of(read.view()), to.view()) && !read.equals(to)) {
                return false;
            }
        }
        return true;
    }

    private static void addLoad(Input input, List<Operand> operands) {
        if (input instanceof Input.Load) {
            operands.add(((Input.Load) input).operand());
        }
    }
}
