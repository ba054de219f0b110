package io.lstmc.compiler.plan;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.lower.Network;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import io.lstmc.compiler.schedule.ExternalStorage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Schedules the graphs of a network for a number of samples. */
final class Planner {

    private final Network network;
    private final int block;

    /** The first element of each parameter: those of one update together, then those that are not updated. */
    private final Map<String, Integer> offsets = new LinkedHashMap<>();

    Planner(Network network, int block) {
        this.network = network;
        this.block = block;
        Map<String, Integer> sizes = new LinkedHashMap<>();
        network.parameters().forEach(w -> sizes.put(w.name(), w.type().elements()));
        Set<String> order = new LinkedHashSet<>();
        network.updates().forEach(update -> order.addAll(update.parameters()));
        order.addAll(sizes.keySet());
        int end = 0;
        for (String name : order) {
            offsets.put(name, end);
            end = Math.addExact(end, sizes.get(name));
        }
    }

    Plan plan() {
        ScheduledProgram training = training();
        return new Plan(
                signature(),
                block,
                training,
                network.adjoints().map(this::adjoints),
                network.carry().map(Planner::carry),
                rowGradients(training),
                predictions(network.inference(), Purpose.PREDICTIONS),
                network.single().map(graph -> predictions(graph, Purpose.ONE_PREDICTION)),
                network.step().map(this::stream),
                network.updates().stream().map(this::update).toList(),
                network.settings().flatMap(Network.Settings::schedule).map(this::rate));
    }

    private boolean hasLoss() {
        return network.forward().results().containsKey(Network.LOSS);
    }

    private Signature signature() {
        return new Signature(
                network.packageName(),
                network.name(),
                network.documentation(),
                network.equations(),
                network.inputs(),
                network.targets(),
                network.tokens(),
                network.outputs(),
                parameters(),
                network.shorter(),
                hasLoss(),
                network.streaming().obstacle(),
                network.settings()
                        .map(s -> new Signature.Settings(
                                s.epochs(),
                                s.batch(),
                                s.carry(),
                                s.clipNorm(),
                                s.clipValue(),
                                s.patience(),
                                s.validation(),
                                s.threads(),
                                s.seed())),
                network.precision(),
                network.unroll(),
                network.optimizations());
    }

    /** The parameters; those of one distribution share its program. */
    private List<Parameter> parameters() {
        GraphBuilder distributions = new GraphBuilder();
        Map<Node, Beginning> known = new HashMap<>();
        List<Parameter> parameters = new ArrayList<>();
        for (Network.Weight weight : network.parameters()) {
            Graph graph = weight.initializer();
            Node result = graph.resultList().get(0);
            Node distribution = new GraphCopy(distributions, GraphCopy.Rule.SAME).copy(result);
            Beginning beginning = known.get(distribution);
            if (beginning == null) {
                beginning = beginning(graph, () -> one(graph, Purpose.INITIALISER, "draw"));
                known.put(distribution, beginning);
            }
            int offset = offsets.get(weight.name());
            parameters.add(new Parameter(weight.name(), weight.type(), offset, weight.frozen(), beginning));
        }
        return parameters;
    }

    private static Beginning beginning(Graph graph, Supplier<GraphPlan> plan) {
        return graph.resultList().get(0).op() instanceof Op.Constant constant
                ? new Beginning.Constant(constant.value())
                : new Beginning.Computed(plan.get().schedule());
    }

    private GraphPlan of(Graph graph, Purpose purpose, List<Section> sections) {
        int rows = purpose.single() ? 1 : block;
        return new GraphPlan(graph, purpose, rows, sections, network.precision(), network.optimizations());
    }

    /** A graph with one section. */
    private GraphPlan one(Graph graph, Purpose purpose, String section) {
        return of(
                graph,
                purpose,
                List.of(new Section(section, List.copyOf(graph.results().keySet()))));
    }

