package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Definition.Parameter;
import io.lstmc.compiler.tree.Definition.ParameterKind;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.CheckLimits;
import io.lstmc.compiler.typed.Instances;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Why a call of a generic definition could not be replaced by one of an instance. */
public final class GenericCall {

    private final FileContext context;
    private final NameScope scope;

    /** @param scope the names where the call stands: options that are definitions may be among them */
    public GenericCall(FileContext context, NameScope scope) {
        this.context = context;
        this.scope = scope;
    }

    /**
     * Reports what is wrong with a call. Where it passes on an option that is a definition, each instance is looked at too.
     *
     * @param values checks an argument that is a value
     */
    public void check(Expression.Call e, Definition generic, List<Arguments.Slot> slots, Consumer<Expression> values) {
        if (context.definitions().isRefused(e)) {
            reportCopies(e);
            return;
        }
        Map<String, Expression> given = Instances.given(e, generic);
        List<Expression> definitions = new ArrayList<>();
        for (Parameter p : generic.parameters()) {
            Expression value = given.get(p.name().text());
            if (p.kind() != ParameterKind.NUMBER && value != null) {
                definitions.add(value);
                checkDefinition(e.callee(), p, value);
            }
        }
        for (Expression.Argument a : e.arguments()) {
            if (definitions.stream().noneMatch(d -> d == a.value()) && !isDefinition(a.value())) {
                values.accept(a.value());
            }
        }
        Arguments.match(e.callee(), e.arguments(), slots, context);
        if (definitions.stream().noneMatch(this::isPassedOn)) {
            context.untold(e);
        }
    }

    /** Whether it is an option of the generic definition in which the call stands, which only instances know. */
    private boolean isPassedOn(Expression value) {
        Symbol symbol = value instanceof Expression.Name name ? scope.find(name.text()) : null;
        return symbol != null && symbol.kind().isDefinition();
    }

    private void reportCopies(Expression.Call e) {
        if (context.reportsCopies()) {
            context.report(Diagnostic.of(
                            Code.EXPANSION_TOO_LARGE,
                            e.span(),
                            "options that are definitions make more than " + CheckLimits.COPIED_TEXT
                                    + " characters of others")
                    .withHint("each combination of options is written out; name fewer of them"));
        }
    }

    /** Whether it names a definition, which is no value but may be what an option is. */
    boolean isDefinition(Expression value) {
        if (!(value instanceof Expression.Name name)) {
            return false;
        }
        Symbol symbol = scope.find(name.text());
        return symbol != null
                ? symbol.kind().isDefinition()
                : BuiltIn.named(name.text()).isPresent()
                        || context.definitions()
                                .find(new Identifier(name.text(), name.span()))
                                .isPresent();
    }

    /** Checks what an option is where no call says it. */
    void checkDefault(Parameter option, Expression value) {
        checkDefinition("the default of ", "", option, value);
    }

    /** Checks what an option is told. */
    private void checkDefinition(Identifier callee, Parameter option, Expression value) {
        checkDefinition("option ", " of " + callee.text(), option, value);
    }

    private void checkDefinition(String before, String after, Parameter option, Expression value) {
        if (value instanceof Expression.Invalid) {
            return;
        }
        String takes = before
                + option.name().text()
                + after
                + (before.startsWith("the") ? " is " : " takes ")
                + option.kind().text();
        if (!(value instanceof Expression.Name name)) {
            boolean call = value instanceof Expression.Call c && !c.isOuter();
            String written = call ? ((Expression.Call) value).callee().text() : null;
            context.report(Diagnostic.of(Code.NOT_A_DEFINITION, value.span(), takes)
                    .withLabel(call ? "a call" : value instanceof Expression.Literal ? "a number" : "an expression")
                    .withHint(
                            call
                                    ? "write its name alone, " + written + "; it is called where the option stands"
                                    : "write the name of one, as " + example(option.kind(), value)));
            return;
        }
        Symbol symbol = scope.find(name.text());
        if (symbol != null) {
            symbol.use();
            if (!symbol.kind().text().equals(option.kind().text())) {
                report(takes, value, name.text() + " is " + symbol.kind().text(), option);
            }
            return;
        }
        Identifier use = new Identifier(name.text(), name.span());
        Optional<BuiltIn> builtIn = BuiltIn.named(name.text());
        Definition found = context.definitions().find(use).orElse(null);
        if (builtIn.isPresent()) {
            boolean fits =
                    option.kind() == ParameterKind.FUNCTION && builtIn.get().kind() != BuiltIn.Kind.INITIAL;
            if (!fits) {
                report(takes, value, name.text() + " is a function that is built in", option);
            }
        } else if (found != null) {
            String kind = found.accept(Kinds.INSTANCE);
            if (!kind.equals(option.kind().text())) {
                report(takes, value, name.text() + " is " + kind, option);
            }
        } else if (!context.isIncomplete()) {
            String word = option.kind().text().substring(option.kind().text().indexOf(' ') + 1);
            List<String> known = known(option.kind(), use);
            context.report(Diagnostic.of(Code.UNKNOWN_NAME, value.span(), "unknown " + word + " " + name.text())
                    .withLabel(takes)
                    .withHint(context.definitions()
                            .importable(use)
                            .map(from -> "write `import " + from + "` at the head of the file")
                            .orElseGet(() ->
                                    Suggestion.hint(name.text(), known, "known here: " + String.join(", ", known)))));
        }
    }

    private void report(String takes, Expression value, String label, Parameter option) {
        context.report(Diagnostic.of(Code.NOT_A_DEFINITION, value.span(), takes)
                .withLabel(label)
                .withHint("write the name of one, as " + example(option.kind(), value)));
    }

    private List<String> known(ParameterKind kind, Identifier from) {
        List<String> known = new ArrayList<>();
        for (Definition d : context.definitions().visibleFrom(from)) {
            if (d.accept(Kinds.INSTANCE).equals(kind.text())) {
                known.add(d.name().text());
            }
        }
        return known;
    }

    /** The name of a definition that there is, for a hint. */
    private String example(ParameterKind kind, Expression at) {
        List<String> known = known(kind, new Identifier("", at.span()));
        return kind == ParameterKind.FUNCTION || known.isEmpty() ? BuiltIn.TANH.text() : known.get(known.size() - 1);
    }

    /** What a definition is, in the words of {@link ParameterKind}. */
    public static final class Kinds implements Definition.Visitor<String> {

        public static final Kinds INSTANCE = new Kinds();

        @Override
        public String visitCell(Definition.Cell d) {
            return ParameterKind.CELL.text();
        }

        @Override
        public String visitFunction(Definition.Function d) {
            return ParameterKind.FUNCTION.text();
        }

        @Override
        public String visitInitializer(Definition.Initializer d) {
            return ParameterKind.INITIALIZER.text();
        }

        @Override
        public String visitOptimizer(Definition.Optimizer d) {
            return "an optimizer";
        }

        @Override
        public String visitModel(Definition.Model d) {
            return "a model";
        }

        @Override
        public String visitVariant(Definition.Variant d) {
            return "a model";
        }
    }
}
