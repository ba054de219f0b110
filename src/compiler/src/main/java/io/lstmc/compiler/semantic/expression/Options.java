package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.Ranges;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.ExpressionWalker;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The options of a definition and their defaults. */
public final class Options {

    private Options() {}

    /** Declares options: names for numbers, which may be sizes too; those of a function stand for anything. */
    public static void declare(
            List<Definition.Parameter> parameters, Symbol.Kind kind, DefinitionContext body, NameScope scope) {
        for (Definition.Parameter parameter : parameters) {
            if (parameter.kind() != Definition.ParameterKind.NUMBER) {
                declareDefinition(parameter, body, scope);
                continue;
            }
            Symbol symbol = scope.declare(parameter.name(), kind, body.kind(), body.context());
            if (kind == Symbol.Kind.OPTION) {
                symbol.value(OpenType.constant(
                        Constant.of(Size.named(parameter.name().text()))));
            }
            if (parameter.defaultValue().isPresent()) {
                checkNumber("a default", parameter, parameter.defaultValue().get(), body);
            }
        }
    }

    /** What resolved expressions call the options. */
    public static List<Declaration> declarations(List<Definition.Parameter> parameters, NameScope scope) {
        return parameters.stream()
                .map(p -> scope.find(p.name().text()).declaration())
                .toList();
    }

    /** An option that is a definition: what it is says each call. */
    public static void declareDefinition(Definition.Parameter parameter, DefinitionContext body, NameScope scope) {
        Symbol.Kind kind = switch (parameter.kind()) {
            case CELL -> Symbol.Kind.CELL;
            case FUNCTION -> Symbol.Kind.FUNCTION;
            case INITIALIZER -> Symbol.Kind.INITIALIZER;
            case NUMBER -> Symbol.Kind.OPTION;
        };
        String name = parameter.name().text();
        scope.declare(parameter.name(), kind, body.kind(), body.context());
        if (BuiltIn.named(name).isPresent()) {
            body.report(Diagnostic.of(Code.RESERVED_NAME, parameter.name().span(), name + " is built in")
                    .withHint("choose another name"));
        }
        if (kind == Symbol.Kind.CELL && body.kind() == BodyKind.FUNCTION) {
            body.report(Diagnostic.of(Code.NOT_CALLABLE, parameter.name().span(), "a function calls no cells")
                    .withHint("make it a cell, which may have options that are cells"));
        }
        parameter
                .defaultValue()
                .ifPresent(value -> new GenericCall(body.context(), new NameScope()).checkDefault(parameter, value));
    }

    /** Checks a value that must be a number by itself. */
    public static void checkNumber(
            String what, Definition.Parameter parameter, Expression value, DefinitionContext body) {
        List<Expression.Name> names = new ArrayList<>();
        ExpressionWalker.over(value, e -> {
            if (e instanceof Expression.Name name
                    && !name.text().equals("π")
                    && !name.text().equals("pi")) {
                names.add(name);
            }
        });
        if (!names.isEmpty()) {
            body.report(Diagnostic.of(Code.NOT_CONSTANT, names.get(0).span(), what + " is a number")
                    .withLabel("a name")
                    .withHint(
                            body.kind() == BodyKind.MODEL
                                    ? "write a number, as in "
                                            + parameter.name().text() + ": 16"
                                    : "leave the default out, so that each call says the value"));
            return;
        }
        OpenType checked = new ExpressionChecker(body, new NameScope(), false).check(value);
        Optional<Double> number = checked.constant().flatMap(Constant::number);
        if (!checked.isPoison() && number.filter(Double::isFinite).isEmpty()) {
            body.report(Diagnostic.of(Code.NOT_CONSTANT, value.span(), what + " is a finite number")
                    .withLabel("this is not")
                    .withHint("as in rate = 0.5"));
        } else if (number.isPresent()
                && !parameter
                        .range()
                        .map(r -> r.interval().contains(number.get()) != r.excluded())
                        .orElse(true)) {
            body.report(Diagnostic.of(
                            Code.OUT_OF_RANGE,
                            value.span(),
                            (what.equals("a default") ? "this default" : what) + " is not "
                                    + parameter.range().get())
                    .withLabel("this is " + Ranges.show(number.get()))
                    .withHint(what.equals("a default") ? "change the default or the range" : "choose another number"));
        }
    }
}
