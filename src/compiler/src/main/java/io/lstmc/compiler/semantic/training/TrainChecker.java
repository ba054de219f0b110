package io.lstmc.compiler.semantic.training;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.semantic.expression.Arguments;
import io.lstmc.compiler.semantic.expression.CallChecker;
import io.lstmc.compiler.semantic.expression.ExpressionChecker;
import io.lstmc.compiler.semantic.expression.GenericCall;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.SettingKeys;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.CheckLimits;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.Selection;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.TrainOverlay;
import io.lstmc.compiler.typed.TrainSettings;
import io.lstmc.compiler.typed.TrainSettings.Clip;
import io.lstmc.compiler.typed.TrainSettings.Except;
import io.lstmc.compiler.typed.TrainSettings.Optimizer;
import io.lstmc.compiler.typed.TrainSettings.Schedule;
import io.lstmc.compiler.typed.Type;
import io.lstmc.compiler.typed.TypedOptimizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Checks training settings, those of a train block and those of an overlay by the same rules. */
public final class TrainChecker {

    private static final String FROZEN = "frozen";
    private static final String EXCEPT = "except";

    private final FileContext context;
    private final Definition.Model model;
    private final NameScope names;
    private final DefinitionContext body;
    private final ExpressionChecker checker;
    private final Map<String, Statement.Setting> settings = new LinkedHashMap<>();

    /** Those of {@code except}, of which there may be several. */
    private final List<Statement.Setting> exceptions = new ArrayList<>();

    private final SettingNumbers numbers;
    private final InvocationReader invocations;

    /** Whether settings are meant for this model, not for all. */
    private boolean own;

    /** Where training is asked for. */
    private Span at;

    /** @param names those of the model; what is a number may stand in settings */
    public TrainChecker(FileContext context, Definition.Model model, NameScope names, Optional<Precision> precision) {
        this.context = context;
        this.model = model;
        this.names = names;
        this.body = new DefinitionContext(context, BodyKind.SCHEDULE);
        this.body.precision(precision);
        this.checker = new ExpressionChecker(body, SettingNumbers.numbersOf(names), false);
        this.numbers = new SettingNumbers(context, model.span().source(), checker, names, settings);
        this.invocations = new InvocationReader(context, body, numbers);
    }

    public Optional<TrainSettings> check(Optional<Statement.Train> written, TrainOverlay overlay, boolean hasLoss) {
        if (written.isPresent()) {
            collect(written.get().settings());
        }
        collect(overlay.all());
        for (TrainOverlay.OfModel each : overlay.models()) {
            if (each.model().text().equals(model.name().text())) {
                collect(each.settings());
            }
        }
        own = written.isPresent()
                || overlay.models().stream()
                        .anyMatch(
                                each -> each.model().text().equals(model.name().text()));
        if (written().isEmpty() && !own || !own && !hasLoss) {
            // What is set for all models means those that can be trained.
            return Optional.empty();
        }
        at = written.map(t -> new Span(
                        t.span().source(),
                        t.span().start(),
                        Math.min(t.span().end(), t.span().start() + 5)))
                .orElseGet(() -> written().isEmpty()
                        ? model.name().span()
                        : written().get(0).key().span());
        if (!hasLoss) {
            context.report(Diagnostic.of(Code.TRAIN_WITHOUT_LOSS, at, "training needs a loss")
                    .withHint("add a loss to " + model.name().text() + ", as in `loss mean((p - y)^2)`"));
        }
        limitSelections();
        Optional<Optimizer> optimizer = optimizer(at);
        List<Except> differing = optimizer.map(this::exceptions).orElse(List.of());
        Optional<Schedule> schedule = schedule();
        int epochs = numbers.whole("epochs", 1, Integer.MAX_VALUE).orElse(TrainSettings.DEFAULT_EPOCHS);
        int batch = numbers.whole("batch", 1, 1 << 20).orElse(TrainSettings.DEFAULT_BATCH);
        boolean carry = numbers.carry();
        Optional<Clip> clip = numbers.clip();
        OptionalInt patience = numbers.patience();
        int threads = numbers.whole("threads", 1, 1024).orElse(1);
        double validation = numbers.number("validation", 0, 1, "from 0 up to, but without, 1")
                .orElse(0.0);
        double seed = numbers.wholeNumber("seed", 0, (1L << 53) - 1.0).orElse((double) TrainSettings.DEFAULT_SEED);
        if (optimizer.isEmpty()) {
            return Optional.empty();
        }
        List<Selection> frozen = settings.containsKey(FROZEN) ? selections(settings.get(FROZEN)) : List.of();
        return Optional.of(new TrainSettings(
                optimizer.get(),
                schedule,
                epochs,
                batch,
                carry,
                clip,
                patience,
                validation,
                threads,
                (long) seed,
                frozen,
                differing,
                own,
                written()));
    }

