package io.lstmc.compiler.random;

import static io.lstmc.compiler.random.RandomText.ATOM;
import static io.lstmc.compiler.random.RandomText.MINUS;
import static io.lstmc.compiler.random.RandomText.OUTER;
import static io.lstmc.compiler.random.RandomText.PLUS;
import static io.lstmc.compiler.random.RandomText.POWER;
import static io.lstmc.compiler.random.RandomText.PRODUCT;
import static io.lstmc.compiler.random.RandomText.TIMES;
import static io.lstmc.compiler.random.RandomText.atom;

import io.lstmc.compiler.random.RandomScope.Place;
import io.lstmc.compiler.random.RandomTypes.Function;
import io.lstmc.compiler.random.RandomTypes.Pair;
import io.lstmc.compiler.random.RandomTypes.Type;
import io.lstmc.compiler.random.RandomTypes.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Random expressions of a wanted type, which stay finite and whose logarithms, roots and divisors are positive. Here are
 * those that go element by element.
 */
final class RandomExpressions {

    final RandomScope scope;
    final RandomCalls calls;
    private final RandomProducts products;
    private final RandomSteps steps;
    private final RandomTokens tokens;

    RandomExpressions(RandomScope scope) {
        this.scope = scope;
        this.products = new RandomProducts(this);
        this.steps = new RandomSteps(this);
        this.tokens = new RandomTokens(this);
        this.calls = new RandomCalls(this);
    }

    String of(Type type, int depth) {
        return make(type, depth).text();
    }

    /** A value in [-1, 1] or close to that. */
    String bounded(Type type, int depth) {
        return scope.any("tanh", "sin", "cos", "σ", "tanh") + "(" + of(type, depth) + ")";
    }

    /** A value in (0, 1). */
    String gate(Type type, int depth) {
        return scope.any("σ", "sigmoid") + "(" + of(type, depth) + ")";
    }

    /** The ways to make an expression; one that stands there twice is twice as likely. */
    RandomText make(Type type, int depth) {
        if (depth <= 0) {
            return leaf(type);
        }
        List<Supplier<RandomText>> ways = new ArrayList<>(List.of(
                () -> leaf(type),
                () -> sum(type, depth),
                () -> sum(type, depth),
                () -> multiple(type, depth),
                () -> multiple(type, depth),
                () -> atom(bounded(type, depth - 1)),
                () -> atom(bounded(type, depth - 1)),
                () -> new RandomText("-" + make(type, depth - 1).in(POWER), MINUS),
                () -> new RandomText(
                        make(type, depth - 1).in(TIMES) + " / "
                                + positive(type, depth - 1).in(MINUS),
                        TIMES),
                () -> positive(type, depth),
                () -> where(type, depth),
                () -> library(type, depth)));
        if (!scope.functions.isEmpty()) {
            ways.add(() -> function(type, depth));
            ways.add(() -> atom(scope.any(scope.unary) + "(" + of(type, depth - 1) + ")"));
        }
        if (scope.place != Place.ELEMENTS) {
            products.add(ways, type, depth);
            steps.add(ways, type, depth);
            tokens.add(ways, type, depth);
            calls.add(ways, type, depth);
        }
        return scope.any(ways).get();
    }

    /** A type that goes with another in an elementwise operation without changing it. */
    private Type beside(Type type) {
        Type other = type.hasTime() && scope.chance(0.2) ? type.along(null) : type;
        return scope.chance(0.15) ? other.scalar() : other;
    }

    private RandomText sum(Type type, int depth) {
        RandomText left = make(type, depth - 1);
        RandomText right = make(beside(type), depth - 1);
        boolean swap = scope.chance(0.3);
        return new RandomText(
                (swap ? right : left).in(PLUS) + scope.any(" + ", " - ") + (swap ? left : right).in(TIMES), PLUS);
    }

    private RandomText multiple(Type type, int depth) {
        RandomText left = make(type, depth - 1);
        RandomText right = make(beside(type), depth - 1);
        boolean swap = scope.chance(0.3);
        return new RandomText(
                (swap ? right : left).in(TIMES) + scope.any(" ⊙ ", " * ", "*") + (swap ? left : right).in(OUTER),
                TIMES);
    }

    /** Above 0.05 or so everywhere. */
    private RandomText positive(Type type, int depth) {
        String inner = of(type, depth - 1);
        return switch (scope.random.nextInt(8)) {
            case 0 -> atom("exp(tanh(" + inner + "))");
            case 1 -> new RandomText("σ(" + inner + ") + 0.1", PLUS);
            case 2 -> new RandomText("1 + tanh(" + inner + ")^2", PLUS);
            case 3 -> new RandomText("softplus(" + inner + ") + 0.05", PLUS);
            case 4 -> new RandomText("(1.5 + sin(" + inner + "))^" + scope.any("0.5", "2", "-1", "1.3"), POWER);
            case 5 -> atom("sqrt(abs(" + inner + ") + 0.3)");
            case 6 -> atom("log(2.5 + cos(" + inner + "))");
            default -> new RandomText("2^tanh(" + inner + ")", POWER);
        };
    }

    private String condition(Type type, int depth) {
        return switch (scope.random.nextInt(5)) {
            case 0 -> make(type, depth - 1).in(PLUS) + " > " + number();
            case 1 -> make(type, depth - 1).in(PLUS) + " <= " + number();
            case 2 ->
                make(type, depth - 1).in(PLUS) + " < "
                        + new RandomText(leaf(beside(type)).in(PLUS) + " + 0.137", PLUS).in(PLUS);
            case 3 -> make(type, depth - 1).in(PLUS) + " != " + number();
            default -> make(type, depth - 1).in(PLUS) + " >= " + number();
        };
    }

