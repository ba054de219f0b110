package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement.Variable;
import io.lstmc.grammar.LstmParser.ExpressionContext;
import io.lstmc.grammar.LstmParser.SizesContext;
import io.lstmc.grammar.LstmParser.TypedContext;
import io.lstmc.grammar.LstmParser.VariableContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Makes what a declaration declares: names, with their sizes and kinds. */
final class VariableBuilder {

    private final Reports reports;
    private final ExpressionBuilder expressions;

    VariableBuilder(Reports reports, ExpressionBuilder expressions) {
        this.reports = reports;
        this.expressions = expressions;
    }

    List<Variable> typed(List<TypedContext> contexts) {
        List<Variable> variables = new ArrayList<>();
        for (TypedContext context : contexts) {
            variable(context.variable())
                    .ifPresent(variable ->
                            variables.add(new Variable(variable.name(), variable.sizes(), elementType(context))));
        }
        return variables;
    }

    private Optional<Expression.Call> elementType(TypedContext context) {
        if (context.NAME() == null) {
            return Optional.empty();
        }
        Token name = context.NAME().getSymbol();
        if (context.arguments() == null) {
            return Optional.of(new Expression.Call(
                    new Identifier(TreeNames.text(name), reports.span(name, name)),
                    List.of(),
                    reports.span(name, name)));
        }
        Span span = reports.span(name, context.getStop());
        if (context.exception != null) {
            Expression.Argument broken = new Expression.Argument(Optional.empty(), new Expression.Invalid(span), span);
            return Optional.of(new Expression.Call(
                    new Identifier(TreeNames.text(name), reports.span(name, name)), List.of(broken), span));
        }
        return expressions.call(name, context.arguments(), span) instanceof Expression.Call call
                ? Optional.of(call)
                : Optional.empty();
    }

    Optional<Variable> variable(VariableContext context) {
        if (context == null || context.NAME() == null) {
            return Optional.empty();
        }
        Identifier name = TreeNames.declared(context.NAME().getSymbol(), reports);
        if (context.sizes().isEmpty()) {
            return Optional.of(new Variable(name, Optional.empty()));
        }
        List<Expression> sizes = new ArrayList<>();
        for (SizesContext brackets : context.sizes()) {
            brackets.expression().forEach(size -> sizes.add(size(size)));
        }
        reportBrackets(name, context.sizes());
        if (context.exception != null && sizes.isEmpty()) {
            sizes.add(new Expression.Invalid(span(context)));
        }
        return Optional.of(new Variable(name, Optional.of(sizes)));
    }

    /** The sizes of {@code c[K][n]} are taken for those of {@code c[K, n]}, so that one mistake gives one message. */
    private void reportBrackets(Identifier name, List<SizesContext> brackets) {
        if (brackets.size() < 2 || brackets.stream().anyMatch(b -> b.exception != null)) {
            return;
        }
        String sizes = brackets.stream()
                .flatMap(b -> b.expression().stream())
                .map(size -> span(size).text())
                .collect(Collectors.joining(", "));
        reports.add(
                Code.SYNTAX,
                span(brackets.get(1)),
                "all sizes stand in one pair of brackets",
                "write " + name.text() + "[" + sizes + "]");
    }

    private Expression size(ExpressionContext context) {
        Expression size = expressions.build(context, context);
        if (size instanceof Expression.Literal literal && literal.value() > Integer.MAX_VALUE) {
            reports.add(Code.SIZE_TOO_LARGE, size.span(), "a size cannot be larger than " + Integer.MAX_VALUE);
            return new Expression.Invalid(size.span());
        }
        return size;
    }

    private Span span(ParserRuleContext context) {
        Token stop = context.getStop() == null ? context.getStart() : context.getStop();
        return reports.span(context.getStart(), stop);
    }
}
