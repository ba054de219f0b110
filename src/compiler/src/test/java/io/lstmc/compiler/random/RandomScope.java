package io.lstmc.compiler.random;

import io.lstmc.compiler.random.RandomTypes.Function;
import io.lstmc.compiler.random.RandomTypes.Pair;
import io.lstmc.compiler.random.RandomTypes.Parameter;
import io.lstmc.compiler.random.RandomTypes.Signature;
import io.lstmc.compiler.random.RandomTypes.Size;
import io.lstmc.compiler.random.RandomTypes.Time;
import io.lstmc.compiler.random.RandomTypes.Token;
import io.lstmc.compiler.random.RandomTypes.Type;
import io.lstmc.compiler.random.RandomTypes.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What the equations of one random definition may use. */
final class RandomScope {

    /** Where an expression stands. */
    enum Place {
        /** Element by element, as in a function or an optimizer. */
        ELEMENTS,
        CELL,
        /** In a cell, what is the same at all steps. */
        STEADY,
        MODEL
    }

    final SplittableRandom random;
    final Place place;
    private final RandomNames names;

    final List<Time> times = new ArrayList<>();
    final List<Variable> variables = new ArrayList<>();
    final List<Token> tokens = new ArrayList<>();
    final List<Pair> pairs = new ArrayList<>();
    final List<Signature> cells = new ArrayList<>();
    final List<Function> functions = new ArrayList<>();
    /** Functions of one argument. */
    final List<String> unary = new ArrayList<>(List.of("tanh", "silu", "softplus"));
    /** The sizes that a new vector may have. */
    final List<Size> sizes = new ArrayList<>();

    private final List<Parameter> parameters;

    /** Whether anything may be drawn. */
    boolean draws = true;
    /** Whether samples go on where others ended, so that all that is computed follows from the steps so far. */
    boolean carries;
    /** Whether something that the expressions used goes from step to step. */
    boolean hasState;

    int calls;

    RandomScope(SplittableRandom random, RandomNames names, Place place) {
        this(random, names, place, new ArrayList<>());
    }

    private RandomScope(SplittableRandom random, RandomNames names, Place place, List<Parameter> parameters) {
        this.random = random;
        this.names = names;
        this.place = place;
        this.parameters = parameters;
    }

    /** Of a cell, what is the same at all steps. */
    RandomScope steady(boolean mayDraw) {
        RandomScope scope = new RandomScope(random, names, Place.STEADY, parameters);
        scope.draws = mayDraw && draws;
        scope.sizes.addAll(sizes);
        scope.unary.addAll(unary);
        functions.stream().filter(f -> scope.draws || !f.draws()).forEach(scope.functions::add);
        variables.stream().filter(Variable::steady).forEach(scope.variables::add);
        return scope;
    }

    boolean isModel() {
        return place == Place.MODEL;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    String fresh() {
        return names.fresh();
    }

    /** Notes what was drawn, where the text does not show it. */
    void note(String note) {
        names.note(note);
    }

    String parameter(Size... axes) {
        String name = names.fresh();
        parameters.add(new Parameter(name, List.of(axes)));
        return name;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    final <T> T any(T... list) {
        return list[random.nextInt(list.length)];
    }

    Size anySize() {
        return any(sizes);
    }

    List<Variable> variables(Type type) {
        return variables.stream().filter(v -> v.type().equals(type)).toList();
    }
}
