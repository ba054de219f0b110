package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.semantic.expression.Arguments;
import io.lstmc.compiler.semantic.expression.GenericCall;
import io.lstmc.compiler.semantic.expression.Options;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Definition.Parameter;
import io.lstmc.compiler.tree.Definition.ParameterKind;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.SourceFile;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.Instances;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The order in which a generic definition and its instances are checked. A mistake that has nothing to do with what an option
 * is stands in the generic definition and is reported once, there; what is wrong only in an instance is reported where it is
 * asked for.
 */
public final class GenericChecker {

    private final FileContext context;
    private final Instances instances;
    private final Consumer<Definition> check;
    private final Map<Definition, Boolean> sound = new IdentityHashMap<>();
    private final Map<Span, Boolean> unsound = new IdentityHashMap<>();

    /** @param check checks a definition by its kind */
    public GenericChecker(FileContext context, Instances instances, Consumer<Definition> check) {
        this.context = context;
        this.instances = instances;
        this.check = check;
    }

    public void check(Definition definition) {
        Optional<Instances.Instance> instance = instances.instance(definition);
        if (definition instanceof Definition.Variant) {
            return;
        }
        if (definition.isGeneric()) {
            isSound(definition);
        } else if (instance.isEmpty()) {
            check.accept(definition);
        } else if (!unsound.containsKey(instance.get().site()) && isSound(instances.generic(instance.get()))) {
            context.within(instance.get(), () -> check.accept(definition));
        }
    }

    private boolean isSound(Definition generic) {
        Boolean known = sound.get(generic);
        if (known == null) {
            int errors = context.errors();
            if (generic instanceof Definition.Model model) {
                numbersOf(model).ifPresent(check);
            } else {
                check.accept(generic);
            }
            known = context.errors() == errors;
            sound.put(generic, known);
        }
        return known;
    }

    /** A model with the defaults of its options that are numbers. */
    private Optional<Definition> numbersOf(Definition.Model model) {
        List<Statement> body = new ArrayList<>();
        boolean complete = true;
        for (Parameter p : model.parameters()) {
            if (p.kind() == ParameterKind.NUMBER && p.defaultValue().isPresent()) {
                Expression value = p.defaultValue().get();
                Options.checkNumber("a default", p, value, new DefinitionContext(context, BodyKind.MODEL));
                body.add(new Statement.Equation(p.name(), Optional.empty(), value, value.span()));
            } else if (p.kind() == ParameterKind.NUMBER) {
                complete = false;
                context.report(Diagnostic.of(
                                Code.MISSING_OPTION,
                                p.name().span(),
                                "option " + p.name().text() + " of a model needs a default")
                        .withHint("write " + p.name().text()
                                + " = 16; what a model reads is declared inside, as in `input x[T, 3]`"));
            }
        }
        body.addAll(model.body());
        return complete
                ? Optional.of(new Definition.Model(
                        model.name(), model.parameters(), body, model.documentation(), model.span()))
                : Optional.empty();
    }

    /** Checks the statements of a file that make models of generic ones, before the models. */
    public void checkVariants(SourceFile file) {
        for (Definition d : file.definitions()) {
            if (d instanceof Definition.Variant variant) {
                int errors = context.errors();
                if (instances.isRoot(variant)) {
                    checkOptions(variant);
                } else {
                    reportVariant(variant);
                }
                if (context.errors() > errors) {
                    unsound.put(variant.span(), true);
                }
            } else if (d instanceof Definition.Model model && file.packageName().isEmpty()) {
                warnUntold(model);
            }
        }
    }

    private void checkOptions(Definition.Variant variant) {
        Expression.Call call = variant.model();
        Definition model = context.definitions().find(call.callee()).orElseThrow();
        Arguments.match(
                call.callee(), call.arguments(), Arguments.slots(model.parameters(), Arguments.By.NAME), context);
        Map<String, Expression> given = Instances.given(call, model);
        for (Parameter p : model.parameters()) {
            Expression value = given.get(p.name().text());
            if (p.kind() == ParameterKind.NUMBER && value != null) {
                Options.checkNumber(
                        "option " + p.name().text(), p, value, new DefinitionContext(context, BodyKind.MODEL));
            }
        }
    }

    /** No other file can see it, so it never becomes a class. */
    private void warnUntold(Definition.Model model) {
        if (model.isGeneric() && !instances.isTold(model) && !context.isIncomplete()) {
            String option = model.parameters().stream()
                    .filter(p -> p.defaultValue().isEmpty())
                    .map(p -> p.name().text())
                    .findFirst()
                    .orElse("");
            context.report(Diagnostic.of(
                            Code.UNUSED,
                            model.name().span(),
                            model.name().text() + " becomes no class: nothing says what " + option + " is")
                    .withLabel("a model with options")
                    .withHint("write model " + model.name().text() + "1 = "
                            + model.name().text() + "(" + option + ": …), or give " + option + " a default"));
        }
    }

    private void reportVariant(Definition.Variant variant) {
        Expression.Call call = variant.model();
        Identifier base = call.callee();
        Definition found = context.definitions().find(base).orElse(null);
        if (found instanceof Definition.Model model) {
            new GenericCall(context, new NameScope())
                    .check(call, model, Arguments.slots(model.parameters(), Arguments.By.NAME), e -> {});
            return;
        }
        if (found == null && context.isIncomplete()) {
            return;
        }
        List<String> known = new ArrayList<>();
        for (Definition d : context.definitions().visibleFrom(base)) {
            if (d instanceof Definition.Model) {
                known.add(d.name().text());
            }
        }
        boolean another = found instanceof Definition.Variant;
        context.report(Diagnostic.of(
                        found == null ? Code.UNKNOWN_NAME : Code.NOT_CALLABLE,
                        base.span(),
                        found == null
                                ? "unknown model " + base.text()
                                : another ? base.text() + " is no model with options" : base.text() + " is not a model")
                .withLabel(
                        found == null
                                ? "after = stands a model and its options"
                                : found.accept(GenericCall.Kinds.INSTANCE))
                .withHint(
                        another
                                ? "write the model that it is made of, and all options: "
                                        + FileContext.excerpt(((Definition.Variant) found)
                                                .model()
                                                .span())
                                : Suggestion.hint(
                                        base.text(),
                                        known,
                                        known.isEmpty()
                                                ? "write model "
                                                        + variant.name().text() + " { … }"
                                                : "models are " + String.join(", ", known))));
    }
}
