package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.FreshNames;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TypedCell;
import io.lstmc.compiler.typed.TypedFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One use of a cell. A cell with state that is applied to a sequence becomes a scan; within the step of another cell its
 * states join those of that cell. A cell without state is its equations, applied to whatever it is given.
 */
final class CellLowering {

    private final TypedFile file;
    private final EvaluationContext context;
    private final TypedCell cell;
    private final String prefix;
    private final LoweringScope scope = new LoweringScope(true);

    /** What the step's context calls each state. */
    private final Map<String, String> carries = new HashMap<>();

    /** What the caller lets states begin with, in the graph of the call. */
    private final Map<String, Node> beginnings = new HashMap<>();

    CellLowering(TypedFile file, EvaluationContext context, TypedCell cell, String name) {
        this.file = file;
        this.context = context;
        this.cell = cell;
        this.prefix = name + ".";
    }

    /**
     * The outputs of the cell by name, the value of the call first.
     *
     * @param inputs the arguments by position
     * @param lower evaluates options in the scope of the caller
     * @param once evaluates there what is computed once a sequence
     * @param tokens how many different tokens an argument is one of
     */
    Map<String, Node> call(
            Expression.Call call,
            List<Node> inputs,
            Function<Expression, Node> lower,
            Function<Expression, Node> once,
            Function<Expression, Optional<Integer>> tokens) {
        Calls.bind(
                cell.definition().parameters(),
                List.of(),
                call,
                value -> constant(lower.apply(value)),
                scope,
                value -> constant(ExpressionLowering.lower(file, context, scope, prefix, value)));
        for (String option : cell.sizeOptions()) {
            scope.sizes().put(option, (int) Constants.value(scope.value(option)));
        }
        List<Node> given = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            TypedCell.Sized input = cell.inputs().get(i);
            given.add(bindTimes(input.times(), inputs.get(i)));
            bindSizes(input.shape(), inputs.get(i).type());
            if (input.token().isPresent()) {
                int count = tokens.apply(Calls.positional(call).get(i)).orElseThrow();
                scope.putTokens(input.name().text(), count);
                bindSize(input.token().get(), count);
            }
        }
        for (Expression.Argument argument : call.arguments()) {
            for (TypedCell.TypedState state : cell.states()) {
                if (argument.name()
                        .filter(n -> n.text().equals(state.name().text()))
                        .isPresent()) {
                    beginnings.put(state.name().text(), once.apply(argument.value()));
                }
            }
        }
        boolean scans = cell.hasState() && context.step() == null;
        return scans ? scan(given) : step(context, given);
    }

    private Node constant(Node node) {
        return context.graph().constant(Constants.value(node), TensorType.SCALAR);
    }

    /** A sequence that is looked at as a whole is part of each sample; the cell's times stand for its axes there. */
    private Node bindTimes(List<String> names, Node input) {
        Node given = input;
        if (given.type().times().size() < names.size()) {
            Set<String> others = new HashSet<>();
            scope.times().forEach((name, time) -> {
                if (!names.contains(name)) {
                    others.add(time.name());
                }
            });
            given = ((ModelContext) context).inside(given, others);
        }
        List<TensorType.Time> times = given.type().times();
        int first = times.size() - names.size();
        for (int i = 0; i < names.size(); i++) {
            scope.putTime(names.get(i), times.get(first + i));
            scope.sizes().put(names.get(i), times.get(first + i).length());
        }
        return given;
    }

    /** The names among the sizes of an input stand for its actual sizes. */
    private void bindSizes(Shape declared, TensorType actual) {
        for (int i = 0; i < declared.rank(); i++) {
            bindSize(declared.sizes().get(i), actual.sizes().get(i));
        }
    }

    private void bindSize(Size declared, int actual) {
        String name = declared.toString();
        if (declared.equals(Size.named(name))) {
            scope.sizes().putIfAbsent(name, actual);
        }
    }

    /** The time over which the cell runs. */
    private static TensorType.Time time(List<Node> inputs) {
        return inputs.stream()
                .map(i -> i.type().time())
                .filter(t -> t.length() > 0)
                .findFirst()
                .orElse(TensorType.NO_TIME);
    }

    private Map<String, Node> scan(List<Node> inputs) {
        StepContext inside = new StepContext(context, time(inputs));
        List<Node> atStep = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            String name = cell.inputs().get(i).name().text();
            Node input = inputs.get(i);
            atStep.add(input.type().hasSteps() ? inside.scan().element(name, input) : inside.invariant(name, input));
        }
        Map<String, Node> outputs = step(inside, atStep);
        Map<String, Node> given = new LinkedHashMap<>(outputs);
        inside.watched().forEach((name, value) -> given.put(FreshNames.free(afterPoint(name), given.keySet()), value));
        List<Node> results = inside.scan().build(context.graph(), inside.next(), given);
        Map<String, Node> stacked = new LinkedHashMap<>();
        int next = inside.next().size();
        for (String name : outputs.keySet()) {
            stacked.put(name, results.get(next++));
        }
        for (String name : inside.watched().keySet()) {
            context.watch(name, results.get(next++));
        }
        return stacked;
    }

    private static String afterPoint(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * The equations, evaluated in a context. An output that depends on no input has their steps nevertheless.
     *
     * <p>A step that a sample does not have computes what any step would, and only then states stay as they were: equations
     * that are finite after an update, such as a mean, need not be so before the first, where a reversed sequence may begin
     * with absent steps.
     */
    private Map<String, Node> step(EvaluationContext inside, List<Node> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            scope.put(cell.inputs().get(i).name().text(), inputs.get(i));
        }
        for (TypedCell.TypedState state : cell.states()) {
            declare(inside.step(), state);
        }
        for (TypedCell.TypedParam param : cell.params()) {
            String name = param.name().text();
            scope.put(name, inside.parameter(prefix + name, shared(param.shape()), param, scope));
        }
        Map<Node, Node> kept = new HashMap<>();
        for (Statement.Equation equation : cell.equations()) {
            String name = equation.name().text();
            Node value = ExpressionLowering.bind(file, inside, scope, prefix, name, equation.value());
            if (carries.containsKey(name)) {
                Node previous = scope.previous(name);
                Node next = inside.graph().broadcast(value, previous.type());
                scope.put(name, next);
                kept.put(next, inside.step().keep(next, previous));
                inside.step().update(carries.get(name), kept.get(next));
            }
        }
        for (TypedCell.TypedState state : cell.states()) {
            begin(inside, state);
        }
        Map<String, Node> outputs = new LinkedHashMap<>();
        for (TypedCell.TypedOutput output : cell.outputs()) {
            String name = output.name().text();
            Node value = ExpressionLowering.lower(file, inside, scope, prefix + name, output.value());
            watch(
                    inside,
                    name,
                    outputs.isEmpty(),
                    inside.graph().broadcast(value, value.type().withTime(time(inputs))));
            if (context.step() == null) {
                // One array for a state and the output that shows it.
                value = kept.getOrDefault(value, value);
            }
            outputs.put(name, inside.graph().broadcast(value, value.type().withTime(time(inputs))));
        }
        return outputs;
    }

    /**
     * Tells of an output, before the question whether the sample has the step: all uses of the value are then uses of it,
     * later steps among them.
     *
     * @param first whether it has the name of the layer too
     */
    private void watch(EvaluationContext inside, String output, boolean first, Node value) {
        String layer = prefix.substring(0, prefix.length() - 1);
        for (String name : first ? List.of(prefix + output, layer) : List.of(prefix + output)) {
            if (inside.isWatched(name)) {
                inside.watch(name, value);
            }
        }
    }

    private void declare(StepContext inside, TypedCell.TypedState state) {
        String name = state.name().text();
        TensorType type = shared(state.shape())
                .withBatch(true)
                .withTimes(state.times().stream()
                        .map(t -> scope.time(t).orElseThrow())
                        .toList());
        // The end of the step has the name by which a stream gives the state, such as a.h.
        carries.put(name, inside.declare(prefix + name));
        scope.putPrevious(name, inside.scan().carry(name, type));
    }

    /** Says what a state begins with; the caller goes before the cell. */
    private void begin(EvaluationContext inside, TypedCell.TypedState state) {
        String name = state.name().text();
        Node previous = scope.previous(name);
        GraphBuilder outside = inside.step().outer().graph();
        Node initial;
        if (beginnings.containsKey(name)) {
            Node given = beginnings.get(name);
            initial = context.step() == null ? given : inside.step().outside(given);
        } else if (state.beginning().isPresent()) {
            Expression value = state.beginning().get();
            initial = inside.step().outside(ExpressionLowering.lower(file, inside.once(), scope, prefix + name, value));
        } else if (state.initializer().isPresent()) {
            initial = InitializerLowering.lower(
                    file, outside, scope, state.initializer().get(), previous.type());
        } else {
            initial = outside.constant(0, previous.type());
        }
        inside.step().scan().begin(previous, outside.broadcast(initial, previous.type()));
    }

    private TensorType shared(Shape shape) {
        List<Integer> dims = new ArrayList<>();
        for (Size size : shape.sizes()) {
            dims.add(size.evaluate(scope.sizes()));
        }

        return new TensorType(0, false, dims);
    }
}
