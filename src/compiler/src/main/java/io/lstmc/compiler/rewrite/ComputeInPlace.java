package io.lstmc.compiler.rewrite;

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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets a recurrence keep the values of all steps where the values lie from which it computes them, if those are not needed
 * any more.
 *
 * <pre>
 * before:  p[t] += U·h[t],    f[t] = σ(p[t])          two arrays a step
 * after:   f[t] += U·h[t],    f[t] = σ(f[t])
 * </pre>
 *
 * <p>Holds for a temporary that the loop which writes the values is the last to read, element by element, and for values
 * that nothing touches before that loop; in one section only, so that a section can run again.
 */
public final class ComputeInPlace {

    private final Map<Buffer, List<Read>> reads = new HashMap<>();
    private final Map<Buffer, Integer> firstTouch = new HashMap<>();
    private final Map<Buffer, Integer> lastWrite = new HashMap<>();
    private final Map<Statement, Integer> times = new IdentityHashMap<>();
    private final Map<Statement, List<Statement>> lists = new IdentityHashMap<>();
    private final Map<Buffer, List<List<Statement>>> users = new HashMap<>();
    private final Map<Buffer, View> replaced = new HashMap<>();
    private final List<Integer> bounds = new ArrayList<>();
    private int time;

    /** A view that is read, when, and among which statements. */
    private record Read(View view, int time, List<Statement> list) {}

    private ComputeInPlace() {}

    public static Program run(Program program) {
        ComputeInPlace pass = new ComputeInPlace();
        for (List<Statement> section : program.sections()) {
            pass.observe(section);
            pass.bounds.add(pass.time);
        }
        for (List<Statement> list : program.sections()) {
            pass.visit(list);
        }
        return program.replace(pass.replaced);
    }

    private void observe(List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Repeat) {
                observe(((Statement.Repeat) statement).body());
                continue;
            }
            int now = time++;
            times.put(statement, now);
            lists.put(statement, statements);
            for (View v : statement.reads()) {
                use(v.buffer(), statements);
            }
            for (View v : statement.writes()) {
                use(v.buffer(), statements);
            }
            for (View v : statement.reads()) {
                reads.computeIfAbsent(v.buffer(), b -> new ArrayList<>()).add(new Read(v, now, statements));
                firstTouch.putIfAbsent(v.buffer(), now);
            }
            for (View v : statement.writes()) {
                firstTouch.putIfAbsent(v.buffer(), now);
                lastWrite.put(v.buffer(), now);
            }
        }
    }

    private void use(Buffer buffer, List<Statement> list) {
        List<List<Statement>> known = users.computeIfAbsent(buffer, b -> new ArrayList<>());
        if (known.stream().noneMatch(l -> l == list)) {
            known.add(list);
        }
    }

    private void visit(List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Repeat) {
                visit(((Statement.Repeat) statement).body());
            } else if (statement instanceof Statement.Pointwise) {
                visit((Statement.Pointwise) statement);
            }
        }
    }

    private void visit(Statement.Pointwise loop) {
        int now = times.get(loop);
        Set<Buffer> taken = new HashSet<>();
        for (Statement.Store store : loop.stores()) {
            Buffer to = store.to().view().buffer();
            boolean fresh = !store.add()
                    && to.kind() != Buffer.Kind.GIVEN
                    && firstTouch.get(to) == now
                    && loop.writes().stream().filter(v -> v.buffer() == to).count() == 1
                    && !replaced.containsKey(to);
            for (Operand from : fresh ? loads(loop) : List.<Operand>of()) {
                if (ends(from, loop, now)
                        && alike(from, store.to())
                        && taken.add(from.view().buffer())) {
                    replaced.put(from.view().buffer(), to.view());
                    break;
                }
            }
        }
    }

    private static List<Operand> loads(Statement.Pointwise loop) {
        List<Operand> loads = new ArrayList<>();
        for (Instruction i : loop.instructions()) {
            for (Input in : i.inputs()) {
                addLoad(in, loads);
            }
        }
        for (Statement.Store s : loop.stores()) {
            addLoad(s.value(), loads);
        }
        return loads;
    }

    private static void addLoad(Input input, List<Operand> operands) {
        if (input instanceof Input.Load) {
            operands.add(((Input.Load) input).operand());
        }
    }

    /** Whether a temporary is read here for the last time, always the same element. */
    private boolean ends(Operand from, Statement.Pointwise loop, int now) {
        Buffer buffer = from.view().buffer();
        List<Operand> here = new ArrayList<>();
        for (Operand o : loads(loop)) {
            if (o.view().buffer() == buffer) {
                here.add(o);
            }
        }

        return buffer.kind() == Buffer.Kind.TEMPORARY
                && !replaced.containsKey(buffer)
                && here.stream().allMatch(from::equals)
                && isLast(from, loop, now)
                && lastWrite.getOrDefault(buffer, now) < now
                && section(firstTouch.get(buffer)) == section(now)
                && (moves(from.view()) || isLocal(buffer, loop));
    }

    /** Whether nothing reads a buffer behind the loop. */
    private boolean isLast(Operand from, Statement loop, int now) {
        List<Read> all = reads.get(from.view().buffer());
        if (all.get(all.size() - 1).time() > now) {
            return false;
        }
        for (Read read : all) {
            if (read.time() != now && !before(read, from, loop, now)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a read of what the loop reads too comes before it, in each step of the recurrence around. */
    private boolean before(Read read, Operand from, Statement loop, int now) {
        return read.time() < now
                && read.list() == lists.get(loop)
                && read.view().slot() == from.view().slot()
                && read.view().terms().equals(from.view().terms());
    }

    /** Whether each step of the recurrence around has a value of its own. */
    private static boolean moves(View view) {
        return view.terms().size() == 1 && view.terms().get(0).stride() != 0;
    }

    /** Whether all that touches a buffer is in one list, so that no step needs what another left. */
    private boolean isLocal(Buffer buffer, Statement loop) {
        return users.get(buffer).size() == 1 && users.get(buffer).get(0) == lists.get(loop);
    }

    private long section(int time) {
        return bounds.stream().filter(b -> b <= time).count();
    }

    private static boolean alike(Operand from, Operand to) {
        View a = from.view();
        View b = to.view();
        return a.buffer() != b.buffer()
                && a.buffer().slotted()
                && a.buffer().sameShape(b.buffer())
                && a.offset() == b.offset()
                && a.terms().equals(b.terms())
                && from.strides().equals(to.strides());
    }
}
