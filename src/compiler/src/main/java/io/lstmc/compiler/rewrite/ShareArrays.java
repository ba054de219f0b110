package io.lstmc.compiler.rewrite;

import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets temporaries of one shape share an array where their lives do not overlap.
 *
 * <pre>
 * before:  a[64] = …    b[64] = f(a)    c[64] = g(b)
 * after:   a[64] = …    b[64] = f(a)    c in the array of a = g(b)
 * </pre>
 *
 * <p>A life goes from the first to the last statement that touches the buffer, over all sections. A recurrence that
 * touches a buffer which is also touched outside of it, or read in a step before that step writes it, needs it for all of
 * its steps.
 */
public final class ShareArrays {

    private static final class Life {
        private int first = Integer.MAX_VALUE;
        private int last = -1;

        void include(int from, int to) {
            first = Math.min(first, from);
            last = Math.max(last, to);
        }
    }

    private final Map<Buffer, Life> lives = new LinkedHashMap<>();
    private int time;

    private ShareArrays() {}

    public static Program run(Program program) {
        ShareArrays pass = new ShareArrays();
        for (List<Statement> section : program.sections()) {
            for (Map.Entry<Buffer, Life> entry : pass.walk(section).entrySet()) {
                Life life = entry.getValue();
                pass.lives.computeIfAbsent(entry.getKey(), b -> new Life()).include(life.first, life.last);
            }
        }
        return program.withArrays(pass.allocate(program.buffers()));
    }

    /** The lives of buffers inside a list of statements. */
    private Map<Buffer, Life> walk(List<Statement> statements) {
        Map<Buffer, Life> here = new LinkedHashMap<>();
        for (Statement statement : statements) {
            if (statement instanceof Statement.Repeat) {
                repeat((Statement.Repeat) statement, here);
            } else {
                int now = time++;
                for (View v : statement.reads()) {
                    include(here, v.buffer(), now, now);
                }
                for (View v : statement.writes()) {
                    include(here, v.buffer(), now, now);
                }
            }
        }
        return here;
    }

    private static void include(Map<Buffer, Life> lives, Buffer buffer, int from, int to) {
        lives.computeIfAbsent(buffer, b -> new Life()).include(from, to);
    }

    /**
     * Gives a buffer that each step writes whole before it reads it the statements of a step, everything else all steps.
     */
    private void repeat(Statement.Repeat repeat, Map<Buffer, Life> lives) {
        int start = time++;
        Map<Buffer, Life> inside = walk(repeat.body());
        int end = time++;
        StepLocals locals = new StepLocals(repeat.body());
        for (Map.Entry<Buffer, Life> entry : inside.entrySet()) {
            Buffer buffer = entry.getKey();
            Life life = entry.getValue();
            if (locals.contains(buffer)) {
                include(lives, buffer, life.first, life.last);
            } else {
                include(lives, buffer, start, end);
            }
        }
    }

    private Map<Buffer, Buffer> allocate(List<Buffer> buffers) {
        Map<Buffer, Buffer> arrays = new LinkedHashMap<>();
        Map<Integer, List<Buffer>> owners = new HashMap<>();
        Map<Buffer, Integer> busy = new HashMap<>();
        List<Buffer> temporaries = new ArrayList<>();
        for (Buffer buffer : buffers) {
            if (buffer.kind() == Buffer.Kind.TEMPORARY && lives.containsKey(buffer)) {
                temporaries.add(buffer);
            }
        }
        temporaries.sort(Comparator.comparingInt(b -> lives.get(b).first));
        for (Buffer buffer : temporaries) {
            Life life = lives.get(buffer);
            List<Buffer> candidates = owners.computeIfAbsent(buffer.length(), n -> new ArrayList<>());
            Buffer owner = buffer;
            for (int i = 0; i < candidates.size() && owner == buffer; i++) {
                Buffer free = candidates.get(i);
                owner = free.sameShape(buffer) && busy.get(free) < life.first ? free : buffer;
            }
            if (owner == buffer) {
                candidates.add(buffer);
            } else {
                arrays.put(buffer, owner);
            }
            busy.put(owner, life.last);
        }
        return arrays;
    }
}
