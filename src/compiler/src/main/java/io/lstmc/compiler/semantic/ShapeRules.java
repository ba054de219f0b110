package io.lstmc.compiler.semantic;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.interval.Extent;
import io.lstmc.compiler.syntax.BinaryOperator;
import io.lstmc.compiler.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shapes of operators: elementwise ones, matrix product and concatenation. */
final class ShapeRules {

    private final Body body;
    private final Scope scope;
    private final Inference inference;

    ShapeRules(Body body, Scope scope) {
        this.body = body;
        this.scope = scope;
        this.inference = body.inference;
    }

    /** An operand: its text and its type. */
    record Operand(Expression expression, Value value) {

        Extent extent() {
            return value.extent();
        }

        /** As messages call it: the name of a state without its moment, else the text. */
        String name() {
            return expression instanceof Expression.At at ? at.state().text() : Context.excerpt(expression.span());
        }
    }

    /** The steps of a value made of several: those of the sequences among them, which must agree. */
    Optional<Optional<Size>> steps(Span span, List<Operand> operands) {
        Operand first = null;
        for (Operand operand : operands) {
            Optional<Size> steps = operand.value().steps();
            if (steps.isPresent() && first == null) {
                first = operand;
            } else if (steps.isPresent()
                    && !steps.get().equals(first.value().steps().orElseThrow())) {
                body.context.report(Diagnostic.of(Code.DIFFERENT_STEPS, span, "sequences have different lengths")
                        .withLabel(
                                first.name() + " has " + first.value().steps().orElseThrow() + " steps, "
                                        + operand.name() + " has " + steps.get())
                        .withHint("cut the longer one, as in z[a:b]"));
                return Optional.empty();
            }
        }
        return Optional.of(first == null ? Optional.empty() : first.value().steps());
    }

    /** Equal shapes, or scalars beside them; an open shape takes that of the other side. */
    Value elementwise(Expression whole, String operation, List<Operand> operands) {
        if (operands.stream().anyMatch(o -> o.value().isPoison())) {
            return Value.POISON;
        }
        Optional<Optional<Size>> steps = steps(whole.span(), operands);
        if (steps.isEmpty()) {
            return Value.POISON;
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
                return Value.POISON;
            }
        }
        warnRepeatedTarget(whole, operands);
        ShapeVariable shape =
                (shaped == null ? operands.get(0) : shaped).value().shape();
        return Value.of(steps.get(), shape)
                .withTarget(operands.stream().anyMatch(o -> o.value().needsTarget()));
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
                                    + sequence.value().steps().orElseThrow() + " steps, " + target.name() + " has none")
                            .withHint("did you mean last(" + sequence.name() + ")?"));
                }
            }
        }
    }

    private void reportElementwise(Expression whole, String operation, Operand left, Operand right) {
        body.context.report(Diagnostic.of(Code.ELEMENTWISE_SHAPES, whole.span(), "shapes do not match in " + operation)
                .withLabel(shapes(left, right))
                .withHint(new ElementwiseHint(scope, inference).of(left, right))
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
                notes.add("the shape of " + operand.name() + " was inferred from " + Context.excerpt(origin.span())
                        + " " + Context.place(origin.span()));
            }
        }
        return notes;
    }

    /** Matrix by vector, vector by vector (dot product), matrix by matrix. */
    Value product(Expression.Binary whole, Operand left, Operand right) {
        if (left.value().isPoison() || right.value().isPoison()) {
            return Value.POISON;
        }
        Optional<Optional<Size>> steps = steps(whole.span(), List.of(left, right));
        if (steps.isEmpty()) {
            return Value.POISON;
        }
        ShapeVariable result = inference.fresh();
        int before = body.context.errors();
        inference.postpone(last -> applyProduct(whole, left, right, result, last));
        return body.context.errors() > before
                ? Value.POISON
                : Value.of(steps.get(), result)
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
            inference.bind(
                    a, List.of(inference.freshSize(), b.representative().sizes.get(0)), whole);
        }
        if (a.isOpen() || b.isOpen()) {
            return last;
        }
        List<Size> l = a.representative().sizes;
        List<Size> r = b.representative().sizes;
        boolean fits = !l.isEmpty()
                && !r.isEmpty()
                && !(l.size() == 1 && r.size() == 2)
                && inference.unify(l.get(l.size() - 1), r.get(0));
        if (!fits) {
            reportProduct(whole, left, right);
            return true;
        }
        List<Size> sizes = new ArrayList<>(l.subList(0, l.size() - 1));
        sizes.addAll(r.subList(1, r.size()));
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
                && vector.filter(s -> s.rank() == 1 && !Inference.isOpen(s)).isPresent()) {
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
        String rightText = Context.excerpt(right.expression().span());
        if (l.rank() == 1 && r.rank() == 2) {
            return "a matrix stands on the left: " + rightText + "·" + left.name() + ", or transpose(" + rightText
                    + ")·" + left.name();
        }
        if (l.rank() == 1) {
            return "a dot product needs vectors of equal size";
        }
        Size rows = l.sizes().get(0);
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
        if (left.expression() instanceof Expression.Name && !Inference.isOpen(needed)) {
            ways.add("declare " + left.name() + needed);
        }
        if (ways.isEmpty() && left.value().shape().representative().origin != null) {
            return left.name() + " fits one of them only; give this product a param of its own";
        }
        return ways.isEmpty()
                ? "the columns of the left side must be the size of the right side"
                : String.join(", or ", ways) + (ways.get(0).startsWith("did") ? "?" : "");
    }

    /** Vectors and scalars joined into one vector. */
    Value concatenation(Expression.Concatenation whole, List<Operand> parts) {
        if (parts.stream().anyMatch(p -> p.value().isPoison())) {
            return Value.POISON;
        }
        Optional<Optional<Size>> steps = steps(whole.span(), parts);
        if (steps.isEmpty()) {
            return Value.POISON;
        }
        Size sum = Size.ZERO;
        for (Operand part : parts) {
            ShapeVariable shape = part.value().shape();
            if (shape.isOpen()) {
                inference.bind(shape, List.of(inference.freshSize()), whole);
            }
            inference.noteBesideScalars(shape);
            List<Size> sizes = shape.representative().sizes;
            if (sizes.size() > 1) {
                body.context.report(Diagnostic.of(
                                Code.ARGUMENT_SHAPE, part.expression().span(), "only vectors and scalars can be joined")
                        .withLabel(part.name() + " is " + inference.show(shape))
                        .withHint("multiply the matrix with each vector, then join the products"));
                return Value.POISON;
            }
            sum = sum.plus(sizes.isEmpty() ? Size.ONE : sizes.get(0));
        }
        Extent all = parts.stream().map(Operand::extent).reduce(Extent::or).orElseThrow();
        return Value.of(steps.get(), new ShapeVariable(List.of(sum)))
                .withTarget(parts.stream().anyMatch(p -> p.value().needsTarget()))
                .withExtent(all);
    }
}
