package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.interval.Extent;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.CellUse;
import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.Dependence;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.OptionTerm;
import io.lstmc.compiler.semantic.scope.Ranges;
import io.lstmc.compiler.semantic.scope.ShapeInference;
import io.lstmc.compiler.semantic.scope.ShapeVariable;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.CheckLimits;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import io.lstmc.compiler.typed.TypedCell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Calls of cells: at every step of a sequence, once on a vector, or inside another cell at each of its steps. */
public final class CellCall {

    private final ExpressionChecker checker;
    private final DefinitionContext body;

    CellCall(ExpressionChecker checker) {
        this.checker = checker;
        this.body = checker.body;
    }

    OpenType call(Expression.Call e, Definition.Cell cell) {
        List<Arguments.Slot> slots = slots(cell);
        for (Expression.Argument a : e.arguments()) {
            if (!Arguments.isUnknown(a, slots)) {
                checker.check(a.value());
            }
        }
        Optional<Map<String, Expression>> matched =
                Arguments.match(e.callee(), e.arguments(), slots, written(cell), Arguments::form, body.context());
        TypedCell typed = body.context().typed().cells().get(cell);
        if (typed == null) {
            return body.poison();
        }
        if (matched.isEmpty()) {
            return OpenType.POISON;
        }
        Map<String, Size> sizes = new LinkedHashMap<>();
        Map<String, OptionTerm> options = new LinkedHashMap<>();
        CallArguments given = new CallArguments(checker, matched.get());
        boolean sound = true;
        for (Definition.Parameter option : cell.parameters()) {
            sound &= checkOption(e, typed, option, given, sizes, options);
        }
        List<Operand> inputs = new ArrayList<>();
        for (TypedCell.Sized input : typed.inputs()) {
            inputs.add(given.operand(input.name()));
        }
        Map<TypedCell.TypedState, Operand> states = new LinkedHashMap<>();
        for (TypedCell.TypedState state : typed.states()) {
            if (given.given(state.name()) != null) {
                states.put(state, given.operand(state.name()));
            }
        }
        if (!sound || inputs.stream().anyMatch(o -> o.value().isPoison())) {
            return OpenType.POISON;
        }
        note(e, typed, given, sizes);
        return apply(e, typed, inputs, states, sizes, options);
    }

    /** Notes what is called, with everything that it is given. */
    private void note(Expression.Call e, TypedCell typed, CallArguments given, Map<String, Size> sizes) {
        checker.calls.put(e, type -> {
            List<Resolved> inputs = new ArrayList<>();
            typed.inputs().forEach(i -> inputs.add(given.resolved(i.name())));
            Map<Declaration, Resolved> beginnings = new LinkedHashMap<>();
            for (Expression.Argument argument : e.arguments()) {
                argument.name()
                        .flatMap(name -> typed.state(name.text()))
                        .ifPresent(state -> beginnings.put(state.declaration(), checker.resolved(argument.value())));
            }
            Map<String, Size> known = new LinkedHashMap<>();
            sizes.forEach((name, size) -> known.put(name, body.inference().resolve(size)));
            List<Resolved> options = given.resolved(typed.definition().parameters());
            return new Resolved.CellCall(typed, options, inputs, beginnings, known, type);
        });
    }

    /** What a call takes by its text, with the options that have been told an instance. */
    private List<Arguments.Slot> written(Definition.Cell cell) {
        return slots(body.context()
                .definitions()
                .instance(cell)
                .map(i -> (Definition.Cell) i.generic())
                .orElse(cell));
    }

    static List<Arguments.Slot> slots(Definition.Cell cell) {
        List<Arguments.Slot> slots = new ArrayList<>();
        for (Statement statement : cell.body()) {
            if (statement instanceof Statement.Input input) {
                for (Statement.Variable v : input.variables()) {
                    slots.add(new Arguments.Slot(v.name().text(), true, Arguments.By.POSITION));
                }
            }
        }
        slots.addAll(Arguments.slots(cell.parameters(), Arguments.By.NAME));
        for (Statement statement : cell.body()) {
            if (statement instanceof Statement.State state) {
                for (Statement.Initialised s : state.states()) {
                    slots.add(new Arguments.Slot(s.variable().name().text(), false, Arguments.By.STATE));
                }
            }
        }
        return slots;
    }

