package io.lstmc.compiler.report;

import static io.lstmc.compiler.report.ProductFact.number;

import io.lstmc.compiler.plan.ScheduledProgram;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a table of the buffers of a graph: how large they are, which share an array, and which wait for another section. */
final class BufferText {

    private final ScheduledProgram graph;
    private final Program program;
    private final int bytes;

    /** The section for which an earlier one leaves a buffer. */
    private final Map<Buffer, String> readers = new LinkedHashMap<>();

    BufferText(ScheduledProgram graph) {
        this.graph = graph;
        this.program = graph.program();
        this.bytes = graph.bytesOfAnElement();
        graph.residuals().forEach(r -> readers.put(r.buffer(), r.to()));
    }

    String write() {
        List<Buffer> buffers = program.buffers();
        long all = 0;
        long kept = 0;
        int arrays = 0;
        List<String[]> rows = new ArrayList<>();
        for (Buffer buffer : buffers) {
            boolean own = program.array(buffer) == buffer;
            long size = (long) buffer.length() * bytes;
            all += own ? size : 0;
            arrays += own ? 1 : 0;
            kept += readers.containsKey(buffer) ? size : 0;
            rows.add(new String[] {
                buffer.name(),
                buffer.formula(),
                number(size) + " bytes",
                own ? "" : "in the array of " + program.array(buffer).name(),
                readers.containsKey(buffer) ? "kept for " + readers.get(buffer) : ""
            });
        }
        StringBuilder text = new StringBuilder();
        text.append("buffers, as steps × rows × elements: ")
                .append(buffers.size())
                .append(" in ")
                .append(arrays)
                .append(" arrays, ")
                .append(number(all))
                .append(" bytes\n");
        table(rows, text);
        if (graph.sections().size() > 1) {
            text.append("kept for later sections: ").append(number(kept)).append(" bytes\n");
        }
        return text.toString();
    }

    /** What is computed again because it is not kept, compared with a program that keeps it; empty if nothing is. */
    String recomputed(BufferText keeping) {
        List<String> names = new ArrayList<>(keeping.namesKept());
        names.removeAll(namesKept());
        long less = keeping.bytesKept() - bytesKept();
        return names.isEmpty() || less <= 0
                ? ""
                : "computed again, not kept: " + String.join(", ", names) + ", " + number(less) + " bytes less\n";
    }

    private List<String> namesKept() {
        return readers.keySet().stream()
                .flatMap(b -> b.parts().isEmpty() ? Stream.of(b) : b.parts().stream())
                .map(Buffer::name)
                .sorted()
                .toList();
    }

    private long bytesKept() {
        return readers.keySet().stream()
                .mapToLong(b -> (long) b.length() * bytes)
                .sum();
    }

    private static void table(List<String[]> rows, StringBuilder text) {
        int[] widths = new int[3];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder("  ").append(row[0]).append(" ".repeat(widths[0] - row[0].length()));
            for (int i = 1; i < widths.length; i++) {
                line.append("  ")
                        .append(" ".repeat(widths[i] - row[i].length()))
                        .append(row[i]);
            }
            for (int i = widths.length; i < row.length; i++) {
                line.append(row[i].isEmpty() ? "" : "  " + row[i]);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
