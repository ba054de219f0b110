package io.lstmc.compiler.codegen;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.schedule.Program;
import java.util.List;

/**
 * A graph of the model as it was emitted, for reports.
 *
 * @param purpose what it serves, as {@code training}
 * @param methods what the sections of the program are called in the class
 * @param block rows of its batched buffers
 */
public record ScheduledGraph(String purpose, List<String> methods, Program program, int block, Precision precision) {
    public ScheduledGraph {
        methods = List.copyOf(methods);
    }

    ScheduledGraph serving(String other) {
        return new ScheduledGraph(other, methods, program, block, precision);
    }
}
