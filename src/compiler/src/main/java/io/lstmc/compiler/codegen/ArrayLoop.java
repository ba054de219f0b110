package io.lstmc.compiler.codegen;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.schedule.Input;
import io.lstmc.compiler.schedule.Instruction;
import io.lstmc.compiler.schedule.Operand;
import io.lstmc.compiler.schedule.Statement;
import io.lstmc.compiler.schedule.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A loop over whole arrays in the words of the runtime's equations. Statements that follow each other share it while none
 * reads an element that another one has at a different index.
 *
 * <pre>
 * before:  c[i] = f[i] * c[i] + u[i]    t[i] = tanh(c[i])
 * after:   a1+0 a0+0 * a2+0 + =0 $0 &gt;a0+0 $0 tanh =1 $1 &gt;a3+0
 * </pre>
 */
final class ArrayLoop {

    /** Processors have vectors of so many elements, or twice as many. */
    private static final int LANES = 8;

    private static final int MOST_OPERATIONS = 14;

    /** Two functions would be more than the just-in-time compiler likes in a loop. */
    private static final int MOST_FUNCTIONS = 1;

    /** Elements that a loop walks through, or one that it reads each time. */
    private record Place(String array, int offset, boolean single) {

        /** As of any record, but not linked at run time. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Place place
                    && array.equals(place.array)
                    && offset == place.offset
                    && single == place.single;
        }

        @Override
        public int hashCode() {
            return 31 * array.hashCode() + offset;
        }
    }

    private final Context context;
    private final int length;
    private final List<Statement.Pointwise> statements = new ArrayList<>();

    private ArrayLoop(Context context, int length) {
        this.context = context;
        this.length = length;
    }

    /** A loop for one statement, if the runtime has words for it. */
    static Optional<ArrayLoop> of(Statement statement, Context context) {
        if (!(statement instanceof Statement.Pointwise pointwise) || !isKnown(pointwise)) {
            return Optional.empty();
        }
        List<Operand> operands = operands(pointwise);
        Nest nest = new Nest(pointwise.axes(), operands);
        String count = nest.depth() == 1 ? context.count(nest.axes().get(0)) : "";
        boolean simple = CodeBlocks.isNumber(count)
                && count.length() < 10
                && operands.stream().allMatch(o -> isSimple(o, nest, context));
        if (!simple || Integer.parseInt(count) % LANES != 0) {
            return Optional.empty();
        }
        ArrayLoop loop = new ArrayLoop(context, Integer.parseInt(count));
        return loop.takes(List.of(pointwise)) ? Optional.of(loop.with(List.of(pointwise))) : Optional.empty();
    }

    private static boolean isKnown(Statement.Pointwise s) {
        return s.instructions().stream()
                        .allMatch(i -> isKnown(i) && i.inputs().stream().noneMatch(Input.Code.class::isInstance))
                && s.stores().stream().noneMatch(t -> t.value() instanceof Input.Code);
    }

    private static boolean isKnown(Instruction instruction) {
        if (instruction.op() instanceof Op.Unary unary) {
            return switch (unary.function()) {
                case NEGATE, SQRT, SIGMOID, TANH -> true;
                case EXP, LOG, SIN, COS -> false;
            };
        }
        return instruction.op() instanceof Op.Binary binary
                && switch (binary.function()) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE -> true;
                    case POWER -> isSquare(instruction);
                    case GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> false;
                };
    }

    private static boolean isSquare(Instruction instruction) {
        return instruction.inputs().get(1).equals(new Input.Number(2));
    }

    private static boolean isSimple(Operand operand, Nest nest, Context context) {
        int stride = nest.strides(operand).get(0);
        View view = operand.view();
        return (stride == 0 || stride == 1)
                && !Nest.isSlot(operand, stride)
                && CodeBlocks.isNumber(context.base(view))
                && CodeBlocks.isNumber(context.slot(view));
    }

    private static List<Operand> operands(Statement.Pointwise s) {
        List<Operand> operands = new ArrayList<>();
        s.instructions().forEach(i -> i.inputs().forEach(in -> addLoad(in, operands)));
        s.stores().forEach(store -> {
            addLoad(store.value(), operands);
            operands.add(store.to());
        });
        return operands;
    }

    private static void addLoad(Input input, List<Operand> operands) {
        if (input instanceof Input.Load load) {
            operands.add(load.operand());
        }
    }

    List<Statement.Pointwise> statements() {
        return statements;
    }

    boolean isEmpty() {
        return statements.isEmpty();
    }

    ArrayLoop with(List<Statement.Pointwise> more) {
        statements.addAll(more);
        return this;
    }