    /** The settings that count, as they are written. */
    private List<Statement.Setting> written() {
        List<Statement.Setting> all = new ArrayList<>(settings.values());
        all.addAll(exceptions);
        return all;
    }

    /**
     * The settings of a model that has nothing to train: a mistake, unless they are those of all models.
     *
     * @param frozen whether it has parameters, all of which are frozen
     */
    public Optional<TrainSettings> withoutParameters(boolean frozen) {
        if (own && frozen) {
            context.report(TrainSettings.allFrozen(model.name().text(), at));
        } else if (own) {
            String name = model.name().text();
            context.report(Diagnostic.of(
                            Code.TRAIN_WITHOUT_PARAMETERS,
                            at,
                            name + " has no parameters, so there is nothing to train")
                    .withHint("add a layer or a parameter, or remove the settings"));
        }
        return Optional.empty();
    }

    /** Takes the settings of one source; those of a later source replace earlier ones. */
    private void collect(List<Statement.Setting> source) {
        Map<String, Statement.Setting> here = new HashMap<>();
        // Another optimizer has other options.
        if (source.stream().map(s -> s.key().text()).anyMatch(key -> key.equals(EXCEPT) || key.equals("optimizer"))) {
            exceptions.clear();
        }
        for (Statement.Setting setting : source) {
            String key = setting.key().text();
            if (!SettingKeys.contains(key)) {
                context.report(SettingKeys.unknown(setting.key().span(), key));
                continue;
            }
            if (!hasForm(setting)) {
                continue;
            }
            if (key.equals(EXCEPT)) {
                exceptions.add(setting);
                continue;
            }
            Statement.Setting earlier = here.putIfAbsent(key, setting);
            if (earlier != null) {
                context.report(Diagnostic.of(Code.SETTING_TWICE, setting.key().span(), key + " is set twice")
                        .withLabel("first " + FileContext.place(earlier.key().span()))
                        .withHint("remove one of the two"));
                continue;
            }
            settings.put(key, setting);
        }
    }

    /** Whether it has params in brackets, and options behind them, where it needs them. */
    private boolean hasForm(Statement.Setting setting) {
        String key = setting.key().text();
        boolean selects = key.equals(EXCEPT) || key.equals(FROZEN);
        boolean options = setting.value() instanceof Expression.Call call
                && !call.arguments().isEmpty();
        if (!selects && setting.selected().isEmpty()) {
            return true;
        }
        if (!selects) {
            numbers.refuse(
                    setting.span(), key + " takes no brackets", "", "params in brackets belong to except and frozen");
            return false;
        }
        if (!setting.selected().isEmpty() && options == key.equals(EXCEPT)) {
            return true;
        }
        String hint = key.equals(FROZEN)
                ? numbers.example(setting, "", "[a.W, b]", "[a.W, b]")
                : numbers.example(setting, "", "[a.W, *.b] (lr: 0.01)", "{a.W: {lr: 0.01}}");
        String what = key.equals(FROZEN) ? "params in brackets, and nothing else" : "params in brackets and options";
        numbers.refuse(setting.span(), key + " takes " + what, "", "as in " + hint);
        return false;
    }

    private void limitSelections() {
        List<Identifier> all = new ArrayList<>();
        written().forEach(s -> all.addAll(s.selected()));
        if (all.size() > CheckLimits.SELECTIONS) {
            context.report(Diagnostic.of(
                            Code.SIZE_TOO_LARGE,
                            all.get(CheckLimits.SELECTIONS).span(),
                            "more than " + CheckLimits.SELECTIONS + " params in brackets")
                    .withHint("a layer stands for all its params, and * for any text"));
            settings.remove(FROZEN);
            exceptions.clear();
        }
    }

    private List<Except> exceptions(Optimizer optimizer) {
        List<Except> found = new ArrayList<>();
        Definition.Optimizer definition = optimizer.definition().definition();
        for (Statement.Setting setting : exceptions) {
            Expression.Call written = (Expression.Call) setting.value();
            Identifier callee =
                    new Identifier(definition.name().text(), written.callee().span());
            Expression.Call call = new Expression.Call(callee, written.arguments(), written.span());
            invocations
                    .options(setting, call, definition, definition.parameters(), optimizer.options())
                    .ifPresent(options -> found.add(new Except(selections(setting), options)));
        }
        return found;
    }

