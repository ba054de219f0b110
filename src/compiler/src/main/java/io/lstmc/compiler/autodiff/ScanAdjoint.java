package io.lstmc.compiler.autodiff;

import io.lstmc.compiler.ir.FreshNames;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.ScanBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The adjoint of a recurrence is a recurrence that runs the other way.
 *
 * <p>With the body {@code (c', y) = f(c, x, w)}, one step back computes {@code (δc, δx, δw) = vjp f (δc', δy)}: δc is
 * carried on, δx is stacked, δw is stacked and summed over the steps behind the loop. What the vjp reads of the primal
 * body (the residuals) becomes further outputs of the primal scan, and sequences of this one; constants, and what only
 * repeats a value or is the same at every step, are computed again.
 */
final class ScanAdjoint {

    private final GraphBuilder outer;
    private final Node node;
    private final Op.Scan scan;
    private final List<Optional<Node>> ofResults;
    private final Set<Integer> watched;
    private final boolean[] active;

    /** The body's nodes, copied to where its vjp is built. */
    private final GraphBuilder work = new GraphBuilder();

    private final GraphCopy toWork = new GraphCopy(work, GraphCopy.Rule.SAME);

    /** The node of the body of which a node of {@link #work} is the copy. */
    private final Map<Node, Node> primal = new HashMap<>();

    /** The seeds of the vjp, by the index of the result of the body. */
    private final Map<Integer, Node> seeds = new LinkedHashMap<>();

    private Op.Scan extended;

    /** The adjoints of watched results at each step, by the index of the result. */
    private final Map<Integer, Node> ofWatched = new LinkedHashMap<>();

    /**
     * The rule for one scan.
     *
     * @param outer where the scan stands and the reversed one goes
     * @param isActive whether the adjoint of an input of the scan is wanted
     * @param ofResults the adjoints of the scan's results, as far as there are any
     * @param watched results whose adjoints at each step are wanted, with what comes from later steps
     */
    ScanAdjoint(
            GraphBuilder outer,
            Node node,
            Predicate<Node> isActive,
            List<Optional<Node>> ofResults,
            Set<Integer> watched) {
        this.watched = watched;
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
            List<Node> variables = chosen(arguments, found);
            watched.forEach(i -> variables.add(results.get(i)));
            Set<Node> dependents = Adjoints.dependents(scan.body().nodes(), variables);
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

    /** The adjoints of watched results, stacked along the steps; call {@link #ofInputs} first. */
    Map<Integer, Node> ofWatched() {
        return ofWatched;
    }

    /** The adjoints of the scan's inputs, {@code null} for those that are not active. */
    List<Node> ofInputs() {
        Map<Integer, Node> inside = new LinkedHashMap<>();
        Map<Integer, Node> ofArguments = vjp(inside);
        List<Node> ends = new ArrayList<>(ofArguments.values());
        ends.addAll(inside.values());
        Set<Node> read = readByVjp(ends);
        Map<Node, Node> stacks = extend(read);
        return reversed(ofArguments, inside, read, stacks);
    }

    /** The adjoints of the body's arguments, as nodes of {@link #work}, by the index of the argument. */
    private Map<Integer, Node> vjp(Map<Integer, Node> inside) {
        Graph body = scan.body();
        List<Node> arguments = body.arguments();
        List<Node> results = body.resultList();
        List<String> names = List.copyOf(body.results().keySet());
        Set<String> taken = new HashSet<>();
        for (Node argument : arguments) {
            taken.add(Graph.argument(argument).name());
        }
        toWork.copyAll(body);
        List<Node> originals = new ArrayList<>(arguments);
        originals.addAll(results);
        for (Node original : Graph.reaching(originals)) {
            primal.putIfAbsent(toWork.copy(original), original);
        }
        List<Node> nodes = Graph.reaching(primal.keySet());
        List<Node> wanted = new ArrayList<>();
        for (Node node : chosen(arguments, active)) {
            wanted.add(toWork.copy(node));
        }
        watched.forEach(i -> wanted.add(toWork.copy(results.get(i))));

        Adjoints adjoints = new Adjoints(work, nodes, wanted);
        for (int i = 0; i < results.size(); i++) {
            boolean carry = i < scan.carries();
            if (carry ? active[i] : ofResults.get(i).isPresent()) {
                Op.Role role = carry ? Op.Role.CARRY : Op.Role.ELEMENT;
                Node result = results.get(i);
                // The source may call a value δh itself.
                String name = FreshNames.free(Autodiff.adjointName(withoutLayer(names.get(i))), taken);
                taken.add(name);
                Node seed = work.argument(name, role, result.type());
                seeds.put(i, seed);
                adjoints.add(toWork.copy(result), seed);
            }
        }
        adjoints.propagate();
        for (int i : watched) {
            adjoints.of(toWork.copy(results.get(i))).ifPresent(adjoint -> inside.put(i, adjoint));
        }
        Map<Integer, Node> found = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            Node argument = toWork.copy(arguments.get(i));
            Optional<Node> adjoint = active[i] ? adjoints.of(argument) : Optional.empty();
            if (adjoint.isPresent()) {
                found.put(i, adjoint.get());
            } else if (i < scan.carries() && active[i]) {
                found.put(i, work.constantLike(0, argument));
            }
        }
        return found;
    }

