package io.lstmc.compiler.schedule;

import io.lstmc.compiler.Optimization;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.ProgramVerifier;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.TooLargeException;
import io.lstmc.compiler.program.View;
import io.lstmc.compiler.rewrite.Cluster;
import io.lstmc.compiler.rewrite.ComputeInPlace;
import io.lstmc.compiler.rewrite.GatherSums;
import io.lstmc.compiler.rewrite.JoinSources;
import io.lstmc.compiler.rewrite.PackProducts;
import io.lstmc.compiler.rewrite.ShareArrays;
import io.lstmc.compiler.rewrite.UpdateInPlace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Turns a graph into a program. */
public final class Scheduler {

    /**
     * What to schedule.
     *
     * @param sections names of results, section by section
     * @param block rows that a batched buffer has room for
     * @param single whether exactly one row is live, always
     * @param external arguments and results that live in arrays of somebody else
     * @param optimizations what is done for speed and space
     */
    public record Request(
            Graph graph,
            List<List<String>> sections,
            int block,
            boolean single,
            Map<String, ExternalStorage> external,
            Optimizations optimizations) {}

    /** A pass over a finished program. */
    private record ProgramPass(Optimization optimization, UnaryOperator<Program> pass) {}

    /** In order: packing asks where values lie in the end, and sharing how long each buffer is needed then. */
    private static final List<ProgramPass> PASSES = List.of(
            new ProgramPass(Optimization.UPDATE_IN_PLACE, UpdateInPlace::run),
            new ProgramPass(Optimization.COMPUTE_IN_PLACE, ComputeInPlace::run),
            new ProgramPass(Optimization.SWEEP, GatherSums::run),
            new ProgramPass(Optimization.PACK, p -> PackProducts.run(Cluster.run(p))),
            new ProgramPass(Optimization.SHARE_ARRAYS, ShareArrays::run));

    private final Request request;
    private final ProgramBuilder builder;
    private final GraphSchedule schedule;
    private final List<List<Node>> nodes = new ArrayList<>();
    private final Map<String, View> inputs = new HashMap<>();
    private final Map<String, View> locations = new LinkedHashMap<>();

    /** The arrays in which arguments live. */
    private final Set<String> arraysOfArguments = new HashSet<>();

    /** How often each node is an operand or a result. */
    private final Map<Node, Integer> uses = new HashMap<>();

    private Scheduler(Request request) {
        this.request = request;
        this.builder = new ProgramBuilder(
                request.block(), request.single(), request.optimizations().has(Optimization.FUSE));
        Set<Node> known = new HashSet<>();
        List<Node> all = new ArrayList<>();
        List<Node> ends = new ArrayList<>();
        for (List<String> names : request.sections()) {
            List<Node> results = new ArrayList<>();
            for (String name : names) {
                results.add(request.graph().result(name));
            }

            List<Node> section = new ArrayList<>();
            for (Node each : Graph.reaching(results)) {
                if (known.add(each)) {
                    section.add(each);
                }
            }

            nodes.add(section);
            all.addAll(section);
            ends.addAll(results);
        }
        this.schedule = new GraphSchedule(builder, all, ends);
        for (Node node : all) {
            for (Node input : node.inputs()) {
                uses.merge(input, 1, Integer::sum);
            }
        }
        for (Node node : ends) {
            uses.merge(node, 1, Integer::sum);
        }
        for (Node argument : request.graph().arguments()) {
            ExternalStorage storage =
                    request.external().get(Graph.argument(argument).name());
            if (storage != null) {
                arraysOfArguments.add(storage.name());
            }
        }
    }

    /**
     * Schedules the results of all sections.
     *
     * @throws TooLargeException if a value has more elements than an array can hold
     */
    public static Program schedule(Request request) {
        Program program = new Scheduler(request).run();
        for (ProgramPass pass : PASSES) {
            if (request.optimizations().has(pass.optimization())) {
                program = pass.pass().apply(program);
                if (pass.optimization() == Optimization.PACK && request.single()) {
                    program = JoinSources.run(program, states(request, program));
                }
            }
        }
        return program;
    }

    private static Set<Buffer> states(Request request, Program program) {
        return request.graph().arguments(Op.Role.CARRY).stream()
                .map(a -> program.locations().get(Graph.argument(a).name()))
                .filter(Objects::nonNull)
                .map(View::buffer)
                .collect(Collectors.toSet());
    }

    /** Without the passes over the finished program. */
    static Program lower(Request request) {
        return new Scheduler(request).run();
    }

