package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.interval.Extent;
import io.lstmc.compiler.semantic.expression.ExpressionChecker;
import io.lstmc.compiler.semantic.expression.InitializerChecker;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.Dependence;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.ShapeVariable;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import io.lstmc.compiler.typed.TypedCell;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Declares inputs, states and params of a body. */
final class Declarations {

    /** Sizes that a value may have: those of a matrix. */
    static final int AXES = 2;

    private final DefinitionContext body;
    private final NameScope scope;
    private final SizeReader sizes;
    private final Set<String> frozen = new HashSet<>();

    Declarations(DefinitionContext body, NameScope scope) {
        this.body = body;
        this.scope = scope;
        this.sizes = new SizeReader(body, scope);
    }

    /** An input of a cell: without brackets a vector whose size has the input's name. */
    Symbol input(Statement.Variable variable) {
        Symbol symbol = scope.declare(variable.name(), Symbol.Kind.INPUT, body.kind(), body.context());
        if (variable.sizes().isEmpty() && variable.type().isEmpty()) {
            symbol.value(OpenType.of(
                            new ShapeVariable(List.of(Size.named(variable.name().text()))))
                    .withExtent(Extent.DATA));
        }
        return symbol;
    }

    /** The times that the first of the sizes between brackets are. */
    List<Symbol> leadingTimes(List<Expression> sizes) {
        List<Symbol> found = new ArrayList<>();
        for (Expression size : sizes) {
            Symbol symbol = size instanceof Expression.Name name ? scope.find(name.text()) : null;
            if (symbol == null || symbol.kind() != Symbol.Kind.TIME) {
                break;
            }
            symbol.use();
            found.add(symbol);
        }
        return found;
    }

    /** The axes that times are, those left out whose length was reported. */
    List<TimeAxis> axes(List<Symbol> times) {
        List<TimeAxis> found = new ArrayList<>();
        for (Symbol time : times) {
            time.value()
                    .constant()
                    .flatMap(Constant::whole)
                    .ifPresent(length -> found.add(new TimeAxis(time.name().text(), length)));
        }
        return found;
    }

    /**
     * How many tokens there are of a kind: {@code token(5000)} in a model; in a cell {@code token} of as many as its caller
     * has, {@code token(V)} where V is then a size.
     */
    Optional<Size> token(Statement.Variable variable, List<Expression> sizes) {
        Expression.Call type = variable.type().orElseThrow();
        String name = variable.name().text();
        boolean inCell = body.kind() == BodyKind.CELL;
        String form = inCell ? name + " : token, or token(V)" : name + " : token(5000)";
        if (!type.callee().text().equals("token")) {
            body.report(Diagnostic.of(
                            Code.TOKEN,
                            type.callee().span(),
                            "there is no kind " + type.callee().text())
                    .withLabel("numbers need no kind, and tokens are of the kind token")
                    .withHint("write " + form));
            return Optional.empty();
        }
        if (!sizes.isEmpty()) {
            body.report(Diagnostic.of(Code.TOKEN, sizes.get(0).span(), "a token has no size")
                    .withLabel(name + " is one token"
                            + (variable.sizes().orElse(List.of()).size() > sizes.size() ? " at each step" : ""))
                    .withHint("how many different tokens there are stands in token(…)"));
            return Optional.empty();
        }
        if (inCell && type.arguments().isEmpty()) {
            return Optional.of(Size.named(name));
        }
        if (type.arguments().size() != 1 || type.arguments().get(0).name().isPresent()) {
            body.report(Diagnostic.of(Code.TOKEN, type.span(), "a token says how many different ones there are")
                    .withHint("write " + form));
            return Optional.empty();
        }
        Expression count = type.arguments().get(0).value();
        declareSize(count);
        return size(count);
    }

    /** A new name in the place of a size names that size. */
    private void declareSize(Expression size) {
        if (body.kind() == BodyKind.CELL && size instanceof Expression.Name name && scope.find(name.text()) == null) {
            Symbol named = scope.declare(
                    new io.lstmc.compiler.tree.Identifier(name.text(), name.span()),
                    Symbol.Kind.SIZE,
                    body.kind(),
                    body.context());
            named.value(OpenType.constant(Constant.of(Size.named(name.text()))));
        }
    }

    /** A time of a cell: along which is said by what a caller gives. */
    void time(Statement.Time time) {
        Symbol symbol = scope.declare(time.name(), Symbol.Kind.TIME, body.kind(), body.context());
        String name = time.name().text();
        body.vary(name);
        symbol.value(OpenType.constant(Constant.of(Size.named(name))));
        if (time.steps().isPresent()) {
            body.report(Diagnostic.of(Code.MISPLACED, time.span(), "a cell does not say how many steps a time has")
                    .withHint("write `time " + name + "`: there are as many steps as in what a caller gives"));
        }
    }

    /** Whether the length of an input of a cell, or the number of its tokens, is called as the input itself. */
    boolean namesItsLength(Statement.Variable variable) {
        List<Expression> written = variable.sizes().orElse(List.of());
        return variable.type().map(type -> type.arguments().isEmpty()).orElse(true)
                && leadingTimes(written).size() == written.size()
                && (!written.isEmpty() || variable.sizes().isEmpty());
    }

