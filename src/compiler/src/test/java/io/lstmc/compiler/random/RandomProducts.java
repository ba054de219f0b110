package io.lstmc.compiler.random;

import static io.lstmc.compiler.random.RandomText.MINUS;
import static io.lstmc.compiler.random.RandomText.OUTER;
import static io.lstmc.compiler.random.RandomText.PRODUCT;
import static io.lstmc.compiler.random.RandomText.TIMES;
import static io.lstmc.compiler.random.RandomText.atom;

import io.lstmc.compiler.random.RandomTypes.Size;
import io.lstmc.compiler.random.RandomTypes.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Random products, sums over elements, and vectors and matrices that are made of others. */
final class RandomProducts {

    private final RandomExpressions make;
    private final RandomScope scope;

    RandomProducts(RandomExpressions make) {
        this.make = make;
        this.scope = make.scope;
    }

    void add(List<Supplier<RandomText>> ways, Type type, int depth) {
        if (type.isScalar()) {
            ways.add(() -> reduction(type, depth));
            ways.add(() -> reduction(type, depth));
            ways.add(() -> dot(type, depth));
            return;
        }
        if (type.isMatrix()) {
            ways.add(() -> outer(type, depth));
            ways.add(() -> outer(type, depth));
            ways.add(() -> matrix(type, depth));
            ways.add(() -> matrix(type, depth));
            ways.add(() -> matrix(type, depth));
            return;
        }
        ways.add(() -> product(type, depth));
        ways.add(() -> product(type, depth));
        ways.add(() -> product(type, depth));
        ways.add(() -> ofMatrix(type, depth));
        ways.add(() -> joined(type, depth));
        ways.add(() -> joined(type, depth));
        ways.add(() -> new RandomText(
                scope.parameter(type.size())
                        + scope.any(" ⊙ ", " * ")
                        + make.make(type, depth - 1).in(OUTER),
                TIMES));
    }

    private RandomText reduction(Type type, int depth) {
        if (scope.chance(0.15)) {
            Type matrix = type.matrix(scope.anySize(), scope.anySize());
            return atom(scope.any("sum", "mean", "max") + "(" + make.of(matrix, depth - 1) + ")");
        }
        Type vector = type.sized(scope.anySize());
        if (!vector.hasTime() && scope.chance(0.2)) {
            return atom(make.indexed(vector, depth - 1) + "[0]");
        }
        return atom(scope.any("sum", "mean", "max") + "(" + make.of(vector, depth - 1) + ")");
    }

    private RandomText dot(Type type, int depth) {
        Type vector = type.sized(scope.anySize());
        RandomText left = scope.chance(0.5) ? atom(scope.parameter(vector.size())) : make.make(vector, depth - 1);
        return new RandomText(left.in(PRODUCT) + "·" + make.indexed(vector, depth - 1), PRODUCT);
    }

    private RandomText product(Type type, int depth) {
        Size from = scope.anySize();
        String vector = make.indexed(type.sized(from), depth - 1);
        String sign = scope.any("·", "·", " @ ");
        return switch (scope.random.nextInt(9)) {
            case 2 ->
                new RandomText(
                        scope.parameter(type.size().plus(from), from) + "[" + from.value() + ":]" + sign + vector,
                        PRODUCT);
            case 3 ->
                new RandomText(
                        "(" + make.make(Type.SCALAR, depth - 2).in(MINUS) + " * " + scope.parameter(type.size(), from)
                                + " + " + make.number() + ")" + sign + vector,
                        PRODUCT);
            case 4 ->
                new RandomText("tanh(transpose(" + scope.parameter(from, type.size()) + ")) @ " + vector, PRODUCT);
            case 0 -> new RandomText("transpose(" + scope.parameter(from, type.size()) + ")" + sign + vector, PRODUCT);
            case 1 -> {
                Size between = scope.anySize();
                yield new RandomText(
                        scope.parameter(type.size(), between) + sign + scope.parameter(between, from) + sign + vector,
                        PRODUCT);
            }
            default -> new RandomText(scope.parameter(type.size(), from) + sign + vector, PRODUCT);
        };
    }