    private static List<Selection> selections(Statement.Setting setting) {
        return setting.selected().stream().map(Selection::new).toList();
    }

    private Optional<Optimizer> optimizer(Span at) {
        Statement.Setting setting = settings.get("optimizer");
        if (setting == null) {
            context.report(Diagnostic.of(Code.MISSING_OPTIMIZER, at, "training needs an optimizer")
                    .withHint("add `optimizer` and one of " + context.names(Definition.Optimizer.class, at)));
            return Optional.empty();
        }
        Optional<Expression.Call> call = invocations.callee(setting, "optimizer");
        Optional<Definition> found =
                call.flatMap(c -> invocations.find(c.callee(), Definition.Optimizer.class, "optimizer"));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Definition.Optimizer optimizer = (Definition.Optimizer) found.get();
        Optional<Map<String, Double>> options =
                invocations.options(setting, call.get(), optimizer, optimizer.parameters(), Map.of());
        TypedOptimizer typed = context.typed().optimizers().get(optimizer);
        return typed == null ? Optional.empty() : options.map(o -> new Optimizer(typed, o));
    }

    private Optional<Schedule> schedule() {
        Statement.Setting setting = settings.get("schedule");
        if (setting == null) {
            return Optional.empty();
        }
        Optional<Expression.Call> call = invocations.callee(setting, "schedule");
        Optional<Definition> found =
                call.flatMap(c -> invocations.find(c.callee(), Definition.Function.class, "schedule"));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Definition.Function function = (Definition.Function) found.get();
        Identifier name = call.get().callee();
        if (function.isGeneric()) {
            List<Definition.Parameter> told = new ArrayList<>(function.parameters());
            told.removeAll(told.stream()
                    .filter(p -> p.kind() == Definition.ParameterKind.NUMBER)
                    .limit(2)
                    .toList());
            new GenericCall(context, names)
                    .check(call.get(), function, Arguments.slots(told, Arguments.By.EITHER), e -> {});
            body.poison();
            return Optional.empty();
        }
        if (!InvocationReader.isSchedule(function)) {
            context.report(Diagnostic.of(Code.BAD_SCHEDULE, name.span(), name.text() + " is no schedule")
                    .withLabel("its parameters are "
                            + function.parameters().stream()
                                    .map(p -> p.name().text())
                                    .toList())
                    .withHint("a schedule is a function of (epoch, epochs, options), as in "
                            + "`function linear(epoch, epochs) = 1 - epoch / epochs`"));
            return Optional.empty();
        }
        List<Definition.Parameter> own =
                function.parameters().subList(2, function.parameters().size());
        Optional<Map<String, Double>> options = invocations.options(setting, call.get(), function, own, Map.of());
        if (options.isEmpty() || !context.typed().functions().containsKey(function)) {
            return Optional.empty();
        }
        return schedule(call.get(), function, options.get());
    }

    /** A schedule gives one number for an epoch. */
    private Optional<Schedule> schedule(
            Expression.Call call, Definition.Function function, Map<String, Double> options) {
        List<OpenType> types = new ArrayList<>(List.of(OpenType.scalar(), OpenType.scalar()));
        List<Resolved> arguments = new ArrayList<>();
        options.forEach((name, number) -> {
            types.add(OpenType.constant(Constant.of(number)));
            arguments.add(new Resolved.Number(number, Type.of(Shape.SCALAR)));
        });
        CallChecker.Inlined inlined = new CallChecker(checker)
                .inline(call, context.typed().functions().get(function), types);
        OpenType value = inlined.value();
        if (!value.isPoison()
                && body.inference()
                        .resolve(value.shape())
                        .filter(s -> s.rank() == 0)
                        .isEmpty()) {
            context.report(
                    Diagnostic.of(Code.BAD_SCHEDULE, call.span(), call.callee().text() + " is no schedule")
                            .withLabel("its value is " + body.inference().show(value.shape()))
                            .withHint("a schedule gives one number for an epoch"));
        }
        return body.isSound()
                ? Optional.of(new Schedule(
                        options,
                        inlined.parameter(0),
                        inlined.parameter(1),
                        inlined.resolved(arguments, Type.of(Shape.SCALAR))))
                : Optional.empty();
    }
}
