package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.interval.Extent;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.Dependence;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.ShapeInference;
import io.lstmc.compiler.semantic.scope.ShapeVariable;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.BinaryOperator;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The shapes of operators: elementwise ones, matrix product and concatenation. */
public final class ShapeRules {

    private final DefinitionContext body;
    private final NameScope scope;
    private final ShapeInference inference;
    private final RepeatedTargets repeated;

    public ShapeRules(DefinitionContext body, NameScope scope) {
        this.body = body;
        this.scope = scope;
        this.inference = body.inference();
        this.repeated = new RepeatedTargets(body, scope);
    }

    /**
     * An operand and its type.
     *
     * @param name as messages call it
     */
    public record Operand(Expression expression, OpenType value, String name) {

        /** One that is called as it is written, a state without its moment. */
        public Operand(Expression expression, OpenType value) {
            this(expression, value, text(expression));
        }

        private static String text(Expression e) {
            return e instanceof Expression.At at ? at.state().text() : FileContext.excerpt(e.span());
        }

        Extent extent() {
            return value.extent();
        }
    }

    /** The times of a value made of several: those of the sequences among them, which must agree. */
    Optional<List<TimeAxis>> times(Span span, List<Operand> operands) {
        return times(
                span,
                operands,
                b -> "sum_steps, mean_steps, max_steps or last makes one value of a sequence; a cell with `time "
                        + b.value().times().get(0).name()
                        + "` looks at all steps of one at each step of the other");
    }

    /** @param hint what to write where an operand runs along another time than those before it */
    Optional<List<TimeAxis>> times(Span span, List<Operand> operands, Function<Operand, String> hint) {
        List<TimeAxis> merged = new ArrayList<>();
        Operand widest = null;
        for (Operand operand : operands) {
            for (TimeAxis time : operand.value().times()) {
                Optional<TimeAxis> known = merged.stream()
                        .filter(t -> t.name().equals(time.name()))
                        .findFirst();
                if (known.isPresent() && !known.get().equals(time)) {
                    body.report(Diagnostic.of(Code.DIFFERENT_STEPS, span, "sequences have different lengths")
                            .withLabel(widest.name() + " has "
                                    + known.get().length() + " steps, " + operand.name() + " has "
                                    + time.length())
                            .withHint("cut the longer one, as in z[a:b]"));
                    return Optional.empty();
                }
            }
            if (widest != null && !agree(widest.value().times(), operand.value().times())) {
                reportDifferentTimes(span, widest, operand, hint);
                return Optional.empty();
            }
            if (widest == null
                    || operand.value().times().size() > widest.value().times().size()) {
                widest = operand;
            }
            operand.value().times().stream().filter(t -> !merged.contains(t)).forEach(merged::add);
        }
        boolean same = widest == null || widest.value().times().size() == merged.size();
        return Optional.of(same && widest != null ? widest.value().times() : merged);
    }

    /**
     * Whether values of these times may meet element by element: in a model, where one of them is not just repeated along
     * another time, the times of one must begin those of the other.
     */
    private boolean agree(List<TimeAxis> a, List<TimeAxis> b) {
        int common = Math.min(a.size(), b.size());
        return body.kind() != BodyKind.MODEL || a.subList(0, common).equals(b.subList(0, common));
    }

    private void reportDifferentTimes(Span span, Operand a, Operand b, Function<Operand, String> hint) {
        body.report(Diagnostic.of(Code.DIFFERENT_STEPS, span, "these sequences run along different times")
                .withLabel(a.name() + " runs along " + names(a) + ", " + b.name() + " along " + names(b))
                .withHint(hint.apply(b)));
    }

    private static String names(Operand operand) {
        return String.join(
                " and ", operand.value().times().stream().map(TimeAxis::name).toList());
    }

