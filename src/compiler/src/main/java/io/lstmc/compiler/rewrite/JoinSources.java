package io.lstmc.compiler.rewrite;

import io.lstmc.compiler.program.Buffer;
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
 * Puts side by side in one row what the products of a sum multiply, so that the sum can be one product. For one row only:
 * of several, each would lie in pieces.
 *
 * <pre>
 * before:  y = W·x    y += U·h      x and h in two arrays
 * after:   y = W·x    y += U·h      x and h in one array, which begins with x
 * </pre>
 *
 * <p>A layer that reads the state of the one before gets its own state behind that: (x, h1, h2).
 */
public final class JoinSources {

    private final List<List<Buffer>> rows = new ArrayList<>();

    private final Set<Buffer> states;

    private JoinSources(Set<Buffer> states) {
        this.states = states;
    }

    /** @param states buffers that somebody else declares who asks where they lie then */
    public static Program run(Program program, Set<Buffer> states) {
        JoinSources pass = new JoinSources(states);
        for (List<Statement> section : program.sections()) {
            pass.collect(section);
        }
        Map<Buffer, View> moved = new HashMap<>();
        List<Buffer> made = new ArrayList<>();
        for (List<Buffer> row : pass.rows) {
            Buffer whole = Buffer.row(row);
            made.add(whole);
            int offset = 0;
            for (Buffer part : row) {
                moved.put(part, whole.view().skip(offset));
                offset += part.stride();
            }
        }
        return program.replace(moved, made);
    }

    private void collect(List<Statement> statements) {
        for (int i = 0; i < statements.size(); i++) {
            List<Buffer> sources = new ArrayList<>();
            int end = i;
            while (end < statements.size()
                    && statements.get(end) instanceof Statement.Product product
                    && product.start().kept() == end > i
                    && product.c().equals(((Statement.Product) statements.get(i)).c())
                    && isWhole(product)) {
                sources.add(product.a().get(0).buffer());
                end++;
            }
            if (sources.size() > 1) {
                join(sources);
                i = end - 1;
            }
        }
    }

    /** Whether all of a buffer is multiplied, and it can be moved. */
    private boolean isWhole(Statement.Product product) {
        View a = product.a().get(0);
        Buffer buffer = a.buffer();
        return product.a().size() == 1
                && product.blocks() == 1
                && buffer.slotted()
                && buffer.slots() == 1
                && buffer.stride() == product.k()
                && (buffer.kind() != Buffer.Kind.GIVEN || states.contains(buffer))
                && buffer.parts().isEmpty()
                && a.offset() == 0
                && a.terms().isEmpty();
    }

    private void join(List<Buffer> sources) {
        List<Buffer> row = rows.stream()
                .filter(r -> r.contains(sources.get(0)))
                .findFirst()
                .orElseGet(ArrayList::new);
        int known = row.isEmpty() ? 0 : row.size() - row.indexOf(sources.get(0));
        boolean isEnd = known <= sources.size()
                && row.subList(row.size() - known, row.size()).equals(sources.subList(0, known));
        List<Buffer> more = isEnd ? sources.subList(known, sources.size()) : List.of();
        boolean free = true;
        for (Buffer b : more) {
            free &= !rows.stream().anyMatch(r -> r.contains(b));
        }
        if (!free || new HashSet<>(sources).size() < sources.size()) {
            return;
        }
        if (row.isEmpty()) {
            rows.add(row);
        }
        row.addAll(more);
    }
}
