package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.interval.Extent;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.ShapeInference;
import io.lstmc.compiler.semantic.scope.ShapeVariable;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.BinaryOperator;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.CheckLimits;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shapes of operators: elementwise ones, matrix product and concatenation. */
public final class ShapeRules {

    private final DefinitionContext body;
    private final NameScope scope;
    private final ShapeInference inference;

    public ShapeRules(DefinitionContext body, NameScope scope) {
        this.body = body;
        this.scope = scope;
        this.inference = body.inference;
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
        List<TimeAxis> merged = new ArrayList<>();
        Operand widest = null;
        for (Operand operand : operands) {
            for (TimeAxis time : operand.value().times()) {
                Optional<TimeAxis> known = merged.stream()
                        .filter(t -> t.name().equals(time.name()))
                        .findFirst();
                if (known.isPresent() && !known.get().equals(time)) {
                    body.context.report(Diagnostic.of(Code.DIFFERENT_STEPS, span, "sequences have different lengths")
                            .withLabel(widest.name() + " has " + known.get().length() + " steps, " + operand.name()
                                    + " has " + time.length())
                            .withHint("cut the longer one, as in z[a:b]"));
                    return Optional.empty();
                }
            }
            if (widest != null && !agree(widest.value().times(), operand.value().times())) {
                reportDifferentTimes(span, widest, operand);
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
        return body.kind != BodyKind.MODEL || a.subList(0, common).equals(b.subList(0, common));
    }

    private void reportDifferentTimes(Span span, Operand a, Operand b) {
        String first = b.value().times().get(0).name();
        body.context.report(Diagnostic.of(Code.DIFFERENT_STEPS, span, "these sequences run along different times")
                .withLabel(a.name() + " runs along " + names(a) + ", " + b.name() + " along " + names(b))
                .withHint("sum_steps, mean_steps, max_steps or last makes one value of a sequence; a cell with `time "
                        + first + "` looks at all steps of one at each step of the other"));
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
        warnRepeatedTarget(whole, operands);
        ShapeVariable shape =
                (shaped == null ? operands.get(0) : shaped).value().shape();
        return OpenType.of(times.get(), shape)
                .withTarget(operands.stream().anyMatch(o -> o.value().needsTarget()));
    }

    /** Whether none of the operands is a token; reports the first that is. */
    public boolean areNumbers(List<Operand> operands) {
        return new TokenRules(body).areNumbers(operands);
    }

    /** A target without time beside a sequence is repeated at every step, which is seldom meant; a scalar may be a loss. */
    private void warnRepeatedTarget(Expression whole, List<Operand> operands) {
        for (Operand target : operands) {
            for (Operand sequence : operands) {
                boolean isScalar = inference
                        .resolve(target.value().shape())
                        .filter(s -> s.rank() == 0)
                        .isPresent();
                if (target.value().needsTarget()
                        && !isScalar
                        && !target.value().isSequence()
                        && sequence.value().isSequence()
                        && !sequence.value().needsTarget()) {
                    body.context.report(Diagnostic.of(
                                    Code.TARGET_REPEATED,
                                    whole.span(),
                                    "every step of a sequence is compared with a target without time")
                            .withLabel(sequence.name() + " has "
                                    + TimeAxis.show(sequence.value().times()) + ", " + target.name() + " has none")
                            .withHint("did you mean last(" + sequence.name() + ")?"));
                }
            }
        }
    }

    private void reportElementwise(Expression whole, String operation, Operand left, Operand right) {
        body.context.report(Diagnostic.of(Code.ELEMENTWISE_SHAPES, whole.span(), "shapes do not match in " + operation)
                .withLabel(shapes(left, right))
                .withHint(new ElementwiseHint(scope, inference).of(operation.endsWith("product"), left, right))
                .withNotes(origins(left, right)));
    }

    private String shapes(Operand left, Operand right) {
        return left.name() + " is " + inference.show(left.value().shape()) + ", " + right.name() + " is "
                + inference.show(right.value().shape());
    }

    /** Where inferred shapes of the operands come from. */
    private List<String> origins(Operand... operands) {
        List<String> notes = new ArrayList<>();
        for (Operand operand : operands) {
            Expression origin = operand.value().shape().representative().origin;
            if (origin != null && operand.expression() instanceof Expression.Name) {
                notes.add("the shape of " + operand.name() + " was inferred from " + FileContext.excerpt(origin.span())
                        + " " + FileContext.place(origin.span()));
            }
        }
        return notes;
    }

    /** The products of the elements of two vectors: a matrix with a row for each element of the first. */
    OpenType outer(Expression whole, Operand left, Operand right) {
        if (!areNumbers(List.of(left, right))) {
            return OpenType.POISON;
        }
        Optional<List<TimeAxis>> times = times(whole.span(), List.of(left, right));
        if (times.isEmpty()) {
            return OpenType.POISON;
        }
        List<Size> sizes = new ArrayList<>();
        for (Operand operand : List.of(left, right)) {
            ShapeVariable shape = operand.value().shape();
            if (shape.isOpen()) {
                inference.bind(shape, List.of(inference.freshSize()), whole);
            }
            if (rank(shape) != 1) {
                body.context.report(
                        Diagnostic.of(Code.ARGUMENT_SHAPE, operand.expression().span(), "⊗ takes two vectors")
                                .withLabel(operand.name() + " is " + inference.show(shape))
                                .withHint(outerHint(rank(shape), operand))
                                .withNotes(origins(operand)));
                return OpenType.POISON;
            }
            sizes.addAll(shape.representative().sizes);
        }
        demandRoom(whole, sizes);
        return OpenType.of(times.get(), new ShapeVariable(List.copyOf(sizes)))
                .withTarget(left.value().needsTarget() || right.value().needsTarget());
    }

    /** A matrix that comes of vectors or narrow matrices may be larger than an array can be. */
    private void demandRoom(Expression whole, List<Size> sizes) {
        if (sizes.size() == 2) {
            body.demand(
                    Size.of(CheckLimits.ELEMENTS).minus(sizes.get(0).times(sizes.get(1))),
                    whole.span(),
                    Code.SIZE_TOO_LARGE,
                    "this matrix has more elements than an array can have",
                    "it is " + inference.show(new Shape(sizes)),
                    "multiply with a vector first, as in a * (b·q) for (a ⊗ b)·q");
        }
    }

    private static String outerHint(int rank, Operand operand) {
        if (rank == 0) {
            return "a scalar multiplies with * or ⊙";
        }
        return operand.expression() instanceof Expression.Call call && call.isOuter()
                ? "a ⊗ b is a matrix; there are no values with more than two axes"
                : "a product with a matrix is written " + operand.name() + "·x, and binds tighter than ⊗";
    }

    /** Matrix by vector, vector by matrix, vector by vector (dot product), matrix by matrix. */
    OpenType product(Expression.Binary whole, Operand left, Operand right) {
        if (left.value().isPoison() || right.value().isPoison()) {
            return OpenType.POISON;
        }
        if (!areNumbers(List.of(left, right))) {
            return OpenType.POISON;
        }
        Optional<List<TimeAxis>> times = times(whole.span(), List.of(left, right));
        if (times.isEmpty()) {
            return OpenType.POISON;
        }
        ShapeVariable result = inference.fresh();
        int before = body.context.errors();
        inference.postpone(last -> applyProduct(whole, left, right, result, last));
        return body.context.errors() > before
                ? OpenType.POISON
                : OpenType.of(times.get(), result)
                        .withTarget(left.value().needsTarget() || right.value().needsTarget());
    }

    private boolean applyProduct(
            Expression.Binary whole, Operand left, Operand right, ShapeVariable result, boolean last) {
        ShapeVariable a = left.value().shape();
        ShapeVariable b = right.value().shape();
        if (b.isOpen() && !a.isOpen() && (last || rank(a) == 1 || !result.isOpen())) {
            List<Size> sizes = a.representative().sizes;
            boolean matrix = rank(a) == 2 && !result.isOpen() && rank(result) == 2;
            if (matrix) {
                inference.bind(
                        b, List.of(sizes.get(1), result.representative().sizes.get(1)), whole);
            } else if (!sizes.isEmpty()) {
                inference.bind(b, List.of(sizes.get(sizes.size() - 1)), whole);
            }
        }
        if (a.isOpen() && !b.isOpen() && rank(b) > 0) {
            Size rows = b.representative().sizes.get(0);
            boolean vector = rank(b) == 2 && !result.isOpen() && rank(result) == 1;
            inference.bind(a, vector ? List.of(rows) : List.of(inference.freshSize(), rows), whole);
        }
        if (a.isOpen() || b.isOpen()) {
            return last;
        }
        List<Size> l = a.representative().sizes;
        List<Size> r = b.representative().sizes;
        boolean fits = !l.isEmpty() && !r.isEmpty() && inference.unify(l.get(l.size() - 1), r.get(0));
        if (!fits) {
            reportProduct(whole, left, right);
            return true;
        }
        List<Size> sizes = new ArrayList<>(l.subList(0, l.size() - 1));
        sizes.addAll(r.subList(1, r.size()));
        demandRoom(whole, sizes);
        if (!inference.unify(result, new ShapeVariable(sizes), whole)) {
            body.context.report(Diagnostic.of(
                            Code.ELEMENTWISE_SHAPES, whole.span(), "the shape of this product does not fit its use")
                    .withLabel("this is " + inference.show(new ShapeVariable(sizes)) + ", used as "
                            + inference.show(result))
                    .withHint("declare the shape of " + left.name()));
        }
        return true;
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
                && param.value().shape().representative().origin != null;
        if (undeclared
                && vector.filter(s -> s.rank() == 1 && !ShapeInference.isOpen(s))
                        .isPresent()) {
            Size size = vector.get().sizes().get(0);
            body.context.report(Diagnostic.of(
                            Code.MATRIX_OR_VECTOR,
                            name.span(),
                            name.text() + " is taken for a matrix, where a vector fits as well")
                    .withLabel("undeclared")
                    .withHint("declare `param " + name.text() + Shape.matrix(size, size) + "`, or `param " + name.text()
                            + vector.get() + "` for the dot product"));
        }
    }

    private static int rank(ShapeVariable shape) {
        return shape.representative().sizes.size();
    }

    private void reportProduct(Expression.Binary whole, Operand left, Operand right) {
        body.context.report(Diagnostic.of(Code.PRODUCT_SHAPES, whole.span(), "shapes do not match in matrix product")
                .withLabel(shapes(left, right))
                .withHint(productHint(left, right))
                .withNotes(origins(left, right)));
    }

    private String productHint(Operand left, Operand right) {
        Shape l = inference.resolve(left.value().shape()).orElseThrow();
        Shape r = inference.resolve(right.value().shape()).orElseThrow();
        if (l.rank() == 0 || r.rank() == 0) {
            return "a scalar multiplies with * or ⊙";
        }
        String rightText = FileContext.excerpt(right.expression().span());
        if (l.rank() == 1 && r.rank() == 2) {
            return r.sizes().get(1).equals(l.sizes().get(0))
                    ? "a vector on the left goes along the rows: write " + rightText + "·" + left.name()
                    : "a vector on the left has as many elements as the matrix has rows, " + left.name() + "·"
                            + rightText + ", one on the right as it has columns, " + rightText + "·" + left.name();
        }
        if (l.rank() == 1) {
            return "a dot product needs vectors of equal size";
        }
        Size rows = l.sizes().get(0);
        if (rows.equals(r.sizes().get(0)) && !isParam(left)) {
            return "did you mean transpose(" + left.name() + ")·" + rightText + "?";
        }
        Shape needed = Shape.matrix(rows, r.sizes().get(0));
        List<String> fitting = scope.symbols().stream()
                .filter(s -> s.kind() == Symbol.Kind.PARAM && !s.value().isPoison())
                .filter(s -> inference
                        .resolve(s.value().shape())
                        .filter(needed::equals)
                        .isPresent())
                .map(s -> s.name().text())
                .toList();
        List<String> ways = new ArrayList<>();
        Suggestion.nearest(left.name(), fitting).ifPresent(near -> ways.add("did you mean " + near));
        if (left.expression() instanceof Expression.Name && !ShapeInference.isOpen(needed)) {
            ways.add("declare " + left.name() + needed);
        }
        if (ways.isEmpty() && left.value().shape().representative().origin != null) {
            return left.name() + " fits one of them only; give this product a param of its own";
        }
        return ways.isEmpty()
                ? "the columns of the left side must be the size of the right side"
                : String.join(", or ", ways) + (ways.get(0).startsWith("did") ? "?" : "");
    }

    private boolean isParam(Operand operand) {
        Symbol symbol = operand.expression() instanceof Expression.Name name ? scope.find(name.text()) : null;
        return symbol != null && symbol.kind() == Symbol.Kind.PARAM;
    }
}
