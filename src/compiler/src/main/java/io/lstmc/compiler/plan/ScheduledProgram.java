package io.lstmc.compiler.plan;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph as it is evaluated.
 *
 * @param sections one for each of the program's, in order
 * @param ports what is given, then what is taken, each in the order of the graph
 * @param block rows that a value of samples has room for
 * @param random whether two evaluations of the same values may differ, or differ in training from other use
 * @param masks streams of random numbers that only training needs: elsewhere they are 0
 */
public record ScheduledProgram(
        Purpose purpose,
        List<Section> sections,
        Program program,
        List<ProgramPort> ports,
        int block,
        Precision precision,
        boolean random,
        Set<Integer> masks) {

    /** The external array of all parameters, one behind the other. */
    public static final String PARAMETERS = "theta";

    /** The external array of what all adjoints of parameters are added to. */
    public static final String GRADIENTS = "gradients";

    /** The external array of the gradient from which parameters are updated. */
    public static final String GRADIENT = "gradient";

    /** The external scalar that is 1 in training and else 0. */
    public static final String TRAINING = "training";

    public ScheduledProgram {
        sections = List.copyOf(sections);
        ports = List.copyOf(ports);
        masks = Set.copyOf(masks);
    }

    public List<ProgramPort> ports(ProgramPort.Role role, ProgramPort.Direction direction) {
        return ports.stream()
                .filter(p -> p.role() == role && p.direction() == direction)
                .toList();
    }

    /** The only result, of a program that has one. */
    public ProgramPort result() {
        List<ProgramPort> results = ports.stream()
                .filter(p -> p.direction() == ProgramPort.Direction.OUT)
                .toList();
        if (results.size() != 1) {
            throw new IllegalStateException("not one result but " + results);
        }
        return results.get(0);
    }

    /** The type of a result. */
    public TensorType typeOf(String result) {
        return ports.stream()
                .filter(p ->
                        p.direction() == ProgramPort.Direction.OUT && p.name().equals(result))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no result " + result))
                .type();
    }

    /** What sections leave for later ones, in the order in which that is read. */
    public List<Residual> residuals() {
        Map<Buffer, String> written = new LinkedHashMap<>();
        Map<Buffer, String> readers = new LinkedHashMap<>();
        for (int i = 0; i < sections.size(); i++) {
            String name = sections.get(i).name();
            List<Statement> section = program.sections().get(i);
            section.stream()
                    .flatMap(s -> s.reads().stream())
                    .map(v -> v.buffer())
                    .filter(written::containsKey)
                    .forEach(b -> readers.put(b, name));
            section.stream().flatMap(s -> s.writes().stream()).forEach(v -> written.putIfAbsent(v.buffer(), name));
        }
        List<Residual> residuals = new ArrayList<>();
        readers.forEach((buffer, to) -> residuals.add(new Residual(buffer, written.get(buffer), to)));
        return residuals;
    }

    /** Bytes of all its arrays, without those of others. */
    public long bytes() {
        long elements = 0;
        for (Buffer buffer : program.buffers()) {
            elements += program.array(buffer) == buffer ? buffer.length() : 0;
        }
        return elements * bytesOfAnElement();
    }

    public int bytesOfAnElement() {
        return precision == Precision.FLOAT ? Float.BYTES : Double.BYTES;
    }

    /** For people: the ports, the arrays and the statements of each section. */
    @Override
    public String toString() {
        return ProgramPlanText.write(this);
    }
}
