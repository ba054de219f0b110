package io.lstmc.compiler.random;

import io.lstmc.compiler.random.RandomScope.Place;
import io.lstmc.compiler.random.RandomTypes.Input;
import io.lstmc.compiler.random.RandomTypes.Parameter;
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

/** A random cell: options, inputs, states, and equations over them. */
final class RandomCell {

    private final SplittableRandom random;
    private final RandomNames names;
    private final RandomScope scope;
    private final RandomExpressions make;
    private final RandomDefinition definition;

    private final String name;
    private final List<String> sizes = new ArrayList<>(List.of("units"));
    private final List<String> definitions = new ArrayList<>();
    private final String number;
    private final List<Input> inputs = new ArrayList<>();
    private final Map<String, Type> states = new LinkedHashMap<>();
    /** What the equations name, for the outputs. */
    private final List<Variable> made = new ArrayList<>();
    /** An input that is added to the first state, if there is one. */
    private String probe;

    private RandomCell(SplittableRandom random, RandomNames names, RandomLibrary library, String name) {
        this.random = random;
        this.names = names;
        this.name = name;
        scope = new RandomScope(random, names, Place.CELL);
        library.offer(scope, 1);
        scope.calls = 1;
        make = new RandomExpressions(scope);
        number = names.fresh();
        options();
        definition = new RandomDefinition("cell " + name + "(" + head() + ")");
    }

    /** Makes a cell that others can call. */
    static RandomDefinition make(SplittableRandom random, RandomNames names, RandomLibrary library, String name) {
        RandomCell cell = new RandomCell(random, names, library, name);
        cell.inputs();
        cell.states();
        cell.equations();
        Map<String, Type> outputs = cell.outputs();
        cell.definition.statements().addAll(parameters(cell.scope, cell.start()));
        library.cells.add(new Signature(
                name,
                cell.scope.hasState || !cell.states.isEmpty(),
                cell.inputs,
                cell.sizes,
                cell.definitions,
                cell.number,
                outputs,
                cell.states));
        return cell.definition;
    }

    private void options() {
        if (scope.chance(0.3)) {
            sizes.add("k");
        }
        sizes.forEach(o -> scope.sizes.add(Size.of(o)));
        scope.sizes.add(Size.of(2));
        scope.sizes.add(Size.of("units").plus(scope.any(Size.of(1), Size.of("units"))));
        scope.variables.add(new Variable(number, Type.SCALAR, true));
        if (scope.chance(0.2)) {
            definitions.add("cell " + names.fresh() + scope.any("", " = GRU"));
            scope.cells.add(RandomLibrary.layer(optionName(), true, "value"));
            scope.cells.add(RandomLibrary.layer(optionName(), true, "value"));
        }
        if (scope.chance(0.2)) {
            definitions.add("function " + names.fresh() + scope.any("", " = tanh"));
            scope.unary.clear();
            scope.unary.add(optionName());
        }
        if (scope.chance(0.2)) {
            definitions.add("initializer " + names.fresh() + scope.any("", " = glorot"));
        }
    }

    /** The name of the option that was made last. */
    private String optionName() {
        return definitions.get(definitions.size() - 1).split(" ")[1];
    }

    private String head() {
        List<String> options = new ArrayList<>(definitions);
        options.addAll(sizes);
        options.add(number + " = 0.4");
        return String.join(", ", options);
    }

    /** The initializer that is an option, or null. */
    private String start() {
        return definitions.stream()
                .filter(d -> d.startsWith("initializer"))
                .map(d -> d.split(" ")[1])
                .findFirst()
                .orElse(null);
    }

