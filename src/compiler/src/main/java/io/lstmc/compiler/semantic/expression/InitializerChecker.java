package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.OptionRequirements;
import io.lstmc.compiler.semantic.scope.OptionTerm;
import io.lstmc.compiler.semantic.scope.Ranges;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.semantic.scope.UnusedNames;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.ResolvedWalker;
import io.lstmc.compiler.typed.TypedInitializer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Initialisers: formulas for one element of a parameter, and their use after {@code ~}. */
public final class InitializerChecker {

    private static final String ROWS = "rows";
    private static final String COLUMNS = "columns";

    private final FileContext context;

    public InitializerChecker(FileContext context) {
        this.context = context;
    }

    public void check(Definition.Initializer initializer) {
        DefinitionContext body = new DefinitionContext(context, BodyKind.INITIALIZER);
        NameScope scope = new NameScope();
        Options.declare(initializer.parameters(), Symbol.Kind.OPTION, body, scope);
        // What a call gives is known when the call is there, not here.
        for (Symbol s : scope.symbols()) {
            s.value(
                    s.value().isPoison()
                            ? s.value()
                            : OpenType.constant(Constant.option(s.name().text())));
        }
        NameScope inside = new NameScope();
        for (Symbol each : scope.symbols()) {
            inside.give(each);
        }
        for (String given : List.of(ROWS, COLUMNS)) {
            Symbol symbol = new Symbol(new Identifier(given, initializer.name().span()), Symbol.Kind.OPTION);
            symbol.value(OpenType.scalar());
            inside.give(symbol);
        }
        ExpressionChecker checker = new ExpressionChecker(body, inside, false);
        checker.check(initializer.value());
        if (body.isSound()) {
            context.demands(initializer, body.demands());
            UnusedNames.warn(scope, context);
            Resolved value = checker.resolved(initializer.value());
            context.typed()
                    .initializers()
                    .put(
                            initializer,
                            new TypedInitializer(
                                    initializer,
                                    Options.declarations(initializer.parameters(), scope),
                                    inside.find(ROWS).declaration(),
                                    inside.find(COLUMNS).declaration(),
                                    value,
                                    ResolvedWalker.any(value, InitializerChecker::draws),
                                    body.work(),
                                    body.deepest()));
        }
    }

    private static boolean draws(Resolved e) {
        return e instanceof Resolved.BuiltInCall call && call.function().kind() == BuiltIn.Kind.INITIAL
                || e instanceof Resolved.InitializerCall other
                        && other.initializer().random();
    }

    /** A call of one initialiser in another. */
    OpenType call(ExpressionChecker checker, Expression.Call e, Definition.Initializer callee) {
        e.arguments().forEach(a -> checker.check(a.value()));
        TypedInitializer typed = context.typed().initializers().get(callee);
        if (typed == null) {
            return checker.body.poison();
        }
        boolean fits = checker.body.enter(typed.work(), typed.nesting(), e.span());
        Optional<Map<String, Expression>> matched = match(e, callee);
        matched.ifPresent(given -> checkOptions(e, e, callee, given, checker));
        return fits && matched.isPresent() ? OpenType.scalar() : OpenType.POISON;
    }

    /**
     * Checks the options of a use of an initialiser, and what follows from them inside of it, and notes the call.
     *
     * @param use the call as it is written, perhaps just a name
     */
    private void checkOptions(
            Expression use,
            Expression.Call call,
            Definition.Initializer callee,
            Map<String, Expression> matched,
            ExpressionChecker checker) {
        DefinitionContext body = checker.body;
        CallArguments given = new CallArguments(checker, matched);
        TypedInitializer typed = context.typed().initializers().get(callee);
        checker.types.put(use, OpenType.scalar());
        checker.calls.put(use, type -> new Resolved.InitializerCall(typed, given.resolved(callee.parameters()), type));
        Map<String, OptionTerm> options = new LinkedHashMap<>();
        for (Definition.Parameter parameter : callee.parameters()) {
            OpenType value = given.type(parameter);
            Ranges.addTerm(options, parameter, value);
            if (given.given(parameter) != null) {
                Ranges.check(body, callee, parameter, value, given.given(parameter));
            }
        }
        if (body.precision().isPresent()) {
            context.demands(callee)
                    .check(
                            OptionRequirements.values(options, Map.of()),
                            call.span(),
                            callee,
                            new Ranges(context, body.isSingle()));
        } else {
            body.demands().uses.add(new OptionRequirements.Use(callee, options));
        }
    }

