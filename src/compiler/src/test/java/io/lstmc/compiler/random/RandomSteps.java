package io.lstmc.compiler.random;

import static io.lstmc.compiler.random.RandomText.PRODUCT;
import static io.lstmc.compiler.random.RandomText.TIMES;
import static io.lstmc.compiler.random.RandomText.atom;

import io.lstmc.compiler.random.RandomScope.Place;
import io.lstmc.compiler.random.RandomTypes.Pair;
import io.lstmc.compiler.random.RandomTypes.Size;
import io.lstmc.compiler.random.RandomTypes.Time;
import io.lstmc.compiler.random.RandomTypes.Type;
import java.util.List;
import java.util.function.Supplier;

/** Random expressions that go along the steps of a sequence, or make one value of all of them. */
final class RandomSteps {

    private final RandomExpressions make;
    private final RandomScope scope;

    RandomSteps(RandomExpressions make) {
        this.make = make;
        this.scope = make.scope;
    }

    void add(List<Supplier<RandomText>> ways, Type type, int depth) {
        if (type.isSlice()) {
            ways.add(() -> cut(type, depth));
        } else if (type.hasTime()) {
            ways.add(() -> sequence(type, depth));
            ways.add(() -> sequence(type, depth));
        } else {
            if (!scope.times.isEmpty()) {
                ways.add(() -> ofSteps(type, depth));
                ways.add(() -> ofSteps(type, depth));
            }
            if (scope.place == Place.CELL) {
                ways.add(() -> inCell(type, depth));
            }
        }
        if (type.isScalar() && scope.isModel()) {
            List<Pair> pairs = scope.pairs.stream()
                    .filter(p -> p.outer() == type.time() || p.inner() == type.time())
                    .toList();
            if (!pairs.isEmpty() && type.hasTime()) {
                ways.add(() -> ofPair(scope.any(pairs), type));
                ways.add(() -> ofPair(scope.any(pairs), type));
            }
        }
    }

    /** A slice of a sequence. */
    RandomText cut(Type type, int depth) {
        int all = type.time().steps();
        int from = scope.random.nextInt(all - type.steps() + 1);
        String first = from == 0 && scope.chance(0.5) ? "" : Integer.toString(from);
        int to = from + type.steps();
        String name = type.time().name();
        String last = to == all ? scope.any("", name, "" + to) : scope.any(name + " - " + (all - to), "" + to);
        return atom(make.indexed(type.withSteps(all), depth - 1) + "[" + first + ":" + last + "]");
    }

    /** A sequence made of another one of the same type. */
    private RandomText sequence(Type type, int depth) {
        String other = make.of(type, depth - 1);
        boolean reverses = scope.isModel() && !scope.carries;
        scope.hasState |= scope.isModel();
        return switch (scope.random.nextInt(6)) {
            case 0, 1 -> atom((reverses ? "reverse(" : "previous(") + other + ")");
            case 2 -> atom("previous(" + other + ")");
            case 3 ->
                atom("previous(" + other + ", first: "
                        + make.of(scope.chance(0.5) ? Type.SCALAR : type.along(null), depth - 2) + ")");
            case 4 -> atom((scope.isModel() ? "cumsum(" : "sin(") + other + ")");
            default -> atom((scope.carries ? "previous(" : "softmax_steps(") + other + ")");
        };
    }

    /** In a cell, along its own steps. */
    private RandomText inCell(Type type, int depth) {
        scope.hasState = true;
        String other = make.of(type, depth - 1);
        return switch (scope.random.nextInt(5)) {
            case 0 -> atom("previous(" + other + ")");
            case 1 ->
                atom("previous(" + other + ", first: "
                        + steady(scope.chance(0.5) ? Type.SCALAR : type, depth - 2, false) + ")");
            case 2 -> new RandomText("cumsum(" + other + ") / (1 + step())", TIMES);
            case 3 ->
                new RandomText(
                        "sin(step() + " + make.number() + ") * "
                                + make.make(type, depth - 1).in(PRODUCT),
                        TIMES);
            default -> atom("once(" + steady(type, depth - 1, true) + ")");
        };
    }

    /** What is the same at all steps of a cell. */
    String steady(Type type, int depth, boolean mayDraw) {
        return new RandomExpressions(scope.steady(mayDraw)).of(type, depth);
    }

    private RandomText ofSteps(Type type, int depth) {
        Time time = scope.any(scope.times);
        String sequence = make.of(type.along(time), depth - 1);
        boolean cuts = time.cuts() && !scope.carries;
        if (cuts && scope.chance(0.15)) {
            return atom("(" + sequence + ")[" + scope.random.nextInt(time.steps()) + "]");
        }
        if (cuts && scope.chance(0.2) && type.isVector()) {
            Size size = scope.any(Size.of(1), Size.of(2));
            String flat = "flatten(" + make.of(Type.vector(size).along(time), depth - 1) + ")";
            return new RandomText(
                    scope.parameter(type.size(), Size.of(size.number() * time.steps())) + "·" + flat, PRODUCT);
        }
        return atom(
                (scope.carries ? "last" : scope.any("last", "last", "first", "sum_steps", "mean_steps", "max_steps"))
                        + "(" + sequence + ")");
    }

    /** Of a value along two times, one along one of them. */
    RandomText ofPair(Pair pair, Type type) {
        scope.note(RandomNames.PAIR);
        Time other = pair.outer() == type.time() ? pair.inner() : pair.outer();
        String both = switch (scope.random.nextInt(4)) {
            case 0 ->
                "previous(" + pair.text() + ", "
                        + scope.any(pair.outer(), pair.inner()).name() + ")";
            case 1 -> "tanh(" + pair.text() + ") * " + pair.text();
            default -> pair.text();
        };
        return atom(scope.any("sum_steps", "mean_steps", "max_steps", "last", "first") + "(" + both + ", "
                + other.name() + ")");
    }
}
