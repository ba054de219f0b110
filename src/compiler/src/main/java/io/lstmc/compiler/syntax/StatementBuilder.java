package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.BinaryOperator;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.tree.Statement.Initialised;
import io.lstmc.compiler.tree.Statement.Result;
import io.lstmc.compiler.tree.Statement.Setting;
import io.lstmc.grammar.LstmParser;
import io.lstmc.grammar.LstmParser.AdjointContext;
import io.lstmc.grammar.LstmParser.BodyContext;
import io.lstmc.grammar.LstmParser.EquationContext;
import io.lstmc.grammar.LstmParser.ExpressionContext;
import io.lstmc.grammar.LstmParser.InitialContext;
import io.lstmc.grammar.LstmParser.InitialisedContext;
import io.lstmc.grammar.LstmParser.InputContext;
import io.lstmc.grammar.LstmParser.LayerContext;
import io.lstmc.grammar.LstmParser.LossContext;
import io.lstmc.grammar.LstmParser.NumberContext;
import io.lstmc.grammar.LstmParser.OptionContext;
import io.lstmc.grammar.LstmParser.OutputContext;
import io.lstmc.grammar.LstmParser.ParamContext;
import io.lstmc.grammar.LstmParser.ResultContext;
import io.lstmc.grammar.LstmParser.SelectedContext;
import io.lstmc.grammar.LstmParser.SelectedPartContext;
import io.lstmc.grammar.LstmParser.SettingContext;
import io.lstmc.grammar.LstmParser.StateContext;
import io.lstmc.grammar.LstmParser.StatementContext;
import io.lstmc.grammar.LstmParser.TargetContext;
import io.lstmc.grammar.LstmParser.TimeContext;
import io.lstmc.grammar.LstmParser.TrainContext;
import io.lstmc.grammar.LstmParserBaseVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Makes the statements of a body. Of a statement with a mistake the names that it declares are kept, so that the
 * checker does not miss them; the rest is {@link Expression.Invalid} or left out.
 */
final class StatementBuilder extends LstmParserBaseVisitor<Optional<Statement>> {

    private final Reports reports;
    private final StateMoments moments;
    private final ExpressionBuilder expressions;
    private final VariableBuilder variables;

    StatementBuilder(Reports reports, StateMoments moments) {
        this.reports = reports;
        this.moments = moments;
        this.expressions = new ExpressionBuilder(reports, moments);
        this.variables = new VariableBuilder(reports, expressions);
    }

    List<Statement> build(BodyContext context) {
        List<Statement> statements = new ArrayList<>();
        for (StatementContext statement : context.statement()) {
            Optional<Statement> built = statement.accept(this);
            if (built != null) {
                if (built.isPresent()) {
                    statements.add(built.get());
                }
            }
        }
        return statements;
    }

    @Override
    public Optional<Statement> visitTime(TimeContext context) {
        if (context.NAME() == null) {
            return Optional.empty();
        }
        if (context.lengthSign() == null || context.expression() == null) {
            return Optional.of(
                    new Statement.Time(name(context.NAME().getSymbol()), false, Optional.empty(), span(context)));
        }
        boolean shorter = context.lengthSign().LESS_EQUAL() != null;
        if (!shorter && context.lengthSign().ASSIGN() == null) {
            String time = context.NAME().getText();
            reports.add(
                    Code.SYNTAX,
                    span(context.lengthSign()),
                    "expected '=' after '" + time + "'",
                    "write time " + time + " = 36, or time " + time + " <= 36 where sequences may be shorter");
        }
        Optional<Expression> steps = Optional.of(expressions.build(context.expression(), context));
        return Optional.of(new Statement.Time(name(context.NAME().getSymbol()), shorter, steps, span(context)));
    }

    @Override
    public Optional<Statement> visitInput(InputContext context) {
        return Optional.of(new Statement.Input(variables.typed(context.typed()), span(context)));
    }

    @Override
    public Optional<Statement> visitTarget(TargetContext context) {
        return Optional.of(new Statement.Target(variables.typed(context.typed()), span(context)));
    }

