package io.lstmc.compiler.random;

import static io.lstmc.compiler.random.RandomText.OUTER;
import static io.lstmc.compiler.random.RandomText.PRODUCT;
import static io.lstmc.compiler.random.RandomText.TIMES;
import static io.lstmc.compiler.random.RandomText.atom;

import io.lstmc.compiler.random.RandomScope.Place;
import io.lstmc.compiler.random.RandomTypes.Input;
import io.lstmc.compiler.random.RandomTypes.Name;
import io.lstmc.compiler.random.RandomTypes.Signature;
import io.lstmc.compiler.random.RandomTypes.Size;
import io.lstmc.compiler.random.RandomTypes.Time;
import io.lstmc.compiler.random.RandomTypes.Token;
import io.lstmc.compiler.random.RandomTypes.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Random calls of cells: their arguments, options, and what their states begin with. */
final class RandomCalls {

    /** The initializers that a call may tell a cell. */
    static final List<String> STARTS = List.of("glorot", "zeros", "uniform", "normal", "orthogonal", "he", "spread");

    private final RandomExpressions make;
    private final RandomScope scope;

    RandomCalls(RandomExpressions make) {
        this.make = make;
        this.scope = make.scope;
    }

    /** A call, the types of its outputs, and the time that its cell looks at. */
    record Call(String text, Map<String, Type> outputs, Time looked) {}

    void add(List<Supplier<RandomText>> ways, Type type, int depth) {
        if (scope.calls < 3 && !callable(type).isEmpty()) {
            ways.add(() -> value(type, depth));
        }
    }

    /** The cells that can be called for each step of a type. */
    List<Signature> callable(Type type) {
        return scope.cells.stream()
                .filter(c -> !c.hasState() || (scope.isModel() ? type.hasTime() : !type.hasTime()))
                .filter(c -> !c.looksAtSequence()
                        || !scope.carries
                                && scope.isModel() == type.hasTime()
                                && !looked(c).isEmpty())
                .filter(c -> c.inputs().stream()
                        .allMatch(i -> i.tokens() == null
                                || i.type().hasTime()
                                || !type.isSlice() && !tokens(type.time()).isEmpty()))
                .toList();
    }

    /** The times at which a cell can look, of whose tokens there are some where it asks for any. */
    private List<Time> looked(Signature cell) {
        boolean tokens = cell.inputs().stream()
                .anyMatch(i -> i.tokens() != null && i.type().hasTime());
        return scope.times.stream().filter(t -> !tokens || !tokens(t).isEmpty()).toList();
    }

    private List<Token> tokens(Time time) {
        return scope.tokens.stream().filter(t -> t.time() == time).toList();
    }

    /** A call of the wanted type, by choice of its options or by a product with it. */
    private RandomText value(Type type, int depth) {
        Signature cell = scope.any(callable(type));
        Call call = call(cell, type, depth);
        Type first = call.outputs().values().iterator().next();
        if (type.isScalar()) {
            return first.isScalar()
                    ? atom(call.text())
                    : atom(scope.any("sum", "mean", "max") + "(" + call.text() + ")");
        }
        RandomText vector = vector(type.sized(type.size()), call.text(), first, depth);
        return type.isVector()
                ? vector
                : new RandomText(
                        vector.in(PRODUCT) + " ⊗ "
                                + make.leaf(type.sized(type.columns())).in(PRODUCT),
                        OUTER);
    }

    private RandomText vector(Type type, String call, Type given, int depth) {
        if (given.isScalar()) {
            return new RandomText(scope.parameter(type.size()) + " * " + call, TIMES);
        }
        if (given.isMatrix()) {
            String columns = make.indexed(type.sized(given.columns()), depth - 2);
            return new RandomText(
                    scope.parameter(type.size(), given.size()) + "·(" + call + "·" + columns + ")", PRODUCT);
        }
        return given.size().equals(type.size())
                ? atom(call)
                : new RandomText(scope.parameter(type.size(), given.size()) + "·" + call, PRODUCT);
    }

    Call call(Signature cell, Type type, int depth) {
        return call(cell, type, depth, (state, given) -> make.of(given, depth - 1));
    }

