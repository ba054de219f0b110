package io.lstmc.compiler.ir;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints a graph as YAML in which values are equations, so that a person can follow it:
 *
 * <pre>
 * - loop: "36 steps, from the last to the first"
 *   start: |
 *     δh_in = 0  [batch, 64]
 *   step: |
 *     δh    = δh_in + δa           [batch, 64]
 *     δo    = δh ⊙ tanh(c[t])      [batch, 64]
 * </pre>
 */
public final class GraphPrinter {

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .build();

    private GraphPrinter() {}

    public static String print(Graph graph) {
        Equations equations = Equations.of(graph);
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("arguments", arguments(graph));
        text.put("values", values(graph, equations));
        text.put("results", results(graph, equations));
        StringWriter yaml = new StringWriter();
        try (YAMLGenerator generator = YAML.createGenerator(yaml)) {
            write(text, generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return yaml.toString();
    }

    /** A text, or a map or a list of such. */
    private static void write(Object value, YAMLGenerator generator) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(entry.getKey().toString());
                write(entry.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                write(element, generator);
            }
            generator.writeEndArray();
        } else {
            generator.writeString(value.toString());
        }
    }

    /** One line for arguments of one role and type that follow one another. */
    private static String arguments(Graph graph) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Node node : graph.arguments()) {
            Op.Argument argument = Graph.argument(node);
            String kind = argument.role().name().toLowerCase(Locale.ROOT) + " " + argument.type();
            names.computeIfAbsent(kind, k -> new ArrayList<>()).add(argument.name());
        }
        Columns columns = new Columns();
        names.forEach((kind, group) -> columns.add(kind, " " + String.join(", ", group)));
        return columns.text();
    }

    /** Equations, with the loops between them. */
    private static List<Object> values(Graph graph, Equations equations) {
        List<Object> parts = new ArrayList<>();
        Columns columns = new Columns();
        for (Node node : graph.nodes()) {
            equations.equation(node).ifPresent(e -> columns.add(e.name(), e.rightSide(), node.type()));
            if (node.op() instanceof Op.Scan) {
                flush(columns, parts);
                parts.add(loop(equations.loop(node).orElseThrow()));
            }
        }
        flush(columns, parts);
        return parts;
    }

    private static void flush(Columns columns, List<Object> parts) {
        if (!columns.isEmpty()) {
            parts.add(columns.text());
            columns.clear();
        }
    }

    private static Map<String, Object> loop(RecurrenceNames loop) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("loop", loop.steps());
        put(text, "start", loop.starts());
        put(text, "read", loop.reads());
        List<Object> step = values(loop.graph(), loop.body());
        text.put("step", step.size() == 1 ? step.get(0) : step);
        put(text, "move", loop.moves());
        put(text, "give", loop.gives());
        return text;
    }

    private static void put(Map<String, Object> text, String key, Columns columns) {
        if (!columns.isEmpty()) {
            text.put(key, columns.text());
        }
    }

    private static String results(Graph graph, Equations equations) {
        Columns columns = new Columns();
        graph.results()
                .forEach((name, node) -> columns.add(name, equations.term(node).text(), node.type()));
        return columns.text();
    }
}
