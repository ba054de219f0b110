package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.ForeignWords;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.ShapeInference;
import io.lstmc.compiler.semantic.scope.ShapeVariable;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Arguments and shapes of the built-in functions. */
final class BuiltInRules {

    /** Functions that choose and order steps, whatever these are. */
    private static final Set<BuiltIn> TOKENS =
            EnumSet.of(BuiltIn.FIRST, BuiltIn.LAST, BuiltIn.REVERSE, BuiltIn.PREVIOUS, BuiltIn.ONCE);

    /** How a call is written, where that is not its name and one argument. */
    private static final Map<BuiltIn, String> FORMS = Map.of(
            BuiltIn.WHERE, "where(condition, then, otherwise)",
            BuiltIn.TRANSPOSE, "transpose(W)",
            BuiltIn.OUTER, "a ⊗ b or outer(a, b)",
            BuiltIn.PREVIOUS, "previous(x) or previous(x, first: v)");

    private final ExpressionChecker checker;
    private final DefinitionContext body;

    BuiltInRules(ExpressionChecker checker) {
        this.checker = checker;
        this.body = checker.body;
    }

    OpenType call(Expression.Call e, BuiltIn function) {
        List<Operand> operands = new ArrayList<>();
        for (Expression.Argument a : e.arguments()) {
            boolean isTime = function.namesTime() && a == TimeArgument.of(e);
            if (!isTime) {
                operands.add(checker.operand(a.value()));
            }
        }
        if (!checkArguments(e, function) || !checkPlace(e, function)) {
            return OpenType.POISON;
        }
        if (operands.stream().anyMatch(o -> o.value().isPoison())) {
            return OpenType.POISON;
        }
        boolean takesTokens =
                function.kind() == BuiltIn.Kind.ELEMENTWISE || TOKENS.contains(function) || function == BuiltIn.ONE_HOT;
        if (!takesTokens && !checker.rules.areNumbers(operands)) {
            return OpenType.POISON;
        }
        OpenType value = value(e, function, operands);
        checker.calls.putIfAbsent(e, type -> new Resolved.BuiltInCall(function, resolved(operands), type));
        // A constant knows itself better.
        return value.constant().isPresent()
                ? value
                : value.withExtent(checker.extents.call(
                        e, function, operands.stream().map(Operand::value).toList()));
    }

    private List<Resolved> resolved(List<Operand> operands) {
        return operands.stream().map(o -> checker.resolved(o.expression())).toList();
    }

    private OpenType value(Expression.Call e, BuiltIn function, List<Operand> operands) {
        return switch (function.kind()) {
            case ELEMENTWISE -> elementwise(e, function, operands);
            case REDUCTION ->
                function == BuiltIn.ARGMAX
                        ? argmax(operands.get(0))
                        : reduction(operands.get(0).value());
            case STEPS -> steps(e, operands.get(0), function);
            case ALONG -> new PastRules(checker).along(e, function, operands);
            case STRUCTURE -> structure(e, function, operands);
            case INITIAL -> OpenType.scalar();
        };
    }

    private boolean checkArguments(Expression.Call e, BuiltIn function) {
        int given = 0;
        for (Expression.Argument argument : e.arguments()) {
            if (argument.name().isEmpty()) {
                given++;
            } else if (!PastRules.takes(function, argument.name().get().text())) {
                checker.report(Diagnostic.of(
                                Code.UNKNOWN_OPTION,
                                argument.name().get().span(),
                                function.text() + " has no option "
                                        + argument.name().get().text())
                        .withHint(ForeignWords.option(argument.name().get().text())
                                .orElse(
                                        function == BuiltIn.PREVIOUS
                                                ? "write " + form(function)
                                                : function.text() + " takes its arguments by position")));
                return false;
            }
        }
        if (given == function.arguments() || function.namesTime() && given == 2) {
            return true;
        }
        Span span = given > function.arguments()
                ? e.arguments().get(function.arguments()).span()
                : e.callee().span();
        String takes = function.arguments() == 0
                ? "no arguments"
                : function.arguments() == 1 ? "1 argument" : function.arguments() + " arguments";
        checker.report(Diagnostic.of(Code.ARGUMENT_COUNT, span, function.text() + " takes " + takes)
                .withLabel(given == 0 ? "none given" : given == 1 ? "here is 1" : "here are " + given)
                .withHint(
                        function == BuiltIn.MAX && given == 2
                                ? "max takes the largest element of one value; the larger of two is where(a > b, a, b)"
                                : "write " + form(function)));
        return false;
    }

    private static String form(BuiltIn function) {
        return FORMS.getOrDefault(function, function.text() + (function.arguments() == 0 ? "()" : "(x)"));
    }