    private void inputs() {
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
            input();
        }
        if (scope.chance(0.2)) {
            String name = names.fresh();
            declare(name, new Type(null, 0, Size.of(name, "size(" + name + ")"), null), "", true);
        }
        if (scope.chance(0.12)) {
            token(names.fresh(), null, "");
        }
        if (scope.chance(0.2)) {
            Time time = new Time("K" + names.fresh(), 0, true);
            definition.statements().add(0, "time " + time.name());
            scope.times.add(time);
            String name = names.fresh();
            boolean named = random.nextBoolean();
            Size size = Size.of(named ? "n" + name : name, "size(" + name + ")");
            String axes = "[" + time.name() + (named ? ", n" + name : "") + "]";
            declare(name, Type.vector(size).along(time), axes, false);
            if (scope.chance(0.2)) {
                token(names.fresh(), time, "[" + time.name() + "]");
            }
        }
    }

    private void input() {
        String name = names.fresh();
        Type type = switch (random.nextInt(7)) {
            case 0 -> Type.SCALAR;
            case 1 -> Type.vector(Size.of("n" + name, "size(" + name + ")"));
            case 2 -> Type.vector(scope.any(Size.of(2), Size.of("units")));
            case 3 ->
                scope.chance(0.4)
                        ? Type.SCALAR.matrix(scope.anySize(), scope.anySize())
                        : Type.vector(Size.of(name, "size(" + name + ")"));
            default -> Type.vector(Size.of(name, "size(" + name + ")"));
        };
        boolean open = type.isVector() && type.size().text().equals(name);
        declare(name, type, open ? "" : "[" + String.join(", ", type.axes()) + "]", false);
    }

    private void declare(String name, Type type, String axes, boolean once) {
        definition.statements().add("input " + name + axes);
        inputs.add(new Input(type, null, once));
        scope.variables.add(new Variable(name, type, once));
        if (type.isVector() && !scope.sizes.contains(type.size())) {
            scope.sizes.add(type.size());
        }
    }

    private void token(String name, Time time, String axes) {
        boolean named = random.nextBoolean();
        Size count = Size.of(named ? "v" + name : name, "size(one_hot(" + name + "))");
        definition.statements().add("input " + name + axes + " : token" + (named ? "(v" + name + ")" : ""));
        inputs.add(new Input(time == null ? Type.SCALAR : Type.SCALAR.along(time), count, false));
        scope.tokens.add(new Token(name, time, count));
    }

    private void states() {
        int count = scope.chance(0.2) ? 0 : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String name = names.fresh();
            Type type = state(i == 0);
            List<String> axes = new ArrayList<>(type.axes());
            if (type.hasTime()) {
                axes.add(0, type.time().name());
            }
            String start = scope.chance(0.2) ? " ~ constant(0.3)" : scope.chance(0.3) ? " = " + beginning(type) : "";
            definition.statements().add("state " + name + "[" + String.join(", ", axes) + "]" + start);
            states.put(name, type);
        }
        states.forEach((name, type) -> {
            if (!isOpen(type)) {
                scope.variables.add(new Variable(name + "[t-1]", type));
            }
        });
        if (count > 0
                && states.get(probed()).isVector()
                && !states.get(probed()).hasTime()
                && scope.chance(0.4)) {
            probe = names.fresh();
            Type type = states.get(probed());
            definition.statements().add("input " + probe + "[" + type.size().text() + "]");
            inputs.add(new Input(type, null, false, probed()));
        }
    }

    /** What a state begins with. */
    private String beginning(Type type) {
        int before = scope.parameters().size();
        String value = new RandomExpressions(scope.steady(false))
                .of(type.hasTime() || scope.chance(0.2) ? Type.SCALAR : type, 2);
        if (scope.parameters().size() > before) {
            scope.note(RandomNames.BY_PARAMS);
        }
        if (scope.variables.stream().anyMatch(v -> v.steady() && !v.type().isScalar() && value.contains(v.text()))) {
            scope.note(RandomNames.BY_INPUTS);
        }
        return value;
    }

    /** Whether a state has the shape that its use says: only its own update and an output use it. */
    private static boolean isOpen(Type type) {
        return type.hasTime() && type.isScalar();
    }

    private Type state(boolean first) {
        if (!scope.times.isEmpty() && scope.chance(0.3)) {
            return (scope.chance(0.5) ? Type.SCALAR : Type.vector(scope.anySize())).along(scope.times.get(0));
        }
        return scope.chance(0.15)
                ? Type.SCALAR
                : scope.chance(0.12)
                        ? Type.SCALAR.matrix(scope.anySize(), scope.anySize())
                        : Type.vector(first ? Size.of("units") : scope.anySize());
    }

    private void equations() {
        List<String> updates = new ArrayList<>(states.keySet());
        int steps = states.size() + random.nextInt(4) + (states.isEmpty() ? 1 : 0);
        for (int n = 0; n < steps; n++) {
            int left = steps - n;
            if (!updates.isEmpty() && (left <= updates.size() || scope.chance(0.5))) {
                String state = updates.remove(0);
                add(state + "[t]", update(state + "[t-1]", states.get(state)), states.get(state));
            } else if (scope.chance(0.2)) {
                layer();
            } else {
                Type type = type();
                add(names.fresh(), make.of(type, 2), type);
            }
        }
        if (!scope.times.isEmpty() && scope.chance(0.5)) {
            Type score = Type.SCALAR.along(scope.times.get(0));
            add(names.fresh(), make.of(score, 2), score);
        }
        if (made.stream().allMatch(v -> v.type().hasTime())) {
            add(names.fresh(), make.of(Type.vector(Size.of("units")), 2), Type.vector(Size.of("units")));
        }
    }

    private Type type() {
        Type vector = Type.vector(scope.anySize());
        if (!scope.times.isEmpty() && scope.chance(0.3)) {
            Type along = vector.along(scope.times.get(0));
            return scope.chance(0.4) ? along.scalar() : along;
        }
        return scope.chance(0.2)
                ? Type.SCALAR
                : scope.chance(0.1) ? vector.matrix(vector.size(), scope.anySize()) : vector;
    }

    private void add(String name, String value, Type type) {
        definition.equations().add(name + " = " + value);
        made.add(new Variable(name, type));
        if (!states.containsKey(name.replace("[t]", "")) || !isOpen(type)) {
            scope.variables.add(made.get(made.size() - 1));
        }
    }

    private void layer() {
        Type wish = Type.vector(scope.anySize());
        List<Signature> fit = make.calls.callable(wish);
        String name = names.fresh();
        RandomCalls.Call call = make.calls.call(scope.any(fit), wish, 2);
        definition.equations().add((scope.chance(0.7) ? "layer " : "") + name + " = " + call.text());
        boolean first = true;
        for (Map.Entry<String, Type> output : call.outputs().entrySet()) {
            Type type = output.getValue().hasTime() ? output.getValue().along(call.looked()) : output.getValue();
            scope.variables.add(new Variable(first ? name : name + "." + output.getKey(), type));
            first = false;
        }
    }

    private String update(String before, Type type) {
        String value = anyUpdate(before, type);
        return probe != null && before.equals(probed() + "[t-1]") ? "(" + value + ") + " + probe : value;
    }

    private String probed() {
        return states.keySet().iterator().next();
    }

    private String anyUpdate(String before, Type type) {
        return switch (random.nextInt(6)) {
            case 0 -> make.gate(type, 2) + " ⊙ " + before + " + " + make.gate(type, 2) + " ⊙ " + make.bounded(type, 2);
            case 1 -> "0.4 * " + before + " - 0.5 * " + make.bounded(type, 2);
            case 2 -> "where(" + make.of(type, 1) + " > 0.21, " + before + ", " + make.bounded(type, 2) + ")";
            case 3 -> make.gate(type, 1) + " * tanh(" + before + " + " + make.bounded(type, 2) + ")";
            default -> make.bounded(type, 3);
        };
    }

    /** Some outputs, of which the first does not run along a sequence that the cell looks at. */
    private Map<String, Type> outputs() {
        Map<String, Type> outputs = new LinkedHashMap<>();
        List<Variable> left = new ArrayList<>(made);
        if (probe != null) {
            definition.end().add("output " + probed() + "[t]");
            outputs.put(probed(), states.get(probed()));
            left.removeIf(v -> v.text().equals(probed() + "[t]"));
        }
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            boolean first = outputs.isEmpty();
            List<Variable> fit =
                    left.stream().filter(v -> !first || !v.type().hasTime()).toList();
            List<String> past = states.keySet().stream()
                    .filter(s -> !states.get(s).hasTime())
                    .toList();
            int form = random.nextInt(5);
            String output = names.fresh();
            if (form == 0 && !past.isEmpty()) {
                String state = scope.any(past);
                definition.end().add("output " + output + " = " + state + "[t-1]");
                outputs.put(output, states.get(state));
            } else if (form == 1 || fit.isEmpty()) {
                Type type = Type.vector(Size.of("units"));
                definition.end().add("output " + output + " = " + make.of(type, 2));
                outputs.put(output, type);
            } else {
                Variable variable = scope.any(fit);
                left.remove(variable);
                definition.end().add("output " + variable.text());
                outputs.put(variable.text().replace("[t]", ""), variable.type());
            }
        }
        // A number for each step of what the cell looks at, as weights of attention are.
        for (Variable variable : left) {
            if (isOpen(variable.type()) && scope.chance(0.7)) {
                definition.end().add("output " + variable.text());
                outputs.put(variable.text().replace("[t]", ""), variable.type());
            }
        }
        return outputs;
    }

    /** The declarations of what the expressions asked for. */
    static List<String> parameters(RandomScope scope, String start) {
        List<String> lines = new ArrayList<>();
        for (Parameter parameter : scope.parameters()) {
            String frozen = scope.chance(0.04) ? " : frozen" : "";
            lines.add("param " + parameter.text() + frozen + " ~ "
                    + (start != null && scope.chance(0.6)
                            ? start
                            : scope.any(
                                    "glorot", "uniform", "zeros", "normal(deviation: 0.3)", "orthogonal", "spread")));
        }
        return lines;
    }
}
