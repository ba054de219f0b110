package io.lstmc.compiler.report;

import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.Optimization;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.plan.Plan;
import io.lstmc.compiler.plan.ScheduledProgram;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;

/**
 * What was decided for one model: its products, buffers and methods.
 *
 * @param name of the model's class, with its package
 * @param text lines that each end with a line feed
 */
public record ModelReport(String name, String text) {

    /**
     * @param keeping the plan if nothing were computed twice
     * @param classPath where the runtime is, for javac, which tells the sizes of methods
     */
    public static ModelReport of(
            Plan plan, Plan keeping, GeneratedFile file, String classPath, Optimizations optimizations) {
        String name = file.path().replace(".java", "").replace('/', '.');
        StringBuilder text = new StringBuilder("model " + name + "\n");
        String without = Arrays.stream(Optimization.values())
                .filter(o -> !optimizations.has(o))
                .map(Optimization::label)
                .collect(Collectors.joining(", "));
        if (!without.isEmpty()) {
            text.append("without ").append(without).append('\n');
        }
        String noStream = plan.signature().noStream();
        if (!noStream.isEmpty()) {
            text.append("no stream: ").append(noStream).append('\n');
        }
        // Training has the most sections, a stream the fewest rows.
        plan.evaluations().stream()
                .sorted(Comparator.comparingInt(
                                (ScheduledProgram g) -> -g.sections().size())
                        .thenComparingInt(g -> -g.block()))
                .filter(g -> g.sections().size() > 1 || ProductFact.count(g) > 0)
                .forEach(graph -> text.append('\n').append(new GraphText(graph, keeping.evaluations()).write()));
        text.append('\n').append(MethodText.write(file, classPath));
        return new ModelReport(name, text.toString());
    }
}
