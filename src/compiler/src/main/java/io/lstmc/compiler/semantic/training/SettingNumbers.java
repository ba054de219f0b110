package io.lstmc.compiler.semantic.training;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.semantic.expression.ExpressionChecker;
import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.ExpressionWalker;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TrainSettings.Clip;
import io.lstmc.compiler.typed.TrainSettings.ClipKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the numbers of training settings, and says how a setting is written. */
final class SettingNumbers {

    private final FileContext context;

    /** That of the model; what lies elsewhere is YAML. */
    private final SourceText file;

    private final ExpressionChecker checker;
    private final NameScope model;
    private final Map<String, Statement.Setting> settings;

    /**
     * @param checker knows the names of the model that are numbers
     * @param model all names of the model
     * @param settings by their keys; they may be added later
     */
    SettingNumbers(
            FileContext context,
            SourceText file,
            ExpressionChecker checker,
            NameScope model,
            Map<String, Statement.Setting> settings) {
        this.context = context;
        this.file = file;
        this.checker = checker;
        this.model = model;
        this.settings = settings;
    }

    /** The names of a model that training settings may use: those of numbers. */
    static NameScope numbersOf(NameScope model) {
        NameScope numbers = new NameScope();
        model.symbols().stream().filter(SettingNumbers::isNumber).forEach(numbers::give);
        return numbers;
    }

    private static boolean isNumber(Symbol symbol) {
        return symbol.value().constant().flatMap(Constant::number).isPresent();
    }

    /** How a setting is written: in the language, or in YAML where this one stands in an overlay. */
    String example(Statement.Setting setting, String kind, String value, String yaml) {
        String key = setting.key().text();
        boolean language = setting.key().span().source() == file;
        if (language) {
            return "`" + key + (kind.isEmpty() ? " " : " " + kind + " ") + value + "`";
        }
        return "`" + key + ": " + (kind.isEmpty() ? yaml : "{" + kind + ": " + yaml + "}") + "`";
    }

    void refuse(Span span, String message, String label, String hint) {
        Diagnostic d = Diagnostic.of(Code.SETTING_VALUE, span, message).withHint(hint);
        context.report(label.isEmpty() ? d : d.withLabel(label));
    }

    /** The number of a setting without a word before it. */
    private Optional<Double> plain(String key) {
        Statement.Setting setting = settings.get(key);
        if (setting == null) {
            return Optional.empty();
        }
        if (setting.kind().isPresent()) {
            refuse(
                    setting.kind().get().span(),
                    key + " takes a number only",
                    "",
                    "as in " + example(setting, "", "10", "10"));
            return Optional.empty();
        }
        return constant(setting.value(), key);
    }

    Optional<Double> constant(Expression e, String what) {
        Expression.Name name = noNumber(e);
        if (name != null) {
            Symbol symbol = model.find(name.text());
            if (symbol == null || !symbol.value().isPoison()) {
                boolean language = name.span().source() == file;
                refuse(
                        name.span(),
                        what + " needs a number",
                        symbol == null || !language
                                ? "a name"
                                : "it is " + symbol.kind().text(),
                        language ? hintOfNames() : "settings are numbers");
            }
            return Optional.empty();
        }
        OpenType value = checker.check(e);
        Optional<Double> number = value.constant().flatMap(Constant::number);
        if (value.isPoison() || number.filter(Double::isFinite).isPresent()) {
            return value.isPoison() ? Optional.empty() : number;
        }
        refuse(e.span(), what + " needs a finite number", "this is none", "settings are numbers");
        return Optional.empty();
    }

    /** The first name in an expression that is not one of a number; null if there is none. */
    private Expression.Name noNumber(Expression e) {
        List<Expression.Name> names = new ArrayList<>();
        ExpressionWalker.over(e, part -> {
            if (part instanceof Expression.Name name) {
                Symbol symbol = name.span().source() == file ? model.find(name.text()) : null;
                boolean pi = symbol == null
                        && (name.text().equals("π") || name.text().equals("pi"));
                if (!pi && (symbol == null || !isNumber(symbol))) {
                    names.add(name);
                }
            }
        });
        return names.isEmpty() ? null : names.get(0);
    }

