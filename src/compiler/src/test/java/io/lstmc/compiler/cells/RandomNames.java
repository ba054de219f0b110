package io.lstmc.compiler.cells;

import java.util.SplittableRandom;

/** Names that no other definition or equation of the same text has. */
final class RandomNames {

    private static final String[] STEMS = {"a", "Kb", "γ", "w_", "θ", "δq", "Π", "u"};

    private final SplittableRandom random;
    private int count;

    RandomNames(SplittableRandom random) {
        this.random = random;
    }

    String fresh() {
        String name = STEMS[random.nextInt(STEMS.length)] + ++count;
        return random.nextInt(6) == 0 ? name + "ₜ" : name;
    }
}
