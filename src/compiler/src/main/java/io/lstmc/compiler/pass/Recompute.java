package io.lstmc.compiler.pass;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.ScanBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets a recurrence that reads what another one computed at each step, as an adjoint does, compute cheap values again, so
 * that they are not stacked.
 *
 * <pre>
 * before: scan c, …:       …, stacks f, e = 1 - f, c
 *         scan δc, f, e:   δg = δc ⊙ e
 * after:  scan c, …:       …, stacks f, c
 *         scan δc, f:      δg = δc ⊙ (1 - f)
 * </pre>
 *
 * <p>They are computed by the same operations on the same values: no bit changes. {@link Reproducible} says what is cheap, and
 * from what. A value that anything else reads is stacked anyway and stays.
 */
public final class Recompute implements Pass {

    private final Precision precision;

    /** @param precision of the numbers, which tells what functions cost */
    public Recompute(Precision precision) {
        this.precision = precision;
    }

    @Override
    public String name() {
        return "recompute";
    }

    @Override
    public Graph apply(Graph graph) {
        Map<Node, Reproducible> plans = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Op.Scan) {
                Reproducible plan = new Reproducible(graph, node, precision);
                if (!plan.chosen().isEmpty()) {
                    plans.put(node, plan);
                }
            }
        }
        Map<Node, Node> copies = new HashMap<>();
        Map<Node, List<Node>> given = new HashMap<>();
        return GraphCopy.of(graph, (to, node, inputs) -> {
            if (!(node.op() instanceof Op.Scan scan)) {
                return to.add(node.op(), inputs);
            }
            Node copy = new Reader(to, node, scan, inputs, plans, copies, given).rewritten();
            copies.put(node, copy);
            given.put(node, inputs);
            return copy;
        });
    }

    private static int index(Node project) {
        return ((Op.Project) project.op()).index();
    }

    /** One recurrence, which may read from others, and others from it. */
    private record Reader(
            GraphBuilder to,
            Node node,
            Op.Scan scan,
            List<Node> inputs,
            Map<Node, Reproducible> plans,
            Map<Node, Node> copies,
            Map<Node, List<Node>> given) {

        /** The recurrence with the values that it needs computed in it, and with those stacked that others need. */
        Node rewritten() {
            Op.Scan wider = plans.containsKey(node) ? plans.get(node).extended() : scan;
            boolean recomputes = false;
            for (Node input : node.inputs()) {
                recomputes |= isChosen(input);
            }
            return recomputes ? rewrite(wider) : to.add(wider, inputs);
        }

        private boolean isChosen(Node input) {
            return input.op() instanceof Op.Project
                    && plans.containsKey(input.input(0))
                    && plans.get(input.input(0)).chosen().contains(input);
        }

        private Node rewrite(Op.Scan wider) {
            ScanBuilder made = new ScanBuilder(scan.time(), scan.reverse());
            List<Node> arguments = wider.body().arguments();
            Map<Node, Node> elements = new HashMap<>();
            Map<Node, Map<Node, Node>> known = new HashMap<>();
            GraphCopy copy = new GraphCopy(made.body(), (body, original, operands) -> {
                if (!(original.op() instanceof Op.Argument)) {
                    return body.add(original.op(), operands);
                }
                return chosen(node.input(arguments.indexOf(original)), made, elements, known);
            });
            for (int i = 0; i < arguments.size(); i++) {
                Op.Argument op = Graph.argument(arguments.get(i));
                if (op.role() == Op.Role.CARRY) {
                    copy.put(arguments.get(i), made.carry(op.name(), inputs.get(i)));
                } else if (op.role() == Op.Role.INVARIANT) {
                    copy.put(arguments.get(i), made.invariant(op.name(), inputs.get(i)));
                } else if (!isChosen(node.input(i))) {
                    Node element = made.element(op.name(), inputs.get(i));
                    elements.put(inputs.get(i), element);
                    copy.put(arguments.get(i), element);
                }
            }
            // Each value again just before it is read first, so that it does not lie about.
            for (Node n : wider.body().nodes()) {
                if (!(n.op() instanceof Op.Argument)) {
                    copy.copy(n);
                }
            }
            for (Node argument : arguments) {
                copy.copy(argument);
            }
            Map<String, Node> next = new LinkedHashMap<>();
            Map<String, Node> outputs = new LinkedHashMap<>();
            for (Map.Entry<String, Node> entry : copy.copyAll(wider.body()).entrySet()) {
                (next.size() < scan.carries() ? next : outputs).put(entry.getKey(), entry.getValue());
            }
            return made.build(to, next, outputs).get(0).input(0);
        }

        /** A stack that is not read, as a node of the body that is made. */
        private Node chosen(
                Node project, ScanBuilder made, Map<Node, Node> elements, Map<Node, Map<Node, Node>> known) {
            Node producer = project.input(0);
            return value(
                    ((Op.Scan) producer.op()).body().resultList().get(index(project)), producer, made, elements, known);
        }

        /** A value of the producer's body as a node of the body that is made. */
        private Node value(
                Node original,
                Node producer,
                ScanBuilder made,
                Map<Node, Node> elements,
                Map<Node, Map<Node, Node>> known) {
            Map<Node, Node> values = known.computeIfAbsent(producer, p -> new HashMap<>());
            if (values.containsKey(original)) {
                return values.get(original);
            }
            Reproducible plan = plans.get(producer);
            Node copy = copies.get(producer);
            Node value;
            if (plan.source(original) >= 0) {
                String name = original.name().orElse("r" + original.id());
                value = elements.computeIfAbsent(
                        to.add(new Op.Project(plan.source(original)), copy), s -> made.element(name, s));
            } else if (original.op() instanceof Op.Argument argument) {
                int index = ((Op.Scan) producer.op()).body().arguments().indexOf(original);
                // Of the producer as it was: it may itself have been rewritten, with other inputs.
                Node outside = given.get(producer).get(index);
                if (argument.role() == Op.Role.INVARIANT) {
                    value = made.invariant(argument.name(), outside);
                } else if (isChosen(producer.input(index))) {
                    value = chosen(producer.input(index), made, elements, known);
                } else {
                    value = elements.computeIfAbsent(outside, s -> made.element(argument.name(), s));
                }
            } else {
                List<Node> operands = new ArrayList<>();
                for (Node x : original.inputs()) {
                    operands.add(value(x, producer, made, elements, known));
                }

                Node again = made.body().add(original.op(), operands);
                if (original.name().isPresent()) {
                    made.body().name(again, original.name().get());
                }
                value = again;
            }
            values.put(original, value);
            return value;
        }
    }
}