    private boolean checkOption(
            Expression.Call e,
            TypedCell typed,
            Definition.Parameter option,
            CallArguments given,
            Map<String, Size> sizes,
            Map<String, OptionTerm> options) {
        String name = option.name().text();
        Expression written = given.given(option);
        OpenType value = given.type(option);
        if (value.isPoison()) {
            return false;
        }
        // A default that does not fit shows at the call: at its own place it may never be used.
        var span = written != null ? written.span() : e.span();
        if (value.constant().isEmpty()) {
            body.report(Diagnostic.of(
                            Code.NOT_CONSTANT, span, "option " + name + " needs a number that is known beforehand")
                    .withLabel("depends on the data")
                    .withHint(
                            value.token().isPresent()
                                    ? "how many different ones of a token x there are is size(one_hot(x))"
                                    : "what depends on the data is given to a cell as an input"));
            return false;
        }
        Constant constant = value.constant().get();
        if (constant.number().filter(n -> !Double.isFinite(n)).isPresent()) {
            body.report(Diagnostic.of(Code.OUT_OF_RANGE, span, "option " + name + " is no finite number")
                    .withLabel("this is " + constant.number().get())
                    .withHint("is there a division by zero?"));
            return false;
        }
        Ranges.addTerm(options, option, value);
        if (written != null) {
            Ranges.check(body, typed.definition(), option, value, written);
        }
        if (!typed.sizeOptions().contains(name)) {
            return true;
        }
        Optional<Size> whole = constant.whole();
        if (whole.isEmpty() || whole.get().isConstant() && whole.get().evaluateLong(Map.of()) < 1) {
            body.report(Diagnostic.of(
                            Code.NOT_A_SIZE, span, "option " + name + " is a size: it must be whole and at least 1")
                    .withLabel("this is "
                            + constant.number()
                                    .map(Ranges::show)
                                    .orElse(FileContext.excerpt(
                                            given.value(option).span())))
                    .withHint("as in " + name + ": 64"));
            return false;
        }
        if (whole.get().isConstant() && whole.get().evaluateLong(Map.of()) > CheckLimits.AXIS) {
            body.report(Diagnostic.of(Code.SIZE_TOO_LARGE, span, "a size must be at most " + CheckLimits.AXIS)
                    .withLabel("this is " + whole.get())
                    .withHint("choose a smaller size"));
            return false;
        }
        sizes.put(name, body.asSize(whole.get()));
        return true;
    }