    private Program run() {
        for (Node argument : request.graph().arguments()) {
            bind(argument);
        }
        List<Integer> bounds = new ArrayList<>();
        Map<Node, List<Node>> projects =
                projects(nodes.stream().flatMap(List::stream).toList());
        for (List<String> names : request.sections()) {
            for (String name : names) {
                requestPlace(name);
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            NodeLowering.lower(nodes.get(i), schedule, projects);
            copyResults(request.sections().get(i));
            bounds.add(schedule.close());
        }
        List<List<Statement>> sections = schedule.finish(bounds);
        Program program = new Program(builder.buffers(), builder.literals(), sections, locations, Map.of());
        ProgramVerifier.verify(program, inputs.values());
        return program;
    }

    /** The results of each scan among the nodes, in order. */
    static Map<Node, List<Node>> projects(List<Node> nodes) {
        Map<Node, List<Node>> projects = new HashMap<>();
        for (Node node : nodes) {
            if (node.op() instanceof Op.Project) {
                projects.computeIfAbsent(node.input(0), s -> new ArrayList<>()).add(node);
            }
        }
        return projects;
    }

    private void bind(Node argument) {
        String name = Graph.argument(argument).name();
        ExternalStorage storage = request.external().get(name);
        if (storage != null && storage.isScalar()) {
            schedule.bind(argument, new Value.Scalar(storage.name()));
            return;
        }
        View view = storage == null ? builder.place(argument) : given(storage, argument);
        view.buffer().publish();
        schedule.bind(argument, new Value.Stored(view));
        inputs.put(name, view);
        locations.put(name, view);
    }

    /** Where a storage is: the view of the argument that lives there, if one of this type does. */
    private View given(ExternalStorage storage, Node node) {
        for (Node argument : request.graph().arguments()) {
            ExternalStorage other =
                    request.external().get(Graph.argument(argument).name());
            View known = inputs.get(Graph.argument(argument).name());
            if (known != null
                    && other != null
                    && other.name().equals(storage.name())
                    && other.offset() == storage.offset()
                    && argument.type().equals(node.type())) {
                return known;
            }
        }
        Buffer buffer = Buffer.of(
                storage.name(), Buffer.Kind.GIVEN, node.type(), node.type().steps(), request.block());
        return buffer.view().skip(storage.offset());
    }

    /** Lets a result be computed where it has to go, unless it could overwrite an argument that is still read. */
    private void requestPlace(String name) {
        ExternalStorage storage = request.external().get(name);
        Node node = request.graph().result(name);
        if (storage == null) {
            return;
        }
        boolean adds = schedule.chains().chain(node).isPresent() && uses.get(node) == 1;
        if (!arraysOfArguments.contains(storage.name()) && (!storage.accumulate() || adds)) {
            schedule.requestPlace(node, new Target(given(storage, node), storage.accumulate()));
        }
    }

    private void copyResults(List<String> names) {
        List<FinalCopies.Copy> results = new ArrayList<>();
        List<Statement> additions = new ArrayList<>();
        for (String name : names) {
            Node node = request.graph().result(name);
            ExternalStorage storage = request.external().get(name);
            if (storage == null) {
                if (inputs.containsKey(name)) {
                    results.add(new FinalCopies.Copy(node, inputs.get(name)));
                } else {
                    publish(name, node);
                }
                continue;
            }
            Target target = schedule.target(node);
            boolean requested = target != null
                    && target.view().buffer().name().equals(storage.name())
                    && target.view().offset() == storage.offset();
            View to = requested ? target.view() : given(storage, node);
            if (!storage.accumulate()) {
                results.add(new FinalCopies.Copy(node, to));
            } else if (!requested) {
                additions.add(
                        builder.copy(schedule.value(node), to, node.type(), true, "add " + NodeEquation.label(node)));
            }
            locations.put(name, to);
        }
        FinalCopies copies = new FinalCopies(schedule);
        copies.atOnce(results);
        additions.addAll(copies.statements());
        schedule.append(additions);
    }

    /** Leaves a result where it is, if its place is one that can be described, else copies it. */
    private void publish(String name, Node node) {
        View view = schedule.view(node);
        boolean plain = view.rowStride() == node.type().elements()
                && (!node.type().hasSteps() || view.stepStride() == builder.stride(node.type()));
        if (!plain) {
            View copy = builder.place(node);
            schedule.append(List.of(builder.copy(
                    new Value.Stored(view), copy, node.type(), false, "keep " + NodeEquation.label(node))));
            view = copy;
        }
        view.buffer().publish();
        locations.put(name, view);
    }
}
