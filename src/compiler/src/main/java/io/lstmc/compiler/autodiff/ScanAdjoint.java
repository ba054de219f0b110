package io.lstmc.compiler.autodiff;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Names;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The adjoint of a recurrence is a recurrence that runs the other way.
 *
 * <p>With the body {@code (c', y) = f(c, x, w)}, one step back computes {@code (δc, δx, δw) = vjp f (δc', δy)}: δc is
 * carried on, δx is stacked, δw is stacked and summed over the steps behind the loop. What the vjp reads of the primal
 * body (the residuals) becomes further outputs of the primal scan, and sequences of this one; constants and what only
 * repeats a value are computed again.
 */
final class ScanAdjoint {

    private final GraphBuilder outer;
    private final Node node;
    private final Op.Scan scan;
    private final List<Optional<Node>> ofResults;
    private final boolean[] active;

    /** Extra results of the primal body, by the node of the body that they stack. */
    private final Map<Node, String> residuals = new LinkedHashMap<>();

    private Op.Scan extended;

    /** The arguments and inputs of the reversed scan, by kind. */
    private final GraphBuilder inner = new GraphBuilder();

    private final List<Node> sequences = new ArrayList<>();
    private final List<Node> invariants = new ArrayList<>();

    ScanAdjoint(GraphBuilder outer, Node node, Predicate<Node> isActive, List<Optional<Node>> ofResults) {
        this.outer = outer;
        this.node = node;
        this.scan = (Op.Scan) node.op();
        this.ofResults = ofResults;
        this.active = activeArguments(isActive);
    }

    /** Which arguments of the body have an adjoint: a carry also if a step makes it depend on an active argument. */
    private boolean[] activeArguments(Predicate<Node> isActive) {
        List<Node> arguments = scan.body().arguments();
        boolean[] found = new boolean[arguments.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = isActive.test(node.input(i));
        }
        List<Node> results = scan.body().resultList();
        for (boolean changed = true; changed; ) {
            changed = false;
            Set<Node> dependents = Adjoints.dependents(scan.body().nodes(), chosen(arguments, found));
            for (int i = 0; i < scan.carries(); i++) {
                if (!found[i] && dependents.contains(results.get(i))) {
                    found[i] = true;
                    changed = true;
                }
            }
        }
        return found;
    }

    private static List<Node> chosen(List<Node> nodes, boolean[] which) {
        List<Node> result = new ArrayList<>();
        for (int i = 0; i < which.length; i++) {
            if (which[i]) {
                result.add(nodes.get(i));
            }
        }
        return result;
    }

    /** The primal scan with the residuals as further outputs; call {@link #ofInputs} first. */
    Op.Scan extended() {
        return extended;
    }

    /** The adjoints of the scan's inputs, {@code null} for those that are not active. */
    List<Node> ofInputs() {
        Graph body = scan.body();
        List<Node> arguments = body.arguments();
        List<Node> results = body.resultList();
        List<String> names = List.copyOf(body.results().keySet());

        // The vjp of the body, in the body's own builder: primal nodes first, adjoint nodes behind them.
        GraphBuilder work = new GraphBuilder();
        GraphCopy toWork = new GraphCopy(work, GraphCopy.Rule.SAME);
        toWork.copyAll(body);
        Map<Node, Node> primal = new HashMap<>();
        for (Node original : Graph.reaching(allOf(arguments, results))) {
            primal.putIfAbsent(toWork.copy(original), original);
        }
        List<Node> workNodes = Graph.reaching(primal.keySet());
        Set<Node> wanted = new HashSet<>();
        chosen(arguments, active).forEach(a -> wanted.add(toWork.copy(a)));
        Adjoints adjoints = new Adjoints(work, Adjoints.dependents(workNodes, wanted));

        GraphCopy toInner = new GraphCopy(inner, (to, old, inputs) -> to.add(old.op(), inputs));
        List<Node> initial = new ArrayList<>();
        List<Node> seedSequences = new ArrayList<>();
        List<Node> seeds = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            boolean carry = i < scan.carries();
            if (carry ? active[i] : ofResults.get(i).isPresent()) {
                Node result = results.get(i);
                String name = Autodiff.adjointName(names.get(i));
                Op.Role role = carry ? Op.Role.CARRY : Op.Role.ELEMENT;
                Node seed = work.argument(name, role, result.type());
                adjoints.add(toWork.copy(result), seed);
                if (carry) {
                    initial.add(ofResults.get(i).orElseGet(() -> outer.constant(0, result.type())));
                    toInner.put(seed, inner.argument(name, role, result.type()));
                } else {
                    seedSequences.add(ofResults.get(i).orElseThrow());
                    seeds.add(seed);
                }
            }
        }
        for (int i = 0; i < seeds.size(); i++) {
            String name = Graph.argument(seeds.get(i)).name();
            toInner.put(seeds.get(i), element(name, seeds.get(i), seedSequences.get(i)));
        }
        adjoints.propagate(workNodes);

