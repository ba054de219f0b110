package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.FreshNames;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.typed.TypedCell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The outside of all recurrences, where a model's parameters are declared. */
final class ModelContext implements EvaluationContext {

    private final GraphBuilder graph = new GraphBuilder();
    private final List<Network.Weight> weights = new ArrayList<>();
    private final Map<String, Node> parameters = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private Node training;

    /** What layers give of which the adjoint is asked for, by name; null until it is known. */
    private final Map<String, Node> watched = new HashMap<>();

    private final Map<TensorType.Time, Node> present = new LinkedHashMap<>();

    /** By a time inside of samples, where its steps come from. */
    private final Map<TensorType.Time, TensorType.Time> inside = new HashMap<>();

    /**
     * The outside of a model.
     *
     * @param shorter the times along which samples may have fewer steps
     * @param watched names of values whose adjoints are asked for
     */
    ModelContext(List<TensorType.Time> shorter, List<String> watched) {
        watched.forEach(name -> this.watched.put(name, null));
        for (TensorType.Time time : shorter) {
            TensorType type = new TensorType(time, true, List.of(), List.of());
            String name = shorter.size() == 1 ? "present steps" : "present steps of " + time.name();
            present.put(time, graph.argument(name, Op.Role.PRESENT, type));
        }
    }

    @Override
    public GraphBuilder graph() {
        return graph;
    }

    /** The parameters so far, in the order of their declaration. */
    List<Network.Weight> weights() {
        return weights;
    }

    @Override
    public Node parameter(String name, TensorType type, TypedCell.TypedParam declared, LoweringScope scope) {
        Graph initial = InitializerLowering.graph(scope, declared.initializer(), type);
        weights.add(new Network.Weight(name, type, initial, declared.frozen()));
        Node node = graph.argument(name, Op.Role.PARAMETER, type);
        parameters.put(name, node);
        return node;
    }

    @Override
    public Node parameter(String name) {
        return parameters.get(name);
    }

    @Override
    public Node uniform(TensorType type) {
        return graph.random(Op.Distribution.UNIFORM, type);
    }

    @Override
    public Node training() {
        if (training == null) {
            training = graph.argument("training mode", Op.Role.MODE, TensorType.SCALAR);
        }
        return training;
    }

    @Override
    public Node present() {
        return null;
    }

    @Override
    public Node present(TensorType.Time time) {
        return present.get(time);
    }

    @Override
    public Node presentInside(TensorType.Time time) {
        Node outside = present.get(inside.getOrDefault(time, time));
        return outside == null
                ? null
                : graph.reshape(outside, new TensorType(TensorType.NO_TIME, true, List.of(time), List.of()));
    }

    /** Brings a sequence of the model into its samples, where it has a name of its own among {@code others}. */
    Node inside(Node sequence, Set<String> others) {
        TensorType.Time outside = sequence.type().time();
        TensorType.Time time = new TensorType.Time(FreshNames.free(outside.name(), others), outside.length());
        inside.put(time, outside);
        List<TensorType.Time> times = new ArrayList<>(List.of(time));
        times.addAll(sequence.type().times());
        return graph.reshape(
                sequence, sequence.type().withTime(TensorType.NO_TIME).withTimes(times));
    }

    /** The name outside of a time inside of samples. */
    String nameOutside(TensorType.Time time) {
        return inside.getOrDefault(time, time).name();
    }

    /** Brings the first of the times inside of samples outside, where there is none. */
    Node outside(Node value) {
        TensorType type = value.type();
        if (type.hasSteps() || type.times().isEmpty()) {
            return value;
        }
        TensorType.Time first = type.times().get(0);
        List<TensorType.Time> rest = type.times().subList(1, type.times().size());
        return graph.reshape(
                value, type.withTime(inside.getOrDefault(first, first)).withTimes(rest));
    }

    @Override
    public boolean isWatched(String name) {
        return watched.containsKey(name);
    }

    @Override
    public void watch(String name, Node value) {
        watched.put(name, value);
    }

    /** What a layer gives, by the name of the layer or of its output; empty if that names no layer. */
    Optional<Node> watched(String name) {
        return Optional.ofNullable(watched.get(name));
    }

    @Override
    public String unique(String wish) {
        String name = FreshNames.free(wish, names);
        names.add(name);
        return name;
    }

    @Override
    public EvaluationContext once() {
        return new OnceContext(this, this);
    }

    @Override
    public StepContext step() {
        return null;
    }
}
