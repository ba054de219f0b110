package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Program;
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

    /** What all its arrays take. */
    public long bytes() {
        long elements = 0;
        for (Buffer buffer : program.buffers()) {
            elements += program.array(buffer) == buffer ? buffer.length() : 0;
        }
        return elements * (precision == Precision.FLOAT ? Float.BYTES : Double.BYTES);
    }

    public ScheduledGraph serving(String other) {
        return new ScheduledGraph(other, methods, program, block, precision);
    }
}
