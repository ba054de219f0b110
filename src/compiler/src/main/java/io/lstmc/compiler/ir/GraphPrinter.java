package io.lstmc.compiler.ir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints a graph as YAML in which each value is an equation, so that a person can follow it. */
public final class GraphPrinter {

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    private GraphPrinter() {}

    public static String print(Graph graph) {
        try {
            return YAML.writeValueAsString(describe(graph));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> describe(Graph graph) {
        Equations equations = new Equations(graph);
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (Node argument : graph.arguments()) {
            Op.Argument op = Graph.argument(argument);
            arguments.put(
                    equations.name(argument), op.role().name().toLowerCase(java.util.Locale.ROOT) + " " + op.type());
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Op.Scan) {
                values.put(equations.name(node), describeScan(node, equations));
            } else if (equations.isPrinted(node)) {
                values.put(equations.name(node), equations.rightSide(node) + "   " + node.type());
            }
        }
        Map<String, Object> results = new LinkedHashMap<>();
        graph.results().forEach((name, node) -> results.put(name, equations.text(node)));
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("arguments", arguments);
        whole.put("values", values);
        whole.put("results", results);
        return whole;
    }

    private static Map<String, Object> describeScan(Node node, Equations equations) {
        Op.Scan scan = (Op.Scan) node.op();
        Map<String, Object> inputs = new LinkedHashMap<>();
        List<Node> arguments = scan.body().arguments();
        for (int i = 0; i < arguments.size(); i++) {
            inputs.put(Graph.argument(arguments.get(i)).name(), equations.text(node.input(i)));
        }
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("steps", scan.steps() + (scan.reverse() ? ", from the last to the first" : ""));
        text.put("carries", scan.carries());
        text.put("inputs", inputs);
        text.put("body", describe(scan.body()));
        return text;
    }

    /** Names for the values of one graph, and their equations. */
    private static final class Equations {

        private final Map<Node, String> names = new HashMap<>();
        private final Map<Node, Integer> uses = new HashMap<>();

        Equations(Graph graph) {
            Set<String> taken = new HashSet<>();
            List<Node> all = new ArrayList<>(graph.arguments());
            all.addAll(graph.nodes());
            for (Node node : all) {
                if (!names.containsKey(node)) {
                    String wish =
                            node.op() instanceof Op.Scan ? "scan" : node.name().orElse("_" + node.id());
                    String name = Names.free(wish, taken);
                    taken.add(name);
                    names.put(node, name);
                }
                node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
            }
            graph.results().values().forEach(node -> uses.merge(node, 1, Integer::sum));
        }

        String name(Node node) {
            return names.get(node);
        }

        /** Whether a value has a line of its own: what has a name or several uses. */
        boolean isPrinted(Node node) {
            boolean trivial = node.op() instanceof Op.Argument
                    || node.op() instanceof Op.Constant
                    || node.op() instanceof Op.Broadcast;
            return !trivial && (node.name().isPresent() || uses.getOrDefault(node, 0) > 1);
        }

        /** How an equation refers to a value. */
        String text(Node node) {
            if (node.op() instanceof Op.Constant || node.op() instanceof Op.Broadcast) {
                return rightSide(node);
            }
            boolean inline = !(node.op() instanceof Op.Argument) && !isPrinted(node);
            return inline ? rightSide(node) : name(node);
        }

        String rightSide(Node node) {
            List<String> inputs = node.inputs().stream()
                    .map(input -> isBinary(input) && !isPrinted(input) ? "(" + text(input) + ")" : text(input))
                    .toList();
            return node.op().accept(new Notation(node, inputs));
        }

        private static boolean isBinary(Node node) {
            Node inner = node.op() instanceof Op.Broadcast ? node.input(0) : node;
            return inner.op() instanceof Op.Binary;
        }
    }
}
