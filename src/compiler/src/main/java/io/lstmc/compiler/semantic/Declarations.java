package io.lstmc.compiler.semantic;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.interval.Extent;
import io.lstmc.compiler.syntax.Definition;
import io.lstmc.compiler.syntax.Expression;
import io.lstmc.compiler.syntax.Statement;
import java.util.List;
import java.util.Optional;

/** Declares inputs, states and params of a body. */
final class Declarations {

    /** Sizes that a value may have: those of a matrix. */
    static final int AXES = 2;

    private final Body body;
    private final Scope scope;
    private final SizeReader sizes;

    Declarations(Body body, Scope scope) {
        this.body = body;
        this.scope = scope;
        this.sizes = new SizeReader(body, scope);
    }

    /** An input of a cell: without brackets a vector whose size has the input's name. */
    Symbol input(Statement.Variable variable) {
        Symbol symbol = scope.declare(variable.name(), Symbol.Kind.INPUT, body.kind, body.context);
        if (variable.sizes().isEmpty()) {
            symbol.value(Value.of(
                            new ShapeVariable(List.of(Size.named(variable.name().text()))))
                    .withExtent(Extent.DATA));
        }
        return symbol;
    }

    /** The shape of an input of a cell; a new name between the brackets names a size. */
    void inputSizes(Statement.Variable variable, Symbol symbol) {
        if (variable.sizes().isEmpty()) {
            return;
        }
        for (Expression size : variable.sizes().get()) {
            if (size instanceof Expression.Name name && scope.find(name.text()) == null) {
                Symbol named = scope.declare(
                        new io.lstmc.compiler.syntax.Identifier(name.text(), name.span()),
                        Symbol.Kind.SIZE,
                        body.kind,
                        body.context);
                named.value(Value.constant(Constant.of(Size.named(name.text()))));
            }
        }
        shape(variable)
                .ifPresent(shape ->
                        symbol.value(Value.of(body.inference.known(shape)).withExtent(Extent.DATA)));
    }

    Symbol state(Statement.Variable variable) {
        return shaped(variable, Symbol.Kind.STATE);
    }

    Symbol param(Statement.Variable variable) {
        return shaped(variable, Symbol.Kind.PARAM);
    }

    private Symbol shaped(Statement.Variable variable, Symbol.Kind kind) {
        Symbol symbol = scope.declare(variable.name(), kind, body.kind, body.context);
        if (variable.sizes().isEmpty()) {
            symbol.value(Value.of(body.inference.fresh()));
        } else {
            shape(variable).ifPresent(shape -> symbol.value(Value.of(body.inference.known(shape))));
        }
        if (kind == Symbol.Kind.PARAM) {
            symbol.value(symbol.value().withExtent(body.nextParameter()));
        }
        return symbol;
    }

    /** The declared sizes, at most {@link #AXES} of them. */
    Optional<Shape> shape(Statement.Variable variable) {
        List<Expression> written = variable.sizes().orElseThrow();
        if (written.size() > AXES) {
            reportAxes(
                    variable,
                    "the batch and the step are implicit: a value is a scalar [], a vector [n] or a matrix [m, n]");
            return Optional.empty();
        }
        return sizes.shape(written);
    }

    void reportAxes(Statement.Variable variable, String hint) {
        List<Expression> written = variable.sizes().orElseThrow();
        Span span = written.get(0).span().to(written.get(written.size() - 1).span());
        body.context.report(
                Diagnostic.of(Code.BAD_AXES, span, variable.name().text() + " has more axes than a value here can have")
                        .withLabel(written.size() + " sizes, at most " + AXES)
                        .withHint(hint));
    }

    Optional<Size> size(Expression e) {
        return sizes.size(e);
    }

    /** Checks the initialisers of params; each param needs one. */
    void initializers(Statement.Param param, ExpressionChecker options) {
        if (param.initializer().isPresent()) {
            new InitializerChecker(body.context).reference(param.initializer().get(), options, false);
        } else {
            for (Statement.Variable variable : param.variables()) {
                body.context.report(Diagnostic.of(
                                Code.MISSING_INITIALIZER,
                                variable.name().span(),
                                "param " + variable.name().text() + " needs an initialiser")
                        .withHint("write ~ and one of "
                                + body.context.names(
                                        Definition.Initializer.class,
                                        variable.name().span())));
            }
        }
    }

    static void misplaced(Statement statement, BodyKind kind, String what, Context context) {
        context.report(Diagnostic.of(Code.MISPLACED, statement.span(), what + " cannot stand in " + kind.text())
                .withHint(
                        kind == BodyKind.MODEL
                                ? "states belong to cells; a model calls them"
                                : "it belongs to a model"));
    }
}
