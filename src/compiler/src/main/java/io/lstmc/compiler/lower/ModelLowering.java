package io.lstmc.compiler.lower;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Optimization;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.pass.Hoist;
import io.lstmc.compiler.pass.Pipeline;
import io.lstmc.compiler.pass.PredictionGraph;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Documentation;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TrainSettings;
import io.lstmc.compiler.typed.Type;
import io.lstmc.compiler.typed.TypedCell;
import io.lstmc.compiler.typed.TypedFile;
import io.lstmc.compiler.typed.TypedModel;
import io.lstmc.compiler.typed.TypedModel.TypedAdjoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** One model to all its graphs. */
public final class ModelLowering {

    private final TypedModel model;
    private final List<TypedAdjoint> watched;
    private final ModelContext context;
    private final LoweringScope scope = new LoweringScope();

    /** What layers, equations and outputs stand for. */
    private final Map<Declaration, Resolved> bindings = new HashMap<>();

    /** @param watched values that become results too, called {@link #watched(String)} */
    private ModelLowering(TypedModel model, List<TensorType.Time> shorter, List<TypedAdjoint> watched) {
        this.model = model;
        this.watched = watched;
        Stream.concat(model.outputs().stream(), model.bindings().stream())
                .forEach(b -> bindings.put(b.declaration(), b.value()));
        this.context = new ModelContext(
                shorter, watched.stream().map(w -> source(w).name()).toList());
    }

    /** The graphs of a model that the checker has found good; {@code listener} hears of the graph after each stage. */
    public static Network lower(
            TypedFile file, TypedModel model, CompileOptions options, BiConsumer<String, Graph> listener) {
        List<TensorType.Time> shorter = model.times().stream()
                .filter(TypedModel.TypedTime::shorter)
                .map(t -> new TensorType.Time(t.name(), t.steps()))
                .toList();
        ModelLowering lowering = new ModelLowering(model, shorter, List.of());
        Map<String, TensorType> inputs = lowering.declare(model.inputs(), Op.Role.INPUT);
        Map<String, TensorType> targets = lowering.declare(model.targets(), Op.Role.TARGET);
        Graph forward = lowering.forward();
        Map<String, TensorType> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, Node> entry : forward.results().entrySet()) {
            outputs.put(entry.getKey(), entry.getValue().type());
        }
        outputs.remove(Network.LOSS);

