package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.expression.ExpressionChecker;
import io.lstmc.compiler.semantic.expression.ShapeRules;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outputs of a cell or a model. One with a name and an expression is an equation of its own; the output then
 * refers to it.
 */
final class Outputs {

    /** An output: a reference and its type. */
    record Output(Identifier name, Expression value, OpenType type) {}

    private record Written(Identifier name, Expression value) {}

    private final DefinitionContext body;
    private final NameScope scope;
    private final ExpressionChecker checker;
    private final List<Written> written = new ArrayList<>();
    private final Map<String, Identifier> names = new HashMap<>();
    private boolean declared;

    Outputs(DefinitionContext body, NameScope scope, ExpressionChecker checker) {
        this.body = body;
        this.scope = scope;
        this.checker = checker;
    }

    void add(Statement.Output output, BodyEquations equations) {
        declared = true;
        for (Statement.Result result : output.results()) {
            Optional<Identifier> name = result.name();
            if (name.isPresent()) {
                Symbol state = scope.find(name.get().text());
                equations.define(name.get(), result.value(), result.span(), Symbol.Kind.OUTPUT);
                if (state == null) {
                    addWritten(
                            name.get(),
                            new Expression.Name(name.get().text(), name.get().span()));
                }
            } else if (impliedName(result.value()).isPresent()) {
                addWritten(impliedName(result.value()).get(), result.value());
            } else if (result.value() instanceof Expression.Invalid) {
                // What it is called is not known, so that calls of this cell cannot be checked.
                body.poison();
            } else {
                int before = body.context().errors();
                checker.check(result.value());
                if (body.context().errors() == before) {
                    body.report(Diagnostic.of(Code.UNNAMED_OUTPUT, result.span(), "this output has no name")
                            .withHint("write `output y = "
                                    + FileContext.excerpt(result.value().span()) + "`"));
                }
            }
        }
    }

    private void addWritten(Identifier name, Expression value) {
        Identifier earlier = names.putIfAbsent(name.text(), name);
        if (earlier != null) {
            body.report(Diagnostic.of(Code.DECLARED_TWICE, name.span(), "two outputs are called " + name.text())
                    .withLabel("the first " + FileContext.place(earlier.span()))
                    .withHint("name one of them, as in `output before = " + FileContext.excerpt(value.span()) + "`"));
            return;
        }
        written.add(new Written(name, value));
    }

    /** Types of all outputs; a report at the definition's name when there is none. */
    List<Output> check(Identifier owner) {
        if (!declared) {
            body.report(Diagnostic.of(Code.NO_OUTPUT, owner.span(), owner.text() + " has no output")
                    .withHint(
                            body.kind() == BodyKind.CELL
                                    ? "add `output h[t]`, or the intermediate that callers should see"
                                    : "add an output, as in `output y = last(z)`"));
        }
        List<Output> outputs = new ArrayList<>();
        for (Written each : written) {
            OpenType value = checker.check(each.value());
            if (value.isPoison() || !checker.rules.areNumbers(List.of(new ShapeRules.Operand(each.value(), value)))) {
                body.poison();
                continue;
            }
            outputs.add(new Output(each.name(), each.value(), value));
        }
        if (outputs.isEmpty()) {
            // Whatever was wrong has been reported, and there is nothing that a call could stand for.
            body.poison();
        }
        return outputs;
    }

    /** The name that an output has when none is written. */
    static Optional<Identifier> impliedName(Expression e) {
        if (e instanceof Expression.Name name) {
            return Optional.of(new Identifier(name.text(), name.span()));
        }
        if (e instanceof Expression.Member member) {
            String path = member.name().text();
            return Optional.of(new Identifier(
                    path.substring(path.lastIndexOf('.') + 1), member.name().span()));
        }
        return e instanceof Expression.At at ? Optional.of(at.state()) : Optional.empty();
    }
}