    /** A vector out of a matrix that each sample has for itself. */
    private RandomText ofMatrix(Type type, int depth) {
        Size other = scope.anySize();
        return switch (scope.random.nextInt(type.hasTime() ? 2 : 3)) {
            case 0 ->
                new RandomText(
                        make.make(type.matrix(type.size(), other), depth - 1).in(PRODUCT) + "·"
                                + make.indexed(type.sized(other), depth - 1),
                        PRODUCT);
            case 1 ->
                new RandomText(
                        make.make(type.sized(other), depth - 1).in(PRODUCT) + "·"
                                + make.indexed(type.matrix(other, type.size()), depth - 1),
                        PRODUCT);
            default -> atom(make.indexed(type.matrix(other, type.size()), depth - 1) + "[0]");
        };
    }

    private RandomText outer(Type type, int depth) {
        RandomText rows = make.make(type.sized(type.size()), depth - 1);
        RandomText columns = make.make(type.sized(type.columns()), depth - 1);
        return scope.chance(0.2)
                ? atom("outer(" + rows.text() + ", " + columns.text() + ")")
                : new RandomText(rows.in(PRODUCT) + " ⊗ " + columns.in(PRODUCT), OUTER);
    }

    private RandomText matrix(Type type, int depth) {
        String rows = make.of(type.sized(type.size()), depth - 1);
        return switch (scope.random.nextInt(6)) {
            case 0 -> atom("transpose(" + make.of(type.matrix(type.columns(), type.size()), depth - 1) + ")");
            case 1 -> atom("scale_rows(" + make.of(type, depth - 1) + ", " + rows + ")");
            case 2 ->
                atom("scale_columns(" + make.of(type, depth - 1) + ", " + make.of(type.sized(type.columns()), depth - 1)
                        + ")");
            case 3 ->
                new RandomText(
                        scope.parameter(type.size(), type.columns()) + " * "
                                + make.make(type, depth - 1).in(OUTER),
                        TIMES);
            default -> {
                Size between = scope.anySize();
                scope.note(RandomNames.MATRICES);
                yield new RandomText(
                        make.make(type.matrix(type.size(), between), depth - 1).in(PRODUCT) + "·"
                                + make.indexed(type.matrix(between, type.columns()), depth - 1),
                        PRODUCT);
            }
        };
    }

    private RandomText joined(Type type, int depth) {
        Size size = type.size();
        if (size.names().size() + size.number() > 1 && scope.chance(0.7)) {
            Size first = size.names().isEmpty()
                    ? Size.of(1 + scope.random.nextInt(size.number() - 1))
                    : new Size(size.names().subList(0, 1), 0);
            Size second = new Size(
                    size.names().isEmpty()
                            ? List.of()
                            : new ArrayList<>(
                                    size.names().subList(1, size.names().size())),
                    size.number() - first.number());
            return atom("[" + part(type.sized(first), depth) + ", " + part(type.sized(second), depth) + "]");
        }
        Size more = scope.anySize();
        if (type.hasTime()) {
            return atom(scope.any("tanh", "sin") + "(" + make.of(type, depth - 1) + ")");
        }
        String kept = beside(make.of(type, depth - 1));
        String left = beside(make.of(type.sized(more), depth - 1));
        return scope.chance(0.5)
                ? atom("[" + kept + ", " + left + "][" + scope.any("", "0") + ":" + size.value() + "]")
                : atom("([" + left + ", " + kept + "])[" + more.value() + ":"
                        + scope.any("", more.plus(size).value()) + "]");
    }

    private String part(Type type, int depth) {
        boolean one = type.size().equals(Size.of(1)) && scope.chance(0.7);
        return beside(make.of(one ? type.scalar() : type, depth - 1));
    }

    /** Parts that are in brackets themselves would be the rows of a matrix. */
    private static String beside(String part) {
        return part.startsWith("[") ? "sin(" + part + ")" : part;
    }
}
