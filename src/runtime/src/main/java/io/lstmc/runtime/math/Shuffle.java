package io.lstmc.runtime.math;

/** Random orders that depend on a key alone, by the method of Fisher and Yates. */
public final class Shuffle {

    private Shuffle() {}

    /** Fills {@code order} with 0 … length − 1 in a random order. */
    public static void fill(int[] order, long key) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int i = order.length - 1; i > 0; i--) {
            int j = upTo(i, key);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }

    /** One of 0 … last. The 53 bits of a draw favour none of them by more than 2⁻²². */
    static int upTo(int last, long key) {
        return (int) (CounterRandom.uniform(key, last) * (last + 1.0));
    }
}