    private void parametersOf(GraphPlan plan) {
        offsets.forEach(
                (name, offset) -> plan.external(name, new ExternalStorage(ScheduledProgram.PARAMETERS, offset, false)));
    }

    /** The parameters with an adjoint. */
    private List<String> trained() {
        Map<String, Node> results = network.training().results();
        return offsets.keySet().stream()
                .filter(name -> results.containsKey(Network.ADJOINT + name))
                .toList();
    }

    private ScheduledProgram training() {
        Graph graph = network.training();
        List<String> adjoints =
                trained().stream().map(name -> Network.ADJOINT + name).toList();
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("forward", List.copyOf(network.outputs().keySet())));
        if (hasLoss()) {
            List<String> results = new ArrayList<>(List.of(Network.LOSS));
            network.carry().ifPresent(c -> c.states().forEach(state -> results.add(state.name())));
            sections.add(new Section("loss", results));
        }
        sections.add(new Section("backward", adjoints));
        GraphPlan plan = of(graph, Purpose.TRAINING, sections);
        parametersOf(plan);
        trained()
                .forEach(name -> plan.external(
                        Network.ADJOINT + name,
                        new ExternalStorage(ScheduledProgram.GRADIENTS, offsets.get(name), true)));
        return asInTraining(plan, graph);
    }

    /** With the states that training carries, and with masks where it trains. */
    private ScheduledProgram asInTraining(GraphPlan plan, Graph graph) {
        network.carry().ifPresent(c -> {
            plan.role(c.goesOn(), ProgramPort.Role.GOES_ON);
            for (Network.Carry.State state : c.states()) {
                plan.role(state.before(), ProgramPort.Role.STATE);
                plan.role(state.name(), ProgramPort.Role.STATE);
            }
        });
        Set<Integer> masks = streams(graph);
        masks.removeAll(streams(network.inference()));
        return plan.masks(masks).schedule();
    }

    private ScheduledProgram adjoints(Graph graph) {
        GraphPlan plan = one(graph, Purpose.ADJOINTS, Plan.PROPAGATE);
        parametersOf(plan);
        graph.results().keySet().forEach(name -> plan.role(name, ProgramPort.Role.ADJOINT));
        return asInTraining(plan, graph);
    }

    private static Plan.Carry carry(Network.Carry carry) {
        return new Plan.Carry(
                carry.goesOn(),
                carry.states().stream()
                        .map(s -> new Plan.Carry.State(s.name(), s.before(), s.type()))
                        .toList());
    }

    private ScheduledProgram predictions(Graph graph, Purpose purpose) {
        List<Section> sections =
                List.of(new Section("forward", List.copyOf(network.outputs().keySet())));
        GraphPlan plan = of(graph, purpose, sections);
        parametersOf(plan);
        return plan.schedule();
    }

    /**
     * Parameters to whose derivatives a program adds rows of a table, and nothing else. The graph does not tell: rows that
     * several results need are summed elsewhere, and all of the sum is added to each.
     */
    private List<String> rowGradients(ScheduledProgram training) {
        Set<String> rows = new HashSet<>();
        Set<String> others = new HashSet<>();
        training.program().sections().forEach(section -> gradients(section, rows, others));
        return trained().stream()
                .filter(name -> rows.contains(name) && !others.contains(name))
                .toList();
    }

    /** The parameters to whose derivatives statements add, by how. */
    private void gradients(List<Statement> statements, Set<String> rows, Set<String> others) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Repeat repeat) {
                gradients(repeat.body(), rows, others);
                continue;
            }
            for (View to : statement.writes()) {
                if (to.buffer().kind() == Buffer.Kind.GIVEN
                        && to.buffer().name().equals(ScheduledProgram.GRADIENTS)) {
                    String name = parameterAt(to.offset());
                    boolean table = statement instanceof Statement.Rows && to.offset() == offsets.get(name);
                    (table ? rows : others).add(name);
                }
            }
        }
    }

    private String parameterAt(int element) {
        String found = null;
        for (Map.Entry<String, Integer> entry : offsets.entrySet()) {
            found = entry.getValue() <= element ? entry.getKey() : found;
        }
        return found;
    }

    /** States lie in arrays of their own, in which the step leaves them, unless the scheduler finds a better place. */
    private Plan.Stream stream(Network.Step step) {
        Set<String> arrays = reserved();
        GraphPlan plan = one(step.graph(), Purpose.STREAM, "advance");
        parametersOf(plan);
        for (String output : network.outputs().keySet()) {
            plan.external(output, new ExternalStorage(take(output + "Out", arrays), 0, false));
        }
        for (Node carry : step.graph().arguments(Op.Role.CARRY)) {
            String state = Graph.argument(carry).name();
            plan.external(state, new ExternalStorage(take(state, arrays), 0, false));
        }
        Map<String, Beginning> beginnings = new LinkedHashMap<>();
        step.initial()
                .forEach((state, graph) -> beginnings.put(state, beginning(graph, () -> {
                    GraphPlan initial = one(graph, Purpose.STREAM, "initial_" + state);
                    parametersOf(initial);
                    return initial;
                })));
        return new Plan.Stream(plan.schedule(), beginnings);
    }

    /** States and parameters are replaced where they are: an update is elementwise. */
    private Plan.Update update(Network.Update update) {
        Set<String> arrays = reserved();
        int from = offsets.get(update.parameters().get(0));
        int to = from + update.graph().result(update.parameter()).type().elements();
        GraphPlan plan = one(update.graph(), Purpose.UPDATE, "update");
        Map<String, Double> beginnings = new LinkedHashMap<>();
        for (Node argument : update.graph().arguments()) {
            String name = Graph.argument(argument).name();
            switch (Graph.argument(argument).role()) {
                case INPUT -> {
                    plan.external(name, new ExternalStorage(ScheduledProgram.GRADIENT, from, false));
                    plan.role(name, ProgramPort.Role.ADJOINT);
                }
                case CARRY -> {
                    if (name.equals(update.parameter())) {
                        plan.external(name, new ExternalStorage(ScheduledProgram.PARAMETERS, from, false));
                        plan.role(name, ProgramPort.Role.PARAMETER);
                    } else {
                        plan.external(name, new ExternalStorage(take(name, arrays), from, false));
                        beginnings.put(name, update.initial().get(name));
                    }
                }
                case SCALAR ->
                    plan.external(name, ExternalStorage.scalar(name.equals(Plan.COUNT) ? Plan.COUNT : Plan.RATE));
                case TARGET, PARAMETER, SEED, MODE, ELEMENT, INVARIANT, PRESENT ->
                    throw new IllegalArgumentException("an update has no argument like " + name);
            }
        }
        return new Plan.Update(from, to, plan.schedule(), beginnings);
    }

    private ScheduledProgram rate(Graph graph) {
        GraphPlan plan = one(graph, Purpose.RATE, "evaluate").precision(Precision.DOUBLE);
        for (Node argument : graph.arguments(Op.Role.SCALAR)) {
            String name = Graph.argument(argument).name();
            plan.external(name, ExternalStorage.scalar(name));
        }
        graph.results().keySet().forEach(result -> plan.external(result, new ExternalStorage("result", 0, false)));
        return plan.schedule();
    }

    private static Set<String> reserved() {
        return new TreeSet<>(Set.of(ScheduledProgram.PARAMETERS, ScheduledProgram.GRADIENT));
    }

    /** A name for an array that no other external array has: two of one name are one array. */
    private static String take(String wish, Set<String> taken) {
        String name = wish;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    /** The streams of random numbers that are drawn in a graph. */
    private static Set<Integer> streams(Graph graph) {
        Set<Integer> streams = new TreeSet<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Op.Random random) {
                streams.add(random.stream());
            } else if (node.op() instanceof Op.Scan scan) {
                streams.addAll(streams(scan.body()));
            }
        }
        return streams;
    }
}
