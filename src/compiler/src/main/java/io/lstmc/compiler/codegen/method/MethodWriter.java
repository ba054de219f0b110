package io.lstmc.compiler.codegen.method;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.lstmc.compiler.Optimization;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.codegen.text.Code;
import io.lstmc.compiler.codegen.text.IndexExpression;
import io.lstmc.compiler.codegen.text.UniqueNames;
import io.lstmc.compiler.program.Instruction;
import io.lstmc.compiler.program.Loop;
import io.lstmc.compiler.program.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Distributes statements over methods that stay small: the just-in-time compiler never compiles one of more than 8,000
 * bytecodes and treats one with few loops best.
 */
final class MethodWriter {

    /** Estimated bytecodes of one method. */
    private static final int HEAVIEST = 700;

    /** Those of a call of the runtime for a sweep. */
    private static final int SWEEP_WEIGHT = 80;

    private static final int MOST_LOOPS = 4;
    private static final int MOST_CALLS = 200;

    /** Statements that belong together, since the runtime may compute them in one sweep over the rows. */
    private record Segment(List<Statement> statements, Optional<Sweep> sweep) {

        /** An estimate of its bytecodes. */
        int weight() {
            return sweep.isPresent() ? SWEEP_WEIGHT : MethodWriter.weight(statements.get(0));
        }

        int loops() {
            return sweep.isPresent() || isCopy(statements.get(0)) ? 0 : 1;
        }
    }

    private final SectionContext context;
    private final BufferUses uses;
    private final List<MethodSpec> methods = new ArrayList<>();

    MethodWriter(SectionContext context) {
        this.context = context;
        this.uses = new BufferUses(context.request().scheduled().program());
    }

    List<MethodSpec> methods() {
        return methods;
    }

    /**
     * Writes a method that runs statements.
     *
     * @param name not taken by another member, or reserved for this one
     * @param loops around the statements; their variables are the parameters
     */
    void write(String name, List<Statement> statements, List<Loop> loops, boolean visible) {
        writeParts(name, parts(statements), loops, visible);
    }

    private void writeParts(String name, List<List<Segment>> parts, List<Loop> loops, boolean visible) {
        if (parts.size() <= 1) {
            writePart(name, parts.isEmpty() ? List.of() : parts.get(0), loops, visible);
            return;
        }
        int at = methods.size();
        List<Code> calls = new ArrayList<>();
        for (List<Segment> part : parts) {
            String partName = context.names().take(name + "Part" + calls.size());
            calls.add(call(partName, loops));
            writePart(partName, part, loops, false);
        }
        List<MethodSpec> after = new ArrayList<>(methods.subList(at, methods.size()));
        methods.subList(at, methods.size()).clear();
        add(name, calls(name, calls, loops), loops, visible);
        methods.addAll(after);
    }

    /** Writes a method, and behind it those with the plain Java of its sweeps. */
    private void writePart(String name, List<Segment> part, List<Loop> loops, boolean visible) {
        Code code = new Code();
        UniqueNames locals = context.names().inside();
        StatementWriter writer = new StatementWriter(context, locals, code, r -> repeat(name, r, loops));
        Map<String, Segment> sweeps = new LinkedHashMap<>();
        for (Segment segment : part) {
            if (segment.sweep().isPresent()) {
                String plain = context.names().take(name + "Plain");
                sweeps.put(plain, segment);
                code.add(segment.sweep().get().call(call(plain, loops)));
            } else {
                segment.statements().forEach(writer::write);
            }
        }
        add(name, code, loops, visible);
        sweeps.forEach((plain, segment) -> writeParts(plain, split(single(segment.statements())), loops, false));
    }

    /** Adds a method in front of all others. */
    void addFirst(String name, Code body) {
        methods.add(0, MethodSpec.methodBuilder(name).addCode(body.build()).build());
    }

