package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.Ranges;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.CheckLimits;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.Type;
import io.lstmc.compiler.typed.TypedFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls of functions, which are looked into at each call; other calls go to rules of their own. */
public final class CallChecker {

    private final ExpressionChecker checker;
    private final DefinitionContext body;
    private final FileContext context;

    public CallChecker(ExpressionChecker checker) {
        this.checker = checker;
        this.body = checker.body;
        this.context = body.context();
    }

    OpenType call(Expression.Call e) {
        Symbol option = checker.scope.find(e.callee().text());
        if (option != null && option.kind().isDefinition()) {
            return callOption(e, option);
        }
        Optional<BuiltIn> builtIn = BuiltIn.named(e.callee().text());
        if (builtIn.isPresent()) {
            return new BuiltInRules(checker).call(e, builtIn.get());
        }
        Definition callee = context.definitions().find(e.callee()).orElse(null);
        if (callee instanceof Definition.Function generic && generic.isGeneric()) {
            return callGeneric(e, generic, Arguments.slots(generic.parameters(), Arguments.By.EITHER));
        }
        if (callee instanceof Definition.Function function) {
            return callFunction(e, function);
        }
        if (callee instanceof Definition.Cell cell) {
            if (body.kind() == BodyKind.CELL || body.kind() == BodyKind.MODEL) {
                if (context.callDepth() == 0 && cell.isGeneric()) {
                    return callGeneric(e, cell, CellCall.slots(cell));
                }
                if (context.callDepth() == 0) {
                    return new CellCall(checker).call(e, cell);
                }
            }
            return refuse(
                    e,
                    "a cell cannot be called in "
                            + (context.callDepth() > 0
                                    ? "a function"
                                    : body.kind().text()),
                    "a cell",
                    "call it in a model or in another cell");
        }
        if (callee instanceof Definition.Initializer initializer) {
            if (body.kind() == BodyKind.INITIALIZER) {
                return new InitializerChecker(context).call(checker, e, initializer);
            }
            return refuse(
                    e,
                    e.callee().text() + " is an initialiser",
                    "an initialiser",
                    "an initialiser stands after ~, as in `param W ~ "
                            + e.callee().text() + "`");
        }
        if (callee != null) {
            boolean model = callee instanceof Definition.Model || callee instanceof Definition.Variant;
            String kind = model ? "a model" : "an optimizer";
            return refuse(
                    e,
                    e.callee().text() + " cannot be called",
                    kind,
                    model
                            ? "write what both share as a cell and call it in both; a model is no layer of another"
                            : "an optimizer is named in the train block of a model");
        }
        return unknown(e);
    }

    /** What an option gives that is a definition is known in each instance. */
    private OpenType callOption(Expression.Call e, Symbol option) {
        option.use();
        GenericCall generic = new GenericCall(context, checker.scope);
        for (Expression.Argument a : e.arguments()) {
            if (a.name().isEmpty() || !generic.isDefinition(a.value())) {
                checker.check(a.value());
            }
        }
        if (option.kind() == Symbol.Kind.INITIALIZER) {
            context.report(Diagnostic.of(
                            Code.NOT_CALLABLE, e.callee().span(), e.callee().text() + " is an initialiser")
                    .withHint("an initialiser stands after ~"));
        }
        return body.poison();
    }

    private OpenType callGeneric(Expression.Call e, Definition generic, List<Arguments.Slot> slots) {
        new GenericCall(context, checker.scope).check(e, generic, slots, checker::check);
        return body.poison();
    }

    private OpenType refuse(Expression.Call e, String message, String label, String hint) {
        checkArguments(e);
        context.report(Diagnostic.of(Code.NOT_CALLABLE, e.callee().span(), message)
                .withLabel(label)
                .withHint(hint));
        return OpenType.POISON;
    }

    /** Looks into the arguments of a call that is wrong itself, for further mistakes. */
    private void checkArguments(Expression.Call e) {
        e.arguments().forEach(a -> checker.check(a.value()));
    }

