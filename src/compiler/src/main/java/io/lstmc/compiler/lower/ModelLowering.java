package io.lstmc.compiler.lower;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Optimization;
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
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TrainSettings;
import io.lstmc.compiler.typed.Type;
import io.lstmc.compiler.typed.TypedCell;
import io.lstmc.compiler.typed.TypedFile;
import io.lstmc.compiler.typed.TypedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** One model to all its graphs. */
public final class ModelLowering {

    private final TypedFile file;
    private final TypedModel model;
    private final List<String> watched;
    private final ModelContext context;
    private final LoweringScope scope = new LoweringScope();

    /** @param watched names of values that become results too, called {@link #watched(String)} */
    private ModelLowering(TypedFile file, TypedModel model, List<TensorType.Time> shorter, List<String> watched) {
        this.file = file;
        this.model = model;
        this.watched = watched;
        this.context = new ModelContext(
                file, shorter, watched.stream().map(this::source).toList());
    }

    /** The graphs of a model that the checker has found good; {@code listener} hears of the graph after each stage. */
    public static Network lower(
            TypedFile file, TypedModel model, CompileOptions options, BiConsumer<String, Graph> listener) {
        List<TensorType.Time> shorter = model.times().stream()
                .filter(TypedModel.TypedTime::shorter)
                .map(t -> new TensorType.Time(t.name().text(), t.steps()))
                .toList();
        ModelLowering lowering = new ModelLowering(file, model, shorter, List.of());
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
        Pipeline silent = new Pipeline(options.optimizations());
        Pipeline many = new Pipeline(options.optimizations(), Hoist.Rows.MANY, listener);
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
        Graph forOne = new Pipeline(options.optimizations(), Hoist.Rows.FEW, (stage, graph) -> {}).optimize(inference);
        return new Network(
                file.file().packageName().map(p -> p.text()).orElse(""),
                model.definition().name().text(),
                model.definition().documentation(),
                Documentation.equations(file, model),
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
                adjoints(file, model, shorter, ends, silent),
                StreamStep.of(
                        !shorter.isEmpty()
                                ? PredictionGraph.of(ofFullLength(file, model), options.optimizations())
                                : inference,
                        outputs.keySet(),
                        silent),
                groups.updates((values, names, all) ->
                        TrainLowering.update(file, model.train().orElseThrow(), values, names, all, silent)),
                model.train().map(train -> TrainLowering.settings(file, train, silent)),
                model.precision().orElse(options.precision()),
                unroll(model, options),
                options.optimizations());
    }

    /** Reports states that cannot be carried from one batch to the next, where training is to do so. */
    public static void checkCarry(TypedFile file, TypedModel model, Diagnostics diagnostics) {
        if (model.train().filter(TrainSettings::carry).isEmpty()) {
            return;
        }
        Graph forward = new Pipeline().simplify(ofFullLength(file, model));
        CarriedStates.obstacle(forward).ifPresent(why -> {
            Span at = model.train().get().written("carry").orElseThrow().key().span();
            String name = model.definition().name().text();
            diagnostics.add(Diagnostic.of(Code.NO_CARRY, at, name + " cannot carry its states from batch to batch")
                    .withLabel(why)
                    .withHint("remove carry; each sample then begins by itself"));
        });
    }

    /** Reports params in brackets that the model does not have, and a model of which nothing is trained then. */
    public static void checkSelections(TypedFile file, TypedModel model, Diagnostics diagnostics) {
        if (model.train().isEmpty() || model.train().get().selections().isEmpty()) {
            return;
        }
        ModelLowering lowering = new ModelLowering(file, model, List.of(), List.of());
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

    /** The graph without the question which steps are there: a stream has no end. */
    private static Graph ofFullLength(TypedFile file, TypedModel model) {
        return new ModelLowering(file, model, List.of(), List.of()).all();
    }

    /** Whether training goes on from the states in which the batch before ended. */
    private static boolean carries(TypedModel model) {
        return model.train().filter(TrainSettings::carry).isPresent();
    }

    /** The adjoints that the model's text asks for, from those of the ends, and nothing else. */
    private static Optional<Graph> adjoints(
            TypedFile file, TypedModel model, List<TensorType.Time> shorter, List<String> ends, Pipeline pipeline) {
        if (model.adjoints().isEmpty()) {
            return Optional.empty();
        }
        Graph lowered = new ModelLowering(file, model, shorter, model.adjoints()).all();
        Map<String, String> names = new LinkedHashMap<>();
        model.adjoints().forEach(name -> names.put(watched(name), Network.ADJOINT + name));
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
    private String source(String name) {
        Optional<Expression> value = Stream.concat(model.bindings().stream(), model.outputs().stream())
                .filter(b -> b.name().text().equals(name))
                .map(TypedModel.Binding::value)
                .findFirst();
        if (value.isPresent() && value.get() instanceof Expression.Name other) {
            return other.text().equals(name) ? name : source(other.text());
        }
        return value.isPresent() && value.get() instanceof Expression.Member member
                ? member.owner().text() + "." + member.name().text()
                : name;
    }

    private Node watchedValue(String name) {
        return context.watched(source(name)).orElseGet(() -> scope.value(name));
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
            String name = variable.name().text();
            TensorType type = type(variable.type());
            types.put(name, type);
            scope.put(name, context.graph().argument(name, role, type));
            variable.type().token().ifPresent(count -> scope.putTokens(name, count.value()));
        }
        return types;
    }

    private static Map<String, Integer> tokens(TypedModel model) {
        Map<String, Integer> tokens = new LinkedHashMap<>();
        Stream.concat(model.inputs().stream(), model.targets().stream())
                .forEach(v ->
                        v.type().token().ifPresent(count -> tokens.put(v.name().text(), count.value())));
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
        for (TypedModel.TypedTime time : model.times()) {
            scope.put(time.name().text(), context.graph().constant(time.steps(), TensorType.SCALAR));
        }
        for (TypedCell.TypedParam param : model.params()) {
            String name = param.name().text();
            List<Integer> dims = new ArrayList<>();
            for (Size size : param.shape().sizes()) {
                dims.add(size.value());
            }

            TensorType type = new TensorType(0, false, dims);
            scope.put(name, context.parameter(context.unique(name), type, param, scope));
        }
        for (TypedModel.Binding binding : model.bindings()) {
            ExpressionLowering.bind(file, context, scope, "", binding.name().text(), binding.value());
        }
        Map<String, Node> results = new LinkedHashMap<>();
        for (TypedModel.Binding output : model.outputs()) {
            String name = output.name().text();
            Node value = scope.hasValue(name)
                    ? scope.value(name)
                    : ExpressionLowering.bind(file, context, scope, "", name, output.value());
            results.put(name, context.graph().broadcast(value, value.type().withBatch(true)));
        }
        Optional<Node> loss = model.loss()
                .map(value -> ExpressionLowering.lower(file, context, scope, Network.LOSS, value))
                .map(this::meanOfSteps);
        if (loss.isPresent()) {
            results.put(Network.LOSS, context.graph().broadcast(loss.get(), TensorType.perSample()));
        }
        for (String name : watched) {
            results.put(watched(name), watchedValue(name));
        }
        return context.graph().build(results);
    }
}
