package io.lstmc.compiler.random;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Names that no other definition or equation of the same text has, and notes on what the text does not show. */
final class RandomNames {

    static final String MATRICES = "product of two matrices of a sample";
    static final String PAIR = "value along two times";
    static final String BY_PARAMS = "state begun by params";
    static final String BY_INPUTS = "state begun by an input";
    static final String BY_CALLER = "state begun by a caller";
    static final String BY_LAYER = "state begun by another layer";
    static final String BY_CELL = "state begun by a caller that is a cell";

    /** All notes that there can be. */
    static final List<String> NOTES = List.of(MATRICES, PAIR, BY_PARAMS, BY_INPUTS, BY_CALLER, BY_LAYER, BY_CELL);

    private static final String[] STEMS = {"a", "Kb", "γ", "w_", "θ", "ξq", "Π", "u"};

    private final SplittableRandom random;
    private final Set<String> notes = new TreeSet<>();
    private int count;

    RandomNames(SplittableRandom random) {
        this.random = random;
    }

    String fresh() {
        String name = STEMS[random.nextInt(STEMS.length)] + ++count;
        return random.nextInt(6) == 0 ? name + "ₜ" : name;
    }

    void note(String note) {
        notes.add(note);
    }

    Set<String> notes() {
        return notes;
    }
}
