package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.FreshNames;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TypedCell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One use of a cell. A cell with state that is applied to a sequence becomes a scan; within the step of another cell its
 * states join those of that cell. A cell without state is its equations, applied to whatever it is given.
 */
final class CellLowering {

    private final EvaluationContext context;
    private final TypedCell cell;
    private final String prefix;
    private final LoweringScope scope = new LoweringScope(true);

    /** What the step's context calls each state. */
    private final Map<Declaration, String> carries = new HashMap<>();

    /** What the caller lets states begin with, in the graph of the call. */
    private final Map<Declaration, Node> beginnings = new HashMap<>();

    CellLowering(EvaluationContext context, TypedCell cell, String name) {
        this.context = context;
        this.cell = cell;
        this.prefix = name + ".";
    }

    /** Says what an option is, by its place among them. */
    void option(int place, double value) {
        scope.put(cell.options().get(place), context.graph().constant(value, TensorType.SCALAR));
    }

    /** Says what a size name is. */
    void size(String name, int number) {
        scope.putSize(name, number);
    }

    /** Says what a state begins with, where the caller does. */
    void beginning(Declaration state, Node value) {
        beginnings.put(state, value);
    }

    /** The outputs of the cell by name, the value of the call first; the inputs are those of {@link #bindTimes}. */
    Map<String, Node> call(List<Node> inputs) {
        boolean scans = cell.hasState() && context.step() == null;
        return scans ? scan(inputs) : step(context, inputs);
    }

    /** The arguments by position as the cell looks at them, whose times are its times from now on. */
    List<Node> bindTimes(List<Node> inputs) {
        List<Node> given = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            given.add(bindTimes(cell.inputs().get(i).times(), inputs.get(i)));
        }
        return given;
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
        }
        return given;
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
            String name = cell.inputs().get(i).name();
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
            scope.put(cell.inputs().get(i).declaration(), inputs.get(i));
        }
        for (TypedCell.TypedState state : cell.states()) {
            declare(inside.step(), state);
        }
        for (TypedCell.TypedParam param : cell.params()) {
            scope.put(
                    param.declaration(), inside.parameter(prefix + param.name(), shared(param.shape()), param, scope));
        }
        Map<Node, Node> kept = new HashMap<>();
        for (TypedCell.Equation equation : cell.equations()) {
            Declaration declaration = equation.declaration();
            Node value = ExpressionLowering.bind(inside, scope, prefix, declaration, equation.value());
            if (carries.containsKey(declaration)) {
                Node previous = scope.previous(declaration);
                Node next = inside.graph().broadcast(value, previous.type());
                scope.put(declaration, next);
                kept.put(next, inside.step().keep(next, previous));
                inside.step().update(carries.get(declaration), kept.get(next));
            }
        }
        for (TypedCell.TypedState state : cell.states()) {
            begin(inside, state);
        }
        Map<String, Node> outputs = new LinkedHashMap<>();
        for (TypedCell.TypedOutput output : cell.outputs()) {
            String name = output.name();
            Node value = ExpressionLowering.lower(inside, scope, prefix + name, output.value());
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
        TensorType type = shared(state.shape())
                .withBatch(true)
                .withTimes(state.times().stream()
                        .map(t -> scope.time(t).orElseThrow())
                        .toList());
        // The end of the step has the name by which a stream gives the state, such as a.h.
        carries.put(state.declaration(), inside.declare(prefix + state.name()));
        scope.putPrevious(state.declaration(), inside.scan().carry(state.name(), type));
    }

    /** Says what a state begins with; the caller goes before the cell. */
    private void begin(EvaluationContext inside, TypedCell.TypedState state) {
        Node previous = scope.previous(state.declaration());
        GraphBuilder outside = inside.step().outer().graph();
        Node initial;
        if (beginnings.containsKey(state.declaration())) {
            Node given = beginnings.get(state.declaration());
            initial = context.step() == null ? given : inside.step().outside(given);
        } else if (state.beginning().isPresent()) {
            Resolved value = state.beginning().get();
            initial =
                    inside.step().outside(ExpressionLowering.lower(inside.once(), scope, prefix + state.name(), value));
        } else if (state.initializer().isPresent()) {
            initial = InitializerLowering.lower(
                    outside, scope, state.initializer().get(), previous.type());
        } else {
            initial = outside.constant(0, previous.type());
        }
        inside.step().scan().begin(previous, outside.broadcast(initial, previous.type()));
    }

    private TensorType shared(Shape shape) {
        List<Integer> dims = new ArrayList<>();
        for (Size size : shape.sizes()) {
            dims.add(scope.size(size));
        }

        return new TensorType(0, false, dims);
    }
}
