package io.lstmc.compiler.semantic.training;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.semantic.expression.Arguments;
import io.lstmc.compiler.semantic.expression.CallChecker;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.Ranges;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings that name a definition and give its options. */
final class InvocationReader {

    private final FileContext context;
    private final DefinitionContext body;
    private final SettingNumbers numbers;

    InvocationReader(FileContext context, DefinitionContext body, SettingNumbers numbers) {
        this.context = context;
        this.body = body;
        this.numbers = numbers;
    }

    /** The call that a setting is, such as {@code adam(lr: 0.1)}; reported if it is none. */
    Optional<Expression.Call> callee(Statement.Setting setting, String key) {
        if (setting.kind().isPresent()) {
            numbers.refuse(
                    setting.kind().get().span(),
                    key + " takes the call of a definition",
                    "",
                    "write " + numbers.example(setting, "", "name(option: 1.0)", "{name: {option: 1.0}}"));
            return Optional.empty();
        }
        Optional<Expression.Call> call = CallChecker.asCall(setting.value());
        if (call.isEmpty() && !(setting.value() instanceof Expression.Invalid)) {
            numbers.refuse(
                    setting.value().span(),
                    key + " needs the name of a definition",
                    "",
                    "write " + numbers.example(setting, "", "name(option: 1.0)", "{name: {option: 1.0}}"));
        }
        return call;
    }

    /** The definition of a kind that a setting names; reported if there is none. */
    Optional<Definition> find(Identifier name, Class<? extends Definition> kind, String word) {
        Optional<Definition> found = context.definitions().find(name);
        if (found.filter(kind::isInstance).isPresent()) {
            return found;
        }
        if (found.isEmpty() && context.isIncomplete()) {
            body.poison();
            return found;
        }
        List<String> known = new ArrayList<>();
        for (Definition d : context.definitions().visibleFrom(name)) {
            if (kind.isInstance(d) && (kind != Definition.Function.class || isSchedule((Definition.Function) d))) {
                known.add(d.name().text());
            }
        }
        context.report(Diagnostic.of(
                        Code.UNKNOWN_NAME,
                        name.span(),
                        found.isEmpty() ? "unknown " + word + " " + name.text() : name.text() + " is no " + word)
                .withHint(Suggestion.hint(name.text(), known, "known here: " + String.join(", ", known))));
        return Optional.empty();
    }

    /** Whether a function has the parameters of a schedule: the epoch and the number of epochs, without defaults. */
    static boolean isSchedule(Definition.Function function) {
        List<Definition.Parameter> parameters = function.parameters();
        return parameters.size() >= 2
                && parameters.get(0).defaultValue().isEmpty()
                && parameters.get(1).defaultValue().isEmpty();
    }

    /**
     * The value of every option, defaults included.
     *
     * @param known values of options that need not be given
     */
    Optional<Map<String, Double>> options(
            Statement.Setting setting,
            Expression.Call call,
            Definition callee,
            List<Definition.Parameter> parameters,
            Map<String, Double> known) {
        List<Arguments.Slot> slots = new ArrayList<>();
        for (Arguments.Slot slot : Arguments.slots(parameters, Arguments.By.NUMBER)) {
            boolean required = slot.required() && !known.containsKey(slot.name());
            slots.add(new Arguments.Slot(slot.name(), required, slot.by()));
        }
        Arguments.Form form =
                (name, all) -> numbers.example(setting, "", Arguments.form(name, all), Arguments.yaml(name, all));
        Optional<Map<String, Expression>> matched =
                Arguments.match(call.callee(), call.arguments(), slots, slots, form, context);
        Map<String, Double> values = new LinkedHashMap<>();
        boolean sound = matched.isPresent();
        for (Definition.Parameter parameter : parameters) {
            String name = parameter.name().text();
            Expression given = matched.map(m -> m.get(name)).orElse(null);
            if (given == null && known.containsKey(name)) {
                values.put(name, known.get(name));
                continue;
            }
            Expression value = given != null ? given : parameter.defaultValue().orElse(null);
            Optional<Double> number = value == null ? Optional.empty() : numbers.constant(value, name);
            sound &= number.isPresent();
            if (number.isPresent()) {
                values.put(name, number.get());
                boolean written = given != null && parameter.range().isPresent();
                sound &= !written || Ranges.checkNumber(context, callee, parameter, number.get(), given.span());
            }
        }
        if (sound) {
            context.demands(callee).check(values, call.span(), callee, new Ranges(context, body.isSingle()));
        }
        return sound ? Optional.of(values) : Optional.empty();
    }
}
