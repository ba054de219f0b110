package io.lstmc.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/** Random well-typed texts of one model {@code M} with cells and functions of its own. */
final class RandomModels {

    private RandomModels() {}

    /**
     * The text of a model.
     *
     * @param first what stands before the definitions
     * @param last what stands after them
     * @param training what the train block says, null without one
     * @param probes by the name of an input what it is added to, so that both have the same adjoint
     * @param notes of what the text does not show
     */
    record Text(
            List<String> first,
            List<RandomDefinition> definitions,
            List<String> last,
            RandomTraining training,
            Map<String, String> probes,
            Set<String> notes) {

        /** With the equations of every cell in an order of its own. */
        String ordered(long seed) {
            return ordered(seed, training == null ? "" : training.text());
        }

        /** With another train block. */
        String ordered(long seed, String train) {
            Random order = new Random(seed);
            List<String> parts = new ArrayList<>(first);
            for (RandomDefinition definition : definitions) {
                boolean isModel = definition == definitions.get(definitions.size() - 1);
                String text = definition.text(order);
                parts.add(isModel ? text.replaceFirst("}\n$", "  " + train + "\n}\n") : text);
            }
            parts.addAll(last);
            return String.join("\n", parts) + "\n";
        }
    }

    static Text of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomNames names = new RandomNames(random);
        RandomLibrary library = new RandomLibrary(random, names);
        for (int n = random.nextInt(3); n > 0; n--) {
            library.function();
        }
        List<RandomDefinition> definitions = new ArrayList<>();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            definitions.add(RandomCell.make(random, names, library, "Cell" + definitions.size()));
        }
        boolean trains = seed % 3 > 0;
        RandomModel model = new RandomModel(random, names, library, trains);
        definitions.add(model.definition());
        List<String> first = new ArrayList<>(library.texts);
        RandomTraining training = null;
        if (trains) {
            RandomOptimizers optimizer = new RandomOptimizers(seed);
            first.add(optimizer.definition());
            training = new RandomTraining(optimizer, model);
        }
        return new Text(first, definitions, model.after(), training, model.probes(), names.notes());
    }
}