    /** Whether this function has a meaning in this kind of body. */
    private boolean checkPlace(Expression.Call e, BuiltIn function) {
        boolean inInitializer = body.kind() == BodyKind.INITIALIZER;
        if ((function.kind() == BuiltIn.Kind.INITIAL) && !inInitializer) {
            checker.report(Diagnostic.of(
                            Code.NOT_AVAILABLE, e.span(), function.text() + " draws starting values of parameters")
                    .withHint("it stands in an initialiser; in a cell or a model use random_uniform(x)"));
            return false;
        }
        boolean ofTheModel = function == BuiltIn.TRAINING || function == BuiltIn.RANDOM_UNIFORM;
        if (ofTheModel && body.kind() == BodyKind.SCHEDULE) {
            checker.report(Diagnostic.of(
                            Code.NOT_AVAILABLE,
                            e.span(),
                            function.text() + " cannot stand in " + body.kind().text())
                    .withHint("a schedule depends on the epoch alone"));
            return false;
        }
        boolean elementwise = function.kind() == BuiltIn.Kind.ELEMENTWISE
                && function != BuiltIn.RANDOM_UNIFORM
                && (function != BuiltIn.STOP_GRADIENT || !inInitializer);
        return elementwise || function.kind() == BuiltIn.Kind.INITIAL || checker.allows(e, function.text());
    }

    private OpenType elementwise(Expression.Call e, BuiltIn function, List<Operand> operands) {
        OpenType value = checker.rules.elementwise(e, function.text(), operands);
        boolean constant = !value.isPoison()
                && function != BuiltIn.RANDOM_UNIFORM
                && operands.stream().allMatch(o -> o.value().constant().isPresent());
        if (!constant) {
            return value.isPoison() ? value : value.reshaped(value.shape());
        }
        List<Constant> constants =
                operands.stream().map(o -> o.value().constant().get()).toList();
        return value.with(
                fold(function).map(of -> Constant.combine(constants, of)).orElse(Constant.SOME));
    }

    private static Optional<Function<double[], Double>> fold(BuiltIn function) {
        return switch (function) {
            case SIGMOID -> Optional.of(x -> 1 / (1 + Math.exp(-x[0])));
            case TANH -> Optional.of(x -> Math.tanh(x[0]));
            case EXP -> Optional.of(x -> Math.exp(x[0]));
            case LOG -> Optional.of(x -> Math.log(x[0]));
            case LOG1P -> Optional.of(x -> Math.log1p(x[0]));
            case EXPM1 -> Optional.of(x -> Math.expm1(x[0]));
            case SQRT -> Optional.of(x -> Math.sqrt(x[0]));
            case FLOOR -> Optional.of(x -> Math.floor(x[0]));
            case SIN -> Optional.of(x -> Math.sin(x[0]));
            case COS -> Optional.of(x -> Math.cos(x[0]));
            case STOP_GRADIENT -> Optional.of(x -> x[0]);
            case WHERE -> Optional.of(x -> x[0] != 0 ? x[1] : x[2]);
            case RANDOM_UNIFORM,
                    SUM,
                    MEAN,
                    MAX,
                    ARGMAX,
                    SUM_STEPS,
                    MEAN_STEPS,
                    MAX_STEPS,
                    FIRST,
                    LAST,
                    REVERSE,
                    PREVIOUS,
                    CUMSUM,
                    STEP,
                    ONCE,
                    FLATTEN,
                    TRANSPOSE,
                    ONE_HOT,
                    OUTER,
                    TRAINING,
                    SIZE,
                    INDEX,
                    UNIFORM01,
                    GAUSSIAN,
                    ORTHONORMAL -> Optional.empty();
        };
    }

    /** The number of an element, which only those of a vector have. */
    private OpenType argmax(Operand operand) {
        ShapeVariable shape = operand.value().shape();
        if (shape.isOpen()) {
            body.inference().bind(shape, List.of(body.inference().freshSize()), operand.expression());
        }
        if (shape.sizes().size() != 1) {
            checker.report(Diagnostic.of(
                            Code.ARGUMENT_SHAPE, operand.expression().span(), "argmax takes a vector")
                    .withLabel(operand.name() + " is " + body.inference().show(shape))
                    .withHint("it is the number of the largest element, from 0; of a matrix take a row, as in A[0]"));
            return OpenType.POISON;
        }
        return reduction(operand.value());
    }

    /** The elements of each step become one number. */
    private static OpenType reduction(OpenType operand) {
        return operand.reshaped(OpenType.scalar().shape());
    }

    private OpenType structure(Expression.Call e, BuiltIn function, List<Operand> operands) {
        if (function == BuiltIn.TRAINING) {
            return OpenType.scalar();
        }
        if (function == BuiltIn.STEP) {
            return new PastRules(checker).step(e);
        }
        Operand operand = operands.get(0);
        OpenType value = operand.value();
        return switch (function) {
            case ONCE -> new PastRules(checker).once(e, value);
            case ONE_HOT -> oneHot(operand);
            case FLATTEN -> flatten(operand);
            case TRANSPOSE -> transpose(operand);
            case OUTER -> outer(e, operand, operands.get(1));
            case SIZE -> size(operand);
            case INDEX -> index(operand);
            default -> throw new IllegalStateException(function.text());
        };
    }

