package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.FreshNames;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.pass.Pipeline;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.TrainSettings;
import io.lstmc.compiler.typed.TypedCell;
import io.lstmc.compiler.typed.TypedOptimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The training settings of a model: its optimizer and its schedule as graphs, the rest as numbers. */
final class TrainLowering {

    private TrainLowering() {}

    /**
     * One update of some parameters, all in one vector.
     *
     * @param values of the optimizer's options
     * @param parameters their names
     * @param type that of the vector
     */
    static Network.Update update(
            TrainSettings train,
            Map<String, Double> values,
            List<String> parameters,
            TensorType type,
            Pipeline pipeline) {
        TypedOptimizer optimizer = train.optimizer().definition();
        GraphBuilder graph = new GraphBuilder();
        LoweringScope scope = new LoweringScope();
        String gradient = optimizer.gradient().name();
        scope.put(optimizer.gradient(), graph.argument(gradient, Op.Role.INPUT, type));
        List<Declaration> states = new ArrayList<>(List.of(optimizer.parameter()));
        optimizer.states().forEach(slot -> states.add(slot.declaration()));
        List<String> taken = new ArrayList<>();
        Map<String, Node> next = new LinkedHashMap<>();
        for (Declaration state : states) {
            scope.putPrevious(state, graph.argument(state.name(), Op.Role.CARRY, type));
            taken.add(state.name());
            next.put(state.name(), null);
        }
        taken.add(gradient);
        scope.put(optimizer.count(), graph.argument(optimizer.count().name(), Op.Role.SCALAR, TensorType.SCALAR));
        Node rate = graph.argument(FreshNames.free("rate", taken), Op.Role.SCALAR, TensorType.SCALAR);
        LoweringScope options = new LoweringScope();
        for (Declaration option : optimizer.options()) {
            Node value = graph.constant(values.get(option.name()), TensorType.SCALAR);
            options.put(option, value);
            scope.put(option, option == optimizer.options().get(0) ? graph.times(value, rate) : value);
        }
        for (TypedCell.Equation equation : optimizer.equations()) {
            Declaration declaration = equation.declaration();
            Node value = ExpressionLowering.lower(new GraphOnly(graph), scope, declaration.name(), equation.value());
            if (states.contains(declaration)) {
                value = graph.broadcast(value, type);
                next.put(declaration.name(), value);
            }
            scope.put(declaration, value);
        }
        Map<String, Double> initial = new LinkedHashMap<>();
        for (TypedOptimizer.Slot slot : optimizer.states()) {
            initial.put(slot.declaration().name(), InitializerLowering.number(options, slot.initializer(), type));
        }
        return new Network.Update(
                parameters,
                pipeline.optimize(graph.build(next)),
                optimizer.parameter().name(),
                initial);
    }

    static Network.Settings settings(TrainSettings train, Pipeline pipeline) {
        double norm = bound(train, TrainSettings.ClipKind.NORM);
        double value = bound(train, TrainSettings.ClipKind.VALUE);
        return new Network.Settings(
                train.epochs(),
                train.batch(),
                train.carry(),
                norm,
                value,
                train.patience().orElse(0),
                train.validation(),
                train.threads(),
                train.seed(),
                train.schedule().map(schedule -> schedule(schedule, pipeline)));
    }

    private static double bound(TrainSettings train, TrainSettings.ClipKind kind) {
        return train.clip()
                .filter(c -> c.kind() == kind)
                .map(TrainSettings.Clip::bound)
                .orElse(0.0);
    }

    /** The factor of an epoch as a graph of {@code epoch} and {@code epochs}. */
    private static Graph schedule(TrainSettings.Schedule schedule, Pipeline pipeline) {
        GraphBuilder graph = new GraphBuilder();
        LoweringScope scope = new LoweringScope();
        scope.put(schedule.epoch(), graph.argument("epoch", Op.Role.SCALAR, TensorType.SCALAR));
        scope.put(schedule.epochs(), graph.argument("epochs", Op.Role.SCALAR, TensorType.SCALAR));
        Node rate = ExpressionLowering.lower(new GraphOnly(graph), scope, "rate", schedule.factor());
        return pipeline.optimize(graph.build(Map.of("rate", rate)));
    }
}
