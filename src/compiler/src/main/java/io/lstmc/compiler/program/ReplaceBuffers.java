package io.lstmc.compiler.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Rewrites statements so that whole buffers lie elsewhere. */
final class ReplaceBuffers implements Statement.Visitor<Statement> {

    private final UnaryOperator<View> views;
    private final UnaryOperator<Operand> operands;

    private ReplaceBuffers(UnaryOperator<View> views, UnaryOperator<Operand> operands) {
        this.views = views;
        this.operands = operands;
    }

    /**
     * @param replaced where the first element of each buffer goes; strides stay
     */
    static ReplaceBuffers of(Map<Buffer, View> replaced) {
        Map<Buffer, View> ends = ends(replaced);
        UnaryOperator<View> views = view -> view(view, ends);
        return new ReplaceBuffers(views, o -> new Operand(views.apply(o.view()), o.strides()));
    }

    static ReplaceBuffers of(PackedViews packed) {
        return new ReplaceBuffers(packed::view, packed::operand);
    }

    /** Rewrites statements, without copies from a place to itself. */
    List<Statement> all(List<Statement> statements) {
        return statements.stream()
                .map(s -> s.accept(this))
                .filter(s -> !copiesToItself(s))
                .toList();
    }

    private static boolean copiesToItself(Statement statement) {
        if (!(statement instanceof Statement.Pointwise)) {
            return false;
        }
        for (Statement.Store s : ((Statement.Pointwise) statement).stores()) {
            if (!(!s.add() && s.value().equals(new Input.Load(s.to())))) {
                return false;
            }
        }
        return true;
    }

    private static View view(View view, Map<Buffer, View> replaced) {
        View to = replaced.get(view.buffer());
        return to == null ? view : within(to, view);
    }

    /** A view of what lies at another view. */
    private static View within(View to, View view) {
        List<View.Term> terms = new ArrayList<>(to.terms());
        terms.addAll(view.terms());
        return new View(to.buffer(), to.offset() + view.offset(), terms, view.stepStride(), view.rowStride());
    }

    /** Where buffers go in the end whose places are in buffers that go elsewhere themselves. */
    private static Map<Buffer, View> ends(Map<Buffer, View> replaced) {
        Map<Buffer, View> ends = new HashMap<>();
        for (Buffer each : replaced.keySet()) {
            Deque<Buffer> path = new ArrayDeque<>();
            Buffer next = each;
            while (replaced.containsKey(next) && !ends.containsKey(next)) {
                path.push(next);
                next = replaced.get(next).buffer();
            }
            for (Buffer buffer : path) {
                View to = replaced.get(buffer);
                View end = ends.get(to.buffer());
                ends.put(buffer, end == null ? to : within(end, to));
            }
        }
        return ends;
    }

    View view(View view) {
        return views.apply(view);
    }

    private List<View> views(List<View> views) {
        List<View> found = new ArrayList<>();
        for (View each : views) {
            found.add(view(each));
        }
        return found;
    }

    private Operand operand(Operand operand) {
        return operands.apply(operand);
    }

    private Input input(Input input) {
        return input instanceof Input.Load ? new Input.Load(operand(((Input.Load) input).operand())) : input;
    }

    private List<Instruction> instructions(List<Instruction> instructions) {
        List<Instruction> found = new ArrayList<>();
        for (Instruction i : instructions) {
            found.add(
                    new Instruction(i.op(), i.inputs().stream().map(this::input).toList(), i.name()));
        }
        return found;
    }

    @Override
    public Statement visitPointwise(Statement.Pointwise s) {
        List<Statement.Store> stores = new ArrayList<>();
        for (Statement.Store x : s.stores()) {
            stores.add(new Statement.Store(operand(x.to()), input(x.value()), x.add()));
        }

        return new Statement.Pointwise(s.axes(), instructions(s.instructions()), stores, s.equation());
    }

    @Override
    public Statement visitReduction(Statement.Reduction s) {
        return new Statement.Reduction(
                s.reduction(),
                s.axes(),
                instructions(s.instructions()),
                input(s.value()),
                operand(s.to()),
                s.accumulate(),
                s.equation());
    }

    @Override
    public Statement visitProduct(Statement.Product s) {
        return new Statement.Product(
                s.blocks(),
                s.rows(),
                s.k(),
                s.n(),
                views(s.a()),
                s.matrices().stream()
                        .map(row -> row.stream()
                                .map(m -> new Statement.Matrix(view(m.view()), m.kStride(), m.jStride()))
                                .toList())
                        .toList(),
                views(s.c()),
                new Statement.Start(s.start().kept(), views(s.start().rows())),
                s.equation());
    }

    @Override
    public Statement visitOuter(Statement.Outer s) {
        return new Statement.Outer(
                s.blocks(), s.rows(), s.m(), s.n(), views(s.a()), view(s.b()), views(s.c()), s.equation());
    }

    @Override
    public Statement visitReverse(Statement.Reverse s) {
        return new Statement.Reverse(
                s.steps(),
                s.rows(),
                s.elements(),
                view(s.from()),
                s.present().map(this::view),
                view(s.to()),
                s.equation());
    }

    @Override
    public Statement visitRows(Statement.Rows s) {
        return new Statement.Rows(
                s.axes(), s.width(), operand(s.table()), operand(s.index()), operand(s.parts()), s.add(), s.equation());
    }

    @Override
    public Statement visitDraw(Statement.Draw s) {
        return new Statement.Draw(s.random(), s.rows(), view(s.to()), s.equation());
    }

    @Override
    public Statement visitOrthonormalize(Statement.Orthonormalize s) {
        return new Statement.Orthonormalize(view(s.matrix()), s.rows(), s.columns(), s.equation());
    }

    @Override
    public Statement visitRepeat(Statement.Repeat s) {
        return new Statement.Repeat(s.loop(), all(s.body()), s.equation());
    }
}