    /** The shape of an input of a cell; a new name between the brackets names a size. */
    void inputSizes(Statement.Variable variable, Symbol symbol) {
        if (variable.sizes().isEmpty() && variable.type().isEmpty()) {
            return;
        }
        List<Expression> written = variable.sizes().orElse(List.of());
        List<Symbol> along = leadingTimes(written);
        List<Expression> rest = written.subList(along.size(), written.size());
        if (variable.type().isPresent()) {
            token(variable, rest)
                    .ifPresent(count -> symbol.value(OpenType.of(axes(along), new ShapeVariable(List.of()))
                            .withToken(Optional.of(count))));
            return;
        }
        if (!along.isEmpty() && rest.isEmpty()) {
            Size size = Size.named(variable.name().text());
            symbol.value(
                    OpenType.of(axes(along), new ShapeVariable(List.of(size))).withExtent(Extent.DATA));
            return;
        }
        Statement.Variable step = new Statement.Variable(variable.name(), Optional.of(rest));
        if (rest.size() == 1 && rest.get(0) instanceof Expression.Name size && scope.find(size.text()) == null) {
            body.nameLength(variable.name().text() + "[" + size.text() + "]");
        }
        rest.forEach(this::declareSize);
        shape(step)
                .ifPresent(shape -> symbol.value(
                        OpenType.of(axes(along), body.inference().known(shape)).withExtent(Extent.DATA)));
    }

    Symbol state(Statement.Variable variable) {
        return shaped(variable, Symbol.Kind.STATE);
    }

    Symbol param(Statement.Variable variable) {
        if (variable.type().isPresent()) {
            frozen.add(variable.name().text());
            checkFrozen(variable, variable.type().get());
        }
        return shaped(variable, Symbol.Kind.PARAM);
    }

    /** The names of the params that no training changes. */
    Set<String> frozen() {
        return frozen;
    }

    private void checkFrozen(Statement.Variable variable, Expression.Call type) {
        String name = variable.name().text();
        if (!type.callee().text().equals("frozen")) {
            body.report(Diagnostic.of(
                            Code.PARAM_KIND,
                            type.callee().span(),
                            "there is no kind of params called " + type.callee().text())
                    .withLabel("a param is trained, or it is frozen")
                    .withHint("leave it out, or write " + name + " : frozen"));
        } else if (!type.arguments().isEmpty()) {
            body.report(Diagnostic.of(Code.PARAM_KIND, type.span(), "frozen takes nothing in parentheses")
                    .withHint("write " + name + " : frozen"));
        }
    }

    private Symbol shaped(Statement.Variable variable, Symbol.Kind kind) {
        Symbol symbol = scope.declare(variable.name(), kind, body.kind(), body.context());
        List<Expression> written = variable.sizes().orElse(List.of());
        List<Symbol> along = kind == Symbol.Kind.STATE ? leadingTimes(written) : List.of();
        List<Expression> rest = written.subList(along.size(), written.size());
        if (variable.sizes().isEmpty()) {
            symbol.value(OpenType.of(body.inference().fresh()));
        } else {
            shape(new Statement.Variable(variable.name(), Optional.of(rest)))
                    .ifPresent(shape -> symbol.value(
                            OpenType.of(axes(along), body.inference().known(shape))));
        }
        if (kind == Symbol.Kind.PARAM) {
            symbol.value(symbol.value().with(Dependence.TRAINED).withExtent(body.nextParameter()));
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
        body.report(
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
            new InitializerChecker(body.context()).reference(param.initializer().get(), options, false);
        } else {
            for (Statement.Variable variable : param.variables()) {
                body.report(Diagnostic.of(
                                Code.MISSING_INITIALIZER,
                                variable.name().span(),
                                "param " + variable.name().text() + " needs an initialiser")
                        .withHint("write ~ and one of "
                                + body.context()
                                        .names(
                                                Definition.Initializer.class,
                                                variable.name().span())));
            }
        }
    }

    /** The params of a statement, when their shapes are found. */
    List<TypedCell.TypedParam> params(Statement.Param param, ExpressionChecker checker, Map<String, Shape> shapes) {
        Resolved initializer = checker.resolved(param.initializer().orElseThrow());
        List<TypedCell.TypedParam> found = new ArrayList<>();
        for (Statement.Variable v : param.variables()) {
            String name = v.name().text();
            Declaration declaration = scope.find(name).declaration();
            found.add(new TypedCell.TypedParam(declaration, shapes.get(name), initializer, frozen.contains(name)));
        }
        return found;
    }

    static void misplaced(Statement statement, BodyKind kind, String what, FileContext context) {
        context.report(Diagnostic.of(Code.MISPLACED, statement.span(), what + " cannot stand in " + kind.text())
                .withHint(
                        kind == BodyKind.MODEL
                                ? "a state and its equations stand in a cell, which a model applies to a sequence: layer a = Name(x, …)"
                                : "it belongs to a model"));
    }

    /** The keyword of a statement, for messages. */
    static String word(Statement statement) {
        if (statement instanceof Statement.Time) {
            return "time";
        } else if (statement instanceof Statement.Target) {
            return "target";
        } else if (statement instanceof Statement.State) {
            return "state";
        } else if (statement instanceof Statement.Param) {
            return "param";
        } else if (statement instanceof Statement.Layer) {
            return "layer";
        } else if (statement instanceof Statement.Output) {
            return "output";
        } else if (statement instanceof Statement.Loss) {
            return "loss";
        } else if (statement instanceof Statement.Adjoint) {
            return "adjoint";
        } else if (statement instanceof Statement.Train) {
            return "train";
        } else if (statement instanceof Statement.Option option) {
            return option.key().text();
        }
        return statement instanceof Statement.Input ? "input" : "an equation";
    }
}