    @Override
    public Optional<Statement> visitState(StateContext context) {
        List<Initialised> states = new ArrayList<>();
        for (InitialisedContext entry : context.initialised()) {
            Optional<Expression> beginning = entry.ASSIGN() == null
                    ? Optional.empty()
                    : Optional.of(expressions.build(entry.expression(), entry));
            variables
                    .variable(entry.variable())
                    .ifPresent(variable ->
                            states.add(new Initialised(variable, initial(entry.initial(), entry), beginning)));
        }
        return Optional.of(new Statement.State(states, span(context)));
    }

    @Override
    public Optional<Statement> visitParam(ParamContext context) {
        Optional<Expression> initial = initial(context.initial(), context);
        if (initial.isEmpty() && context.exception != null) {
            initial = Optional.of(new Expression.Invalid(span(context)));
        }
        return Optional.of(new Statement.Param(variables.typed(context.typed()), initial, span(context)));
    }

    @Override
    public Optional<Statement> visitLayer(LayerContext context) {
        if (context.NAME() == null) {
            return Optional.empty();
        }
        Expression value = expressions.build(context.expression(), context);
        return Optional.of(new Statement.Layer(name(context.NAME().getSymbol()), value, span(context)));
    }

    @Override
    public Optional<Statement> visitOutput(OutputContext context) {
        List<Result> results = new ArrayList<>();
        for (ResultContext result : context.result()) {
            result(result).ifPresent(results::add);
        }
        return Optional.of(new Statement.Output(results, span(context)));
    }

    private Optional<Result> result(ResultContext context) {
        ExpressionContext first = context.expression(0);
        if (context.ASSIGN() == null) {
            Expression value = expressions.build(first, context);
            if (value instanceof Expression.Binary equal
                    && equal.operator() == BinaryOperator.EQUAL
                    && equal.left() instanceof Expression.Name name) {
                reports.add(
                        Code.SYNTAX,
                        span(first),
                        "an output has one '=', == compares",
                        "write output " + name.text() + " = …");
                Identifier output = new Identifier(name.text(), name.span());
                return Optional.of(new Result(Optional.of(output), equal.right(), span(context)));
            }
            return Optional.of(new Result(Optional.empty(), value, span(context)));
        }
        Expression value = expressions.build(context.expression(1), context);
        if (first.getStart() == first.getStop() && first.getStart().getType() == LstmParser.NAME) {
            return Optional.of(new Result(Optional.of(name(first.getStart())), value, span(context)));
        }
        reports.add(
                Code.SYNTAX,
                span(first),
                "expected the name of an output before '='",
                "write output name = …; the update of a state is an equation of its own");
        return Optional.of(new Result(Optional.empty(), new Expression.Invalid(span(context)), span(context)));
    }

    @Override
    public Optional<Statement> visitLoss(LossContext context) {
        return Optional.of(new Statement.Loss(expressions.build(context.expression(), context), span(context)));
    }

    @Override
    public Optional<Statement> visitAdjoint(AdjointContext context) {
        List<Expression> values = new ArrayList<>();
        for (ExpressionContext value : context.expression()) {
            values.add(expressions.build(value, context));
        }
        return Optional.of(new Statement.Adjoint(values, span(context)));
    }

    @Override
    public Optional<Statement> visitOption(OptionContext context) {
        if (context.exception != null) {
            return Optional.empty();
        }
        Token value = context.getStop();
        Expression expression = value.getType() == LstmParser.NUMBER
                ? Numbers.read(value, reports)
                : new Expression.Name(TreeNames.text(value), reports.span(value));
        Identifier key = new Identifier(context.getStart().getText(), reports.span(context.getStart()));
        return Optional.of(new Statement.Option(key, expression, span(context)));
    }

