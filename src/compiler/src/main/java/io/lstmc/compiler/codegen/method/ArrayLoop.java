package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.program.Input;
import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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

    /** Elements that a loop walks through, or one that it reads each time. */
    private record Place(ArrayExpression array, int offset, boolean single) {}

    private final SectionContext context;
    private final int length;
    private final List<Statement.Pointwise> statements = new ArrayList<>();

    private ArrayLoop(SectionContext context, int length) {
        this.context = context;
        this.length = length;
    }

    /** A loop for one statement, if the runtime has words for it. */
    static Optional<ArrayLoop> of(Statement statement, SectionContext context) {
        if (!(statement instanceof Statement.Pointwise pointwise) || !isKnown(pointwise)) {
            return Optional.empty();
        }
        List<Operand> operands = operands(pointwise);
        Nest nest = new Nest(pointwise.axes(), operands);
        boolean simple = nest.depth() == 1
                && context.count(nest.axes().get(0)).isConstant()
                && operands.stream().allMatch(o -> isSimple(o, nest, context));
        int length = simple ? context.count(nest.axes().get(0)).constant() : 0;
        if (!simple || length % LANES != 0) {
            return Optional.empty();
        }
        ArrayLoop loop = new ArrayLoop(context, length);
        return loop.takes(List.of(pointwise)) ? Optional.of(loop.with(List.of(pointwise))) : Optional.empty();
    }

    private static boolean isKnown(Statement.Pointwise s) {
        return EquationText.knows(s.instructions())
                && s.stores().stream().noneMatch(t -> t.value() instanceof Input.Scalar);
    }

    private static boolean isSimple(Operand operand, Nest nest, SectionContext context) {
        int stride = nest.strides(operand).get(0);
        View view = operand.view();
        return (stride == 0 || stride == 1)
                && !Nest.isSlot(operand, stride)
                && context.base(view).isConstant()
                && context.slot(view).isConstant();
    }

    private static List<Operand> operands(Statement.Pointwise s) {
        List<Operand> operands = new ArrayList<>(EquationText.loads(
                s.instructions(),
                s.stores().stream().map(Statement.Store::value).toList()));
        for (Statement.Store store : s.stores()) {
            operands.add(store.to());
        }
        return operands;
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
        while (from > 0 && !hasFunction(statements.get(from - 1))) {
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
        int operations = 0;
        for (Statement.Pointwise s : all) {
            operations += EquationText.operations(s);
        }
        Map<ArrayExpression, Place> stored = new HashMap<>();
        for (Statement.Pointwise s : all) {
            for (Statement.Store t : s.stores()) {
                stored.put(place(s, t.to()).array(), place(s, t.to()));
            }
        }
        return operations <= EquationText.MOST_OPERATIONS
                && all.stream()
                        .flatMap(s -> operands(s).stream().map(o -> place(s, o)))
                        .allMatch(p -> !stored.containsKey(p.array())
                                || !p.single() && stored.get(p.array()).equals(p));
    }

    private static boolean hasFunction(Statement.Pointwise s) {
        return s.instructions().stream().anyMatch(EquationText::isFunction);
    }

    private Place place(Statement.Pointwise s, Operand operand) {
        View view = operand.view();
        boolean single = true;
        for (int i = 0; i < s.axes().size(); i++) {
            single &= s.axes().get(i).single() || operand.strides().get(i) == 0;
        }
        return new Place(context.elementArray(view), context.base(view).constant(), single);
    }

    /** @param arrays the word for an array */
    String text(Function<ArrayExpression, String> arrays) {
        EquationText<Place> text =
                new EquationText<>(length, p -> (p.single() ? "s" : "") + arrays.apply(p.array()) + "+" + p.offset());
        for (Statement.Pointwise statement : statements) {
            List<String> values = text.values(statement, o -> place(statement, o));
            for (int i = 0; i < values.size(); i++) {
                text.store(
                        values.get(i),
                        place(statement, statement.stores().get(i).to()),
                        true);
            }
        }
        return text.toString();
    }
}
