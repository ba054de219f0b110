package io.lstmc.compiler.typed;

import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.ExpressionWalker;
import io.lstmc.compiler.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Copies trees with other calls in them. What has no such call stays the same object, as many things go by identity. */
abstract class Rewriter implements Expression.Visitor<Expression>, Statement.Visitor<Statement> {

    /** What stands for a call, whose arguments are rewritten already. */
    abstract Expression.Call call(Expression.Call call);

    /** What stands for an expression after {@code ~} or in a train block, where a name is a call too. */
    abstract Expression initial(Expression initializer);

    /** The rewritten expression; one that is nested too deep stays, as that is an error elsewhere. */
    final Expression expression(Expression e) {
        return ExpressionWalker.depth(e, CheckLimits.NESTING + 1) > CheckLimits.NESTING ? e : e.accept(this);
    }

    final List<Statement> statements(List<Statement> all) {
        return each(all, s -> s.accept(this));
    }

    /** The list itself where nothing in it changes. */
    static <T> List<T> each(List<T> all, UnaryOperator<T> rewrite) {
        List<T> changed = new ArrayList<>();
        boolean same = true;
        for (T one : all) {
            T other = rewrite.apply(one);
            same &= other == one;
            changed.add(other);
        }
        return same ? all : changed;
    }

    private static <T> Optional<T> maybe(Optional<T> value, UnaryOperator<T> rewrite) {
        T other = value.map(rewrite).orElse(null);
        return value.isEmpty() || other == value.get() ? value : Optional.of(other);
    }

    private Expression inner(Expression e) {
        return e.accept(this);
    }

    // ---- Expressions

    @Override
    public Expression visitLiteral(Expression.Literal e) {
        return e;
    }

    @Override
    public Expression visitName(Expression.Name e) {
        return e;
    }

    @Override
    public Expression visitMember(Expression.Member e) {
        return e;
    }

    @Override
    public Expression visitAt(Expression.At e) {
        return e;
    }

    @Override
    public Expression visitInvalid(Expression.Invalid e) {
        return e;
    }

    @Override
    public Expression visitSlice(Expression.Slice e) {
        Expression operand = inner(e.operand());
        Optional<Expression> from = maybe(e.from(), this::inner);
        Optional<Expression> to = maybe(e.to(), this::inner);
        boolean same = operand == e.operand() && from == e.from() && to == e.to();
        return same ? e : new Expression.Slice(operand, from, to, e.span());
    }

    @Override
    public Expression visitElement(Expression.Element e) {
        Expression operand = inner(e.operand());
        Expression index = inner(e.index());
        return operand == e.operand() && index == e.index() ? e : new Expression.Element(operand, index, e.span());
    }

    @Override
    public Expression visitConcatenation(Expression.Concatenation e) {
        List<Expression> parts = each(e.parts(), this::inner);
        return parts == e.parts() ? e : new Expression.Concatenation(parts, e.span());
    }

    @Override
    public Expression visitNegation(Expression.Negation e) {
        Expression operand = inner(e.operand());
        return operand == e.operand() ? e : new Expression.Negation(operand, e.span());
    }

    @Override
    public Expression visitBinary(Expression.Binary e) {
        Expression left = inner(e.left());
        Expression right = inner(e.right());
        boolean same = left == e.left() && right == e.right();
        return same ? e : new Expression.Binary(e.operator(), left, right, e.span());
    }

    @Override
    public Expression visitCall(Expression.Call e) {
        List<Expression.Argument> arguments = each(e.arguments(), a -> {
            Expression value = inner(a.value());
            return value == a.value() ? a : new Expression.Argument(a.name(), value, a.span());
        });
        return call(arguments == e.arguments() ? e : new Expression.Call(e.callee(), arguments, e.span()));
    }

    // ---- Statements

    @Override
    public Statement visitTime(Statement.Time s) {
        return s;
    }

    @Override
    public Statement visitInput(Statement.Input s) {
        return s;
    }

    @Override
    public Statement visitTarget(Statement.Target s) {
        return s;
    }

    @Override
    public Statement visitOption(Statement.Option s) {
        return s;
    }

    @Override
    public Statement visitState(Statement.State s) {
        List<Statement.Initialised> states = each(s.states(), state -> {
            Optional<Expression> initializer = maybe(state.initializer(), this::initial);
            Optional<Expression> beginning = maybe(state.beginning(), this::expression);
            return initializer == state.initializer() && beginning == state.beginning()
                    ? state
                    : new Statement.Initialised(state.variable(), initializer, beginning);
        });
        return states == s.states() ? s : new Statement.State(states, s.span());
    }

    @Override
    public Statement visitParam(Statement.Param s) {
        Optional<Expression> initializer = maybe(s.initializer(), this::initial);
        return initializer == s.initializer() ? s : new Statement.Param(s.variables(), initializer, s.span());
    }

    @Override
    public Statement visitLayer(Statement.Layer s) {
        Expression value = expression(s.value());
        return value == s.value() ? s : new Statement.Layer(s.name(), value, s.span());
    }

    @Override
    public Statement.Equation visitEquation(Statement.Equation s) {
        Expression value = expression(s.value());
        return value == s.value() ? s : new Statement.Equation(s.name(), s.moment(), value, s.span());
    }

    @Override
    public Statement visitOutput(Statement.Output s) {
        List<Statement.Result> results = each(s.results(), r -> {
            Expression value = expression(r.value());
            return value == r.value() ? r : new Statement.Result(r.name(), value, r.span());
        });
        return results == s.results() ? s : new Statement.Output(results, s.span());
    }

    @Override
    public Statement visitAdjoint(Statement.Adjoint s) {
        List<Expression> values = each(s.values(), this::expression);
        return values == s.values() ? s : new Statement.Adjoint(values, s.span());
    }

    @Override
    public Statement visitLoss(Statement.Loss s) {
        Expression value = expression(s.value());
        return value == s.value() ? s : new Statement.Loss(value, s.span());
    }

    @Override
    public Statement visitTrain(Statement.Train s) {
        List<Statement.Setting> settings = each(s.settings(), setting -> {
            // What stands behind params in brackets calls no definition.
            Expression value = setting.selected().isEmpty() ? initial(setting.value()) : setting.value();
            return value == setting.value()
                    ? setting
                    : new Statement.Setting(setting.key(), setting.kind(), value, setting.span());
        });
        return settings == s.settings() ? s : new Statement.Train(settings, s.span());
    }
}
