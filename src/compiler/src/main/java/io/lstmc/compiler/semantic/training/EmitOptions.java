package io.lstmc.compiler.semantic.training;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.CheckLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a model asks to be emitted. */
public record EmitOptions(Optional<Unroll> unroll, Optional<Precision> precision) {

    private static final Map<String, Unroll> UNROLL = new LinkedHashMap<>();
    private static final Map<String, Precision> PRECISION = new LinkedHashMap<>();

    static {
        UNROLL.put("automatic", Unroll.AUTOMATIC);
        UNROLL.put("full", Unroll.FULL);
        UNROLL.put("none", Unroll.NONE);
        PRECISION.put("float", Precision.FLOAT);
        PRECISION.put("double", Precision.DOUBLE);
    }

    /** Reads the statements {@code unroll} and {@code precision} of a model. */
    public static EmitOptions read(List<Statement> statements, FileContext context) {
        Optional<Unroll> unroll = Optional.empty();
        Optional<Precision> precision = Optional.empty();
        for (Statement statement : statements) {
            if (statement instanceof Statement.Option option) {
                switch (option.key().text()) {
                    case "unroll" -> unroll = readUnroll(option.value(), context);
                    case "precision" -> precision = choose(option.value(), PRECISION, "", context);
                    default ->
                        context.report(Diagnostic.of(
                                        Code.UNKNOWN_SETTING,
                                        option.key().span(),
                                        "unknown setting " + option.key().text())
                                .withHint("a model has unroll and precision"));
                }
            }
        }
        return new EmitOptions(unroll, precision);
    }

    private static Optional<Unroll> readUnroll(Expression value, FileContext context) {
        if (value instanceof Expression.Literal number
                && number.value() >= 1
                && number.value() <= CheckLimits.STEPS
                && number.value() == Math.rint(number.value())) {
            return Optional.of(new Unroll((int) number.value()));
        }
        return choose(value, UNROLL, ", or a number of steps from 1", context);
    }

    private static <T> Optional<T> choose(Expression value, Map<String, T> choices, String more, FileContext context) {
        if (value instanceof Expression.Name name && choices.containsKey(name.text())) {
            return Optional.of(choices.get(name.text()));
        }
        if (!(value instanceof Expression.Invalid)) {
            String text = FileContext.excerpt(value.span());
            context.report(Diagnostic.of(Code.SETTING_VALUE, value.span(), "unknown choice " + text)
                    .withHint(Suggestion.hint(
                            text, choices.keySet(), "choose " + String.join(", ", choices.keySet()) + more)));
        }
        return Optional.empty();
    }
}
