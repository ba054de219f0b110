package io.lstmc.compiler.cells;

import io.lstmc.compiler.cells.RandomScope.Signature;
import io.lstmc.compiler.cells.RandomScope.Size;
import io.lstmc.compiler.cells.RandomScope.Type;
import io.lstmc.compiler.cells.RandomScope.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Random expressions of a wanted type, which stay finite and whose logarithms, roots and divisors are positive. */
final class RandomExpressions {

    private static final int ATOM = 9;
    private static final int POWER = 8;
    private static final int MINUS = 7;
    private static final int PRODUCT = 6;
    private static final int TIMES = 5;
    private static final int PLUS = 4;
    private static final int COMPARE = 3;

    private final RandomScope scope;

    RandomExpressions(RandomScope scope) {
        this.scope = scope;
    }

    /** A text and how tightly its outermost operator binds. */
    private record Text(String text, int tightness) {

        String in(int tightest) {
            return tightness < tightest ? "(" + text + ")" : text;
        }
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

    private static Text atom(String text) {
        return new Text(text, ATOM);
    }

    private Text make(Type type, int depth) {
        if (depth <= 0) {
            return leaf(type);
        }
        List<Supplier<Text>> ways = new ArrayList<>(List.of(
                () -> leaf(type),
                () -> sum(type, depth),
                () -> sum(type, depth),
                () -> multiple(type, depth),
                () -> multiple(type, depth),
                () -> atom(bounded(type, depth - 1)),
                () -> atom(bounded(type, depth - 1)),
                () -> new Text("-" + make(type, depth - 1).in(POWER), MINUS),
                () -> new Text(
                        make(type, depth - 1).in(TIMES) + " / "
                                + positive(type, depth - 1).in(MINUS),
                        TIMES),
                () -> positive(type, depth),
                () -> where(type, depth),
                () -> library(type, depth)));
        if (scope.sizes.isEmpty()) {
            return scope.any(ways).get();
        }
        if (!scope.functions.isEmpty()) {
            ways.add(() -> function(type, depth));
            ways.add(() -> function(type, depth));
        }
        if (type.isScalar()) {
            ways.add(() -> reduction(type, depth));
            ways.add(() -> reduction(type, depth));
            ways.add(() -> dot(type, depth));
        } else {
            ways.add(() -> product(type, depth));
            ways.add(() -> product(type, depth));
            ways.add(() -> product(type, depth));
            ways.add(() -> joined(type, depth));
            ways.add(() -> joined(type, depth));
            ways.add(() -> new Text(
                    scope.parameter(type.size())
                            + scope.any(" ⊙ ", " * ")
                            + make(type, depth - 1).in(MINUS),
                    TIMES));
        }
        if (!scope.cells.isEmpty() && scope.calls < 3) {
            ways.add(() -> call(type, depth));
        }
        if (type.steps() > 0 && scope.cuts && type.steps() < scope.steps) {
            ways.add(() -> cut(type, depth));
        }
        if (scope.isModel && type.steps() == 0 && scope.steps > 0) {
            ways.add(() -> ofSteps(type, depth));
            ways.add(() -> ofSteps(type, depth));
        }
        return scope.any(ways).get();
    }

    /** A type that goes with another in an elementwise operation without changing it. */
    private Type beside(Type type) {
        Type other = type.steps() > 0 && scope.chance(0.2) ? type.withSteps(0) : type;
        return scope.chance(0.15) ? other.scalar() : other;
    }

    private Text sum(Type type, int depth) {
        Text left = make(type, depth - 1);
        Text right = make(beside(type), depth - 1);
        boolean swap = scope.chance(0.3);
        return new Text(
                (swap ? right : left).in(PLUS) + scope.any(" + ", " - ") + (swap ? left : right).in(TIMES), PLUS);
    }

    private Text multiple(Type type, int depth) {
        Text left = make(type, depth - 1);
        Text right = make(beside(type), depth - 1);
        boolean swap = scope.chance(0.3);
        return new Text(
                (swap ? right : left).in(TIMES) + scope.any(" ⊙ ", " * ", "*") + (swap ? left : right).in(MINUS),
                TIMES);
    }

