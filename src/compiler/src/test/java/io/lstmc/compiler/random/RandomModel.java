package io.lstmc.compiler.random;

import io.lstmc.compiler.random.RandomScope.Place;
import io.lstmc.compiler.random.RandomTypes.Pair;
import io.lstmc.compiler.random.RandomTypes.Signature;
import io.lstmc.compiler.random.RandomTypes.Size;
import io.lstmc.compiler.random.RandomTypes.Time;
import io.lstmc.compiler.random.RandomTypes.Token;
import io.lstmc.compiler.random.RandomTypes.Type;
import io.lstmc.compiler.random.RandomTypes.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A random model: times, data, layers, a loss and outputs. */
final class RandomModel {

    private final SplittableRandom random;
    private final RandomNames names;
    private final RandomScope scope;
    private final RandomExpressions make;

    /** Options with what another model tells them, where the model has any. */
    private final Map<String, String> options = new LinkedHashMap<>();

    private final List<String> named = new ArrayList<>();
    private final List<String> data = new ArrayList<>();
    private final List<String> head = new ArrayList<>();
    private final List<String> equations = new ArrayList<>();
    private final List<String> end = new ArrayList<>();
    private final Map<String, String> probes = new LinkedHashMap<>();
    /** Values that have adjoints. */
    private final List<String> values = new ArrayList<>();
    /** Layers with params that the library names. */
    private final List<String> layers = new ArrayList<>();

    private final boolean optional;

    RandomModel(SplittableRandom random, RandomNames names, RandomLibrary library, boolean trains) {
        this.random = random;
        this.names = names;
        scope = new RandomScope(random, names, Place.MODEL);
        library.offer(scope, 4);
        make = new RandomExpressions(scope);
        boolean alone = random.nextInt(16) == 0;
        optional = scope.chance(0.2);
        sizes();
        if (!alone) {
            times();
            scope.carries = trains && scope.times.size() == 1 && random.nextInt(3) == 0;
            inputs();
        }
        equations();
        loss();
        adjoints();
        head.addAll(RandomCell.parameters(scope, null));
    }

    private void sizes() {
        if (optional) {
            String units = names.fresh();
            options.put(units + " = 3", units + ": " + (1 + random.nextInt(4)));
            scope.sizes.add(Size.of(units));
            String function = names.fresh();
            options.put("function " + function + scope.any("", " = tanh"), function + ": " + scope.any("silu", "sin"));
            scope.unary.add(function);
        }
        while (scope.sizes.size() < 3) {
            int size = random.nextInt(10) == 0 ? 5 + random.nextInt(14) : 1 + random.nextInt(4);
            scope.sizes.add(scope.chance(0.15) ? named(size) : Size.of(size));
        }
    }

    private Size named(int number) {
        String name = names.fresh();
        named.add(name + " = " + (number > 1 && random.nextBoolean() ? "2 * " + number + " - " + number : number));
        return Size.of(name);
    }

    private void times() {
        if (random.nextInt(8) == 0) {
            return;
        }
        for (int n = random.nextInt(3) == 0 ? 2 : 1; n > 0; n--) {
            boolean shorter = random.nextInt(3) == 0;
            boolean first = scope.times.isEmpty();
            int steps = first && random.nextInt(8) == 0 ? 20 + random.nextInt(20) : 1 + random.nextInt(6);
            Time time = new Time(first ? "T" : "S", steps, shorter);
            scope.times.add(time);
            String length = scope.chance(0.1) ? named(steps).text() : Integer.toString(steps);
            data.add("time " + time.name() + (shorter ? " <= " : " = ") + length);
            if (!shorter) {
                scope.variables.add(new Variable(time.name(), Type.SCALAR));
            }
        }
    }

    private void inputs() {
        for (Time time : scope.times) {
            boolean words = scope.chance(0.25);
            if (words) {
                token("input", time);
            }
            if (!words || scope.chance(0.6)) {
                variable("input", type(time));
            }
        }
        if (scope.times.isEmpty() || scope.chance(0.4)) {
            variable("input", type(null));
        }
        if (scope.chance(0.3)) {
            variable("input", type(anyTime()));
        }
        if (scope.chance(0.1)) {
            token("input", null);
        }
    }

    /** One of the times, or none. */
    private Time anyTime() {
        return scope.times.isEmpty() || scope.chance(0.4) ? null : scope.any(scope.times);
    }

    private Type type(Time time) {
        Type type = Type.vector(scope.anySize()).along(time);
        return scope.chance(0.15)
                ? type.scalar()
                : scope.chance(0.12) ? type.matrix(type.size(), scope.anySize()) : type;
    }

