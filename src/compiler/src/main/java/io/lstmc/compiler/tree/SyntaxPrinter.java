package io.lstmc.compiler.tree;

import io.lstmc.compiler.tree.Definition.Parameter;
import io.lstmc.compiler.tree.Statement.Initialised;
import io.lstmc.compiler.tree.Statement.Result;
import io.lstmc.compiler.tree.Statement.Setting;
import io.lstmc.compiler.tree.Statement.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text of a tree in one canonical form: parsing it gives an equal tree, positions apart.
 *
 * <p>Ordinary comments are no part of the tree and are lost; documentation stays.
 */
public final class SyntaxPrinter {

    private static final String INDENT = "  ";

    private final ExpressionPrinter expressions;

    private SyntaxPrinter(Notation notation) {
        this.expressions = new ExpressionPrinter(notation);
    }

    /** {@code f ⊙ c[t-1] + i ⊙ g}. */
    public static String print(Expression expression) {
        return print(expression, Notation.MATHEMATICAL);
    }

    public static String print(Expression expression, Notation notation) {
        return new SyntaxPrinter(notation).text(expression);
    }

    /** {@code c[t] = f ⊙ c[t-1] + i ⊙ g}, without indentation; {@code train} takes several lines. */
    public static String print(Statement statement) {
        return statement.accept(new SyntaxPrinter(Notation.MATHEMATICAL).new StatementText());
    }

    /** The definition with its documentation, ending with a line feed. */
    public static String print(Definition definition) {
        return new SyntaxPrinter(Notation.MATHEMATICAL).text(definition);
    }

    /** The whole file. */
    public static String print(SourceFile file, Notation notation) {
        List<String> parts = new ArrayList<>();
        file.packageName().ifPresent(name -> parts.add("package " + name.text() + "\n"));
        if (!file.imports().isEmpty()) {
            parts.add(file.imports().stream()
                    .map(name -> "import " + name.text() + "\n")
                    .collect(Collectors.joining()));
        }
        SyntaxPrinter printer = new SyntaxPrinter(notation);
        file.definitions().forEach(definition -> parts.add(printer.text(definition)));
        return String.join("\n", parts);
    }

    private String text(Definition definition) {
        return definition.documentation().map(SyntaxPrinter::documentation).orElse("")
                + definition.accept(new DefinitionText());
    }

    private String text(Expression expression) {
        return expression.accept(expressions);
    }

    private static String documentation(String text) {
        return text.lines()
                .map(line -> line.isEmpty() ? "///\n" : "/// " + line + "\n")
                .collect(Collectors.joining());
    }

    private final class DefinitionText implements Definition.Visitor<String> {

        @Override
        public String visitCell(Definition.Cell d) {
            return "cell " + header(d.name(), d.parameters()) + block(d.body());
        }

        @Override
        public String visitFunction(Definition.Function d) {
            String start = "function " + header(d.name(), d.parameters());
            if (d.body().isEmpty()) {
                return start + " = " + text(d.value()) + "\n";
            }
            Result result = new Result(Optional.empty(), d.value(), d.value().span());
            List<Statement> body = new ArrayList<>(d.body());
            body.add(new Statement.Output(List.of(result), d.value().span()));
            return start + block(body);
        }

        @Override
        public String visitInitializer(Definition.Initializer d) {
            return "initializer " + header(d.name(), d.parameters()) + " = " + text(d.value()) + "\n";
        }

        @Override
        public String visitOptimizer(Definition.Optimizer d) {
            return "optimizer " + header(d.name(), d.parameters()) + block(d.body());
        }

        @Override
        public String visitModel(Definition.Model d) {
            return "model " + header(d.name(), d.parameters()) + block(d.body());
        }

        @Override
        public String visitVariant(Definition.Variant d) {
            return "model " + d.name().text() + " = " + text(d.model()) + "\n";
        }

        private String header(Identifier name, List<Parameter> parameters) {
            return parameters.isEmpty()
                    ? name.text()
                    : name.text()
                            + parameters.stream().map(this::parameter).collect(Collectors.joining(", ", "(", ")"));
        }