    /** The nodes of the body, in order, that the vjp must get from outside: arguments and residuals. */
    private Set<Node> readByVjp(List<Node> ends) {
        Set<Node> fixed = computedFromInvariants();
        Set<Node> read = new TreeSet<>(Comparator.comparingInt(Node::id));
        Set<Node> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(ends);
        for (Node user : Graph.reaching(ends)) {
            if (!primal.containsKey(user)) {
                open.addAll(user.inputs());
            }
        }
        while (!open.isEmpty()) {
            Node value = open.pop();
            Node original = primal.get(value);
            if (original == null || original.isLiteral() || !seen.add(value)) {
                continue;
            }
            if (original.op() instanceof Op.Broadcast || fixed.contains(original)) {
                open.addAll(value.inputs());
            } else {
                read.add(original);
            }
        }
        return read;
    }

    /** The nodes of the primal body that are computed and the same at every step. */
    private Set<Node> computedFromInvariants() {
        Set<Node> same = new HashSet<>();
        Set<Node> computed = new HashSet<>();
        for (Node node : Graph.reaching(primal.values())) {
            boolean invariant = node.op() instanceof Op.Argument
                    ? Graph.argument(node).role() == Op.Role.INVARIANT
                    : !(node.op() instanceof Op.Random);
            if (same.containsAll(node.inputs())) {
                if (invariant) {
                    same.add(node);
                }
                if (!node.inputs().isEmpty()) {
                    computed.add(node);
                }
            }
        }
        return computed;
    }

    /** The ends of states have names such as {@code a.h}. */
    private static String withoutLayer(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Lets the primal scan stack the residuals; gives the stacks. */
    private Map<Node, Node> extend(Set<Node> read) {
        Map<String, Node> results = new LinkedHashMap<>(scan.body().results());
        Map<Node, Integer> places = new LinkedHashMap<>();
        for (Node original : read) {
            int argument = scan.body().arguments().indexOf(original);
            if (argument < scan.carries()) {
                places.put(original, results.size());
                results.put(FreshNames.free(original.name().orElse("r" + original.id()), results.keySet()), original);
            }
        }
        extended = scan.withBody(new Graph(scan.body().arguments(), results));
        Node primalScan = outer.add(extended, node.inputs());
        Map<Node, Node> stacks = new HashMap<>();
        for (Map.Entry<Node, Integer> entry : places.entrySet()) {
            stacks.put(entry.getKey(), outer.add(new Op.Project(entry.getValue()), primalScan));
        }
        return stacks;
    }

    private List<Node> reversed(
            Map<Integer, Node> ofArguments, Map<Integer, Node> inside, Set<Node> read, Map<Node, Node> stacks) {
        ScanBuilder back = new ScanBuilder(scan.time(), !scan.reverse());
        GraphCopy toBack = new GraphCopy(back.body(), GraphCopy.Rule.SAME);
        for (Map.Entry<Integer, Node> entry : seeds.entrySet()) {
            int i = entry.getKey();
            Node seed = entry.getValue();
            String name = Graph.argument(seed).name();
            Optional<Node> adjoint = ofResults.get(i);
            toBack.put(
                    seed,
                    i < scan.carries()
                            ? back.carry(name, adjoint.orElseGet(() -> outer.constant(0, seed.type())))
                            : back.element(name, adjoint.orElseThrow()));
        }
        for (Node original : read) {
            String name = original.name().orElse("r" + original.id());
            int argument = scan.body().arguments().indexOf(original);
            boolean invariant = argument >= scan.carries() + scan.elements();
            Node outside = stacks.containsKey(original) ? stacks.get(original) : node.input(argument);
            toBack.put(toWork.copy(original), invariant ? back.invariant(name, outside) : back.element(name, outside));
        }
        Map<String, Node> next = new LinkedHashMap<>();
        Map<String, Node> outputs = new LinkedHashMap<>();
        for (Map.Entry<Integer, Node> entry : ofArguments.entrySet()) {
            int i = entry.getKey();
            String name = Autodiff.adjointName(
                    Graph.argument(scan.body().arguments().get(i)).name());
            (i < scan.carries() ? next : outputs).put(name, toBack.copy(entry.getValue()));
        }
        List<String> names = List.copyOf(scan.body().results().keySet());
        for (Map.Entry<Integer, Node> entry : inside.entrySet()) {
            String name =
                    FreshNames.free(Autodiff.adjointName(withoutLayer(names.get(entry.getKey()))), outputs.keySet());
            outputs.put(name, toBack.copy(entry.getValue()));
        }
        List<Node> results = back.build(outer, next, outputs);
        int firstWatched = results.size() - inside.size();
        for (int i : inside.keySet()) {
            ofWatched.put(i, results.get(firstWatched++));
        }
        Node[] ofInputs = new Node[node.inputs().size()];
        int result = 0;
        for (int i : ofArguments.keySet()) {
            // What is stacked for an invariant is summed over the steps.
            ofInputs[i] = outer.sum(results.get(result++), node.input(i).type());
        }
        return Arrays.asList(ofInputs);
    }
}