        boolean hasLoss = model.loss().isPresent();
        List<String> ends = hasLoss ? List.of(Network.LOSS) : List.copyOf(outputs.keySet());
        Precision precision = model.precision().orElse(options.precision());
        Pipeline silent = new Pipeline(options.optimizations(), precision);
        Pipeline many = new Pipeline(options.optimizations(), precision, Hoist.Rows.MANY, listener);
        Optional<CarriedStates.Carried> carried =
                carries(model) ? Optional.of(CarriedStates.of(forward)) : Optional.empty();
        Graph prepared = many.prepare(carried.map(CarriedStates.Carried::graph).orElse(forward));
        UpdateGroups groups = new UpdateGroups(lowering.context.weights(), model.train());
        List<Node> trained = prepared.arguments(Op.Role.PARAMETER).stream()
                .filter(p -> !groups.isFrozen(Graph.argument(p).name()))
                .toList();
        Graph training = many.finish(prepared, ends, trained);
        Graph inference = PredictionGraph.of(forward, options.optimizations());
        Graph forMany =
                inference == forward && carried.isEmpty() ? silent.finish(prepared) : silent.optimize(inference);
        Graph forOne = new Pipeline(options.optimizations(), precision, Hoist.Rows.FEW, (stage, graph) -> {})
                .optimize(inference);
        return new Network(
                file.packageName(),
                model.name(),
                model.documentation(),
                Documentation.equations(model),
                inputs,
                targets,
                tokens(model),
                outputs,
                groups.weights(),
                shorter,
                forward,
                forMany,
                Optional.of(forOne).filter(graph -> products(graph) > products(forMany)),
                training,
                carried.map(CarriedStates.Carried::carry),
                adjoints(model, shorter, ends, silent),
                StreamStep.of(
                        !shorter.isEmpty()
                                ? PredictionGraph.of(ofFullLength(model), options.optimizations())
                                : inference,
                        outputs.keySet(),
                        lowering.ownNames(forward),
                        silent),
                groups.updates((values, names, all) ->
                        TrainLowering.update(model.train().orElseThrow(), values, names, all, silent)),
                model.train().map(train -> TrainLowering.settings(train, silent)),
                precision,
                unroll(model, options),
                options.optimizations());
    }

    /** Reports states that cannot be carried from one batch to the next, where training is to do so. */
    public static void checkCarry(TypedModel model, Diagnostics diagnostics) {
        if (model.train().filter(TrainSettings::carry).isEmpty()) {
            return;
        }
        Graph forward = new Pipeline().simplify(ofFullLength(model));
        CarriedStates.obstacle(forward).ifPresent(why -> {
            Span at = model.train().get().place("carry").orElseThrow();
            String name = model.name();
            diagnostics.add(Diagnostic.of(Code.NO_CARRY, at, name + " cannot carry its states from batch to batch")
                    .withLabel(why)
                    .withHint("remove carry; each sample then begins by itself"));
        });
    }

    /** Reports params in brackets that the model does not have, and a model of which nothing is trained then. */
    public static void checkSelections(TypedModel model, Diagnostics diagnostics) {
        if (model.train().isEmpty() || model.train().get().selections().isEmpty()) {
            return;
        }
        ModelLowering lowering = new ModelLowering(model, List.of(), List.of());
        lowering.all();
        new Selections(model, lowering.context.weights()).check(diagnostics);
    }

    /** Those outside of recurrences. */
    private static long products(Graph graph) {
        return graph.nodes().stream().filter(n -> n.op() instanceof Op.Contract).count();
    }

    private static Unroll unroll(TypedModel model, CompileOptions options) {
        return options.optimizations().has(Optimization.UNROLL) ? model.unroll().orElse(options.unroll()) : Unroll.NONE;
    }

    private OwnNames ownNames(Graph forward) {
        Map<String, Node> declared = new LinkedHashMap<>();
        bindings.keySet().forEach(d -> declared.put(d.name(), scope.value(d)));
        return new OwnNames(forward, declared);
    }

    /** The graph without the question which steps are there: a stream has no end. */
    private static Graph ofFullLength(TypedModel model) {
        return new ModelLowering(model, List.of(), List.of()).all();
    }

    /** Whether training goes on from the states in which the batch before ended. */
    private static boolean carries(TypedModel model) {
        return model.train().filter(TrainSettings::carry).isPresent();
    }

    /** The adjoints that the model's text asks for, from those of the ends, and nothing else. */
    private static Optional<Graph> adjoints(
            TypedModel model, List<TensorType.Time> shorter, List<String> ends, Pipeline pipeline) {
        if (model.adjoints().isEmpty()) {
            return Optional.empty();
        }
        Graph lowered = new ModelLowering(model, shorter, model.adjoints()).all();
        Map<String, String> names = new LinkedHashMap<>();
        model.adjoints().forEach(a -> names.put(watched(a.name()), Network.ADJOINT + a.name()));
        // A pass has no states of what it does not compute, and the adjoint of that is zero.
        Map<String, Node> computed = new LinkedHashMap<>(lowered.results());
        computed.keySet().removeAll(names.keySet());
        Graph forward =
                carries(model) ? CarriedStates.of(lowered, computed.values()).graph() : lowered;
        return Optional.of(pipeline.adjoints(forward, ends, names));
    }

    /** A watched value among the results, where an output may have its name. */
    private static String watched(String name) {
        return "watched " + name;
    }

    /**
     * What a name stands for where its equation is just another name: one value has one adjoint, whatever it is called.
     */
    private TypedAdjoint source(TypedAdjoint asked) {
        TypedAdjoint source = asked;
        while (source.path().isEmpty() && bindings.get(source.declaration()) instanceof Resolved.Value other) {
            if (other.declaration() == source.declaration()) {
                return source;
            }
            source = new TypedAdjoint(other.declaration(), "");
        }
        return source.path().isEmpty() && bindings.get(source.declaration()) instanceof Resolved.Output output
                ? new TypedAdjoint(output.layer(), output.output())
                : source;
    }

    private Node watchedValue(TypedAdjoint asked) {
        TypedAdjoint source = source(asked);
        return context.watched(source.name()).orElseGet(() -> scope.value(source.declaration()));
    }

    /** The graph of all that is declared. */
    private Graph all() {
        declare(model.inputs(), Op.Role.INPUT);
        declare(model.targets(), Op.Role.TARGET);
        return forward();
    }

    private Map<String, TensorType> declare(List<TypedModel.TypedVariable> variables, Op.Role role) {
        Map<String, TensorType> types = new LinkedHashMap<>();
        for (TypedModel.TypedVariable variable : variables) {
            String name = variable.declaration().name();
            TensorType type = type(variable.type());
            types.put(name, type);
            scope.put(variable.declaration(), context.graph().argument(name, role, type));
        }
        return types;
    }

    private static Map<String, Integer> tokens(TypedModel model) {
        Map<String, Integer> tokens = new LinkedHashMap<>();
        Stream.concat(model.inputs().stream(), model.targets().stream())
                .forEach(v -> v.type()
                        .token()
                        .ifPresent(count -> tokens.put(v.declaration().name(), count.value())));
        return tokens;
    }

    private static TensorType type(Type type) {
        List<Integer> dims = new ArrayList<>();
        for (Size size : type.shape().sizes()) {
            dims.add(size.value());
        }

        List<TensorType.Time> times = type.times().stream()
                .map(t -> new TensorType.Time(t.name(), t.length().value()))
                .toList();
        return times.isEmpty()
                ? new TensorType(0, true, dims)
                : new TensorType(times.get(0), true, times.subList(1, times.size()), dims);
    }

    /** A loss for each step counts with its mean over the steps that a sample has. */
    private Node meanOfSteps(Node loss) {
        Node mean = loss;
        while (mean.type().hasSteps()) {
            int inside = mean.type().times().size();
            mean = inside > 0
                    ? Steps.inside(context, mean, inside - 1).mean()
                    : Steps.outside(context, mean).mean();
        }
        return mean;
    }

    private Graph forward() {
        for (TypedCell.TypedParam param : model.params()) {
            List<Integer> dims = new ArrayList<>();
            for (Size size : param.shape().sizes()) {
                dims.add(size.value());
            }

            TensorType type = new TensorType(0, false, dims);
            scope.put(param.declaration(), context.parameter(context.unique(param.name()), type, param, scope));
        }
        for (TypedModel.Binding binding : model.bindings()) {
            ExpressionLowering.bind(context, scope, "", binding.declaration(), binding.value());
        }
        Map<String, Node> results = new LinkedHashMap<>();
        for (TypedModel.Binding output : model.outputs()) {
            Declaration declaration = output.declaration();
            Node shown = scope.value(declaration);
            Node value =
                    shown != null ? shown : ExpressionLowering.bind(context, scope, "", declaration, output.value());
            results.put(
                    declaration.name(),
                    context.graph().broadcast(value, value.type().withBatch(true)));
        }
        Optional<Node> loss = model.loss()
                .map(value -> ExpressionLowering.lower(context, scope, Network.LOSS, value))
                .map(this::meanOfSteps);
        if (loss.isPresent()) {
            results.put(Network.LOSS, context.graph().broadcast(loss.get(), TensorType.perSample()));
        }
        for (TypedAdjoint asked : watched) {
            results.put(watched(asked.name()), watchedValue(asked));
        }
        return context.graph().build(results);
    }
}
