package io.lstmc.compiler.plan;

import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.schedule.ExternalStorage;
import io.lstmc.compiler.schedule.Scheduler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A graph before it is scheduled: what it serves, and where its arguments and results are asked to lie. */
public final class GraphPlan {

    private final Graph graph;
    private final Purpose purpose;
    private final int block;
    private final List<Section> sections;
    private final Optimizations optimizations;
    private final Map<String, ExternalStorage> external = new HashMap<>();
    private final Map<String, ProgramPort.Role> roles = new HashMap<>();
    private Precision precision;
    private Set<Integer> masks = Set.of();

    /** @param block rows that a value of samples has room for */
    public GraphPlan(
            Graph graph,
            Purpose purpose,
            int block,
            List<Section> sections,
            Precision precision,
            Optimizations optimizations) {
        this.graph = graph;
        this.purpose = purpose;
        this.block = block;
        this.sections = List.copyOf(sections);
        this.precision = precision;
        this.optimizations = optimizations;
        for (Node argument : graph.arguments(Op.Role.MODE)) {
            external(Graph.argument(argument).name(), ExternalStorage.scalar(ScheduledProgram.TRAINING));
        }
    }

    /** Asks that an argument or a result lie in an array of somebody else. */
    void external(String name, ExternalStorage storage) {
        external.put(name, storage);
    }

    /** Says what an argument and the result of its name are, where the graph does not know it. */
    void role(String name, ProgramPort.Role role) {
        roles.put(name, role);
    }

    GraphPlan precision(Precision other) {
        precision = other;
        return this;
    }

    /** @param streams of random numbers that only training needs */
    GraphPlan masks(Set<Integer> streams) {
        masks = Set.copyOf(streams);
        return this;
    }

    public ScheduledProgram schedule() {
        Program program = Scheduler.schedule(new Scheduler.Request(
                graph,
                sections.stream().map(Section::results).toList(),
                block,
                purpose.single(),
                external,
                optimizations));
        List<ProgramPort> ports = new ArrayList<>();
        for (Node argument : graph.arguments()) {
            String name = Graph.argument(argument).name();
            ProgramPort.Role role =
                    roles.getOrDefault(name, role(Graph.argument(argument).role()));
            ports.add(port(name, role, ProgramPort.Direction.IN, argument, program));
        }
        for (Section section : sections) {
            for (String name : section.results()) {
                ports.add(port(name, roleOfResult(name), ProgramPort.Direction.OUT, graph.result(name), program));
            }
        }
        return new ScheduledProgram(purpose, sections, program, ports, block, precision, isRandom(graph), masks);
    }

    private ProgramPort port(
            String name, ProgramPort.Role role, ProgramPort.Direction direction, Node node, Program program) {
        return new ProgramPort(
                name,
                role,
                direction,
                node.type(),
                Optional.ofNullable(external.get(name)).map(ExternalStorage::name),
                Optional.ofNullable(program.locations().get(name)));
    }

    private static ProgramPort.Role role(Op.Role role) {
        return switch (role) {
            case INPUT -> ProgramPort.Role.INPUT;
            case TARGET -> ProgramPort.Role.TARGET;
            case PARAMETER -> ProgramPort.Role.PARAMETER;
            case PRESENT -> ProgramPort.Role.PRESENT;
            case MODE -> ProgramPort.Role.MODE;
            case SEED -> ProgramPort.Role.ADJOINT;
            case CARRY -> ProgramPort.Role.STATE;
            case SCALAR -> ProgramPort.Role.SCALAR;
            case ELEMENT, INVARIANT ->
                throw new IllegalArgumentException("only recurrences have arguments like " + role);
        };
    }

    private ProgramPort.Role roleOfResult(String name) {
        if (roles.containsKey(name)) {
            return roles.get(name);
        }
        boolean state = graph.arguments(Op.Role.CARRY).stream()
                .anyMatch(a -> Graph.argument(a).name().equals(name));
        boolean adjoint = graph.arguments(Op.Role.PARAMETER).stream()
                .anyMatch(a -> Plan.adjoint(Graph.argument(a).name()).equals(name));
        if (state || adjoint) {
            return state ? ProgramPort.Role.STATE : ProgramPort.Role.ADJOINT;
        }
        return name.equals(Plan.LOSS) ? ProgramPort.Role.LOSS : ProgramPort.Role.OUTPUT;
    }

    private static boolean isRandom(Graph graph) {
        return !graph.arguments(Op.Role.MODE).isEmpty()
                || graph.nodes().stream().map(Node::op).anyMatch(GraphPlan::isRandom);
    }

    private static boolean isRandom(Op op) {
        return op instanceof Op.Random || (op instanceof Op.Scan scan && isRandom(scan.body()));
    }
}
