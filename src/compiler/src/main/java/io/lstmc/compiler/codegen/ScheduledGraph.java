package io.lstmc.compiler.codegen;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.schedule.Program;
import java.util.List;

/**
 * A graph of the model as it was emitted, for reports.
 *
 * @param methods what the sections of the program are called in the class
 * @param block rows of its batched buffers
 */
public record ScheduledGraph(List<String> methods, Program program, int block, Precision precision) {
    public ScheduledGraph {
        methods = List.copyOf(methods);
    }
}
