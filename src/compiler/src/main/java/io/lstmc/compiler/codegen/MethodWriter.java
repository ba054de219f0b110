package io.lstmc.compiler.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.lstmc.compiler.schedule.Instruction;
import io.lstmc.compiler.schedule.Loop;
import io.lstmc.compiler.schedule.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Distributes statements over methods that stay small: the just-in-time compiler never compiles one of more than 8,000
 * bytecodes and treats one with few loops best.
 */
final class MethodWriter {

    /** Estimated bytecodes of one method. */
    private static final int HEAVIEST = 700;

    private static final int MOST_LOOPS = 4;
    private static final int MOST_CALLS = 200;

    private final Context context;
    private final List<MethodSpec> methods = new ArrayList<>();

    MethodWriter(Context context) {
        this.context = context;
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
        List<List<Statement>> parts = split(statements);
        if (parts.size() <= 1) {
            add(name, body(name, statements, loops), loops, visible);
            return;
        }
        int at = methods.size();
        List<CodeBlock> calls = new ArrayList<>();
        for (List<Statement> part : parts) {
            String partName = context.names().take(name + "Part" + calls.size());
            calls.add(call(partName, loops));
            add(partName, body(partName, part, loops), loops, false);
        }
        List<MethodSpec> after = new ArrayList<>(methods.subList(at, methods.size()));
        methods.subList(at, methods.size()).clear();
        add(name, calls(name, calls, loops), loops, visible);
        methods.addAll(after);
    }

    /** Adds a method in front of all others. */
    void addFirst(String name, CodeBlock body) {
        methods.add(0, MethodSpec.methodBuilder(name).addCode(body).build());
    }

    private void add(String name, CodeBlock body, List<Loop> loops, boolean visible) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name);
        if (!visible) {
            method.addModifiers(Modifier.PRIVATE);
        }
        loops.forEach(l -> method.addParameter(TypeName.INT, l.variable()));
        methods.add(method.addCode(body).build());
    }

    private static CodeBlock call(String name, List<Loop> loops) {
        return CodeBlock.of(
                "$L($L)",
                name,
                String.join(", ", loops.stream().map(Loop::variable).toList()));
    }

    /** Calls, in methods of their own where there are too many. */
    private CodeBlock calls(String name, List<CodeBlock> calls, List<Loop> loops) {
        if (calls.size() <= MOST_CALLS) {
            CodeBlock.Builder code = CodeBlock.builder();
            calls.forEach(c -> code.addStatement("$L", c));
            return code.build();
        }
        List<CodeBlock> chunks = new ArrayList<>();
        for (int i = 0; i < calls.size(); i += MOST_CALLS) {
            String chunk = context.names().take(name + "Calls" + chunks.size());
            List<CodeBlock> some = calls.subList(i, Math.min(calls.size(), i + MOST_CALLS));
            add(chunk, calls(chunk, some, loops), loops, false);
            chunks.add(call(chunk, loops));
        }
        return calls(name, chunks, loops);
    }

    private CodeBlock body(String name, List<Statement> statements, List<Loop> loops) {
        CodeBlock.Builder code = CodeBlock.builder();
        Names locals = context.names().inside();
        StatementWriter writer = new StatementWriter(context, locals, code, r -> repeat(name, r, loops));
        statements.forEach(writer::write);
        return code.build();
    }

    private static List<List<Statement>> split(List<Statement> statements) {
        List<List<Statement>> parts = new ArrayList<>();
        int weight = HEAVIEST;
        int loops = 0;
        for (Statement statement : statements) {
            weight += weight(statement);
            loops += isCopy(statement) ? 0 : 1;
            if (weight > HEAVIEST || loops > MOST_LOOPS) {
                parts.add(new ArrayList<>());
                weight = weight(statement);
                loops = 1;
            }
            parts.get(parts.size() - 1).add(statement);
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
        return instructions.stream().mapToInt(i -> i.inputs().size()).sum();
    }

    private CodeBlock repeat(String name, Statement.Repeat statement, List<Loop> outer) {
        Loop loop = statement.loop();
        String step = context.names().take(name + "Step" + loop.id());
        List<Loop> loops = new ArrayList<>(outer);
        loops.add(loop);
        write(step, statement.body(), loops, false);
        return new Unroller(loop, context.request().unroll())
                .code(index -> CodeBlock.of("$L($L)", step, arguments(outer, index)), calls -> {
                    String all = context.names().take(name + "Steps" + loop.id());
                    return calls(all, calls, outer);
                });
    }

    private static String arguments(List<Loop> outer, String index) {
        List<String> arguments =
                new ArrayList<>(outer.stream().map(Loop::variable).toList());
        arguments.add(index);
        return String.join(", ", arguments);
    }
}