    @Override
    public Optional<Statement> visitEquation(EquationContext context) {
        Expression value = expressions.build(context.expression(), context);
        Optional<Identifier> moment = Optional.empty();
        if (context.ASSIGN() == null) {
            return Optional.empty();
        }
        if (context.moment() != null) {
            ExpressionContext index = context.moment().expression();
            if (index.getStart() == index.getStop() && index.getStart().getType() == LstmParser.NAME) {
                moment = Optional.of(name(index.getStart()));
            } else {
                String name = context.getStart().getText();
                String letter = moments.letter().isEmpty() ? "t" : moments.letter();
                if (index.getStart() == index.getStop() && index.getStart().getType() == LstmParser.NUMBER) {
                    reports.add(
                            Code.SYNTAX,
                            span(context.moment()),
                            "an equation holds for every step, not for one",
                            "a state begins at zero; with another value it is declared as `state " + name + "[n] = …`");
                    return Optional.empty();
                }
                reports.add(
                        Code.SYNTAX,
                        span(index),
                        "an equation gives a state at the present step",
                        "write " + name + "[" + letter + "] = …");
                moment = Optional.of(new Identifier(letter, span(index)));
            }
        }
        return Optional.of(new Statement.Equation(name(context.getStart()), moment, value, span(context)));
    }

    // ---- Settings

    @Override
    public Optional<Statement> visitTrain(TrainContext context) {
        List<Setting> settings = new ArrayList<>();
        if (context.settings() != null) {
            for (SettingContext setting : context.settings().setting()) {
                if (setting.exception == null) {
                    settings.add(setting(setting));
                }
            }
        }
        return Optional.of(new Statement.Train(settings, span(context)));
    }

    private Setting setting(SettingContext context) {
        Token key = context.getStart();
        Identifier name = new Identifier(TreeNames.text(key), reports.span(key));
        if (context.selection() != null) {
            List<Identifier> selected =
                    context.selection().selected().stream().map(this::selected).toList();
            Expression options = context.arguments() == null
                    ? new Expression.Call(name, List.of(), name.span())
                    : expressions.call(key, context.arguments(), span(context));
            return new Setting(name, Optional.empty(), selected, options, span(context));
        }
        if (context.arguments() != null) {
            Token callee = last(context);
            Span span = reports.span(callee, context.getStop());
            return new Setting(
                    name, Optional.empty(), expressions.call(callee, context.arguments(), span), span(context));
        }
        NumberContext number = context.number();
        if (number == null) {
            Token value = context.getStop();
            String text = value == key ? "true" : TreeNames.text(value);
            return new Setting(name, Optional.empty(), new Expression.Name(text, reports.span(value)), span(context));
        }
        Expression value = Numbers.read(number.NUMBER().getSymbol(), reports);
        if (number.MINUS() != null && value instanceof Expression.Literal) {
            value = new Expression.Negation(value, span(number));
        }
        boolean hasKind = last(context) != null && last(context) != key;
        Optional<Identifier> kind = hasKind ? Optional.of(name(last(context))) : Optional.empty();
        return new Setting(name, kind, value, span(context));
    }

    /** {@code *.b_*} as one word, whatever stands between its parts. */
    private Identifier selected(SelectedContext context) {
        StringBuilder text = new StringBuilder();
        for (SelectedPartContext part : context.selectedPart()) {
            text.append(text.isEmpty() ? "" : ".");
            for (ParseTree each : part.children) {
                Token token = ((TerminalNode) each).getSymbol();
                text.append(token.getType() == LstmParser.NAME ? TreeNames.text(token) : "*");
            }
        }
        return new Identifier(text.toString(), span(context));
    }

    /** The last name of a setting: {@code norm} in {@code clip norm 1}. */
    private static Token last(SettingContext context) {
        int names = context.NAME().size();
        return names == 0 ? null : context.NAME(names - 1).getSymbol();
    }

    // ---- Parts

    private Optional<Expression> initial(InitialContext context, ParserRuleContext around) {
        if (context == null) {
            return Optional.empty();
        }
        if (context.exception != null || context.NAME() == null) {
            return Optional.of(new Expression.Invalid(span(around)));
        }
        Token name = context.NAME().getSymbol();
        return Optional.of(
                context.arguments() == null
                        ? new Expression.Name(TreeNames.text(name), span(context))
                        : expressions.call(name, context.arguments(), span(context)));
    }

    private Identifier name(Token token) {
        return TreeNames.declared(token, reports);
    }

    private Span span(ParserRuleContext context) {
        Token stop = context.getStop() == null ? context.getStart() : context.getStop();
        return reports.span(context.getStart(), stop);
    }
}
