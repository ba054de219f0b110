package io.lstmc.compiler.cells;

import io.lstmc.compiler.cells.RandomScope.Parameter;
import io.lstmc.compiler.cells.RandomScope.Signature;
import io.lstmc.compiler.cells.RandomScope.Size;
import io.lstmc.compiler.cells.RandomScope.Type;
import io.lstmc.compiler.cells.RandomScope.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/** Random well-typed texts of one model {@code M} with cells and functions of its own. */
final class RandomModels {

    private static final List<Signature> LIBRARY = List.of(
            recurrent("RNN", "h"),
            recurrent("LSTM", "h", "c"),
            recurrent("GRU", "h"),
            recurrent("TextbookGRU", "h"),
            recurrent("Peephole", "h", "c"),
            recurrent("CoupledLSTM", "h", "c"),
            new Signature(
                    "Dense", false, List.of(Size.of("x")), List.of("units"), null, Map.of("y", Size.of("units"))));

    private final SplittableRandom random;
    private final RandomNames names;
    private final List<Definition> definitions = new ArrayList<>();
    private final List<Signature> cells = new ArrayList<>();
    private final List<String> functions = new ArrayList<>();

    private RandomScope ofModel;

    private RandomModels(long seed) {
        random = new SplittableRandom(seed);
        names = new RandomNames(random);
    }

    /** A definition: its head, statements in a fixed order, and equations whose order means nothing. */
    private record Definition(String head, List<String> statements, List<String> equations, List<String> end) {

        String text(Random order) {
            List<String> shuffled = new ArrayList<>(equations);
            Collections.shuffle(shuffled, order);
            List<String> lines = new ArrayList<>(statements);
            lines.addAll(shuffled);
            lines.addAll(end);
            return head + " {\n  " + String.join("\n  ", lines) + "\n}\n";
        }
    }

    /** The text of a model. */
    record Text(List<Definition> definitions, List<String> functions) {

        /** With the equations of every cell in an order of its own. */
        String ordered(long seed) {
            Random order = new Random(seed);
            return String.join("\n", functions) + "\n"
                    + String.join(
                            "\n", definitions.stream().map(d -> d.text(order)).toList());
        }
    }

    static Text of(long seed) {
        RandomModels models = new RandomModels(seed);
        for (int n = models.random.nextInt(3); n > 0; n--) {
            models.function();
        }
        for (int n = 1 + models.random.nextInt(3); n > 0; n--) {
            models.cell();
        }
        models.model();
        models.useLastSteps(new SplittableRandom(seed + 3_000_000));
        models.useOtherSteps(new SplittableRandom(seed + 5_000_000));
        if (seed % 3 > 0) {
            RandomOptimizers optimizer = new RandomOptimizers(seed);
            models.functions.add(optimizer.definition());
            models.lastDefinition().end().add(optimizer.train());
        }
        return new Text(models.definitions, models.functions);
    }

    private Definition lastDefinition() {
        return definitions.get(definitions.size() - 1);
    }

    /**
     * More outputs of a model with time, which use the last step: at the end, or at each step as no stream can. They come
     * from numbers of their own, so that the rest of the text is what it was without them.
     */
    private void useLastSteps(SplittableRandom own) {
        List<Variable> sequences = ofModel.variables.stream()
                .filter(v -> v.type().steps() == ofModel.steps && ofModel.steps > 0)
                .toList();
        if (sequences.isEmpty() || own.nextInt(3) > 0) {
            return;
        }
        String a = sequences.get(own.nextInt(sequences.size())).text();
        String b = sequences.get(own.nextInt(sequences.size())).text();
        List<String> forms = List.of(
                "%s + sum(last(%s))",
                "RNN([%s, last(%s)], units: 2)",
                "last(GRU([%s, mean(last(%s))], units: 1))",
                "tanh(%s * max(last(%s)))",
                "last(%s + sum(last(%s)))",
                "[last(%s), last(%s)]",
                "sum(last(%s)) * last(%s)");
        String value = forms.get(own.nextInt(forms.size())).formatted(a, b);
        lastDefinition().end().add("output last_use = " + value);
    }