    /**
     * A call for each step of a type, with a first output of its size if the cell's options can say that.
     *
     * @param probe what is given for an input that is added to a state, whose name it takes
     */
    Call call(Signature cell, Type type, int depth, BiFunction<String, Type, String> probe) {
        scope.calls++;
        scope.hasState |= cell.hasState();
        Map<String, Size> sizes = new HashMap<>();
        Type first = cell.outputs().values().iterator().next();
        for (String option : cell.sizes()) {
            boolean decides = first.isVector() && first.size().equals(Size.of(option)) && !type.isScalar();
            sizes.put(option, decides ? type.size() : scope.chance(0.5) ? scope.anySize() : Size.of(2));
        }
        Time looked = cell.looksAtSequence() ? scope.any(looked(cell)) : null;
        List<String> arguments = new ArrayList<>();
        int sequence = sequence(cell);
        for (int i = 0; i < cell.inputs().size(); i++) {
            Input input = cell.inputs().get(i);
            if (input.tokens() != null) {
                Token token = scope.any(tokens(input.type().hasTime() ? looked : type.time()));
                input.tokens().names().forEach(n -> sizes.put(n.text(), token.count()));
                arguments.add(token.text());
                continue;
            }
            open(input.type().size(), sizes);
            open(input.type().columns(), sizes);
            boolean along = !input.once() && (i == sequence || input.probe() != null || scope.chance(0.6));
            Time time = input.type().hasTime() ? looked : along ? type.time() : null;
            Type given = input.type().with(sizes).along(time);
            if (along && type.hasTime() && !input.type().hasTime()) {
                given = given.withSteps(type.steps());
            }
            arguments.add(
                    input.once()
                            ? once(given, depth - 1)
                            : input.probe() != null ? probe.apply(input.probe(), given) : make.of(given, depth - 1));
        }
        cell.sizes()
                .forEach(option ->
                        arguments.add(option + ": " + sizes.get(option).value()));
        definitions(cell, arguments);
        if (cell.number() != null && scope.chance(0.3)) {
            arguments.add(cell.number() + ": " + scope.any("0.7", "1 / 4", "2^-1", "sqrt(0.3)"));
        }
        begin(cell, type, sizes, arguments, depth);
        Map<String, Type> outputs = new LinkedHashMap<>();
        cell.outputs().forEach((name, output) -> outputs.put(name, output.with(sizes)));
        return new Call(cell.name() + "(" + String.join(", ", arguments) + ")", outputs, looked);
    }

    /** An argument that has to run along the time of the call: one that is given at each step. */
    private static int sequence(Signature cell) {
        for (int i = 0; i < cell.inputs().size(); i++) {
            Input input = cell.inputs().get(i);
            if (!input.once() && !input.type().hasTime()) {
                return i;
            }
        }
        return -1;
    }

    /** Names of lengths that an input brings are sizes of the caller's choice. */
    private void open(Size size, Map<String, Size> sizes) {
        if (size != null) {
            for (Name name : size.names()) {
                sizes.computeIfAbsent(name.text(), n -> scope.anySize());
            }
        }
    }

    private String once(Type type, int depth) {
        return scope.place == Place.CELL
                ? new RandomExpressions(scope.steady(false)).of(type, depth)
                : make.of(type, depth);
    }

    private void definitions(Signature cell, List<String> arguments) {
        for (String option : cell.definitions()) {
            String name = option.split(" ")[1];
            boolean isDefault = option.contains("=") && scope.chance(0.3);
            if (!isDefault) {
                arguments.add(name + ": " + definition(option.split(" ")[0]));
            }
        }
    }

    private String definition(String kind) {
        return switch (kind) {
            case "cell" ->
                scope.any(scope.cells.stream().filter(Signature::isLayer).toList())
                        .name();
            case "function" -> scope.any(scope.unary);
            default -> scope.any(STARTS);
        };
    }

    /** What the states begin with, which is the same at all steps. */
    private void begin(Signature cell, Type type, Map<String, Size> sizes, List<String> arguments, int depth) {
        if (scope.place == Place.STEADY || scope.isModel() && !type.hasTime()) {
            return;
        }
        cell.states().forEach((name, state) -> {
            if (scope.chance(0.2)) {
                Type given = state.hasTime() || scope.chance(0.3) ? Type.SCALAR : state.with(sizes);
                String value = once(given, depth - 1);
                arguments.add(name + ": " + value);
                scope.note(scope.isModel() ? RandomNames.BY_CALLER : RandomNames.BY_CELL);
                if (value.matches(".*\\b(last|first|(sum|mean|max)_steps)\\(.*")) {
                    scope.note(RandomNames.BY_LAYER);
                }
            }
        });
    }
}
