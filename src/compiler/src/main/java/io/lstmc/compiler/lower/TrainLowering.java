package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.FreshNames;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.pass.Pipeline;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.TrainSettings;
import io.lstmc.compiler.typed.TypedFile;
import io.lstmc.compiler.typed.TypedFunction;
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
            TypedFile file,
            TrainSettings train,
            Map<String, Double> values,
            List<String> parameters,
            TensorType type,
            Pipeline pipeline) {
        Definition.Optimizer definition = file.definitions()
                .find(train.optimizer().callee(), Definition.Optimizer.class)
                .orElseThrow();
        TypedOptimizer optimizer = file.optimizer(definition).orElseThrow();
        GraphBuilder graph = new GraphBuilder();
        LoweringScope scope = new LoweringScope();
        scope.put(
                optimizer.gradient().text(), graph.argument(optimizer.gradient().text(), Op.Role.INPUT, type));
        List<String> states = new ArrayList<>(List.of(optimizer.parameter().text()));
        for (TypedOptimizer.Slot slot : optimizer.states()) {
            states.add(slot.name().text());
        }
        for (String name : states) {
            scope.putPrevious(name, graph.argument(name, Op.Role.CARRY, type));
        }
        scope.put("k", graph.argument("k", Op.Role.SCALAR, TensorType.SCALAR));
        List<String> taken = new ArrayList<>(states);
        taken.add(optimizer.gradient().text());
        Node rate = graph.argument(FreshNames.free("rate", taken), Op.Role.SCALAR, TensorType.SCALAR);
        LoweringScope options = new LoweringScope();
        boolean first = true;
        for (Map.Entry<String, Double> option : values.entrySet()) {
            Node value = graph.constant(option.getValue(), TensorType.SCALAR);
            options.put(option.getKey(), value);
            scope.put(option.getKey(), first ? graph.times(value, rate) : value);
            first = false;
        }
        Map<String, Node> next = new LinkedHashMap<>();
        for (String name : states) {
            next.put(name, null);
        }
        for (Statement.Equation equation : optimizer.equations()) {
            String name = equation.name().text();
            Node value = ExpressionLowering.lower(file, new GraphOnly(graph), scope, name, equation.value());
            if (next.containsKey(name)) {
                value = graph.broadcast(value, type);
                next.put(name, value);
            }
            scope.put(name, value);
        }
        Map<String, Double> initial = new LinkedHashMap<>();
        for (TypedOptimizer.Slot slot : optimizer.states()) {
            initial.put(slot.name().text(), InitializerLowering.number(file, options, slot.initializer(), type));
        }
        return new Network.Update(
                parameters,
                pipeline.optimize(graph.build(next)),
                optimizer.parameter().text(),
                initial);
    }

    static Network.Settings settings(TypedFile file, TrainSettings train, Pipeline pipeline) {
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
                train.schedule().map(schedule -> schedule(file, schedule, pipeline)));
    }

    private static double bound(TrainSettings train, TrainSettings.ClipKind kind) {
        return train.clip()
                .filter(c -> c.kind() == kind)
                .map(TrainSettings.Clip::bound)
                .orElse(0.0);
    }

    /** The factor of an epoch as a graph of {@code epoch} and {@code epochs}. */
    private static Graph schedule(TypedFile file, TrainSettings.Invocation schedule, Pipeline pipeline) {
        Definition.Function definition = file.definitions()
                .find(schedule.callee(), Definition.Function.class)
                .orElseThrow();
        TypedFunction function = file.function(definition).orElseThrow();
        GraphBuilder graph = new GraphBuilder();
        LoweringScope scope = new LoweringScope();
        List<String> arguments = List.of("epoch", "epochs");
        for (int i = 0; i < 2; i++) {
            Identifier name = definition.parameters().get(i).name();
            scope.put(name.text(), graph.argument(arguments.get(i), Op.Role.SCALAR, TensorType.SCALAR));
        }
        for (Map.Entry<String, Double> entry : schedule.options().entrySet()) {
            scope.put(entry.getKey(), graph.constant(entry.getValue(), TensorType.SCALAR));
        }
        GraphOnly context = new GraphOnly(graph);
        for (Statement.Equation equation : function.equations()) {
            String name = equation.name().text();
            scope.put(name, ExpressionLowering.lower(file, context, scope, name, equation.value()));
        }
        Expression value = definition.value();
        Node rate = ExpressionLowering.lower(file, context, scope, "rate", value);
        return pipeline.optimize(graph.build(Map.of("rate", rate)));
    }
}
