package io.lstmc.compiler.random;

import io.lstmc.compiler.random.RandomScope.Place;
import io.lstmc.compiler.random.RandomTypes.Function;
import io.lstmc.compiler.random.RandomTypes.Input;
import io.lstmc.compiler.random.RandomTypes.Signature;
import io.lstmc.compiler.random.RandomTypes.Size;
import io.lstmc.compiler.random.RandomTypes.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What definitions of a random text may call: the library's, and those that stand before them. */
final class RandomLibrary {

    private static final List<Signature> LIBRARY = List.of(
            recurrent("RNN", "h"),
            recurrent("LSTM", "h", "c"),
            recurrent("GRU", "h"),
            recurrent("TextbookGRU", "h"),
            recurrent("Peephole", "h", "c"),
            recurrent("CoupledLSTM", "h", "c"));

    private static final Signature DENSE = layer("Dense", false, "y");

    private final SplittableRandom random;
    private final RandomNames names;
    final List<Signature> cells = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>();
    private final List<String> unary = new ArrayList<>();

    /** The texts of functions and initializers. */
    final List<String> texts = new ArrayList<>();

    RandomLibrary(SplittableRandom random, RandomNames names) {
        this.random = random;
        this.names = names;
        texts.add("initializer spread(width = 0.5) = width * (2 * uniform01() - 1) / sqrt(columns)");
    }

    private static Signature recurrent(String name, String... states) {
        Signature layer = layer(name, true, states);
        return new Signature(
                name, true, layer.inputs(), layer.sizes(), List.of(), null, layer.outputs(), layer.outputs());
    }

    /** A cell of one vector and as many numbers as {@code units} says. */
    static Signature layer(String name, boolean hasState, String... outputs) {
        Map<String, Type> types = new LinkedHashMap<>();
        for (String output : outputs) {
            types.put(output, Type.vector(Size.of("units")));
        }
        Input x = new Input(Type.vector(Size.of("x of " + name)), null, false);
        return new Signature(name, hasState, List.of(x), List.of("units"), List.of(), null, types, Map.of());
    }

    /** Adds a function of two arguments, and perhaps one of one. */
    void function() {
        RandomScope scope = new RandomScope(random, names, Place.ELEMENTS);
        scope.draws = random.nextInt(4) == 0;
        String name = "f" + functions.size();
        String value = new RandomExpressions(scope).ofFunction("p", "q", "o");
        texts.add("function " + name + "(p, q, o = 0.4) "
                + (random.nextBoolean() ? "= " + value : "{ output " + value + " }"));
        functions.add(new Function(name, false));
        if (random.nextBoolean()) {
            String one = "g" + unary.size();
            texts.add("function " + one + "(p) = sin(p) + 0.2 * " + name + "(p, tanh(p))");
            unary.add(one);
        }
    }

    /** Lets a definition use all of this, with a random part of the library's recurrent cells. */
    void offer(RandomScope scope, int recurrent) {
        scope.cells.addAll(cells);
        scope.functions.addAll(functions);
        scope.unary.addAll(unary);
        scope.cells.add(DENSE);
        for (int i = 0; i < recurrent; i++) {
            scope.cells.add(scope.any(LIBRARY));
        }
    }
}