    /** What is made of all steps of a sequence, along the time that the second argument names, if there is one. */
    private OpenType steps(Expression.Call e, Operand operand, BuiltIn function) {
        Optional<TimeAxis> time = new TimeArgument(checker).time(e, operand, function.text());
        if (time.isEmpty()) {
            return OpenType.POISON;
        }
        PastRules.note(checker, e, function, List.of(operand), time);
        return operand.value()
                .ofAllSteps(time.get(), operand.value().shape())
                .withToken(operand.value().token());
    }

    private OpenType outer(Expression.Call e, Operand left, Operand right) {
        checker.calls.put(
                e,
                type -> new Resolved.Product(
                        Resolved.ProductKind.OUTER,
                        checker.resolved(left.expression()),
                        checker.resolved(right.expression()),
                        type));
        return checker.products.outer(e, left, right);
    }

    private OpenType oneHot(Operand operand) {
        Optional<Size> count = operand.value().token();
        if (count.isEmpty()) {
            checker.report(Diagnostic.of(Code.TOKEN, operand.expression().span(), "one_hot takes a token")
                    .withLabel(operand.name() + " is a number")
                    .withHint(
                            operand.expression() instanceof Expression.Name
                                    ? "a token is declared as in `input " + operand.name() + " : token(10)`"
                                    : "only inputs and targets are tokens; for a computed number write index(z) == "
                                            + operand.name() + ", where z is any vector of that many elements"));
            return OpenType.POISON;
        }
        return operand.value().reshaped(new ShapeVariable(List.of(count.get())));
    }

    private OpenType flatten(Operand operand) {
        if (!new TimeArgument(checker).needsSequence(operand, "flatten")) {
            return OpenType.POISON;
        }
        TimeAxis time = operand.value().times().get(0);
        if (operand.value().times().size() > 1) {
            new TimeArgument(checker)
                    .reportTime(
                            operand.expression(),
                            operand.name() + " runs along several times",
                            operand,
                            "along ",
                            "last");
            return OpenType.POISON;
        }
        if (body.varies(time.name())) {
            checker.report(Diagnostic.of(
                            Code.STEPS_VARY, operand.expression().span(), "samples may have fewer steps than this has")
                    .withHint("declare `time " + time.name() + " = …` for a fixed number of steps"));
            return OpenType.POISON;
        }
        Optional<Shape> shape = body.inference().resolve(operand.value().shape());
        return shape.isEmpty()
                ? unknown(operand)
                : operand.value()
                        .ofAllSteps(
                                time,
                                new ShapeVariable(
                                        List.of(time.length().times(shape.get().elements()))));
    }

    private OpenType unknown(Operand operand) {
        checker.report(Diagnostic.of(
                        Code.SHAPE_UNKNOWN, operand.expression().span(), "the shape of this value is not known here")
                .withHint("declare the shape where " + operand.name() + " is declared"));
        return OpenType.POISON;
    }

    private OpenType transpose(Operand operand) {
        ShapeVariable shape = operand.value().shape();
        if (shape.isOpen()) {
            body.inference()
                    .bind(
                            shape,
                            List.of(
                                    body.inference().freshSize(),
                                    body.inference().freshSize()),
                            operand.expression());
        }
        List<Size> sizes = shape.sizes();
        if (sizes.size() != 2) {
            checker.report(
                    Diagnostic.of(Code.ARGUMENT_SHAPE, operand.expression().span(), "transpose takes a matrix")
                            .withLabel(operand.name() + " is "
                                    + (sizes.size() == 1 && ShapeInference.isOpen(new Shape(sizes))
                                            ? "a vector"
                                            : body.inference().show(shape)))
                            .withHint(
                                    operand.value().isSequence()
                                            ? "the steps are no axis of a matrix: a sum over them is sum_steps(w * "
                                                    + operand.name() + "), with a weight w of each step"
                                            : "a vector needs no transposing: a·b of two vectors is their dot product,"
                                                    + " a ⊗ b the matrix of all products"));
            return OpenType.POISON;
        }
        return operand.value().reshaped(new ShapeVariable(List.of(sizes.get(1), sizes.get(0))));
    }

    private OpenType size(Operand operand) {
        Optional<Shape> shape = body.inference().resolve(operand.value().shape());
        if (shape.isEmpty() || ShapeInference.isOpen(shape.get())) {
            return OpenType.constant(Constant.SOME);
        }
        return OpenType.constant(Constant.of(shape.get().elements()));
    }

    /** The numbers of the elements of a vector, the same at all steps. */
    private OpenType index(Operand operand) {
        ShapeVariable shape = operand.value().shape();
        if (shape.isOpen()) {
            body.inference().bind(shape, List.of(body.inference().freshSize()), operand.expression());
        }
        if (shape.sizes().size() != 1) {
            checker.report(Diagnostic.of(
                            Code.ARGUMENT_SHAPE, operand.expression().span(), "index takes a vector")
                    .withLabel(operand.name() + " is " + body.inference().show(shape))
                    .withHint("it numbers the elements of a vector from 0; step() is the number of a step"));
            return OpenType.POISON;
        }
        return OpenType.of(shape);
    }
}
