package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.UnaryFunction;
import io.lstmc.compiler.program.Input;
import io.lstmc.compiler.program.Instruction;
import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Equations in the words of the runtime. What one has stored the next one takes from there.
 *
 * @param <P> places that words name
 */
final class EquationText<P> {

    /**
     * The most vector operations of a loop: two functions and a little, enough to compute and to derive one between sums. The
     * JIT compiler would take longer ones; {@code FloatEquations} says how long they have been seen.
     */
    static final int MOST_OPERATIONS = 42;

    /** Vector operations of the functions that the runtime has words for, as it writes them out. */
    private static final int TANH = 19;

    private static final int SIGMOID = 20;

    private final Function<P, String> words;
    private final StringBuilder text;
    private final Map<P, String> stored = new HashMap<>();
    private int names;

    // Of the statement that is being written.
    private Function<Operand, P> places = operand -> null;
    private List<Instruction> instructions = List.of();
    private List<Input> results = List.of();
    private final Map<Integer, String> named = new HashMap<>();

    /**
     * @param length that of the loop
     * @param words for places
     */
    EquationText(int length, Function<P, String> words) {
        this.words = words;
        this.text = new StringBuilder(Integer.toString(length));
    }

    /** Whether the runtime has words for instructions. */
    static boolean knows(List<Instruction> instructions) {
        for (Instruction i : instructions) {
            if (!(knows(i) && i.inputs().stream().noneMatch(Input.Scalar.class::isInstance))) {
                return false;
            }
        }
        return true;
    }

    private static boolean knows(Instruction instruction) {
        if (instruction.op() instanceof Op.Unary unary) {
            return switch (unary.function()) {
                case NEGATE, SQRT, SIGMOID, TANH -> true;
                case EXP, LOG, LOG1P, EXPM1, FLOOR, SIN, COS -> false;
            };
        }
        return instruction.op() instanceof Op.Binary binary
                && switch (binary.function()) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE -> true;
                    case POWER -> instruction.inputs().get(1).equals(new Input.Number(2));
                    case GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> false;
                };
    }

    /** How many vector operations a statement is, all of whose instructions the runtime has words for. */
    static int operations(Statement statement) {
        if (statement instanceof Statement.Pointwise s) {
            return operations(s.instructions())
                    + (int) s.stores().stream().filter(Statement.Store::add).count();
        }
        return operations(((Statement.Reduction) statement).instructions()) + 1;
    }

    private static int operations(List<Instruction> instructions) {
        int operations = 0;
        for (Instruction i : instructions) {
            operations += operations(i);
        }
        return operations;
    }

    private static int operations(Instruction instruction) {
        if (!(instruction.op() instanceof Op.Unary unary)) {
            return 1;
        }
        return switch (unary.function()) {
            case TANH -> TANH;
            case SIGMOID -> SIGMOID;
            default -> 1;
        };
    }

    /** Whether it is as long as a loop of others. */
    static boolean isFunction(Instruction instruction) {
        return instruction.op() instanceof Op.Unary unary && unary.function().isLong();
    }

    /** The operands that inputs load. */
    static List<Operand> loads(List<Instruction> instructions, List<Input> more) {
        List<Input> inputs = new ArrayList<>();
        for (Instruction i : instructions) {
            inputs.addAll(i.inputs());
        }
        inputs.addAll(more);
        List<Operand> found = new ArrayList<>();
        for (Input i : inputs) {
            if (i instanceof Input.Load) {
                found.add(((Input.Load) i).operand());
            }
        }
        return found;
    }

    /** Begins with a statement. @param results what it stores or sums */
    void begin(List<Instruction> instructions, List<Input> results, Function<Operand, P> places) {
        this.places = places;
        this.instructions = instructions;
        this.results = results;
        named.clear();
    }

    /** Computes what a statement stores; gives the names of the values in the order of the stores. */
    List<String> values(Statement.Pointwise statement, Function<Operand, P> places) {
        List<Input> stored =
                statement.stores().stream().map(Statement.Store::value).toList();
        begin(statement.instructions(), stored, places);
        List<String> values = new ArrayList<>();
        for (Statement.Store store : statement.stores()) {
            if (store.add()) {
                load(store.to());
            }
            value(store.value());
            if (store.add()) {
                word("+");
            }
            values.add(name());
        }
        return values;
    }

    void word(String word) {
        text.append(' ').append(word);
    }

    /** A name for the last value. */
    String name() {
        String name = Integer.toString(names++);
        word("=" + name);
        return name;
    }

    void load(Operand operand) {
        P place = places.apply(operand);
        word(stored.containsKey(place) ? "$" + stored.get(place) : words.apply(place));
    }

    /** Stores a value with a name, if somebody else needs it, and takes it from there from now on. */
    void store(String name, P place, boolean needed) {
        if (needed) {
            word("$" + name);
            word(">" + words.apply(place));
        }
        stored.put(place, name);
    }

    void value(Input input) {
        if (input instanceof Input.Load load) {
            load(load.operand());
        } else if (input instanceof Input.Number number) {
            word("#" + (float) number.value());
        } else {
            int at = ((Input.Local) input).instruction();
            if (!named.containsKey(at)) {
                operation(instructions.get(at));
                if (!isShared(input)) {
                    return;
                }
                named.put(at, name());
            }
            word("$" + named.get(at));
        }
    }

    /** Whether more than one instruction or result takes a value. */
    private boolean isShared(Input value) {
        return instructions.stream()
                                .flatMap(i -> i.inputs().stream())
                                .filter(value::equals)
                                .count()
                        + results.stream().filter(value::equals).count()
                > 1;
    }

    private void operation(Instruction instruction) {
        value(instruction.inputs().get(0));
        if (instruction.op() instanceof Op.Unary unary) {
            word(
                    unary.function() == UnaryFunction.NEGATE
                            ? "neg"
                            : unary.function().label());
            return;
        }
        BinaryFunction function = ((Op.Binary) instruction.op()).function();
        List<Input> inputs = instruction.inputs();
        if (function == BinaryFunction.POWER) {
            String base = name();
            word("$" + base + " $" + base + " *");
            return;
        }
        value(inputs.get(1));
        word(
                switch (function) {
                    case ADD -> "+";
                    case SUBTRACT -> "-";
                    case MULTIPLY -> "*";
                    case DIVIDE -> "/";
                    case POWER, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL ->
                        throw new IllegalStateException(instruction + " is not known");
                });
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