    private void add(String name, Code body, List<Loop> loops, boolean visible) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name);
        if (!visible) {
            method.addModifiers(Modifier.PRIVATE);
        }
        for (Loop l : loops) {
            method.addParameter(TypeName.INT, l.variable());
        }
        methods.add(method.addCode(body.build()).build());
    }

    private static Code call(String name, List<Loop> loops) {
        return Code.of(
                "$L($L)",
                name,
                String.join(", ", loops.stream().map(Loop::variable).toList()));
    }

    /** Calls, in methods of their own where there are too many. */
    private Code calls(String name, List<Code> calls, List<Loop> loops) {
        if (calls.size() <= MOST_CALLS) {
            Code code = new Code();
            for (Code c : calls) {
                code.addStatement("$L", c);
            }
            return code;
        }
        List<Code> chunks = new ArrayList<>();
        for (int i = 0; i < calls.size(); i += MOST_CALLS) {
            String chunk = context.names().take(name + "Calls" + chunks.size());
            List<Code> some = calls.subList(i, Math.min(calls.size(), i + MOST_CALLS));
            add(chunk, calls(chunk, some, loops), loops, false);
            chunks.add(call(chunk, loops));
        }
        return calls(name, chunks, loops);
    }

    /** The parts of a method. */
    private List<List<Segment>> parts(List<Statement> statements) {
        boolean sweeps = context.request().optimizations().has(Optimization.SWEEP)
                && context.request().scheduled().precision() == Precision.FLOAT
                && !context.request().rows().isOne();
        if (!sweeps) {
            return split(single(statements));
        }
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < statements.size(); ) {
            Optional<Sweep> sweep = Sweep.from(statements, i, context, uses);
            if (sweep.isPresent() && sweep.get().pays()) {
                segments.add(new Segment(sweep.get().statements(), sweep));
                i += sweep.get().statements().size();
            } else {
                segments.addAll(single(List.of(statements.get(i++))));
            }
        }
        return split(segments);
    }

    private static List<Segment> single(List<Statement> statements) {
        return statements.stream()
                .map(s -> new Segment(List.of(s), Optional.empty()))
                .toList();
    }

    private static List<List<Segment>> split(List<Segment> segments) {
        List<List<Segment>> parts = new ArrayList<>();
        int weight = HEAVIEST;
        int loops = 0;
        for (Segment segment : segments) {
            weight += segment.weight();
            loops += segment.loops();
            if (weight > HEAVIEST || loops > MOST_LOOPS) {
                parts.add(new ArrayList<>());
                weight = segment.weight();
                loops = 1;
            }
            parts.get(parts.size() - 1).add(segment);
        }
        return parts;
    }

    private static boolean isCopy(Statement statement) {
        return statement instanceof Statement.Product
                || statement instanceof Statement.Pointwise
                        && ((Statement.Pointwise) statement).instructions().isEmpty();
    }

    /** An estimate of its bytecodes. */
    private static int weight(Statement statement) {
        int weight = 60 + 20 * (statement instanceof Statement.Repeat ? 1 : operands(statement));
        if (statement instanceof Statement.Pointwise) {
            weight += 10 * inputs(((Statement.Pointwise) statement).instructions());
        } else if (statement instanceof Statement.Reduction) {
            weight += 10 * inputs(((Statement.Reduction) statement).instructions());
        }
        return weight;
    }

    private static int operands(Statement statement) {
        return statement.reads().size() + statement.writes().size();
    }

    private static int inputs(List<Instruction> instructions) {
        int total = 0;
        for (Instruction i : instructions) {
            total += i.inputs().size();
        }
        return total;
    }

    private Code repeat(String name, Statement.Repeat statement, List<Loop> outer) {
        Loop loop = statement.loop();
        String step = context.names().take(name + "Step" + loop.id());
        List<Loop> loops = new ArrayList<>(outer);
        loops.add(loop);
        write(step, statement.body(), loops, false);
        return new Unroller(loop, context.request().unroll())
                .code(index -> Code.of("$L($L)", step, arguments(outer, index)), calls -> {
                    String all = context.names().take(name + "Steps" + loop.id());
                    return calls(all, calls, outer);
                });
    }

    private static String arguments(List<Loop> outer, IndexExpression index) {
        List<String> arguments =
                new ArrayList<>(outer.stream().map(Loop::variable).toList());
        arguments.add(index.toString());
        return String.join(", ", arguments);
    }
}
