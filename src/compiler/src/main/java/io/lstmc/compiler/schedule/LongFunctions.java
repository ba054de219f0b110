package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives sigmoid and tanh a loop of their own, over one array and in place, where the loop that they are in walks its
 * arrays in different ways. The just-in-time compiler of Java 17 makes vector instructions of such a loop only if all
 * offsets change alike, which costs these functions a factor of eight.
 *
 * <pre>
 * before:  for r, for e: f[t][r][e] = σ(z[r][e] + b[e])
 * after:   for r, for e: f[t][r][e] = z[r][e] + b[e]
 *          for i:        f[t][i] = σ(f[t][i])
 * </pre>
 */
final class LongFunctions {

    private final Statement.Pointwise loop;
    private final List<Instruction> instructions;

    private LongFunctions(Statement.Pointwise loop) {
        this.loop = loop;
        this.instructions = loop.instructions();
    }

    static List<Statement> separate(List<Statement> statements) {
        List<Statement> separated = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement instanceof Statement.Pointwise) {
                separated.addAll(new LongFunctions((Statement.Pointwise) statement).split());
            } else if (statement instanceof Statement.Repeat) {
                Statement.Repeat repeat = (Statement.Repeat) statement;
                separated.add(new Statement.Repeat(repeat.loop(), separate(repeat.body()), repeat.equation()));
            } else {
                separated.add(statement);
            }
        }
        return separated;
    }

    private List<Statement> split() {
        Optional<Integer> found = longFunction();
        if (found.isEmpty() || isUniform()) {
            return List.of(loop);
        }
        int at = found.get();
        Set<Integer> early = new HashSet<>();
        collect(instructions.get(at).inputs().get(0), early);
        Optional<Operand> place = storeOf(at).or(this::anyStore);
        if (place.isEmpty() || isRead(place.get()) || !separable(early, at)) {
            return List.of(loop);
        }
        return parts(at, early, place.get());
    }

    private Optional<Integer> longFunction() {
        for (int i = 0; i < instructions.size(); i++) {
            Op op = instructions.get(i).op();
            if (op instanceof Op.Unary
                    && (((Op.Unary) op).function() == UnaryFunction.SIGMOID
                            || ((Op.Unary) op).function() == UnaryFunction.TANH)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Whether all operands are walked alike: the same dependence on steps, the same strides. */
    private boolean isUniform() {
        List<Operand> operands = operands();
        Operand first = operands.get(0);
        for (Operand operand : operands) {
            for (int i = 0; i < loop.axes().size(); i++) {
                boolean alike = operand.strides().get(i).equals(first.strides().get(i));
                if (!loop.axes().get(i).single() && !alike) {
                    return false;
                }
            }
            if (!operand.view().terms().equals(first.view().terms())) {
                return false;
            }
        }
        return true;
    }

    private List<Operand> operands() {
        List<Operand> operands = new ArrayList<>();
        loop.stores().forEach(s -> operands.add(s.to()));
        instructions.forEach(i -> i.inputs().forEach(in -> addLoad(in, operands)));
        loop.stores().forEach(s -> addLoad(s.value(), operands));
        return operands;
    }

    private static void addLoad(Input input, List<Operand> operands) {
        if (input instanceof Input.Load) {
            operands.add(((Input.Load) input).operand());
        }
    }

    /** The instructions that a value needs. */
    private void collect(Input input, Set<Integer> needed) {
        if (input instanceof Input.Local && needed.add(((Input.Local) input).instruction())) {
            instructions.get(((Input.Local) input).instruction()).inputs().forEach(i -> collect(i, needed));
        }
    }

    private Optional<Operand> storeOf(int instruction) {
        return loop.stores().stream()
                .filter(s -> !s.add() && s.value().equals(new Input.Local(instruction)))
                .map(Statement.Store::to)
                .findFirst();
    }

    /** A place that may hold the function's value for a while. */
    private Optional<Operand> anyStore() {
        return loop.stores().stream()
                .filter(s -> !s.add())
                .map(Statement.Store::to)
                .filter(to -> !isRead(to))
                .findFirst();
    }

    private boolean isRead(Operand place) {
        return loop.reads().stream().anyMatch(v -> v.buffer() == place.view().buffer());
    }

    /** Whether what comes after the function needs nothing of what comes before it. */
    private boolean separable(Set<Integer> early, int at) {
        for (int i = 0; i < instructions.size(); i++) {
            if (!early.contains(i) && i != at) {
                for (Input input : instructions.get(i).inputs()) {
                    if (input instanceof Input.Local && early.contains(((Input.Local) input).instruction())) {
                        return false;
                    }
                }
            }
        }
        return loop.stores().stream()
                .noneMatch(s ->
                        s.value() instanceof Input.Local && early.contains(((Input.Local) s.value()).instruction()));
    }

    private List<Statement> parts(int at, Set<Integer> early, Operand place) {
        Input argument = instructions.get(at).inputs().get(0);
        List<Statement> parts = new ArrayList<>();
        parts.add(first(early, at, argument, place));
        Instruction function = new Instruction(
                instructions.get(at).op(),
                List.of(new Input.Load(place)),
                instructions.get(at).name());
        parts.add(new Statement.Pointwise(
                loop.axes(), List.of(function), List.of(new Statement.Store(place, new Input.Local(0), false)), ""));
        Set<Integer> late = new HashSet<>();
        for (int i = 0; i < instructions.size(); i++) {
            if (!early.contains(i) && i != at) {
                late.add(i);
            }
        }
        List<Statement.Store> rest = loop.stores().stream()
                .filter(s -> !s.to().equals(place) || !s.value().equals(new Input.Local(at)))
                .toList();
        if (!rest.isEmpty()) {
            Renumbering renumbering = new Renumbering(late, at, place);
            List<Statement.Store> stores = rest.stream()
                    .map(s -> new Statement.Store(s.to(), renumbering.input(s.value()), s.add()))
                    .toList();
            parts.add(new Statement.Pointwise(loop.axes(), renumbering.kept, stores, ""));
        }
        return parts;
    }

    private Statement first(Set<Integer> kept, int at, Input argument, Operand to) {
        Renumbering renumbering = new Renumbering(kept, at, to);
        Statement.Store store = new Statement.Store(to, renumbering.input(argument), false);
        return new Statement.Pointwise(loop.axes(), renumbering.kept, List.of(store), loop.equation());
    }

    /** Some of the instructions, which read the function's value where it is stored. */
    private final class Renumbering {
        private final List<Instruction> kept = new ArrayList<>();
        private final int[] numbers = new int[instructions.size()];
        private final int function;
        private final Operand place;

        Renumbering(Set<Integer> wanted, int function, Operand place) {
            this.function = function;
            this.place = place;
            for (int i = 0; i < instructions.size(); i++) {
                if (wanted.contains(i)) {
                    Instruction instruction = instructions.get(i);
                    numbers[i] = kept.size();
                    kept.add(new Instruction(
                            instruction.op(),
                            instruction.inputs().stream().map(this::input).toList(),
                            instruction.name()));
                }
            }
        }

        Input input(Input input) {
            if (!(input instanceof Input.Local)) {
                return input;
            }
            int instruction = ((Input.Local) input).instruction();
            return instruction == function ? new Input.Load(place) : new Input.Local(numbers[instruction]);
        }
    }
}