    private String hintOfNames() {
        List<String> names = model.symbols().stream()
                .filter(SettingNumbers::isNumber)
                .map(symbol -> symbol.name().text())
                .limit(10)
                .toList();
        return names.isEmpty()
                ? "write a number, or name one in the model, as in `rate = 0.01`"
                : "write a number, or the name of one; here they are " + String.join(", ", names);
    }

    Optional<Double> wholeNumber(String key, double least, double most) {
        Optional<Double> value = plain(key);
        if (value.isPresent() && (value.get() != Math.rint(value.get()) || value.get() < least || value.get() > most)) {
            refuse(
                    settings.get(key).value().span(),
                    key + " must be a whole number from " + show(least) + " to " + show(most),
                    "this is " + show(value.get()),
                    "as in " + example(settings.get(key), "", "10", "10"));
            return Optional.empty();
        }
        return value;
    }

    Optional<Integer> whole(String key, int least, int most) {
        return wholeNumber(key, least, most).map(Double::intValue);
    }

    private static String show(double value) {
        return Constant.of(value).whole().map(Size::toString).orElse(Double.toString(value));
    }

    Optional<Double> number(String key, double least, double below, String range) {
        Optional<Double> value = plain(key);
        if (value.isPresent() && !(value.get() >= least && value.get() < below)) {
            refuse(
                    settings.get(key).value().span(),
                    key + " must be a number " + range,
                    "this is " + show(value.get()),
                    "as in " + example(settings.get(key), "", "0.2", "0.2"));
            return Optional.empty();
        }
        return value;
    }

    /** Whether a setting that is on or off is on. */
    boolean carry() {
        Statement.Setting setting = settings.get("carry");
        if (setting == null) {
            return false;
        }
        if (setting.kind().isEmpty() && setting.value() instanceof Expression.Name word) {
            if (word.text().equals("true") || word.text().equals("false")) {
                return word.text().equals("true");
            }
        }
        boolean language = setting.key().span().source() == file;
        refuse(
                setting.kind().map(Identifier::span).orElse(setting.value().span()),
                "carry is on or off",
                "",
                "write " + (language ? "`carry` alone" : "`carry: true`")
                        + "; the samples that go on side by side are those of batch");
        return false;
    }

    Optional<Clip> clip() {
        Statement.Setting setting = settings.get("clip");
        if (setting == null) {
            return Optional.empty();
        }
        Optional<ClipKind> kind = setting.kind().flatMap(word -> switch (word.text()) {
            case "norm" -> Optional.of(ClipKind.NORM);
            case "value" -> Optional.of(ClipKind.VALUE);
            default -> Optional.empty();
        });
        if (kind.isEmpty()) {
            Span at =
                    setting.kind().map(Identifier::span).orElse(setting.value().span());
            refuse(
                    at,
                    "clip what: the norm or each value?",
                    "",
                    "write " + example(setting, "norm", "1.0", "1.0") + " or "
                            + example(setting, "value", "0.5", "0.5"));
            return Optional.empty();
        }
        Optional<Double> bound = constant(setting.value(), "clip");
        if (bound.isPresent() && bound.get() <= 0) {
            refuse(
                    setting.value().span(),
                    "the bound of clip must be positive",
                    "this is " + show(bound.get()),
                    "as in " + example(setting, "norm", "1.0", "1.0"));
            return Optional.empty();
        }
        return bound.map(b -> new Clip(kind.get(), b));
    }

    OptionalInt patience() {
        Statement.Setting setting = settings.get("stop");
        if (setting == null) {
            return OptionalInt.empty();
        }
        if (setting.kind().filter(word -> word.text().equals("patience")).isEmpty()) {
            Span at =
                    setting.kind().map(Identifier::span).orElse(setting.value().span());
            refuse(
                    at,
                    "stop when?",
                    "",
                    "after 10 epochs without improvement: " + example(setting, "patience", "10", "10"));
            return OptionalInt.empty();
        }
        Optional<Double> epochs = constant(setting.value(), "patience");
        if (epochs.isEmpty()) {
            return OptionalInt.empty();
        }
        double value = epochs.get();
        if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
            refuse(
                    setting.value().span(),
                    "patience must be a whole number of epochs, at least 1",
                    "this is " + show(value),
                    "as in " + example(setting, "patience", "10", "10"));
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) value);
    }
}
