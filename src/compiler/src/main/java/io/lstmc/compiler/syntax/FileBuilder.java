package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Definition.Parameter;
import io.lstmc.compiler.tree.Definition.ParameterKind;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.SourceFile;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.grammar.LstmLexer;
import io.lstmc.grammar.LstmParser.BodyContext;
import io.lstmc.grammar.LstmParser.CellContext;
import io.lstmc.grammar.LstmParser.DefinitionContext;
import io.lstmc.grammar.LstmParser.ExpressionContext;
import io.lstmc.grammar.LstmParser.FileContext;
import io.lstmc.grammar.LstmParser.FunctionContext;
import io.lstmc.grammar.LstmParser.HeaderContext;
import io.lstmc.grammar.LstmParser.ImportDeclarationContext;
import io.lstmc.grammar.LstmParser.InitializerContext;
import io.lstmc.grammar.LstmParser.ModelContext;
import io.lstmc.grammar.LstmParser.OptimizerContext;
import io.lstmc.grammar.LstmParser.PackagePartContext;
import io.lstmc.grammar.LstmParser.ParameterContext;
import io.lstmc.grammar.LstmParserBaseVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Makes the tree of a file from what the parser found. */
final class FileBuilder extends LstmParserBaseVisitor<Optional<Definition>> {

    private final Reports reports;
    private final CommonTokenStream tokens;
    private final RangeReader ranges;

    FileBuilder(Reports reports, CommonTokenStream tokens) {
        this.reports = reports;
        this.ranges = new RangeReader(reports);
        this.tokens = tokens;
    }

    SourceFile build(FileContext context) {
        List<Definition> definitions = new ArrayList<>();
        for (DefinitionContext definition : context.definition()) {
            if (hasName(definition)) {
                Optional<Definition> built = definition.accept(this);
                if (built != null) {
                    if (built.isPresent()) {
                        definitions.add(built.get());
                    }
                }
            }
        }
        Optional<Identifier> packageName = Optional.ofNullable(context.packageDeclaration())
                .flatMap(declaration -> dotted(declaration, declaration.packagePart()));
        List<Identifier> imports = new ArrayList<>();
        for (ImportDeclarationContext each : context.importDeclaration()) {
            if (!endsInNextLine(each)) {
                dotted(each, each.packagePart()).ifPresent(imports::add);
            }
        }
        return new SourceFile(reports.source(), packageName, imports, definitions);
    }

    /** Whether a name is missing after the last point, so that the word of the next definition was taken for it. */
    private static boolean endsInNextLine(ImportDeclarationContext context) {
        Token last = context.getStop();
        return last == null
                || TokenKinds.reserved(last.getType())
                        && last.getLine() > context.getStart().getLine();
    }

    /** The name of a package; empty where it could not be read. */
    private Optional<Identifier> dotted(ParserRuleContext declaration, List<PackagePartContext> parts) {
        if (declaration.exception != null || parts.isEmpty()) {
            return Optional.empty();
        }
        String name =
                parts.stream().map(part -> TreeNames.text(part.getStart())).collect(Collectors.joining("."));
        return Optional.of(new Identifier(name, reports.span(parts.get(0).getStart(), declaration.getStop())));
    }

    private static boolean hasName(DefinitionContext context) {
        HeaderContext header = context.getRuleContext(HeaderContext.class, 0);
        return header != null && header.NAME() != null;
    }

    // ---- Definitions

    @Override
    public Optional<Definition> visitCell(CellContext context) {
        if (context.body() == null) {
            return Optional.empty();
        }
        List<Statement> body =
                new StatementBuilder(reports, StateMoments.of("t", context.body())).build(context.body());
        return Optional.of(new Definition.Cell(
                name(context.header()), parameters(context.header()), body, documentation(context), span(context)));
    }

    @Override
    public Optional<Definition> visitOptimizer(OptimizerContext context) {
        if (context.body() == null) {
            return Optional.empty();
        }
        List<Statement> body =
                new StatementBuilder(reports, StateMoments.of("k", context.body())).build(context.body());
        return Optional.of(new Definition.Optimizer(
                name(context.header()), parameters(context.header()), body, documentation(context), span(context)));
    }

    @Override
    public Optional<Definition> visitModel(ModelContext context) {
        if (context.body() != null) {
            List<Statement> body = new StatementBuilder(reports, StateMoments.NONE).build(context.body());
            return Optional.of(new Definition.Model(
                    name(context.header()), parameters(context.header()), body, documentation(context), span(context)));
        }
        return context.expression() == null ? Optional.empty() : variant(context);
    }

    /** {@code model CompareGRU = Compare(C: GRU)}; a name without parentheses is a call that says nothing. */
    private Optional<Definition> variant(ModelContext context) {
        Expression value = expression(context.expression(), context);
        if (value instanceof Expression.Name name) {
            value = new Expression.Call(new Identifier(name.text(), name.span()), List.of(), name.span());
        }
        if (value instanceof Expression.Call call && context.header().parameters() == null) {
            return Optional.of(
                    new Definition.Variant(name(context.header()), call, documentation(context), span(context)));
        }
        if (!(value instanceof Expression.Invalid)) {
            String name = name(context.header()).text();
            reports.add(
                    Code.SYNTAX,
                    span(context),
                    "after '=' stands another model and its options",
                    "write model " + name + " = Compare(units: 16), or model " + name + " { … }");
        }
        return Optional.empty();
    }