        private String parameter(Parameter parameter) {
            return parameter.kind().word()
                    + parameter.name().text()
                    + parameter.range().map(range -> " " + range).orElse("")
                    + parameter.defaultValue().map(value -> " = " + text(value)).orElse("");
        }

        private String block(List<Statement> body) {
            StatementText statements = new StatementText();
            return body.stream()
                    .flatMap(statement -> statement.accept(statements).lines())
                    .map(line -> INDENT + line + "\n")
                    .collect(Collectors.joining("", " {\n", "}\n"));
        }
    }

    private final class StatementText implements Statement.Visitor<String> {

        @Override
        public String visitTime(Statement.Time s) {
            String sign = s.shorter() ? " <= " : " = ";
            return "time " + s.name().text()
                    + s.steps().map(steps -> sign + text(steps)).orElse("");
        }

        @Override
        public String visitInput(Statement.Input s) {
            return "input " + variables(s.variables());
        }

        @Override
        public String visitTarget(Statement.Target s) {
            return "target " + variables(s.variables());
        }

        @Override
        public String visitState(Statement.State s) {
            return "state " + s.states().stream().map(this::initialised).collect(Collectors.joining(", "));
        }

        @Override
        public String visitParam(Statement.Param s) {
            return "param " + variables(s.variables()) + initial(s.initializer());
        }

        @Override
        public String visitLayer(Statement.Layer s) {
            return "layer " + s.name().text() + " = " + text(s.value());
        }

        @Override
        public String visitEquation(Statement.Equation s) {
            String moment = s.moment().map(letter -> "[" + letter.text() + "]").orElse("");
            return s.name().text() + moment + " = " + text(s.value());
        }

        @Override
        public String visitOutput(Statement.Output s) {
            return "output " + s.results().stream().map(this::result).collect(Collectors.joining(", "));
        }

        @Override
        public String visitLoss(Statement.Loss s) {
            return "loss " + text(s.value());
        }

        @Override
        public String visitAdjoint(Statement.Adjoint s) {
            return "adjoint "
                    + s.values().stream().map(SyntaxPrinter.this::text).collect(Collectors.joining(", "));
        }

        @Override
        public String visitTrain(Statement.Train s) {
            return s.settings().stream().map(this::setting).collect(Collectors.joining("", "train {\n", "}"));
        }

        @Override
        public String visitOption(Statement.Option s) {
            return s.key().text() + " " + text(s.value());
        }

        private String variables(List<Variable> variables) {
            return variables.stream().map(this::variable).collect(Collectors.joining(", "));
        }

        private String variable(Variable variable) {
            return variable.name().text()
                    + variable.sizes()
                            .map(sizes -> sizes.stream()
                                    .map(SyntaxPrinter.this::text)
                                    .collect(Collectors.joining(", ", "[", "]")))
                            .orElse("")
                    + variable.type().map(type -> " : " + kind(type)).orElse("");
        }

        private String kind(Expression.Call type) {
            return type.arguments().isEmpty() ? type.callee().text() : text(type);
        }

        private String initialised(Initialised state) {
            String beginning = state.beginning().map(e -> " = " + text(e)).orElse("");
            return variable(state.variable()) + initial(state.initializer()) + beginning;
        }

        private String initial(Optional<Expression> initializer) {
            return initializer.map(value -> " ~ " + text(value)).orElse("");
        }

        private String result(Result result) {
            return result.name().map(name -> name.text() + " = ").orElse("") + text(result.value());
        }

        private String setting(Setting setting) {
            String kind = setting.kind().map(word -> " " + word.text()).orElse("");
            String value = setting.selected().isEmpty() ? text(setting.value()) : selection(setting);
            return INDENT + setting.key().text() + kind + " " + value + "\n";
        }

        private String selection(Setting setting) {
            String params =
                    setting.selected().stream().map(Identifier::text).collect(Collectors.joining(", ", "[", "]"));
            boolean options = setting.value() instanceof Expression.Call call
                    && !call.arguments().isEmpty();
            return params
                    + (options
                            ? " "
                                    + text(setting.value())
                                            .substring(setting.key().text().length())
                            : "");
        }
    }
}