    /** Above 0.05 or so everywhere. */
    private Text positive(Type type, int depth) {
        String inner = of(type, depth - 1);
        return switch (scope.random.nextInt(8)) {
            case 0 -> atom("exp(tanh(" + inner + "))");
            case 1 -> new Text("σ(" + inner + ") + 0.1", PLUS);
            case 2 -> new Text("1 + tanh(" + inner + ")^2", PLUS);
            case 3 -> new Text("softplus(" + inner + ") + 0.05", PLUS);
            case 4 -> new Text("(1.5 + sin(" + inner + "))^" + scope.any("0.5", "2", "-1", "1.3"), POWER);
            case 5 -> atom("sqrt(abs(" + inner + ") + 0.3)");
            case 6 -> atom("log(2.5 + cos(" + inner + "))");
            default -> new Text("2^tanh(" + inner + ")", POWER);
        };
    }

    private String condition(Type type, int depth) {
        return switch (scope.random.nextInt(5)) {
            case 0 -> make(type, depth - 1).in(PLUS) + " > " + number();
            case 1 -> make(type, depth - 1).in(PLUS) + " <= " + number();
            case 2 ->
                make(type, depth - 1).in(PLUS) + " < "
                        + new Text(leaf(beside(type)).in(PLUS) + " + 0.137", PLUS).in(PLUS);
            case 3 -> make(type, depth - 1).in(PLUS) + " != " + number();
            default -> make(type, depth - 1).in(PLUS) + " >= " + number();
        };
    }

    private Text where(Type type, int depth) {
        if (scope.chance(0.15)) {
            String condition = condition(type, depth);
            return new Text("(" + condition + ") * " + make(type, depth - 1).in(MINUS), TIMES);
        }
        return atom("where(" + condition(beside(type), depth) + ", " + of(type, depth - 1) + ", "
                + of(beside(type), depth - 1) + ")");
    }

    private Text library(Type type, int depth) {
        String inner = of(type, depth - 1);
        return switch (scope.random.nextInt(12)) {
            case 0 -> atom("relu(" + inner + ")");
            case 1 -> atom("leaky_relu(" + inner + ", slope: 0.2)");
            case 2 -> atom("elu(" + inner + ")");
            case 3 -> atom("silu(" + inner + ")");
            case 4 -> atom("abs(" + inner + ")");
            case 5 -> atom("square(tanh(" + inner + "))");
            case 6 -> atom("clamp(" + inner + ", -0.7, 0.8)");
            case 7 -> atom("maximum(" + inner + ", " + of(beside(type), depth - 1) + ")");
            case 8 -> atom("minimum(" + inner + ", " + of(beside(type), depth - 1) + ")");
            case 9 -> atom("log_softmax(" + inner + ")");
            case 10 -> atom("dropout(" + inner + ", rate: 0.4)");
            default -> atom("softmax(" + inner + ")");
        };
    }

    private Text function(Type type, int depth) {
        String named = scope.chance(0.5) ? ", o: " + number() : "";
        return atom(scope.any(scope.functions) + "(" + of(type, depth - 1) + ", " + of(beside(type), depth - 1) + named
                + ")");
    }

    private Size anySize() {
        return scope.any(scope.sizes);
    }

    private Text reduction(Type type, int depth) {
        Type vector = type.sized(anySize());
        if (vector.steps() == 0 && scope.chance(0.2)) {
            return atom(make(vector, depth - 1).in(ATOM) + "[0]");
        }
        return atom(scope.any("sum", "mean", "max") + "(" + of(vector, depth - 1) + ")");
    }

    private Text dot(Type type, int depth) {
        Type vector = type.sized(anySize());
        Text left = scope.chance(0.5) ? atom(scope.parameter(vector.size())) : make(vector, depth - 1);
        return new Text(left.in(PRODUCT) + "·" + make(vector, depth - 1).in(ATOM), PRODUCT);
    }