    /** Whether an argument may tell a generic definition what one of its options is. */
    private boolean namesDefinition(Expression value) {
        return value instanceof Expression.Name name
                && checker.scope.find(name.text()) == null
                && (BuiltIn.named(name.text()).isPresent()
                        || context.definitions()
                                .find(new Identifier(name.text(), name.span()))
                                .isPresent());
    }

    private OpenType unknown(Expression.Call e) {
        String name = e.callee().text();
        Symbol symbol = checker.scope.find(name);
        if (symbol != null) {
            symbol.use();
            String t = body.kind().moment();
            String hint = switch (symbol.kind()) {
                case STATE -> "a state is read with brackets: " + name + "[" + t + "-1] or " + name + "[" + t + "]";
                case LAYER -> "a layer is the value of one call; call its cell again, which has params of its own then";
                default -> "a product is written " + name + " * (…) or " + name + "·(…)";
            };
            context.report(Diagnostic.of(Code.NOT_CALLABLE, e.callee().span(), name + " is not a function")
                    .withLabel(symbol.kind().text())
                    .withHint(hint));
            return OpenType.POISON;
        }
        e.arguments().stream()
                .map(Expression.Argument::value)
                .filter(value -> !namesDefinition(value))
                .forEach(checker::check);
        if (context.isIncomplete()) {
            return body.poison();
        }
        List<String> callable = new ArrayList<>();
        boolean cells = body.kind() == BodyKind.CELL || body.kind() == BodyKind.MODEL;
        for (BuiltIn each : BuiltIn.values()) {
            if ((each.kind() == BuiltIn.Kind.INITIAL) == (body.kind() == BodyKind.INITIALIZER)) {
                callable.add(each.text());
            }
        }
        for (Definition each : context.definitions().visibleFrom(e.callee())) {
            if (each instanceof Definition.Function || cells && each instanceof Definition.Cell) {
                callable.add(each.name().text());
            }
        }
        context.report(Diagnostic.of(
                        Code.UNKNOWN_NAME,
                        e.callee().span(),
                        "unknown " + (cells ? "function or cell " : "function ") + name)
                .withHint(context.definitions()
                        .importable(e.callee())
                        .map(from -> "write `import " + from + "` at the head of the file")
                        .orElseGet(() -> Suggestion.hint(
                                name,
                                callable,
                                "define it in this file, as `function " + name + "(x) = …`"
                                        + (cells ? " or `cell " + name + "(…) { … }`" : "")
                                        + ", or import the package that has it"))));
        return OpenType.POISON;
    }

    private OpenType callFunction(Expression.Call e, Definition.Function function) {
        List<Arguments.Slot> slots = Arguments.slots(function.parameters(), Arguments.By.EITHER);
        for (Expression.Argument a : e.arguments()) {
            if (!Arguments.isUnknown(a, slots)) {
                checker.check(a.value());
            }
        }
        if (body.kind() == BodyKind.INITIALIZER) {
            context.report(Diagnostic.of(Code.NOT_AVAILABLE, e.span(), "an initialiser cannot call a function")
                    .withHint("write the formula out"));
            return OpenType.POISON;
        }
        Optional<Map<String, Expression>> matched =
                Arguments.match(e.callee(), e.arguments(), slots, written(function), Arguments::form, context);
        TypedFunction typed = context.typed().functions().get(function);
        if (typed == null) {
            return body.poison();
        }
        if (matched.isEmpty() || checker.shallow) {
            return OpenType.POISON;
        }
        if (context.callDepth() >= CheckLimits.CALL_DEPTH) {
            context.report(Diagnostic.of(
                    Code.EXPANSION_TOO_LARGE,
                    e.span(),
                    "functions call one another more than " + CheckLimits.CALL_DEPTH + " deep"));
            return OpenType.POISON;
        }
        CallArguments arguments = new CallArguments(checker, matched.get());
        List<OpenType> types = new ArrayList<>();
        Map<String, String> shown = new HashMap<>();
        for (Definition.Parameter parameter : function.parameters()) {
            Expression given = arguments.given(parameter);
            OpenType value = arguments.type(parameter);
            types.add(value);
            if (given != null && context.isLibrary(function.span())) {
                shown.put(parameter.name().text(), checker.shown(given));
            }
            if (given != null) {
                Ranges.check(body, function, parameter, value, given);
            }
        }
        Inlined inlined = inline(e, typed, types, shown);
        checker.calls.put(e, type -> inlined.resolved(arguments.resolved(function.parameters()), type));
        return inlined.value();
    }