    private Variable variable(String kind, Type type) {
        Variable variable = new Variable(names.fresh(), type);
        List<String> axes = new ArrayList<>(type.axes());
        if (type.hasTime()) {
            axes.add(0, type.time().name());
        }
        data.add(kind + " " + variable.text() + "[" + String.join(", ", axes) + "]");
        if (kind.equals("input")) {
            scope.variables.add(variable);
            values.add(variable.text());
        }
        return variable;
    }

    private Token token(String kind, Time time) {
        int count = 2 + random.nextInt(4);
        Size size = scope.chance(0.2) ? named(count) : Size.of(count);
        Token token = new Token(names.fresh(), time, size);
        data.add(kind + " " + token.text() + (time == null ? "" : "[" + time.name() + "]") + " : token(" + size.text()
                + ")");
        if (kind.equals("input")) {
            scope.tokens.add(token);
        }
        return token;
    }

    private void equations() {
        if (optional && !scope.times.isEmpty()) {
            String cell = names.fresh();
            options.put("cell " + cell + scope.any("", " = RNN"), cell + ": " + scope.any("GRU", "LSTM"));
            scope.cells.add(RandomLibrary.layer(cell, true, "value"));
            layer(scope.cells.get(scope.cells.size() - 1), scope.any(scope.times));
        }
        if (scope.times.size() == 2) {
            Time time = scope.any(scope.times);
            make.calls.callable(Type.SCALAR.along(time)).stream()
                    .filter(Signature::looksAtSequence)
                    .forEach(cell -> layer(cell, time));
        }
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            scope.calls = 0;
            Time time = scope.chance(0.8) && !scope.times.isEmpty() ? scope.any(scope.times) : null;
            layer(scope.any(make.calls.callable(Type.SCALAR.along(time))), time);
            if (scope.chance(0.4)) {
                value();
            }
        }
    }

    private void layer(Signature cell, Time time) {
        Type wish = Type.vector(scope.anySize()).along(time);
        String name = names.fresh();
        RandomCalls.Call call = make.calls.call(cell, wish, 2, (state, type) -> {
            if (data.isEmpty()) {
                return make.of(type, 1);
            }
            String input = variable("input", type).text();
            scope.variables.removeIf(v -> v.text().equals(input));
            probes.put(input, name + "." + state);
            return input;
        });
        equations.add((scope.chance(0.7) ? "layer " : "") + name + " = " + call.text());
        if (cell.isLayer() && cell.number() == null && !told(cell)) {
            layers.add(name);
        }
        if (time != null) {
            values.add(name);
        }
        boolean first = true;
        for (Map.Entry<String, Type> output : call.outputs().entrySet()) {
            String text = first ? name : name + "." + output.getKey();
            Type type = output.getValue();
            if (!type.hasTime()) {
                scope.variables.add(new Variable(text, type.along(time)));
                if (time != null && !told(cell)) {
                    values.add(name + "." + output.getKey());
                }
            } else if (time == null) {
                scope.variables.add(new Variable(text, type.along(call.looked())));
            } else if (call.looked() != time && type.isScalar()) {
                scope.pairs.add(new Pair(text, time, call.looked()));
                Type given = Type.SCALAR.along(scope.any(time, call.looked()));
                String sum = names.fresh();
                equations.add(sum + " = " + make.ofPair(scope.pairs.get(scope.pairs.size() - 1), given));
                scope.variables.add(new Variable(sum, given));
            }
            first = false;
        }
    }

    /** Whether a cell is an option, whose outputs have the names of what it is told. */
    private boolean told(Signature cell) {
        return options.keySet().stream().anyMatch(o -> o.startsWith("cell " + cell.name()));
    }

    private void value() {
        Type type = type(scope.chance(0.7) ? anyTime() : null);
        boolean cuts = type.hasTime() && type.time().cuts() && !scope.carries && type.steps() > 1;
        Type given = cuts && scope.chance(0.3) ? type.withSteps(1 + random.nextInt(type.steps() - 1)) : type;
        String name = names.fresh();
        String value = make.of(given, 2);
        if (!given.isSlice() && !data.isEmpty() && scope.chance(0.3)) {
            String input = variable("input", given).text();
            scope.variables.removeIf(v -> v.text().equals(input));
            probes.put(input, name);
            value = "(" + value + ") + " + input;
        }
        equations.add(name + " = " + value);
        scope.variables.add(new Variable(name, given));
        // What has no time may be a number, and a number has no adjoint.
        if (given.hasTime()) {
            values.add(name);
        }
    }

    private void loss() {
        scope.calls = 0;
        String loss;
        Time time = anyTime();
        if (data.isEmpty() && random.nextBoolean()) {
            loss = make.bounded(Type.SCALAR, 3);
            output(names.fresh(), Type.vector(scope.anySize()));
        } else if (scope.chance(0.2)) {
            Token y = token("target", time);
            String z = output(names.fresh(), Type.vector(y.count()).along(time));
            loss = scope.any(
                    "-log_softmax(" + z + ")[" + y.text() + "]",
                    "mse(tanh(" + z + "), one_hot(" + y.text() + "))",
                    "where(" + y.text() + " == 1, mean(" + z + "), 0) - log_softmax(" + z + ")[" + y.text() + "]");
        } else {
            Variable y = variable("target", type(time));
            loss = loss(output(names.fresh(), y.type()), y.text());
        }
        for (int n = random.nextInt(3); n > 0; n--) {
            output(names.fresh(), type(anyTime()));
        }
        if (!scope.pairs.isEmpty() && random.nextBoolean()) {
            end.add("output " + names.fresh() + " = " + scope.any(scope.pairs).text());
        }
        if (scope.chance(0.3)) {
            loss += " + 0.1 * " + make.bounded(Type.SCALAR.along(scope.chance(0.5) ? time : null), 2);
        }
        for (String layer : layers) {
            if (equations.stream().anyMatch(e -> e.contains(layer + " = Dense(")) && scope.chance(0.3)) {
                loss += " + 0.01 * sum(" + layer + ".W^2)";
            }
        }
        if (carries()) {
            // What nothing uses has no states.
            Type vector = Type.vector(Size.of(2));
            equations.add("layer going = GRU("
                    + make.leaf(vector.along(scope.times.get(0))).text() + ", units: 2)");
            loss += " + 0.1 * mean(last(going))";
        }
        // Layers may have no params or frozen ones, and then there is nothing to train.
        head.add("param rest[1] ~ uniform");
        end.add("loss " + loss + " + 0.1 * sum(rest^2)");
    }

    private String output(String name, Type type) {
        end.add("output " + name + " = " + make.of(type, 3));
        return name;
    }

    private String loss(String output, String y) {
        // Logits must not lie in [0, 1], as those of an output that is one number would, a whole one too.
        return scope.any(
                "mse(" + output + ", " + y + ")",
                "mae(" + output + ", " + y + ")",
                "huber(" + output + ", " + y + ", delta: 0.6)",
                "cross_entropy(5 * " + output + " - 8.5, softmax(" + y + "))",
                "binary_cross_entropy_logits(" + output + ", σ(" + y + "))",
                "binary_cross_entropy(σ(" + output + "), σ(" + y + "))",
                "mean((" + output + " - " + y + ")^2) / 2");
    }

    private void adjoints() {
        if (values.isEmpty() || probes.isEmpty() && !scope.chance(0.3)) {
            return;
        }
        List<String> asked = new ArrayList<>();
        probes.forEach((input, value) -> {
            asked.add(input);
            asked.add(value);
        });
        values.stream().filter(v -> !asked.contains(v) && scope.chance(0.4)).forEach(asked::add);
        if (!asked.isEmpty()) {
            end.add("adjoint " + String.join(", ", asked));
        }
    }

    RandomDefinition definition() {
        boolean told = options.keySet().stream().anyMatch(o -> !o.contains("="));
        String name = told ? "Any" : "M";
        String options = this.options.isEmpty() ? "" : "(" + String.join(", ", this.options.keySet()) + ")";
        List<String> statements = new ArrayList<>(data);
        statements.addAll(head);
        List<String> all = new ArrayList<>(equations);
        all.addAll(named);
        return new RandomDefinition("model " + name + options, statements, all, end);
    }

    /** The models that tell this one its options. */
    List<String> after() {
        boolean told = options.keySet().stream().anyMatch(o -> !o.contains("="));
        String values = String.join(", ", options.values());
        return options.isEmpty() ? List.of() : List.of("model " + (told ? "M = Any(" : "Other = M(") + values + ")");
    }

    Map<String, String> probes() {
        return probes;
    }

    boolean carries() {
        return scope.carries && scope.hasState;
    }

    /** Names of params, and of layers that have some. */
    List<String> trained() {
        List<String> trained = new ArrayList<>(layers);
        scope.parameters().forEach(p -> trained.add(p.name()));
        return trained;
    }

    RandomScope scope() {
        return scope;
    }
}