    private Text product(Type type, int depth) {
        Size from = anySize();
        Text vector = make(type.sized(from), depth - 1);
        String sign = scope.any("·", "·", " @ ");
        return switch (scope.random.nextInt(9)) {
            case 2 ->
                new Text(
                        scope.parameter(type.size().plus(from), from) + "[" + from.value() + ":]" + sign
                                + vector.in(ATOM),
                        PRODUCT);
            case 3 ->
                new Text(
                        "(" + make(type.scalar().withSteps(0), depth - 2).in(MINUS) + " * "
                                + scope.parameter(type.size(), from) + " + " + number() + ")" + sign + vector.in(ATOM),
                        PRODUCT);
            case 4 ->
                new Text("tanh(transpose(" + scope.parameter(from, type.size()) + ")) @ " + vector.in(ATOM), PRODUCT);
            case 0 ->
                new Text("transpose(" + scope.parameter(from, type.size()) + ")" + sign + vector.in(ATOM), PRODUCT);
            case 1 -> {
                Size between = anySize();
                yield new Text(
                        scope.parameter(type.size(), between)
                                + sign
                                + scope.parameter(between, from)
                                + sign
                                + vector.in(ATOM),
                        PRODUCT);
            }
            default -> new Text(scope.parameter(type.size(), from) + sign + vector.in(ATOM), PRODUCT);
        };
    }

    private Text joined(Type type, int depth) {
        Size size = type.size();
        if (size.names().size() + size.number() > 1 && scope.chance(0.7)) {
            Size first = size.names().isEmpty()
                    ? Size.of(1 + scope.random.nextInt(size.number() - 1))
                    : Size.of(size.names().get(0));
            List<String> rest = size.names().isEmpty()
                    ? List.of()
                    : size.names().subList(1, size.names().size());
            Size second = new Size(rest, size.number() - first.number());
            return atom("[" + part(type.sized(first), depth) + ", " + part(type.sized(second), depth) + "]");
        }
        Size more = anySize();
        if (type.steps() > 0) {
            return atom(scope.any("tanh", "sin") + "(" + make(type, depth - 1).text() + ")");
        }
        String kept = of(type, depth - 1);
        String left = of(type.sized(more), depth - 1);
        return scope.chance(0.5)
                ? atom("[" + kept + ", " + left + "][" + scope.any("", "0") + ":" + size.value() + "]")
                : atom("([" + left + ", " + kept + "])[" + more.value() + ":"
                        + scope.any("", more.plus(size).value()) + "]");
    }

    private String part(Type type, int depth) {
        boolean one = type.size().equals(Size.of(1)) && scope.chance(0.7);
        return of(one ? type.scalar() : type, depth - 1);
    }

    private Text cut(Type type, int depth) {
        int from = scope.random.nextInt(scope.steps - type.steps() + 1);
        String first = from == 0 && scope.chance(0.5) ? "" : Integer.toString(from);
        int to = from + type.steps();
        String last = to == scope.steps ? scope.any("", "T", "" + to) : scope.any("T - " + (scope.steps - to), "" + to);
        return atom(make(type.withSteps(scope.steps), depth - 1).in(ATOM) + "[" + first + ":" + last + "]");
    }

    private Text ofSteps(Type type, int depth) {
        Text sequence = make(type.withSteps(scope.steps), depth - 1);
        if (scope.cuts && scope.chance(0.15)) {
            return atom(sequence.in(ATOM) + "[" + scope.random.nextInt(scope.steps) + "]");
        }
        if (scope.cuts && scope.chance(0.2) && !type.isScalar()) {
            Size size = scope.any(Size.of(1), Size.of(2));
            String flat = "flatten(" + of(new Type(scope.steps, size), depth - 1) + ")";
            return new Text(scope.parameter(type.size(), Size.of(size.number() * scope.steps)) + "·" + flat, PRODUCT);
        }
        return atom(scope.any("last", "last", "sum_steps", "mean_steps", "max_steps") + "(" + sequence.text() + ")");
    }

    /** A call of a cell, of the wanted type by choice of its options or by a product with it. */
    private Text call(Type type, int depth) {
        List<Signature> fit = scope.cells.stream()
                .filter(c -> !c.hasState() || !scope.isModel || type.steps() > 0)
                .toList();
        if (fit.isEmpty()) {
            return leaf(type);
        }
        Signature cell = scope.any(fit);
        Call call = call(cell, type, depth);
        Size size = call.outputs().values().iterator().next();
        if (type.isScalar()) {
            return size == null ? atom(call.text()) : atom(scope.any("sum", "mean", "max") + "(" + call.text() + ")");
        }
        if (size == null) {
            return new Text(scope.parameter(type.size()) + " * " + call.text(), TIMES);
        }
        return size.equals(type.size())
                ? atom(call.text())
                : new Text(scope.parameter(type.size(), size) + "·" + call.text(), PRODUCT);
    }