    /** Adds to the loss, and perhaps to the outputs, what goes along the steps: from the end, one step later, begun with values. */
    private void useOtherSteps(SplittableRandom own) {
        List<Variable> sequences = ofModel.variables.stream()
                .filter(v -> v.type().steps() == ofModel.steps && ofModel.steps > 0)
                .toList();
        if (sequences.isEmpty() || own.nextInt(2) > 0) {
            return;
        }
        String a = sequences.get(own.nextInt(sequences.size())).text();
        String b = sequences.get(own.nextInt(sequences.size())).text();
        List<String> forms = List.of(
                "sum(tanh(last(RNN(reverse([%s, %s]), units: 2))))",
                "mean(first(reverse(GRU(reverse([%s, %s]), units: 2))))",
                "mean(tanh(previous([%s, %s], first: 0.3)))",
                "mean(last(LSTM([%s, sum(reverse(%s))], units: 2, h: 0.2)))",
                "sum(RNN(reverse([%s]), units: 2, h: mean(tanh(last(RNN([%s], units: 2))))))",
                "mean(tanh(mean_steps(cumsum([%s, %s]))))",
                "mean(reverse(LSTM(tanh(RNN(reverse([%s, %s]), units: 2)), units: 2)))",
                "mean(tanh(cumsum(reverse([%s, previous(%s)]))))");
        String value = forms.get(own.nextInt(forms.size())).formatted(a, b);
        List<String> end = lastDefinition().end();
        for (int i = 0; i < end.size(); i++) {
            if (end.get(i).startsWith("loss ")) {
                end.set(i, end.get(i) + " + 0.1 * along");
            }
        }
        lastDefinition().equations().add("along = " + value);
        if (own.nextBoolean()) {
            end.add("output along");
        }
    }

    private static Signature recurrent(String name, String... outputs) {
        Map<String, Size> sizes = new LinkedHashMap<>();
        for (String output : outputs) {
            sizes.put(output, Size.of("units"));
        }
        return new Signature(name, true, List.of(Size.of("x")), List.of("units"), null, sizes);
    }

    private void function() {
        RandomScope scope = new RandomScope(random, names, false, 0, false);
        String name = "f" + functions.size();
        String value = new RandomExpressions(scope).ofFunction("p", "q", "o");
        functions.add("function " + name + "(p, q, o = 0.4) "
                + (random.nextBoolean() ? "= " + value : "{ output " + value + " }"));
    }

    private void use(RandomScope scope, int library) {
        scope.cells.addAll(cells);
        for (int i = 0; i < functions.size(); i++) {
            scope.functions.add("f" + i);
        }
        for (int i = 0; i < library; i++) {
            scope.cells.add(scope.any(LIBRARY));
        }
    }

    private void cell() {
        RandomScope scope = new RandomScope(random, names, false, 0, false);
        use(scope, 1);
        scope.calls = 1;
        RandomExpressions expressions = new RandomExpressions(scope);
        List<String> statements = new ArrayList<>();
        boolean second = scope.chance(0.3);
        List<String> options = second ? List.of("units", "k") : List.of("units");
        options.forEach(o -> scope.sizes.add(Size.of(o)));
        scope.sizes.add(Size.of(2));
        scope.sizes.add(Size.of("units").plus(scope.any(Size.of(1), Size.of("units"))));
        String number = names.fresh();
        scope.variables.add(new Variable(number, Type.SCALAR));

        List<Size> inputs = inputs(scope, statements);
        int states = scope.chance(0.2) ? 0 : 1 + random.nextInt(3);
        List<Type> shapes = new ArrayList<>();
        List<String> stateNames = new ArrayList<>();
        for (int i = 0; i < states; i++) {
            Type type =
                    scope.chance(0.15) ? Type.SCALAR : new Type(0, i == 0 ? Size.of("units") : scope.any(scope.sizes));
            String name = names.fresh();
            stateNames.add(name);
            shapes.add(type);
            String start = scope.chance(0.2) ? " ~ constant(0.3)" : "";
            statements.add(
                    "state " + name + "[" + (type.isScalar() ? "" : type.size().text()) + "]" + start);
            scope.variables.add(new Variable(name + "[t-1]", type));
        }
        List<String> equations = new ArrayList<>();
        List<Variable> made = new ArrayList<>();
        List<Integer> updates = new ArrayList<>();
        for (int i = 0; i < states; i++) {
            updates.add(i);
        }
        int steps = states + random.nextInt(4) + (states == 0 ? 1 : 0);
        for (int n = 0; n < steps; n++) {
            int left = steps - n;
            if (!updates.isEmpty() && (left <= updates.size() || scope.chance(0.5))) {
                int state = updates.remove(0);
                String name = stateNames.get(state);
                equations.add(name + "[t] = " + update(scope, expressions, name + "[t-1]", shapes.get(state)));
                made.add(new Variable(name + "[t]", shapes.get(state)));
                scope.variables.add(made.get(made.size() - 1));
            } else if (scope.chance(0.2)) {
                layer(scope, expressions, equations, 0);
            } else {
                Type type = scope.chance(0.2) ? Type.SCALAR : new Type(0, scope.any(scope.sizes));
                String name = names.fresh();
                equations.add(name + " = " + expressions.of(type, 2));
                made.add(new Variable(name, type));
                scope.variables.add(made.get(made.size() - 1));
            }
        }
        if (made.isEmpty()) {
            String name = names.fresh();
            Type type = new Type(0, Size.of("units"));
            equations.add(name + " = " + expressions.of(type, 2));
            made.add(new Variable(name, type));
        }
        Map<String, Size> outputs = new LinkedHashMap<>();
        List<String> end = outputs(scope, expressions, made, outputs, stateNames, shapes);
        statements.addAll(parameters(scope));
        String name = "Cell" + definitions.size();
        String head = "cell " + name + "(" + String.join(", ", options) + ", " + number + " = 0.4)";
        definitions.add(new Definition(head, statements, equations, end));
        cells.add(new Signature(name, hasState(scope, equations, end, states), inputs, options, number, outputs));
    }