        Map<String, Node> ends = new LinkedHashMap<>();
        List<Integer> stackedInputs = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Node argument = toWork.copy(arguments.get(i));
            Optional<Node> adjoint = active[i] ? adjoints.of(argument) : Optional.empty();
            String name = Autodiff.adjointName(Graph.argument(argument).name());
            if (i < scan.carries() && active[i]) {
                ends.put(name + "'", adjoint.orElseGet(() -> work.constantLike(0, argument)));
            } else if (adjoint.isPresent()) {
                ends.put(name, adjoint.get());
                stackedInputs.add(i);
            }
        }
        cut(Graph.reaching(ends.values()), primal, toInner, new HashSet<>(ends.values()));
        Map<String, Node> innerResults = new LinkedHashMap<>();
        ends.forEach((name, end) -> innerResults.put(name, toInner.copy(end)));
        Graph reversed = reorder(innerResults);
        extended = extend();
        return connect(reversed, initial, stackedInputs);
    }

    private static List<Node> allOf(List<Node> a, List<Node> b) {
        List<Node> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    /** Decides, for each primal node that an adjoint node reads, how the reversed body gets it. */
    private void cut(List<Node> nodes, Map<Node, Node> primal, GraphCopy toInner, Set<Node> ends) {
        Set<Node> read = new java.util.TreeSet<>(java.util.Comparator.comparingInt(Node::id));
        for (Node user : nodes) {
            if (!primal.containsKey(user)) {
                user.inputs().stream().filter(primal::containsKey).forEach(read::add);
            } else if (ends.contains(user)) {
                read.add(user);
            }
        }
        read.forEach(value -> cut(value, primal, toInner, new HashMap<>()));
    }

    private Node cut(Node value, Map<Node, Node> primal, GraphCopy toInner, Map<Node, Node> done) {
        Node original = primal.get(value);
        if (original.op() instanceof Op.Broadcast || isInvariant(original)) {
            value.inputs().forEach(input -> cut(input, primal, toInner, done));
        } else if (!(original.op() instanceof Op.Constant)) {
            if (argumentNamed.containsKey(original)) {
                toInner.put(value, argumentNamed.get(original));
            } else {
                Node argument = residual(original);
                argumentNamed.put(original, argument);
                toInner.put(value, argument);
            }
        }
        return value;
    }

    private final Map<Node, Node> argumentNamed = new HashMap<>();

    /** Whether a node of the body has the same value at every step and is no argument. */
    private boolean isInvariant(Node original) {
        if (original.inputs().isEmpty()) {
            return false;
        }
        for (Node needed : Graph.reaching(original.inputs())) {
            boolean same = needed.op() instanceof Op.Argument
                    ? Graph.argument(needed).role() == Op.Role.INVARIANT
                    : !(needed.op() instanceof Op.Random);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** An argument of the reversed body that holds the value of a primal node. */
    private Node residual(Node original) {
        int position = scan.body().arguments().indexOf(original);
        String name = original.name().orElse("r" + original.id());
        if (position >= scan.carries() + scan.elements()) {
            invariants.add(node.input(position));
            return inner.argument(unique(name), Op.Role.INVARIANT, original.type());
        }
        if (position >= scan.carries()) {
            return element(unique(name), original, node.input(position));
        }
        residuals.put(original, name);
        return element(unique(name), original, null);
    }

    private final Set<String> taken = new HashSet<>();

    private String unique(String name) {
        String free = Names.free(name, taken);
        taken.add(free);
        return free;
    }

    /** A new sequence; {@code null} for a residual, whose stack exists only when all residuals are known. */
    private Node element(String name, Node like, Node sequence) {
        sequences.add(sequence);
        return inner.argument(name, Op.Role.ELEMENT, like.type());
    }

    /** The scan's order of arguments is carries, elements, invariants; they were made as they were met. */
    private Graph reorder(Map<String, Node> results) {
        Graph made = inner.build(results);
        List<Node> ordered = new ArrayList<>(made.arguments(Op.Role.CARRY));
        ordered.addAll(made.arguments(Op.Role.ELEMENT));
        ordered.addAll(made.arguments(Op.Role.INVARIANT));
        return new Graph(ordered, results);
    }

    private Op.Scan extend() {
        Map<String, Node> results = new LinkedHashMap<>(scan.body().results());
        residuals.forEach((original, name) -> {
            results.put(Names.free(name, results.keySet()), original);
        });
        Graph body = new Graph(scan.body().arguments(), results);
        return scan.withBody(body);
    }

    private List<Node> connect(Graph reversed, List<Node> initial, List<Integer> stackedInputs) {
        Node primalScan = outer.add(extended, node.inputs());
        List<Node> inputs = new ArrayList<>(initial);
        int stack = scan.body().results().size();
        for (Node sequence : sequences) {
            inputs.add(sequence != null ? sequence : outer.add(new Op.Project(stack++), primalScan));
        }
        inputs.addAll(invariants);
        Op.Scan back = new Op.Scan(
                scan.steps(), !scan.reverse(), initial.size(), sequences.size(), invariants.size(), reversed);
        List<Node> results = outer.scan(back, inputs);
        Node[] adjoints = new Node[node.inputs().size()];
        int next = 0;
        for (int i = 0; i < scan.carries(); i++) {
            if (active[i]) {
                adjoints[i] = results.get(next++);
            }
        }
        for (int i : stackedInputs) {
            // Summed over the steps where the input is an invariant.
            adjoints[i] = outer.sum(results.get(next++), node.input(i).type());
        }
        return Arrays.asList(adjoints);
    }
}