    /** A call and the sizes of its outputs. */
    record Call(String text, Map<String, Size> outputs) {}

    Call call(Signature cell, Type type, int depth) {
        scope.calls++;
        Map<String, Size> sizes = new HashMap<>();
        List<String> arguments = new ArrayList<>();
        int sequence = scope.random.nextInt(cell.inputs().size());
        for (int i = 0; i < cell.inputs().size(); i++) {
            Size input = cell.inputs().get(i);
            int steps = i == sequence || scope.chance(0.6) ? type.steps() : 0;
            if (input == null) {
                arguments.add(of(new Type(steps, null), depth - 1));
            } else {
                String name = input.names().isEmpty() ? "" : input.names().get(0);
                Size given = name.isEmpty() ? input : sizes.computeIfAbsent(name, n -> anySize());
                arguments.add(of(new Type(steps, given), depth - 1));
            }
        }
        Size first = cell.outputs().values().iterator().next();
        for (String option : cell.options()) {
            boolean decides = first != null && first.equals(Size.of(option)) && !type.isScalar();
            Size size = decides ? type.size() : scope.chance(0.5) ? anySize() : Size.of(2);
            sizes.put(option, size);
            arguments.add(option + ": " + size.value());
        }
        if (cell.number() != null && scope.chance(0.3)) {
            arguments.add(cell.number() + ": " + scope.any("0.7", "1 / 4", "2^-1", "sqrt(0.3)"));
        }
        Map<String, Size> outputs = new java.util.LinkedHashMap<>();
        cell.outputs().forEach((name, size) -> outputs.put(name, size == null ? null : size.with(sizes)));
        return new Call(cell.name() + "(" + String.join(", ", arguments) + ")", outputs);
    }

    private String number() {
        return String.format(Locale.ROOT, "%.3f", 0.05 + scope.random.nextDouble());
    }

    private Text leaf(Type type) {
        List<Variable> fitting = scope.variables(type);
        if (!fitting.isEmpty() && scope.chance(0.85)) {
            String name = scope.any(fitting).text();
            return atom(
                    !scope.isModel && !scope.sizes.isEmpty() && name.matches("[^.\\[]*") && scope.chance(0.1)
                            ? name + "[t]"
                            : name);
        }
        if (type.steps() > 0) {
            return sequenceLeaf(type);
        }
        if (type.isScalar()) {
            List<Variable> vectors = scope.variables.stream()
                    .filter(v -> v.type().steps() == 0 && !v.type().isScalar())
                    .toList();
            return vectors.isEmpty() || scope.chance(0.3)
                    ? atom(number())
                    : atom(scope.any("mean", "sum") + "(" + scope.any(vectors).text() + ")");
        }
        List<Variable> vectors = scope.variables.stream()
                .filter(v -> v.type().steps() == 0 && !v.type().isScalar())
                .toList();
        if (vectors.isEmpty() || scope.chance(0.3)) {
            return atom(scope.parameter(type.size()));
        }
        Variable vector = scope.any(vectors);
        return new Text(scope.parameter(type.size(), vector.type().size()) + "·" + vector.text(), PRODUCT);
    }

    private Text sequenceLeaf(Type type) {
        List<Variable> sequences = scope.variables.stream()
                .filter(v -> v.type().steps() == type.steps())
                .toList();
        if (sequences.isEmpty()) {
            return cut(type, 0);
        }
        Variable sequence = scope.any(sequences);
        boolean scalar = sequence.type().isScalar();
        if (type.isScalar()) {
            return scalar ? atom(sequence.text()) : atom(scope.any("mean", "sum") + "(" + sequence.text() + ")");
        }
        return scalar
                ? new Text(scope.parameter(type.size()) + " * " + sequence.text(), TIMES)
                : new Text(scope.parameter(type.size(), sequence.type().size()) + "·" + sequence.text(), PRODUCT);
    }

    /** One elementwise equation over the arguments of a function. */
    String ofFunction(String a, String b, String option) {
        scope.variables.add(new Variable(a, Type.SCALAR));
        scope.variables.add(new Variable(b, Type.SCALAR));
        String first = "(" + a + " * " + option + ")";
        return first + scope.any(" + ", " * ", " - ") + make(Type.SCALAR, 2).in(TIMES);
    }
}