    /** Whether a cell has states, its own or those of a cell that it calls. */
    private static boolean hasState(RandomScope scope, List<String> equations, List<String> end, int own) {
        String text = String.join("\n", equations) + end;
        return own > 0 || scope.cells.stream().anyMatch(c -> c.hasState() && text.contains(c.name() + "("));
    }

    private List<Size> inputs(RandomScope scope, List<String> statements) {
        List<Size> inputs = new ArrayList<>();
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
            String name = names.fresh();
            int form = random.nextInt(5);
            Size size = form == 0 ? null : form == 1 ? Size.of("n" + name) : form == 2 ? Size.of(2) : Size.of(name);
            statements.add("input " + name + (form == 0 ? "[]" : form < 3 ? "[" + size.text() + "]" : ""));
            inputs.add(size);
            scope.variables.add(new Variable(name, new Type(0, size)));
            if (size != null) {
                scope.sizes.add(size);
            }
        }
        return inputs;
    }

    private static String update(RandomScope scope, RandomExpressions make, String before, Type type) {
        return switch (scope.random.nextInt(6)) {
            case 0 -> make.gate(type, 2) + " ⊙ " + before + " + " + make.gate(type, 2) + " ⊙ " + make.bounded(type, 2);
            case 1 -> "0.4 * " + before + " - 0.5 * " + make.bounded(type, 2);
            case 2 -> "where(" + make.of(type, 1) + " > 0.21, " + before + ", " + make.bounded(type, 2) + ")";
            case 3 -> make.gate(type, 1) + " * tanh(" + before + " + " + make.bounded(type, 2) + ")";
            default -> make.bounded(type, 3);
        };
    }

    private void layer(RandomScope scope, RandomExpressions make, List<String> equations, int steps) {
        List<Signature> fit = scope.cells.stream()
                .filter(c -> !c.hasState() || !scope.isModel || steps > 0)
                .toList();
        if (fit.isEmpty()) {
            return;
        }
        Signature cell = scope.any(fit);
        String name = names.fresh();
        Type wish = new Type(steps, scope.any(scope.sizes));
        RandomExpressions.Call call = make.call(cell, wish, 2);
        equations.add((scope.chance(0.7) ? "layer " : "") + name + " = " + call.text());
        boolean first = true;
        for (Map.Entry<String, Size> output : call.outputs().entrySet()) {
            Type type = new Type(steps, output.getValue());
            scope.variables.add(new Variable(first ? name : name + "." + output.getKey(), type));
            first = false;
        }
    }

    private List<String> outputs(
            RandomScope scope,
            RandomExpressions make,
            List<Variable> made,
            Map<String, Size> outputs,
            List<String> states,
            List<Type> shapes) {
        List<String> end = new ArrayList<>();
        List<Variable> left = new ArrayList<>(made);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int form = random.nextInt(5);
            String name = names.fresh();
            if (form == 0 && !states.isEmpty()) {
                int state = random.nextInt(states.size());
                end.add("output " + name + " = " + states.get(state) + "[t-1]");
                outputs.put(name, shapes.get(state).size());
            } else if (form == 1 || left.isEmpty()) {
                Type type = new Type(0, Size.of("units"));
                end.add("output " + name + " = " + make.of(type, 2));
                outputs.put(name, type.size());
            } else {
                Variable variable = left.remove(random.nextInt(left.size()));
                end.add("output " + variable.text());
                outputs.put(variable.text().replace("[t]", ""), variable.type().size());
            }
        }
        return end;
    }

    private List<String> parameters(RandomScope scope) {
        List<String> lines = new ArrayList<>();
        for (Parameter parameter : scope.parameters) {
            lines.add("param " + parameter.text() + " ~ "
                    + scope.any("glorot", "uniform", "zeros", "normal(deviation: 0.3)"));
        }
        return lines;
    }

    private void model() {
        boolean time = random.nextInt(8) > 0;
        boolean shorter = time && random.nextInt(3) == 0;
        int steps = !time ? 0 : random.nextInt(8) == 0 ? 20 + random.nextInt(20) : 1 + random.nextInt(6);
        RandomScope scope = new RandomScope(random, names, true, steps, time && !shorter);
        ofModel = scope;
        use(scope, 4);
        for (int i = 0; i < 3; i++) {
            scope.sizes.add(Size.of(random.nextInt(10) == 0 ? 5 + random.nextInt(14) : 1 + random.nextInt(4)));
        }
        List<String> head = new ArrayList<>();
        if (time) {
            head.add("time T " + (shorter ? "<= " : "= ") + steps);
            scope.variables.add(variable(scope, head, "input", steps));
            if (!shorter) {
                scope.variables.add(new Variable("T", Type.SCALAR));
            }
        }
        if (!time || scope.chance(0.4)) {
            scope.variables.add(variable(scope, head, "input", 0));
        }
        if (scope.chance(0.3)) {
            scope.variables.add(variable(scope, head, "input", scope.chance(0.5) ? steps : 0));
        }
        RandomExpressions make = new RandomExpressions(scope);
        List<String> equations = new ArrayList<>();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            scope.calls = 0;
            layer(scope, make, equations, scope.chance(0.8) ? steps : 0);
            if (scope.chance(0.4)) {
                int own = scope.cuts && steps > 1 && scope.chance(0.3) ? 1 + random.nextInt(steps - 1) : steps;
                Type type = new Type(scope.chance(0.7) ? own : 0, scope.chance(0.2) ? null : scope.any(scope.sizes));
                String name = names.fresh();
                equations.add(name + " = " + make.of(type, 2));
                scope.variables.add(new Variable(name, type));
            }
        }
        String target = names.fresh();
        Variable y = variable(scope, head, "target", scope.chance(0.5) ? steps : 0);
        scope.calls = 0;
        List<String> end = new ArrayList<>();
        end.add("output " + target + " = " + make.of(y.type(), 3));
        for (int n = random.nextInt(3); n > 0; n--) {
            Type type = new Type(scope.chance(0.5) ? steps : 0, scope.chance(0.2) ? null : scope.any(scope.sizes));
            end.add("output " + names.fresh() + " = " + make.of(type, 2));
        }
        String loss = loss(scope, make, target, y);
        if (scope.parameters.isEmpty()) {
            // Layers may have none either, and then there is nothing to train.
            String name = names.fresh();
            head.add("param " + name + "[1] ~ uniform");
            loss += " + 0.1 * sum(" + name + "^2)";
        }
        end.add("loss " + loss);
        head.addAll(parameters(scope));
        definitions.add(new Definition("model M", head, equations, end));
    }

    private Variable variable(RandomScope scope, List<String> head, String kind, int steps) {
        String name = names.fresh();
        Size size = scope.chance(0.15) ? null : scope.any(scope.sizes);
        List<String> axes = new ArrayList<>();
        if (steps > 0) {
            axes.add("T");
        }
        if (size != null) {
            axes.add(size.text());
        }
        head.add(kind + " " + name + "[" + String.join(", ", axes) + "]");
        return new Variable(name, new Type(steps, size));
    }

    private static String loss(RandomScope scope, RandomExpressions make, String output, Variable target) {
        String y = target.text();
        // Logits must not lie in [0, 1], as those of an output that is one number would.
        String loss = scope.any(
                "mse(" + output + ", " + y + ")",
                "mae(" + output + ", " + y + ")",
                "huber(" + output + ", " + y + ", delta: 0.6)",
                "cross_entropy(5 * " + output + " - 9, softmax(" + y + "))",
                "binary_cross_entropy_logits(" + output + ", σ(" + y + "))",
                "binary_cross_entropy(σ(" + output + "), σ(" + y + "))",
                "mean((" + output + " - " + y + ")^2) / 2");
        Type more = new Type(scope.chance(0.5) ? scope.steps : 0, null);
        return scope.chance(0.3) ? loss + " + 0.1 * " + make.bounded(more, 2) : loss;
    }
}
