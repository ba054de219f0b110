package io.lstmc.compiler;

import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Definition.Parameter;
import io.lstmc.compiler.tree.SourceFile;
import io.lstmc.compiler.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes the page of the library from its definitions: what they say of themselves, their options and equations. */
final class LibraryReference implements Definition.Visitor<String> {

    private static final String SOURCES = "../src/compiler/src/main/resources/io/lstmc/";

    private LibraryReference() {}

    static String of(List<SourceFile> files) {
        Map<String, List<Definition>> kinds = new TreeMap<>();
        for (SourceFile file : files) {
            for (Definition definition : file.definitions()) {
                kinds.computeIfAbsent(kind(definition, file), k -> new ArrayList<>())
                        .add(definition);
            }
        }
        StringBuilder page = new StringBuilder("""
                # The library

                Every definition of the library: what it takes, what it gives, and its equations. This page is made from the sources of
                the library by `LibraryReferenceTest`, which says how. A range counts a bound in with a bracket and leaves it out with a
                parenthesis; an option without a range takes any finite number, one that is a size a whole number from 1 on. How
                definitions are written and used is in [the language](language.md).

                """);
        for (Map.Entry<String, List<Definition>> entry : kinds.entrySet()) {
            String title = entry.getKey();
            page.append("- [")
                    .append(title)
                    .append("](#")
                    .append(title.toLowerCase(java.util.Locale.ROOT))
                    .append("): ");
            page.append(entry.getValue().stream()
                    .map(d -> "[`" + d.name().text() + "`](#" + anchor(d) + ")")
                    .collect(Collectors.joining(" ")));
            page.append('\n');
        }
        for (Map.Entry<String, List<Definition>> entry : kinds.entrySet()) {
            page.append("\n## ").append(entry.getKey()).append('\n');
            for (Definition definition : entry.getValue()) {
                page.append(section(definition));
            }
        }
        return page.toString();
    }

    private static String anchor(Definition definition) {
        return definition.name().text().toLowerCase(java.util.Locale.ROOT);
    }

    /** Functions go by the file that they are in, everything else by what it is. */
    private static String kind(Definition definition, SourceFile file) {
        if (definition instanceof Definition.Function) {
            String name = file.source().name().replaceAll(".*/|\\.lstm", "");
            return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
        }
        return definition.accept(new Kinds());
    }

    private static String section(Definition d) {
        String source = d.span().source().name();
        return "\n### `" + d.name().text() + "`\n\n"
                + d.documentation().orElse("").strip().replace("<", "&lt;") + "\n\n"
                + d.accept(new LibraryReference())
                + "```lstm\n" + d.span().text().strip() + "\n```\n\n"
                + "Source: [`" + source.replaceAll(".*/", "") + "`](" + SOURCES + source + ")\n";
    }

    private static String table(List<Parameter> parameters, String what) {
        if (parameters.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("| " + what + " | default | range |\n|---|---|---|\n");
        for (Parameter parameter : parameters) {
            table.append("| `")
                    .append(parameter.kind().word())
                    .append(parameter.name().text())
                    .append("` | ");
            table.append(parameter
                    .defaultValue()
                    .map(v -> "`" + v.span().text() + "`")
                    .orElse("must be given"));
            table.append(" | ")
                    .append(parameter.range().map(LibraryReference::range).orElse(""))
                    .append(" |\n");
        }
        return table + "\n";
    }

    private static String range(Definition.Range range) {
        return (range.excluded() ? "not " : "") + "`" + range.interval() + "`";
    }

    @Override
    public String visitCell(Definition.Cell d) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        List<String> states = new ArrayList<>();
        for (Statement statement : d.body()) {
            if (statement instanceof Statement.Input input) {
                input.variables().forEach(v -> inputs.add("`" + v.name().text() + "`"));
            } else if (statement instanceof Statement.State state) {
                state.states().forEach(s -> states.add("`" + s.variable().name().text() + "`"));
            } else if (statement instanceof Statement.Output output) {
                output.results().forEach(r -> outputs.add("`" + r.value().span().text() + "`"));
            }
        }
        return "Inputs: " + String.join(", ", inputs) + ". "
                + (states.isEmpty() ? "No state. " : "States: " + String.join(", ", states) + ". ")
                + "Outputs: " + String.join(", ", outputs) + ".\n\n" + table(d.parameters(), "option");
    }

    @Override
    public String visitFunction(Definition.Function d) {
        return table(d.parameters(), "parameter");
    }

    @Override
    public String visitInitializer(Definition.Initializer d) {
        return table(d.parameters(), "option");
    }

    @Override
    public String visitOptimizer(Definition.Optimizer d) {
        return table(d.parameters(), "option");
    }

    @Override
    public String visitModel(Definition.Model d) {
        throw new IllegalStateException("the library has no models");
    }

    @Override
    public String visitVariant(Definition.Variant d) {
        throw new IllegalStateException("the library has no models");
    }

    /** The headings. */
    private static final class Kinds implements Definition.Visitor<String> {

        @Override
        public String visitCell(Definition.Cell d) {
            return "Cells";
        }

        @Override
        public String visitFunction(Definition.Function d) {
            throw new IllegalStateException();
        }

        @Override
        public String visitInitializer(Definition.Initializer d) {
            return "Initializers";
        }

        @Override
        public String visitOptimizer(Definition.Optimizer d) {
            return "Optimizers";
        }

        @Override
        public String visitModel(Definition.Model d) {
            throw new IllegalStateException("the library has no models");
        }

        @Override
        public String visitVariant(Definition.Variant d) {
            throw new IllegalStateException("the library has no models");
        }
    }
}