    /** The same loop with the statements behind its last function only, which this one loses. */
    ArrayLoop tail() {
        int from = statements.size();
        while (from > 0 && functions(statements.get(from - 1)) == 0) {
            from--;
        }
        List<Statement.Pointwise> tail = statements.subList(from, statements.size());
        ArrayLoop loop = new ArrayLoop(context, length).with(tail);
        tail.clear();
        return loop;
    }

    /** Whether another loop can be the end of this one. */
    boolean takes(ArrayLoop other) {
        return length == other.length && takes(other.statements);
    }

    private boolean takes(List<Statement.Pointwise> more) {
        List<Statement.Pointwise> all = new ArrayList<>(statements);
        all.addAll(more);
        int operations = all.stream().mapToInt(s -> s.instructions().size()).sum();
        int functions = all.stream().mapToInt(ArrayLoop::functions).sum();
        boolean small = all.size() == 1 || operations <= MOST_OPERATIONS && functions <= MOST_FUNCTIONS;
        Map<String, Place> stored = new HashMap<>();
        all.forEach(s -> s.stores().forEach(t -> stored.put(place(s, t.to()).array(), place(s, t.to()))));
        return small
                && all.stream()
                        .flatMap(s -> operands(s).stream().map(o -> place(s, o)))
                        .allMatch(p -> !stored.containsKey(p.array())
                                || !p.single() && stored.get(p.array()).equals(p));
    }

    private static int functions(Statement.Pointwise s) {
        return (int) s.instructions().stream()
                .filter(i -> i.op() instanceof Op.Unary unary
                        && switch (unary.function()) {
                            case SIGMOID, TANH, EXP, LOG, SIN, COS -> true;
                            case NEGATE, SQRT -> false;
                        })
                .count();
    }

    private Place place(Statement.Pointwise s, Operand operand) {
        View view = operand.view();
        String array = context.array(view) + (view.buffer().slotted() ? "[" + context.slot(view) + "]" : "");
        boolean single = true;
        for (int i = 0; i < s.axes().size(); i++) {
            single &= s.axes().get(i).single() || operand.strides().get(i) == 0;
        }
        return new Place(array, Integer.parseInt(context.base(view)), single);
    }

    /** @param arrays the word for an array */
    String text(UnaryOperator<String> arrays) {
        return new Text(arrays).write();
    }

    /** The words, as they are written. */
    private final class Text {

        private final UnaryOperator<String> arrays;
        private final StringBuilder words = new StringBuilder(Integer.toString(length));
        private final Map<Place, String> stored = new HashMap<>();
        private int names;

        // Of the statement that is being written.
        private Statement.Pointwise statement;
        private List<Instruction> instructions = List.of();
        private final Map<Integer, String> named = new HashMap<>();

        Text(UnaryOperator<String> arrays) {
            this.arrays = arrays;
        }

        String write() {
            for (Statement.Pointwise next : statements) {
                statement = next;
                instructions = statement.instructions();
                named.clear();
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
                for (int i = 0; i < values.size(); i++) {
                    Place to = place(statement, statement.stores().get(i).to());
                    word("$" + values.get(i));
                    word(">" + word(to));
                    stored.put(to, values.get(i));
                }
            }
            return words.toString();
        }

        private void word(String word) {
            words.append(' ').append(word);
        }

        private String word(Place place) {
            return (place.single() ? "s" : "") + arrays.apply(place.array()) + "+" + place.offset();
        }

        /** A name for the last value. */
        private String name() {
            String name = Integer.toString(names++);
            word("=" + name);
            return name;
        }

        private void load(Operand operand) {
            Place place = place(statement, operand);
            word(stored.containsKey(place) ? "$" + stored.get(place) : word(place));
        }

        private void value(Input input) {
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

        /** Whether more than one instruction or store takes a value. */
        private boolean isShared(Input value) {
            return instructions.stream()
                                    .flatMap(i -> i.inputs().stream())
                                    .filter(value::equals)
                                    .count()
                            + statement.stores().stream()
                                    .filter(s -> s.value().equals(value))
                                    .count()
                    > 1;
        }

        private void operation(Instruction instruction) {
            value(instruction.inputs().get(0));
            if (instruction.op() instanceof Op.Unary unary) {
                word(
                        switch (unary.function()) {
                            case NEGATE -> "neg";
                            case SQRT, SIGMOID, TANH, EXP, LOG, SIN, COS ->
                                unary.function().label();
                        });
                return;
            }
            BinaryFunction function = ((Op.Binary) instruction.op()).function();
            if (function == BinaryFunction.POWER) {
                String base = name();
                word("$" + base + " $" + base + " *");
                return;
            }
            value(instruction.inputs().get(1));
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
    }
}