    private OpenType apply(
            Expression.Call e,
            TypedCell typed,
            List<Operand> inputs,
            Map<TypedCell.TypedState, Operand> states,
            Map<String, Size> sizes,
            Map<String, OptionTerm> options) {
        for (TypedCell.Sized input : typed.inputs()) {
            List<Size> named = new ArrayList<>(input.shape().sizes());
            input.token().ifPresent(named::add);
            for (Size size : named) {
                for (String name : size.names()) {
                    if (!sizes.containsKey(name)) {
                        sizes.put(name, body.inference().freshSize());
                    }
                }
            }
        }
        boolean sound = true;
        for (int i = 0; i < inputs.size(); i++) {
            sound &= checkInput(e, typed.inputs().get(i), inputs.get(i), sizes);
            sound &= checkOnce(e, typed, typed.inputs().get(i), inputs.get(i));
        }
        for (Map.Entry<TypedCell.TypedState, Operand> entry : states.entrySet()) {
            TypedCell.TypedState state = entry.getKey();
            ShapeVariable shape = body.inference().known(state.shape().substitute(sizes));
            sound &= new InitialStates(body)
                    .check(
                            "state " + state.name(),
                            state.times(),
                            false,
                            shape,
                            entry.getValue().expression(),
                            entry.getValue().value());
        }
        if (!states.isEmpty() || !typed.once().isEmpty()) {
            body.demandOnce();
        }
        CallTimes times = new CallTimes(checker, e, typed);
        Optional<List<TimeAxis>> running = sound ? times.running(inputs) : Optional.empty();
        if (running.isEmpty()) {
            return OpenType.POISON;
        }
        times.axes().forEach((name, time) -> sizes.put(name, time.length()));
        CellUse.Summary summary = body.context().summary(typed.definition());
        if (!body.enter(summary.work(), summary.nesting(), e.span())) {
            return OpenType.POISON;
        }
        body.use(new CellUse(typed.definition(), sizes, options, CallTimes.runs(running.get()), e.span()));
        List<Operand> all = new ArrayList<>(inputs);
        all.addAll(states.values());
        Extent given = all.stream().map(Operand::extent).reduce(Extent.DATA, Extent::or);
        Extent own = body.nextParameter();
        Dependence dependence = ShapeRules.dependence(all).or(summary.trained() ? Dependence.TRAINED : Dependence.NONE);
        Map<String, OpenType> members = new LinkedHashMap<>();
        for (TypedCell.TypedOutput output : typed.outputs()) {
            ShapeVariable shape = body.inference().known(output.shape().substitute(sizes));
            Extent inside = summary.extents().get(output.name());
            List<TimeAxis> along = new ArrayList<>(running.get());
            output.times().forEach(t -> along.add(t.substitute(times.axes(), sizes)));
            members.put(
                    output.name(), OpenType.of(along, shape).with(dependence).withExtent(given.through(inside, own)));
        }
        return members.values().iterator().next().withMembers(members);
    }

    private boolean checkInput(Expression.Call e, TypedCell.Sized input, Operand given, Map<String, Size> sizes) {
        if (input.token().isPresent() != given.value().token().isPresent()) {
            return input.token().isEmpty() ? checker.rules.areNumbers(List.of(given)) : reportNoToken(e, input, given);
        }
        if (input.token().isPresent()
                && !body.inference()
                        .unify(given.value().token().get(), input.token().get().substitute(sizes))) {
            body.report(Diagnostic.of(Code.TOKEN, given.expression().span(), "these are tokens of another kind")
                    .withLabel(given.name() + " is "
                            + new TokenRules(body).oneOf(given.value().token().get()) + ", "
                            + input.name() + " "
                            + new TokenRules(body).oneOf(input.token().get().substitute(sizes)))
                    .withHint("the tokens of one call that " + e.callee().text()
                            + " declares with one size are as many"));
            return false;
        }
        Shape expected = input.shape().substitute(sizes);
        if (body.inference().unify(given.value().shape(), body.inference().known(expected), e)) {
            return true;
        }
        Optional<Shape> shape = body.inference().resolve(given.value().shape());
        boolean scalarGiven = shape.filter(s -> s.rank() == 0).isPresent();
        Optional<String> reduced =
                scalarGiven ? new StepReductions(checker).hint(given.expression()) : Optional.empty();
        String hint = scalarGiven && expected.rank() == 1
                ? reduced.map(of -> of + "; ").orElse("") + "a vector of one element is written ["
                        + FileContext.excerpt(given.expression().span()) + "], or declare the input as `x[T, 1]`"
                : shape.flatMap(s -> sequenceHint(given, s, expected))
                        .orElse("the input is declared as " + input.name() + input.shape() + given(input, sizes));
        body.report(Diagnostic.of(
                        Code.ARGUMENT_SHAPE,
                        given.expression().span(),
                        "input " + input.name() + " of " + e.callee().text() + " has another shape")
                .withLabel(given.name() + " is "
                        + body.inference().show(given.value().shape()) + ", it takes "
                        + (ShapeInference.isOpen(expected)
                                ? kind(expected)
                                : body.inference().show(expected)))
                .withHint(hint));
        return false;
    }

