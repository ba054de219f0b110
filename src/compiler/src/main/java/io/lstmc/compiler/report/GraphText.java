package io.lstmc.compiler.report;

import static io.lstmc.compiler.report.ProductFact.number;

import io.lstmc.compiler.plan.ScheduledProgram;
import io.lstmc.compiler.program.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what became of one graph: its products, section by section, and its buffers. */
final class GraphText {

    private final ScheduledProgram graph;
    private final List<ScheduledProgram> keeping;
    private final StringBuilder text = new StringBuilder();

    /** @param keeping the graphs of the model if nothing were computed twice */
    GraphText(ScheduledProgram graph, List<ScheduledProgram> keeping) {
        this.graph = graph;
        this.keeping = keeping;
    }

    String write() {
        String samples = graph.block() == 1 ? "one sample" : graph.block() + " samples";
        line(graph.purpose().label() + ", " + samples + " at a time");
        long total = 0;
        for (int i = 0; i < graph.sections().size(); i++) {
            total += section(
                    graph.sections().get(i).name(), graph.program().sections().get(i));
        }
        line("all products for " + samples + ": " + number(total) + " FLOP");
        BufferText buffers = new BufferText(graph);
        text.append(buffers.write());
        keeping.stream()
                .filter(k -> k.purpose() == graph.purpose() && k.block() == graph.block())
                .forEach(k -> text.append(buffers.recomputed(new BufferText(k))));
        return text.toString();
    }

    private long section(String method, List<Statement> statements) {
        List<ProductFact> products = ProductFact.of(statements, graph.block());
        long flops = products.stream().mapToLong(ProductFact::flops).sum();
        line(method + ": "
                + (products.isEmpty()
                        ? "no products"
                        : products.size() + (products.size() == 1 ? " product, " : " products, ") + number(flops)
                                + " FLOP"));
        String recurrences = ProductFact.recurrences(statements)
                .map(l -> l.variable() + " over " + l.steps() + " steps" + (l.reverse() ? ", backwards" : ""))
                .collect(Collectors.joining("; "));
        if (!recurrences.isEmpty()) {
            line("  recurrences: " + recurrences);
        }
        for (ProductFact product : products) {
            product.equations().forEach(e -> line("  " + e));
            line("      " + product.place());
            line("      " + product.size());
        }
        return flops;
    }

    private void line(String content) {
        text.append(content).append('\n');
    }
}