    /** Equal shapes, or scalars beside them; an open shape takes that of the other side. */
    OpenType elementwise(Expression whole, String operation, List<Operand> operands) {
        if (operands.stream().anyMatch(o -> o.value().isPoison())) {
            return OpenType.POISON;
        }
        boolean compares = whole instanceof Expression.Binary binary
                && (binary.operator() == BinaryOperator.EQUAL || binary.operator() == BinaryOperator.NOT_EQUAL);
        if (compares ? !new TokenRules(body).compare(whole, operands) : !areNumbers(operands)) {
            return OpenType.POISON;
        }
        Optional<List<TimeAxis>> times = times(whole.span(), operands);
        if (times.isEmpty()) {
            return OpenType.POISON;
        }
        Operand shaped = null;
        for (Operand operand : operands) {
            boolean isScalar = inference
                    .resolve(operand.value().shape())
                    .filter(s -> s.rank() == 0)
                    .isPresent();
            if (isScalar) {
                continue;
            }
            if (shaped == null) {
                shaped = operand;
            } else if (!inference.unify(shaped.value().shape(), operand.value().shape(), whole)) {
                reportElementwise(whole, operation, shaped, operand);
                return OpenType.POISON;
            }
        }
        repeated.warn(whole, operands);
        ShapeVariable shape =
                (shaped == null ? operands.get(0) : shaped).value().shape();
        return OpenType.of(times.get(), shape).with(dependence(operands));
    }

    /** What of the model is in any of the operands. */
    static Dependence dependence(List<Operand> operands) {
        return operands.stream().map(o -> o.value().dependence()).reduce(Dependence.NONE, Dependence::or);
    }

    /** Warns where an element of a sequence is looked up by a target without time, or the reverse. */
    void warnRepeatedTarget(Expression whole, Operand table, Operand token) {
        repeated.warn(whole, List.of(table, token));
    }

    /** Whether none of the operands is a token; reports the first that is. */
    public boolean areNumbers(List<Operand> operands) {
        return new TokenRules(body).areNumbers(operands);
    }

    private void reportElementwise(Expression whole, String operation, Operand left, Operand right) {
        body.report(Diagnostic.of(Code.ELEMENTWISE_SHAPES, whole.span(), "shapes do not match in " + operation)
                .withLabel(shapes(left, right))
                .withHint(new ElementwiseHint(scope, inference).of(operation.endsWith("product"), left, right))
                .withNotes(origins(left, right)));
        MisplacedTimes times = new MisplacedTimes(scope, inference);
        times.reported(left.expression());
        times.reported(right.expression());
    }

    String shapes(Operand left, Operand right) {
        return left.name() + " is " + inference.show(left.value().shape()) + ", " + right.name() + " is "
                + inference.show(right.value().shape());
    }

    /** Where inferred shapes of the operands come from. */
    List<String> origins(Operand... operands) {
        List<String> notes = new ArrayList<>();
        for (Operand operand : operands) {
            Expression origin = operand.value().shape().origin();
            if (origin != null && operand.expression() instanceof Expression.Name) {
                notes.add("the shape of " + operand.name() + " was inferred from " + FileContext.excerpt(origin.span())
                        + " " + FileContext.place(origin.span()));
            }
        }
        return notes;
    }

    /** In {@code x * (B·x)} the product may be a vector or a number, so that an undeclared B may be either. */
    void warnMatrixOrVector(Operand factor, Operand other) {
        if (!(other.expression() instanceof Expression.Binary product)
                || product.operator() != BinaryOperator.MATRIX_PRODUCT
                || !(product.left() instanceof Expression.Name name)
                || !product.right()
                        .span()
                        .text()
                        .equals(factor.expression().span().text())) {
            return;
        }
        Symbol param = scope.find(name.text());
        Optional<Shape> vector = inference.resolve(factor.value().shape());
        boolean undeclared = param != null
                && param.kind() == Symbol.Kind.PARAM
                && param.value().shape().origin() != null;
        if (undeclared
                && vector.filter(s -> s.rank() == 1 && !ShapeInference.isOpen(s))
                        .isPresent()) {
            Size size = vector.get().sizes().get(0);
            body.report(Diagnostic.of(
                            Code.MATRIX_OR_VECTOR,
                            name.span(),
                            name.text() + " is taken for a matrix, where a vector fits as well")
                    .withLabel("undeclared")
                    .withHint("declare `param " + name.text() + Shape.matrix(size, size) + "`, or `param " + name.text()
                            + vector.get() + "` for the dot product"));
        }
    }

    private static int rank(ShapeVariable shape) {
        return shape.sizes().size();
    }
}
