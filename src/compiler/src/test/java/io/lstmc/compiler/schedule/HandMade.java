package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import io.lstmc.compiler.program.Axis;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Input;
import io.lstmc.compiler.program.Instruction;
import io.lstmc.compiler.program.Loop;
import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Programs written by hand, for tests of one pass: rows of 8 elements in blocks of 4, weights of 8 × 8. */
public final class HandMade {

    public static final int ELEMENTS = 8;
    public static final Loop LOOP = new Loop(0, 3, false);

    private static final TensorType ROW = new TensorType(0, true, List.of(ELEMENTS));
    private static final ProgramBuilder BUILDER = new ProgramBuilder(4, false, true);

    private HandMade() {}

    /** A place for rows at one step that only the program knows. */
    public static View temporary(String name) {
        return steps(name, 1);
    }

    /** A place for rows at some steps that only the program knows. */
    public static View steps(String name, int steps) {
        return new Buffer(name, Buffer.Kind.TEMPORARY, steps, 4, ELEMENTS, true).view();
    }

    /** A place for one row at some steps, all in one array, that only the program knows. */
    public static View shared(String name, int steps) {
        return new Buffer(name, Buffer.Kind.TEMPORARY, steps, 1, ELEMENTS, false).view();
    }

    /** A place for rows that somebody outside reads. */
    public static View visible(String name) {
        return new Buffer(name, Buffer.Kind.VISIBLE, 1, 4, ELEMENTS, true).view();
    }

    /** A part of an array that somebody else declares. */
    public static View given(String array, int offset) {
        return new Buffer(array, Buffer.Kind.GIVEN, 1, 1, ELEMENTS * ELEMENTS, false)
                .view()
                .skip(offset);
    }

    /** The value at the step that the loop is at. */
    public static View now(View steps) {
        return steps.at(LOOP, 0);
    }

    /** {@code to = f(from)}, or a sum of two. */
    public static Statement.Pointwise map(View to, View... from) {
        return map(
                ProgramBuilder.operand(to, ROW),
                Arrays.stream(from).map(v -> ProgramBuilder.operand(v, ROW)).toArray(Operand[]::new));
    }

    public static Statement.Pointwise map(Operand to, Operand... from) {
        Op op = from.length == 1 ? new Op.Unary(UnaryFunction.TANH) : new Op.Binary(BinaryFunction.ADD);
        List<Input> inputs =
                Arrays.stream(from).map(o -> (Input) new Input.Load(o)).toList();
        String equation = to.view().name() + " = f("
                + Arrays.stream(from).map(o -> o.view().name()).collect(Collectors.joining(", ")) + ")";
        return new Statement.Pointwise(
                BUILDER.axes(ROW),
                List.of(new Instruction(op, inputs, Optional.empty())),
                List.of(new Statement.Store(to, new Input.Local(0), false)),
                equation);
    }

    public static Operand operand(View view) {
        return ProgramBuilder.operand(view, ROW);
    }

    public static Statement.Pointwise copy(View to, View from) {
        return BUILDER.copy(new Value.Stored(from), to, ROW, false, to.name() + " = " + from.name());
    }

    /** {@code c = w·a}, with a matrix of that name. */
    public static Statement.Product product(View c, String w, View a) {
        return product(c, w, a, ELEMENTS, Statement.Start.ZERO);
    }

    /** {@code c += w·a}. */
    public static Statement.Product add(View c, String w, View a) {
        return product(c, w, a, ELEMENTS, Statement.Start.KEPT);
    }

    public static Statement.Product product(View c, String w, View a, int n, Statement.Start start) {
        Statement.Matrix matrix = new Statement.Matrix(given(w, 0), 1, ELEMENTS);
        return new Statement.Product(
                1,
                new Axis(1, true),
                ELEMENTS,
                n,
                List.of(a),
                List.of(List.of(matrix)),
                List.of(c),
                start,
                c.name() + (start.kept() ? " += " : " = ") + w + "·" + a.name());
    }

    /** {@code c += Σ a·b}, a sum over all rows of the products of their elements. */
    public static Statement.Reduction sum(View c, View a, View b) {
        List<Input> factors = List.of(new Input.Load(operand(a)), new Input.Load(operand(b)));
        return new Statement.Reduction(
                Op.Reduction.SUM,
                BUILDER.axes(ROW),
                List.of(new Instruction(new Op.Binary(BinaryFunction.MULTIPLY), factors, Optional.empty())),
                new Input.Local(0),
                new Operand(c, List.of(0, 0, 1)),
                true,
                c.name() + " += Σ " + a.name() + "·" + b.name());
    }

    /** {@code c += a bᵀ}. */
    public static Statement.Outer outer(View c, View a, View b) {
        return new Statement.Outer(
                1,
                new Axis(1, true),
                ELEMENTS,
                ELEMENTS,
                List.of(a),
                b,
                List.of(c),
                c.name() + " += " + a.name() + " " + b.name() + "ᵀ");
    }

    public static Statement.Repeat repeat(Statement... body) {
        return new Statement.Repeat(LOOP, List.of(body), "recurrence");
    }

    public static Program program(Statement... statements) {
        return of(List.of(List.of(statements)));
    }

    public static Program sections(List<Statement> first, List<Statement> second) {
        return of(List.of(first, second));
    }

    private static Program of(List<List<Statement>> sections) {
        Set<Buffer> buffers = new LinkedHashSet<>();
        for (List<Statement> section : sections) {
            for (Statement statement : section) {
                statement.reads().forEach(v -> buffers.add(v.buffer()));
                statement.writes().forEach(v -> buffers.add(v.buffer()));
            }
        }
        buffers.removeIf(b -> b.kind() == Buffer.Kind.GIVEN);
        return new Program(List.copyOf(buffers), List.of(), sections, Map.of(), Map.of());
    }

    /** The equations of the first section in order, those of one statement joined by {@code &}. */
    public static List<String> equations(Program program) {
        return program.sections().get(0).stream()
                .map(s -> s.equation().replace("\n", " & "))
                .toList();
    }

    /** For each statement, the names of the buffers that it writes, then of those that it reads, weights left out. */
    public static List<String> flow(Program program) {
        List<String> lines = new ArrayList<>();
        program.sections().forEach(s -> flow(s, lines));
        return lines;
    }

    private static void flow(List<Statement> statements, List<String> lines) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Repeat repeat) {
                flow(repeat.body(), lines);
            } else {
                lines.add(names(statement.writes()) + " <- " + names(statement.reads()));
            }
        }
    }

    private static String names(List<View> views) {
        return views.stream()
                .map(View::buffer)
                .filter(b -> b.kind() != Buffer.Kind.GIVEN)
                .map(Buffer::name)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
