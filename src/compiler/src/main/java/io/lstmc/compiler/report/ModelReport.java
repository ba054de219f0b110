package io.lstmc.compiler.report;

import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.Optimization;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.codegen.method.ScheduledGraph;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was decided for one model: its products, buffers and methods.
 *
 * @param name of the model's class, with its package
 * @param text lines that each end with a line feed
 */
public record ModelReport(String name, String text) {

    /**
     * @param noStream why the model has no stream, empty if it has one
     * @param graphs those of the model that its class evaluates
     * @param keeping the same if nothing were computed twice
     * @param classPath where the runtime is, for javac, which tells the sizes of methods
     */
    public static ModelReport of(
            String noStream,
            List<ScheduledGraph> graphs,
            List<ScheduledGraph> keeping,
            GeneratedFile file,
            String classPath,
            Optimizations optimizations) {
        String name = file.path().replace(".java", "").replace('/', '.');
        StringBuilder text = new StringBuilder("model " + name + "\n");
        String without = Arrays.stream(Optimization.values())
                .filter(o -> !optimizations.has(o))
                .map(Optimization::label)
                .collect(Collectors.joining(", "));
        if (!without.isEmpty()) {
            text.append("without ").append(without).append('\n');
        }
        if (!noStream.isEmpty()) {
            text.append("no stream: ").append(noStream).append('\n');
        }
        // Training has the most sections, a stream the fewest rows.
        graphs.stream()
                .sorted(Comparator.comparingInt(
                                (ScheduledGraph g) -> -g.methods().size())
                        .thenComparingInt(g -> -g.block()))
                .filter(g -> g.methods().size() > 1 || ProductFact.count(g) > 0)
                .forEach(graph -> text.append('\n').append(new GraphText(graph, keeping).write()));
        text.append('\n').append(MethodText.write(file, classPath));
        return new ModelReport(name, text.toString());
    }
}
