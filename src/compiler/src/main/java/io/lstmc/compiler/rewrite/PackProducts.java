package io.lstmc.compiler.rewrite;

import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.PackedViews;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one product of products that share an operand or a result. What they do not share moves to neighbouring slots of
 * one buffer.
 *
 * <pre>
 * before:  i = W_i·x    f = W_f·x          after:  (i, f) = (W_i, W_f)·x
 * before:  δx = W_iᵀ·δi    δx += W_fᵀ·δf   after:  δx = (W_iᵀ, W_fᵀ)·(δi, δf)
 * before:  δW_i += δi xᵀ    δW_f += δf xᵀ  after:  (δW_i, δW_f) += (δi, δf) xᵀ
 * </pre>
 *
 * <p>Nothing here knows a cell: GRU, whose third product has another operand, gets a pack of two or three. Runs behind
 * {@link Cluster}, which brings such products together. Where several are added to one result, their order may change, and
 * with it the last bits.
 */
public final class PackProducts {

    /** Products in a row that can become one, and what has to lie in neighbouring slots. */
    private record Family(List<Statement> members, List<View> views) {

        Set<Buffer> buffers() {
            Set<Buffer> buffers = new HashSet<>();
            for (View v : views) {
                buffers.add(v.buffer());
            }
            return buffers;
        }
    }

    private final List<Family> families = new ArrayList<>();
    private final Map<Buffer, Buffer> packs = new HashMap<>();
    private final Map<Buffer, Integer> positions = new HashMap<>();
    private final List<Buffer> made = new ArrayList<>();

    private PackProducts() {}

    public static Program run(Program program) {
        PackProducts pass = new PackProducts();
        for (List<Statement> section : program.sections()) {
            pass.collect(section);
        }
        pass.families.sort(Comparator.comparingInt((Family f) -> -f.members().size()));
        for (Family family : pass.families) {
            pass.assign(family);
        }
        return program.withSections(program.sections().stream().map(pass::fuse).toList())
                .pack(new PackedViews(pass.packs, pass.positions), pass.made);
    }

    private void collect(List<Statement> statements) {
        Families related = new Families(statements);
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i) instanceof Statement.Repeat repeat) {
                collect(repeat.body());
            } else {
                int end = end(statements, i, related);
                List<Statement> members = List.copyOf(statements.subList(i, end));
                if (members.size() > 1) {
                    Family family = new Family(
                            members, members.stream().map(related::own).toList());
                    if (packable(family)) {
                        families.add(family);
                    }
                }
                i = end - 1;
            }
        }
    }

    /** The index behind the last of the statements from {@code from} on that are of one family. */
    private static int end(List<Statement> statements, int from, Families related) {
        int end = from + 1;
        while (end < statements.size() && related.together(statements.get(from), statements.get(end))) {
            end++;
        }
        return end;
    }

    /** Whether the views are the same part of different buffers of one shape that nobody else declares. */
    private static boolean packable(Family family) {
        View first = family.views().get(0);
        return family.buffers().size() == family.members().size()
                && family.views().stream()
                        .allMatch(v -> v.buffer().slotted()
                                && v.buffer().kind() != Buffer.Kind.GIVEN
                                && v.buffer().parts().isEmpty()
                                && v.buffer().sameShape(first.buffer())
                                && v.offset() == first.offset()
                                && v.terms().equals(first.terms())
                                && v.stepStride() == first.stepStride()
                                && v.rowStride() == first.rowStride());
    }

    /** Packs the buffers of a family, if none of them is packed: those that are also in the same other families together. */
    private void assign(Family family) {
        List<Buffer> members =
                new ArrayList<>(family.views().stream().map(View::buffer).toList());
        if (members.stream().anyMatch(packs::containsKey)) {
            return;
        }
        Map<Buffer, String> memberships = new HashMap<>();
        for (Buffer buffer : members) {
            StringBuilder text = new StringBuilder();
            for (Family f : families) {
                text.append(f.buffers().contains(buffer) ? '0' : '1');
            }
            memberships.put(buffer, text.toString());
        }
        members.sort(Comparator.comparing(memberships::get));
        Buffer pack = Buffer.pack(members);
        made.add(pack);
        for (int i = 0; i < members.size(); i++) {
            packs.put(members.get(i), pack);
            positions.put(members.get(i), i);
        }
    }

    private List<Statement> fuse(List<Statement> statements) {
        Families related = new Families(statements);
        List<Statement> fused = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i) instanceof Statement.Repeat repeat) {
                fused.add(new Statement.Repeat(repeat.loop(), fuse(repeat.body()), repeat.equation()));
            } else {
                int end = end(statements, i, related);
                fused.addAll(end - i > 1 ? runs(statements.subList(i, end), related) : List.of(statements.get(i)));
                i = end - 1;
            }
        }
        return fused;
    }

    /** One statement for each run of members that are neighbours in a pack. */
    private List<Statement> runs(List<Statement> members, Families related) {
        List<Statement> sorted = new ArrayList<>(members);
        sorted.sort(
                Comparator.comparing(m -> positions.getOrDefault(related.own(m).buffer(), 0)));
        Statement.Start start =
                related.sharesResult(members.get(0)) ? ((Statement.Product) members.get(0)).start() : null;
        List<Statement> result = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= sorted.size(); i++) {
            if (i == sorted.size() || !neighbours(related.own(sorted.get(i - 1)), related.own(sorted.get(i)))) {
                result.add(related.merge(sorted.subList(from, i), start));
                start = start == null ? null : Statement.Start.KEPT;
                from = i;
            }
        }
        return result;
    }

    private boolean neighbours(View left, View right) {
        Buffer a = left.buffer();
        Buffer b = right.buffer();
        return packs.containsKey(a) && packs.get(a) == packs.get(b) && positions.get(a) + 1 == positions.get(b);
    }
}
