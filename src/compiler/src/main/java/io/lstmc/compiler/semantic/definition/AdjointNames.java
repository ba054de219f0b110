package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.semantic.expression.LayerMembers;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.TypedModel;
import io.lstmc.compiler.typed.TypedModel.TypedAdjoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The values of a model whose adjoints its text asks for, and the names that adjoints have. */
final class AdjointNames {

    private final DefinitionContext body;
    private final FileContext context;
    private final NameScope scope;
    private final LayerMembers members;
    private final Map<TypedAdjoint, Expression> asked = new LinkedHashMap<>();

    /** Outputs with the name of another value: {@code output a.c} beside an equation {@code c}. */
    private final Map<String, Expression.Member> others = new LinkedHashMap<>();

    AdjointNames(DefinitionContext body, NameScope scope) {
        this.body = body;
        this.context = body.context();
        this.scope = scope;
        this.members = new LayerMembers(context);
    }

    /** The values in {@code adjoint} statements, once each, as {@code x} and {@code a.h}. */
    List<TypedAdjoint> asked(List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Adjoint adjoint) {
                for (Expression value : adjoint.values()) {
                    asked(value).ifPresent(found -> add(found, value));
                }
            }
        }
        return List.copyOf(asked.keySet());
    }

    private void add(TypedAdjoint found, Expression value) {
        Expression earlier = asked.putIfAbsent(found, value);
        if (earlier != null) {
            context.report(
                    Diagnostic.of(Code.UNUSED, value.span(), "the adjoint of " + found.name() + " is asked for twice")
                            .withLabel("first " + FileContext.place(earlier.span()))
                            .withHint("remove one of the two"));
        }
    }

    /** Warns of adjoints that are zero whatever the data, and of those that are not of the output with their name. */
    void warn(TypedModel model) {
        asked.forEach((found, value) -> {
            if (!GradientPaths.reach(model, found.declaration())) {
                context.report(Diagnostic.of(Code.NO_GRADIENT, value.span(), "no gradient reaches " + found.name())
                        .withLabel("its adjoint is always 0")
                        .withHint("argmax, floor, stop_gradient and comparisons have no gradient: ask for values"
                                + " behind them, from which the loss or an output is computed"));
            }
            if (value instanceof Expression.Name name && others.containsKey(name.text())) {
                warnOther(model, found, name);
            }
        });
    }

    private void warnOther(TypedModel model, TypedAdjoint found, Expression.Name name) {
        Expression.Member other = others.get(name.text());
        TypedAdjoint shown = adjoint(other.owner().text(), other.name().text());
        if (!ValuePaths.of(model, found).equals(ValuePaths.of(model, shown))) {
            String text = FileContext.excerpt(other.span());
            String kind = scope.find(name.text()).kind().text();
            context.report(Diagnostic.of(
                            Code.TWO_VALUES,
                            name.span(),
                            "this is the adjoint of " + kind + ", not of the output " + name.text())
                    .withLabel("the output " + name.text() + " is " + text)
                    .withHint(
                            "write `adjoint " + text + "` for that one, or give the output another name, as in `output "
                                    + name.text() + "_ = " + text + "`"));
        }
    }

    private Optional<TypedAdjoint> asked(Expression value) {
        if (value instanceof Expression.Name name) {
            return isValue(name) ? Optional.of(adjoint(name.text(), "")) : Optional.empty();
        }
        if (value instanceof Expression.Member member) {
            return isOutput(member)
                    ? Optional.of(adjoint(member.owner().text(), member.name().text()))
                    : Optional.empty();
        }
        if (!(value instanceof Expression.Invalid)) {
            String text = FileContext.excerpt(value.span());
            context.report(Diagnostic.of(Code.NOT_AVAILABLE, value.span(), "an adjoint is that of a value with a name")
                    .withLabel("an expression")
                    .withHint(
                            value instanceof Expression.At || value instanceof Expression.Element
                                    ? "the adjoint of a sequence has all its steps: write the name alone"
                                    : "name it in an equation, as in `v = " + text + "`, and write `adjoint v`"));
        }
        return Optional.empty();
    }

    private TypedAdjoint adjoint(String name, String path) {
        return new TypedAdjoint(scope.find(name).declaration(), path);
    }

    private boolean isValue(Expression.Name name) {
        Symbol symbol = scope.find(name.text());
        if (symbol == null) {
            context.report(Diagnostic.of(Code.UNKNOWN_NAME, name.span(), "unknown name " + name.text())
                    .withHint(Suggestion.hint(name.text(), scope.names(), known())));
            return false;
        }
        if (symbol.kind() == Symbol.Kind.PARAM) {
            reportParam(name, name.text());
            return false;
        }
        OpenType value = symbol.value();
        if (value.token().isPresent()) {
            context.report(Diagnostic.of(Code.TOKEN, name.span(), name.text() + " is a token, which has no adjoint")
                    .withHint("name what is looked up, as in `e = E[" + name.text() + "]`, and write `adjoint e`"));
        } else if (symbol.kind() == Symbol.Kind.TIME || value.constant().isPresent()) {
            context.report(Diagnostic.of(Code.NOT_AVAILABLE, name.span(), name.text() + " is a fixed number")
                    .withLabel("it has no adjoint")
                    .withHint(known()));
        }
        return value.token().isEmpty() && symbol.kind() != Symbol.Kind.TIME && !value.isPoison();
    }

    private boolean isOutput(Expression.Member e) {
        Symbol owner = scope.find(e.owner().text());
        String path = e.name().text();
        if (owner == null) {
            context.report(Diagnostic.of(
                            Code.UNKNOWN_NAME,
                            e.owner().span(),
                            "unknown name " + e.owner().text())
                    .withHint(Suggestion.hint(e.owner().text(), scope.names(), known())));
            return false;
        }
        if (owner.value().isPoison()) {
            return false;
        }
        if (owner.value().members().containsKey(path)
                || owner.written()
                        .filter(at -> members.hasOutput(body.uses(), at, path))
                        .isPresent()) {
            return true;
        }
        if (owner.written().flatMap(at -> members.shape(body.uses(), at, path)).isPresent()) {
            reportParam(e, e.owner().text() + "." + path);
            return false;
        }
        List<String> outputs =
                owner.written().map(at -> members.outputs(body.uses(), at)).orElse(List.of());
        Diagnostic d =
                Diagnostic.of(Code.NO_SUCH_OUTPUT, e.name().span(), e.owner().text() + " has no output " + path);
        context.report(
                outputs.isEmpty()
                        ? d.withLabel(e.owner().text() + " is " + owner.kind().text() + ", not the call of a cell")
                                .withHint("write `adjoint " + e.owner().text() + "`")
                        : d.withLabel("its outputs are " + String.join(", ", outputs))
                                .withHint(
                                        Suggestion.hint(path, outputs, "add " + path + " to the outputs of the cell")));
        return false;
    }

    private void reportParam(Expression e, String name) {
        context.report(Diagnostic.of(Code.NOT_AVAILABLE, e.span(), name + " is a param")
                .withLabel("what is trained has its derivatives without being asked for")
                .withHint("remove it: in Java they are pass.gradient(\"" + name
                        + "\"); of a frozen param, those of `w = " + name + "` with `adjoint w`"));
    }

    private String known() {
        List<String> names = scope.symbols().stream()
                .filter(s -> s.kind() != Symbol.Kind.PARAM && s.kind() != Symbol.Kind.TIME)
                .filter(s -> s.value().token().isEmpty() && s.value().constant().isEmpty())
                .map(s -> s.name().text())
                .limit(10)
                .toList();
        return "those of " + String.join(", ", names) + " can be asked for, and of a layer any output, as in a.h";
    }

    /** Refuses names of the model that adjoints have: that of a value with δ before it. */
    void checkFree(List<Outputs.Output> results) {
        List<Identifier> names = new ArrayList<>();
        for (Symbol s : scope.symbols()) {
            names.add(s.name());
        }
        for (Outputs.Output r : results) {
            names.add(r.name());
            if (r.value() instanceof Expression.Member member
                    && scope.find(r.name().text()) != null) {
                others.put(r.name().text(), member);
            }
        }
        Set<String> texts = names.stream().map(Identifier::text).collect(Collectors.toSet());
        texts.add("loss");
        for (Identifier name : names) {
            String of = name.text().startsWith("δ") ? name.text().substring(1) : "";
            if (texts.contains(of)) {
                context.report(Diagnostic.of(Code.RESERVED_NAME, name.span(), name.text() + " cannot be a name here")
                        .withLabel("it is the adjoint of " + of + " in the generated class")
                        .withHint("choose another name"));
            }
        }
    }
}
