package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.ShapeInference;
import io.lstmc.compiler.semantic.scope.ShapeVariable;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.CheckLimits;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shapes of products: of vectors, of matrices, and the outer one. */
final class ProductRules {

    private final ShapeRules rules;
    private final DefinitionContext body;
    private final NameScope scope;
    private final ShapeInference inference;

    ProductRules(ShapeRules rules, DefinitionContext body, NameScope scope) {
        this.rules = rules;
        this.body = body;
        this.scope = scope;
        this.inference = body.inference();
    }

    /** The products of the elements of two vectors: a matrix with a row for each element of the first. */
    OpenType outer(Expression whole, Operand left, Operand right) {
        if (!rules.areNumbers(List.of(left, right))) {
            return OpenType.POISON;
        }
        Optional<List<TimeAxis>> times = rules.times(whole.span(), List.of(left, right));
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
                body.report(
                        Diagnostic.of(Code.ARGUMENT_SHAPE, operand.expression().span(), "⊗ takes two vectors")
                                .withLabel(operand.name() + " is " + inference.show(shape))
                                .withHint(outerHint(rank(shape), operand))
                                .withNotes(rules.origins(operand)));
                return OpenType.POISON;
            }
            sizes.addAll(shape.sizes());
        }
        demandRoom(whole, sizes);
        return OpenType.of(times.get(), new ShapeVariable(List.copyOf(sizes)))
                .with(ShapeRules.dependence(List.of(left, right)));
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
        if (!rules.areNumbers(List.of(left, right))) {
            return OpenType.POISON;
        }
        Optional<List<TimeAxis>> times = rules.times(whole.span(), List.of(left, right));
        if (times.isEmpty()) {
            return OpenType.POISON;
        }
        ShapeVariable result = inference.fresh();
        int before = body.context().errors();
        inference.postpone(last -> applyProduct(whole, left, right, result, last));
        return body.context().errors() > before
                ? OpenType.POISON
                : OpenType.of(times.get(), result).with(ShapeRules.dependence(List.of(left, right)));
    }

    private boolean applyProduct(
            Expression.Binary whole, Operand left, Operand right, ShapeVariable result, boolean last) {
        ShapeVariable a = left.value().shape();
        ShapeVariable b = right.value().shape();
        if (b.isOpen() && !a.isOpen() && (last || rank(a) == 1 || !result.isOpen())) {
            List<Size> sizes = a.sizes();
            boolean matrix = rank(a) == 2 && !result.isOpen() && rank(result) == 2;
            if (matrix) {
                inference.bind(b, List.of(sizes.get(1), result.sizes().get(1)), whole);
            } else if (!sizes.isEmpty()) {
                inference.bind(b, List.of(sizes.get(sizes.size() - 1)), whole);
            }
        }
        if (a.isOpen() && !b.isOpen() && rank(b) > 0) {
            Size rows = b.sizes().get(0);
            boolean vector = rank(b) == 2 && !result.isOpen() && rank(result) == 1;
            inference.bind(a, vector ? List.of(rows) : List.of(inference.freshSize(), rows), whole);
        }
        if (a.isOpen() || b.isOpen()) {
            return last;
        }
        List<Size> l = a.sizes();
        List<Size> r = b.sizes();
        boolean fits = !l.isEmpty() && !r.isEmpty() && inference.unify(l.get(l.size() - 1), r.get(0));
        if (!fits) {
            reportProduct(whole, left, right);
            return true;
        }
        List<Size> sizes = new ArrayList<>(l.subList(0, l.size() - 1));
        sizes.addAll(r.subList(1, r.size()));
        demandRoom(whole, sizes);
        if (!inference.unify(result, new ShapeVariable(sizes), whole)) {
            body.report(Diagnostic.of(
                            Code.ELEMENTWISE_SHAPES, whole.span(), "the shape of this product does not fit its use")
                    .withLabel("this is " + inference.show(new ShapeVariable(sizes)) + ", used as "
                            + inference.show(result))
                    .withHint("declare the shape of " + left.name()));
        }
        return true;
    }

    private void reportProduct(Expression.Binary whole, Operand left, Operand right) {
        body.report(Diagnostic.of(Code.PRODUCT_SHAPES, whole.span(), "shapes do not match in matrix product")
                .withLabel(rules.shapes(left, right))
                .withHint(productHint(left, right))
                .withNotes(rules.origins(left, right)));
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
        if (ways.isEmpty()
                && rows.equals(r.sizes().get(0))
                && left.value().shape().origin() == null) {
            return "the columns of a matrix are the elements that it takes: declare " + left.name()
                    + Shape.matrix(l.sizes().get(1), rows);
        }
        if (left.expression() instanceof Expression.Name && !ShapeInference.isOpen(needed)) {
            ways.add("declare " + left.name() + needed);
        }
        if (ways.isEmpty() && left.value().shape().origin() != null) {
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

    private static int rank(ShapeVariable shape) {
        return shape.sizes().size();
    }
}