    private RandomText where(Type type, int depth) {
        if (scope.chance(0.15)) {
            String condition = condition(type, depth);
            return new RandomText(
                    "(" + condition + ") * " + make(type, depth - 1).in(OUTER), TIMES);
        }
        return atom("where(" + condition(beside(type), depth) + ", " + of(type, depth - 1) + ", "
                + of(beside(type), depth - 1) + ")");
    }

    private RandomText library(Type type, int depth) {
        String inner = of(type, depth - 1);
        boolean elements = scope.place == Place.ELEMENTS;
        return switch (scope.random.nextInt(13)) {
            case 0 -> atom("relu(" + inner + ")");
            case 1 -> atom("leaky_relu(" + inner + ", slope: 0.2)");
            case 2 -> atom("elu(" + inner + ")");
            case 3 -> atom("silu(" + inner + ")");
            case 4 -> atom("abs(" + inner + ")");
            case 5 -> atom("square(tanh(" + inner + "))");
            case 6 -> atom("clamp(" + inner + ", -0.7, 0.8)");
            case 7 -> atom("maximum(" + inner + ", " + of(beside(type), depth - 1) + ")");
            case 8 -> atom("minimum(" + inner + ", " + of(beside(type), depth - 1) + ")");
            case 9 -> atom("mod(" + inner + ", " + scope.any("1.7", "-0.9", "2.3") + ")");
            case 10 ->
                atom(scope.draws && !elements ? "dropout(" + inner + ", rate: 0.4)" : "elu(" + inner + ", alpha: 0.4)");
            case 11 -> atom((elements ? "softplus(" : "log_softmax(") + inner + ")");
            default -> atom((elements ? "silu(" : "softmax(") + inner + ")");
        };
    }

    private RandomText function(Type type, int depth) {
        Function function = scope.any(scope.functions);
        String named = scope.chance(0.5) ? ", o: " + number() : "";
        return atom(function.name() + "(" + of(type, depth - 1) + ", " + of(beside(type), depth - 1) + named + ")");
    }

    String number() {
        return String.format(Locale.ROOT, "%.3f", 0.05 + scope.random.nextDouble());
    }

    RandomText leaf(Type type) {
        List<Variable> fitting = scope.variables(type);
        if (!fitting.isEmpty() && scope.chance(0.85)) {
            String name = scope.any(fitting).text();
            boolean moment = scope.place == Place.CELL && !type.hasTime() && name.matches("[^.\\[]*");
            return atom(moment && scope.chance(0.1) ? name + "[t]" : name);
        }
        return type.hasTime() ? sequenceLeaf(type) : type.isMatrix() ? matrixLeaf(type) : steadyLeaf(type);
    }

    private RandomText matrixLeaf(Type type) {
        return scope.chance(0.5) && !type.hasTime()
                ? atom(scope.parameter(type.size(), type.columns()))
                : new RandomText(
                        leaf(type.sized(type.size())).in(PRODUCT) + " ⊗ "
                                + leaf(type.sized(type.columns())).in(PRODUCT),
                        OUTER);
    }

    private RandomText steadyLeaf(Type type) {
        List<Variable> vectors = scope.variables.stream()
                .filter(v -> !v.type().hasTime() && v.type().isVector())
                .toList();
        if (type.isScalar()) {
            return vectors.isEmpty() || scope.place == Place.ELEMENTS || scope.chance(0.3)
                    ? atom(number())
                    : atom(scope.any("mean", "sum") + "(" + scope.any(vectors).text() + ")");
        }
        if (vectors.isEmpty() || scope.chance(0.3)) {
            return atom(scope.parameter(type.size()));
        }
        Variable vector = scope.any(vectors);
        return new RandomText(scope.parameter(type.size(), vector.type().size()) + "·" + vector.text(), PRODUCT);
    }

    private RandomText sequenceLeaf(Type type) {
        if (type.isMatrix()) {
            return matrixLeaf(type);
        }
        List<Variable> sequences = scope.variables.stream()
                .filter(v -> v.type().time() == type.time() && v.type().steps() == type.steps())
                .toList();
        if (sequences.isEmpty()) {
            return type.isSlice() ? steps.cut(type, 0) : atom(tokens.numbers(type));
        }
        Variable sequence = scope.any(sequences);
        boolean scalar = sequence.type().isScalar();
        if (sequence.type().isMatrix() && type.isVector()) {
            return new RandomText(
                    scope.parameter(type.size(), sequence.type().size()) + "·(" + sequence.text() + "·"
                            + scope.parameter(sequence.type().columns()) + ")",
                    PRODUCT);
        }
        if (type.isScalar()) {
            return scalar ? atom(sequence.text()) : atom(scope.any("mean", "sum") + "(" + sequence.text() + ")");
        }
        return scalar
                ? new RandomText(scope.parameter(type.size()) + " * " + sequence.text(), TIMES)
                : new RandomText(scope.parameter(type.size(), sequence.type().size()) + "·" + sequence.text(), PRODUCT);
    }

    /** One elementwise equation over the arguments of a function. */
    String ofFunction(String a, String b, String option) {
        scope.variables.add(new Variable(a, Type.SCALAR));
        scope.variables.add(new Variable(b, Type.SCALAR));
        String first = "(" + a + " * " + option + ")";
        return first + scope.any(" + ", " * ", " - ") + make(Type.SCALAR, 2).in(TIMES);
    }

    /** Of a value along two times, one along one of them. */
    String ofPair(Pair pair, Type type) {
        return steps.ofPair(pair, type).text();
    }

    /** In the form in which an index or a slice follows. */
    String indexed(Type type, int depth) {
        return make(type, depth).in(ATOM);
    }
}