    private Optional<Map<String, Expression>> match(Expression.Call e, Definition.Initializer callee) {
        return Arguments.match(
                e.callee(), e.arguments(), Arguments.slots(callee.parameters(), Arguments.By.NUMBER), context);
    }

    /**
     * Checks what stands after {@code ~}.
     *
     * @param repeatable whether it must give the same number each time, as the start of a state does
     */
    public void reference(Expression e, ExpressionChecker checker, boolean repeatable) {
        Optional<Expression.Call> call = CallChecker.asCall(e);
        if (e instanceof Expression.Invalid) {
            checker.body.poison();
            return;
        }
        if (call.isEmpty()) {
            boolean number = e instanceof Expression.Literal || e instanceof Expression.Negation;
            context.report(Diagnostic.of(Code.BAD_INITIALIZER, e.span(), "after ~ stands the name of an initialiser")
                    .withLabel("an expression")
                    .withHint(
                            number
                                    ? "initialisers are " + context.names(Definition.Initializer.class, e.span())
                                    : "define it as `initializer mine = …` and write ~ mine"));
            return;
        }
        referenceCall(e, call.get(), checker, repeatable);
    }

    private void referenceCall(Expression use, Expression.Call call, ExpressionChecker checker, boolean repeatable) {
        Identifier name = call.callee();
        Symbol option = checker.scope.find(name.text());
        if (option != null && option.kind() == Symbol.Kind.INITIALIZER) {
            option.use();
            checker.body.poison();
            return;
        }
        Definition found = context.definitions().find(name).orElse(null);
        if (option != null && option.kind().isDefinition()) {
            option.use();
            context.report(Diagnostic.of(Code.BAD_INITIALIZER, name.span(), name.text() + " is not an initialiser")
                    .withLabel(option.kind().text())
                    .withHint("an option that is one is declared as `initializer " + name.text() + "`"));
            return;
        }
        if (!(found instanceof Definition.Initializer initializer)) {
            if (found == null && context.isIncomplete()) {
                checker.body.poison();
                return;
            }
            List<String> known = context.definitions().visibleFrom(name).stream()
                    .filter(Definition.Initializer.class::isInstance)
                    .map(d -> d.name().text())
                    .toList();
            Symbol value = checker.scope.find(name.text());
            context.report(Diagnostic.of(
                            found == null && value == null ? Code.UNKNOWN_NAME : Code.BAD_INITIALIZER,
                            name.span(),
                            found == null && value == null
                                    ? "unknown initialiser " + name.text()
                                    : name.text() + " is not an initialiser")
                    .withHint(
                            value == null
                                    ? Suggestion.hint(
                                            name.text(), known, "initialisers are " + String.join(", ", known))
                                    : "after ~ stands the name of an initialiser; a state begins with a value after =, as in `state h[n] = "
                                            + name.text() + "`"));
            return;
        }
        for (Expression.Argument argument : call.arguments()) {
            OpenType value = checker.check(argument.value());
            if (!value.isPoison() && value.constant().isEmpty()) {
                context.report(Diagnostic.of(
                                Code.NOT_CONSTANT,
                                argument.value().span(),
                                "an initialiser needs numbers that are known beforehand")
                        .withLabel("depends on the data")
                        .withHint("use numbers and options"));
            }
        }
        Optional<Map<String, Expression>> options = match(call, initializer);
        options.ifPresent(given -> checkOptions(use, call, initializer, given, checker));
        boolean matched = options.isPresent();
        TypedInitializer typed = context.typed().initializers().get(initializer);
        if (typed == null) {
            checker.body.poison();
        }
        if (matched && repeatable && typed != null && typed.random()) {
            context.report(Diagnostic.of(Code.BAD_INITIALIZER, call.span(), "a state cannot start at random")
                    .withLabel(name.text() + " draws random numbers")
                    .withHint("choose one that gives a fixed number, or leave ~ out to start from zero"));
        }
    }
}
