package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.FreshNames;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes behind a recurrence, for all steps at once, the products that no later step reads, and what follows from them.
 * Their operands are stacked instead.
 *
 * <pre>
 * before: scan δh, …: …, δU = δa hᵀ               stacked, then summed over the steps
 * after:  scan δh, …: …, δa                        stacked
 *         δU = Σₜ δa hᵀ                            one product over all steps and samples
 * </pre>
 *
 * <p>A sum over samples and then over steps becomes one over both, in another order: its last bits change.
 */
public final class Defer extends ScanPass {

    @Override
    public String name() {
        return "defer";
    }

    @Override
    List<Node> rewrite(GraphBuilder to, Op.Scan scan, List<Node> inputs, Set<Integer> used) {
        Graph body = scan.body();
        List<Node> results = body.resultList();
        List<String> names = List.copyOf(body.results().keySet());
        Set<Node> deferred = deferred(scan);

        Map<String, Node> kept = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            if (i < scan.carries() || !deferred.contains(results.get(i))) {
                kept.put(names.get(i), results.get(i));
            }
        }
        List<Node> stacked = new ArrayList<>();
        Set<String> taken = new HashSet<>(names);
        for (Node operand : operands(deferred)) {
            String name = FreshNames.free(operand.name().orElse("s" + operand.id()), taken);
            taken.add(name);
            kept.put(name, operand);
            stacked.add(operand);
        }
        Op.Scan rest = scan.withBody(new Graph(body.arguments(), kept));
        List<Node> made = to.scan(rest, inputs);

        Lift lift = new Lift(to, scan.time());
        for (int i = scan.carries(); i < body.arguments().size(); i++) {
            lift.put(body.arguments().get(i), inputs.get(i));
        }
        int first = made.size() - stacked.size();
        for (int i = 0; i < stacked.size(); i++) {
            Node stack = made.get(first + i);
            stacked.get(i).name().ifPresent(name -> to.name(stack, name));
            lift.put(stacked.get(i), stack);
        }
        Node[] replacements = new Node[results.size()];
        List<String> keptNames = List.copyOf(kept.keySet());
        for (int i = 0; i < results.size(); i++) {
            int at = keptNames.indexOf(names.get(i));
            replacements[i] = at >= 0 ? made.get(at) : lift.liftWithSteps(results.get(i));
        }
        return Arrays.asList(replacements);
    }

    /** Products that no carry needs, and all that follows from them. */
    private static Set<Node> deferred(Op.Scan scan) {
        List<Node> carries = scan.body().resultList().subList(0, scan.carries());
        Set<Node> needed = new HashSet<>(Graph.reaching(carries));
        Set<Node> deferred = new HashSet<>();
        for (Node node : scan.body().nodes()) {
            boolean nested = node.op() instanceof Op.Scan || node.op() instanceof Op.Project;
            boolean starts = node.op() instanceof Op.Contract contract && isProduct(node, contract)
                    || node.op() instanceof Op.Scatter;
            boolean follows = false;
            for (Node input : node.inputs()) {
                follows |= deferred.contains(input);
            }
            if (!needed.contains(node) && !nested && Lift.movable(node) && (starts || follows)) {
                deferred.add(node);
            }
        }
        return deferred;
    }

    /**
     * Whether its result has axes of both operands, as that of a matrix product has. Any other contraction is one pass over
     * the larger operand, which costs less than to stack that and read it again.
     */
    private static boolean isProduct(Node node, Op.Contract contract) {
        Node left = node.input(0);
        Node right = node.input(1);
        return isOuter(left, contract.left(), right, contract.right(), contract)
                && isOuter(right, contract.right(), left, contract.left(), contract);
    }

    /** Whether an operand has an axis in the result that the other has not. */
    private static boolean isOuter(Node operand, String axes, Node other, String others, Op.Contract contract) {
        boolean batch = contract.keepBatch()
                && operand.type().batched()
                && !other.type().batched();
        return batch
                || axes.chars()
                        .anyMatch(
                                a -> others.indexOf(a) < 0 && contract.result().indexOf(a) >= 0);
    }

    /** What deferred nodes read and the recurrence computes, in order. */
    private static List<Node> operands(Set<Node> deferred) {
        Set<Node> found = new HashSet<>();
        for (Node node : deferred) {
            for (Node input : node.inputs()) {
                addOperands(input, deferred, found);
            }
        }
        return found.stream()
                .sorted(java.util.Comparator.comparingInt(Node::id))
                .toList();
    }

    private static void addOperands(Node node, Set<Node> deferred, Set<Node> found) {
        boolean carry = node.op() instanceof Op.Argument && Graph.argument(node).role() == Op.Role.CARRY;
        if (carry) {
            found.add(node);
        } else if (node.op() instanceof Op.Broadcast) {
            // Cheaper to repeat outside than to stack.
            addOperands(node.input(0), deferred, found);
        } else if (!node.inputs().isEmpty() && !deferred.contains(node)) {
            found.add(node);
        }
    }
}