    /** Which values the options have here that stand among the sizes of an input. */
    private String given(TypedCell.Sized input, Map<String, Size> sizes) {
        List<String> given = new ArrayList<>();
        for (Size size : input.shape().sizes()) {
            for (String name : size.names()) {
                Size value = body.inference().resolve(sizes.get(name));
                String text = name + " is " + value + " here";
                boolean says = !ShapeInference.isOpen(value) && !value.equals(Size.named(name));
                if (says && !given.contains(text)) {
                    given.add(text);
                }
            }
        }
        return given.isEmpty() ? "" : ", and " + String.join(", ", given);
    }

    /** What a state begins with has no steps. */
    private boolean checkOnce(Expression.Call e, TypedCell typed, TypedCell.Sized input, Operand given) {
        String name = input.name();
        boolean changes = given.value().times().size() > input.times().size();
        if (!typed.once().contains(name) || !changes) {
            return true;
        }
        body.report(Diagnostic.of(
                        Code.STEP_DEPENDENT,
                        given.expression().span(),
                        "input " + name + " of " + e.callee().text() + " is given once a sequence")
                .withLabel(given.name() + " is a sequence")
                .withHint(e.callee().text() + " computes with it once; take one step of the sequence, as in last("
                        + FileContext.excerpt(given.expression().span()) + ")"));
        return false;
    }

    private boolean reportNoToken(Expression.Call e, TypedCell.Sized input, Operand given) {
        body.report(Diagnostic.of(
                        Code.TOKEN,
                        given.expression().span(),
                        "input " + input.name() + " of " + e.callee().text() + " is a token")
                .withLabel(given.name() + " is a number")
                .withHint("a token is an input or target of the model that is declared as one, as in `input "
                        + input.name() + "[T] : token(5000)`"));
        return false;
    }

    /** Who gives an input with one size more has a sequence in mind, or one vector at each of its steps. */
    private Optional<String> sequenceHint(Operand given, Shape shape, Shape expected) {
        boolean meant = body.kind() == BodyKind.MODEL
                && shape.rank() == expected.rank() + 1
                && given.expression() instanceof Expression.Name name
                && checker.scope.find(name.text()).kind() == Symbol.Kind.INPUT;
        if (!meant) {
            return Optional.empty();
        }
        if (given.value().isSequence()) {
            return expected.rank() == 1
                    ? Optional.of("as a vector at each step it is declared `input " + given.name() + "[T, "
                            + shape.elements() + "]`")
                    : Optional.empty();
        }
        Optional<Symbol> time = checker.scope.symbols().stream()
                .filter(s -> s.kind() == Symbol.Kind.TIME)
                .filter(s -> s.asSize()
                        .filter(size -> shape.sizes().indexOf(size) > 0)
                        .isPresent())
                .findFirst();
        if (time.isPresent()) {
            List<String> sizes =
                    new ArrayList<>(shape.sizes().stream().map(Size::toString).toList());
            sizes.remove(shape.sizes().indexOf(time.get().asSize().orElseThrow()));
            sizes.add(0, time.get().name().text());
            return Optional.of("the steps stand first: a sequence along "
                    + time.get().name().text() + " is declared `input " + given.name() + "["
                    + String.join(", ", sizes) + "]`");
        }
        Size steps = shape.sizes().get(0);
        String rest = shape.sizes().stream().skip(1).map(s -> ", " + s).collect(Collectors.joining());
        return Optional.of("steps have a name: for sequences of " + steps + " steps write `time T = " + steps + "` and "
                + "`input " + given.name() + "[T" + rest + "]`");
    }

    private static String kind(Shape shape) {
        return switch (shape.rank()) {
            case 0 -> "a scalar";
            case 1 -> "a vector";
            default -> "a matrix";
        };
    }

    /** The sizes of a call with all that is known put in. */
    public static CellUse resolved(CellUse use, ShapeInference inference) {
        Map<String, Size> sizes = new LinkedHashMap<>();
        for (Map.Entry<String, Size> entry : use.sizes().entrySet()) {
            sizes.put(entry.getKey(), inference.resolve(entry.getValue()));
        }
        return new CellUse(use.callee(), sizes, use.options(), use.steps(), use.span());
    }
}