    @Override
    public Optional<Definition> visitInitializer(InitializerContext context) {
        return Optional.of(new Definition.Initializer(
                name(context.header()),
                parameters(context.header()),
                expression(context.expression(), context),
                documentation(context),
                span(context)));
    }

    @Override
    public Optional<Definition> visitFunction(FunctionContext context) {
        List<Statement.Equation> equations = new ArrayList<>();
        Expression value = context.body() == null
                ? expression(context.expression(), context)
                : functionBody(context, context.body(), equations);
        return Optional.of(new Definition.Function(
                name(context.header()),
                parameters(context.header()),
                equations,
                value,
                documentation(context),
                span(context)));
    }

    /** Sorts the statements between the braces of a function: equations and one output. */
    private Expression functionBody(FunctionContext context, BodyContext body, List<Statement.Equation> equations) {
        Expression value = null;
        for (Statement statement : new StatementBuilder(reports, StateMoments.NONE).build(body)) {
            if (statement instanceof Statement.Equation equation) {
                equations.add(equation);
            } else if (statement instanceof Statement.Output output
                    && value == null
                    && output.results().size() == 1
                    && output.results().get(0).name().isEmpty()) {
                value = output.results().get(0).value();
            } else if (statement instanceof Statement.Output output) {
                reports.add(Code.SYNTAX, output.span(), "a function has one output, an expression without a name");
                value = value == null ? new Expression.Invalid(output.span()) : value;
            } else {
                reports.add(
                        Code.SYNTAX,
                        statement.span(),
                        "a function holds equations and an output, nothing else",
                        "a cell may have inputs, states and parameters");
            }
        }
        if (value == null) {
            boolean readWhole = body.statement().stream().allMatch(s -> s.exception == null);
            if (readWhole && body.exception == null) {
                String name = name(context.header()).text();
                reports.add(
                        Code.SYNTAX,
                        reports.span(context.header().getStart()),
                        "the function " + TokenKinds.quote(name) + " has no output",
                        "end its body with: output …");
            }
            return new Expression.Invalid(span(context));
        }
        return value;
    }

    // ---- Parts

    private Identifier name(HeaderContext context) {
        return TreeNames.declared(context.NAME().getSymbol(), reports);
    }

    private List<Parameter> parameters(HeaderContext context) {
        List<Parameter> parameters = new ArrayList<>();
        if (context.parameters() != null) {
            for (ParameterContext parameter : context.parameters().parameter()) {
                if (parameter.NAME() != null) {
                    Identifier name = TreeNames.declared(parameter.NAME().getSymbol(), reports);
                    Optional<Expression> value = parameter.ASSIGN() == null
                            ? Optional.empty()
                            : Optional.of(expression(parameter.expression(), parameter));
                    parameters.add(new Parameter(name, kind(parameter), ranges.read(parameter), value));
                }
            }
        }
        return parameters;
    }

    /** What a parameter stands for, by the word before its name. */
    private ParameterKind kind(ParameterContext parameter) {
        int word = parameter.getStart().getType();
        boolean numbers = parameter.getParent().getParent().getParent() instanceof InitializerContext
                || parameter.getParent().getParent().getParent() instanceof OptimizerContext;
        ParameterKind kind = switch (word) {
            case LstmLexer.CELL -> ParameterKind.CELL;
            case LstmLexer.FUNCTION -> ParameterKind.FUNCTION;
            case LstmLexer.INITIALIZER -> ParameterKind.INITIALIZER;
            default -> ParameterKind.NUMBER;
        };
        Span span = span(parameter);
        if (kind != ParameterKind.NUMBER && numbers) {
            reports.add(
                    Code.SYNTAX, span, "the options here are numbers", "cells, functions and models take definitions");
            return ParameterKind.NUMBER;
        }
        if (word == LstmLexer.OPTIMIZER || word == LstmLexer.MODEL) {
            reports.add(
                    Code.SYNTAX,
                    span,
                    "no option is " + (word == LstmLexer.MODEL ? "a model" : "an optimizer"),
                    "an option is a number, a cell, a function or an initializer");
        }
        if (kind != ParameterKind.NUMBER && parameter.range() != null) {
            reports.add(Code.SYNTAX, span, "only numbers have a range", "leave the range out");
        }
        return kind;
    }

    private Expression expression(ExpressionContext context, ParserRuleContext around) {
        return new ExpressionBuilder(reports, StateMoments.NONE).build(context, around);
    }

    /** The lines of {@code ///} right before a definition, without a gap between them. */
    private Optional<String> documentation(DefinitionContext context) {
        List<Token> comments =
                tokens.getHiddenTokensToLeft(context.getStart().getTokenIndex(), LstmLexer.DOCUMENTATION);
        if (comments == null) {
            return Optional.empty();
        }
        int first = comments.size() - 1;
        while (first > 0
                && comments.get(first - 1).getLine() + 1 == comments.get(first).getLine()) {
            first--;
        }
        List<String> lines = new ArrayList<>();
        for (Token comment : comments.subList(first, comments.size())) {
            String line = comment.getText().substring("///".length()).stripTrailing();
            lines.add(line.startsWith(" ") ? line.substring(1) : line);
        }
        return Optional.of(String.join("\n", lines));
    }

    private Span span(ParserRuleContext context) {
        Token stop = context.getStop() == null ? context.getStart() : context.getStop();
        return reports.span(context.getStart(), stop);
    }
}