    /** What a call takes by its text, with the options that have been told an instance. */
    private List<Arguments.Slot> written(Definition.Function function) {
        List<Definition.Parameter> all = context.definitions()
                .instance(function)
                .map(i -> i.generic().parameters())
                .orElse(function.parameters());
        return Arguments.slots(all, Arguments.By.EITHER);
    }

    /**
     * A function that has been looked into for one call.
     *
     * @param inside what has checked its equations and its value
     * @param value the type of its value
     */
    public record Inlined(TypedFunction function, ExpressionChecker inside, OpenType value) {

        /** What a parameter is inside. */
        public Declaration parameter(int number) {
            return declaration(function.definition().parameters().get(number).name());
        }

        private Declaration declaration(Identifier name) {
            return inside.scope.find(name.text()).declaration();
        }

        /**
         * The call.
         *
         * @param arguments those of the last parameters; parameters before them stay free
         */
        public Resolved resolved(List<Resolved> arguments, Type type) {
            List<Resolved.Definition> given = new ArrayList<>();
            int free = function.definition().parameters().size() - arguments.size();
            for (int i = 0; i < arguments.size(); i++) {
                given.add(new Resolved.Definition(parameter(free + i), arguments.get(i)));
            }
            List<Resolved.Definition> equations = new ArrayList<>();
            for (Statement.Equation equation : function.equations()) {
                equations.add(new Resolved.Definition(declaration(equation.name()), inside.resolved(equation.value())));
            }
            return new Resolved.FunctionCall(
                    given, equations, inside.resolved(function.definition().value()), type);
        }
    }

    /** The value of a function for arguments of these types, in the order of the parameters. */
    public Inlined inline(Expression.Call call, TypedFunction function, List<OpenType> arguments) {
        return inline(call, function, arguments, Map.of());
    }

    /** The same, with what messages call the parameters. */
    private Inlined inline(
            Expression.Call call, TypedFunction function, List<OpenType> arguments, Map<String, String> shown) {
        context.enter(call);
        try {
            return inline(function, arguments, shown);
        } finally {
            context.leave();
        }
    }

    private Inlined inline(TypedFunction function, List<OpenType> arguments, Map<String, String> shown) {
        NameScope scope = new NameScope();
        List<Definition.Parameter> parameters = function.definition().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Definition.Parameter parameter = parameters.get(i);
            Symbol symbol = new Symbol(parameter.name(), Symbol.Kind.ARGUMENT);
            symbol.value(arguments.get(i));
            symbol.shown(Optional.ofNullable(shown.get(parameter.name().text())));
            scope.give(symbol);
        }
        ExpressionChecker inside = new ExpressionChecker(body, scope, false);
        for (Statement.Equation equation : function.equations()) {
            Symbol symbol = new Symbol(equation.name(), Symbol.Kind.INTERMEDIATE);
            symbol.value(inside.check(equation.value()));
            scope.give(symbol);
        }
        OpenType value = inside.check(function.definition().value());
        return new Inlined(function, inside, value.isPoison() ? value : value.withMembers(Map.of()));
    }

    /** A reference after {@code ~} or in a train block: a name stands for a call without arguments. */
    public static Optional<Expression.Call> asCall(Expression e) {
        if (e instanceof Expression.Call call) {
            return Optional.of(call);
        }
        return e instanceof Expression.Name name
                ? Optional.of(new Expression.Call(new Identifier(name.text(), name.span()), List.of(), name.span()))
                : Optional.empty();
    }
}
