package io.lstmc.runtime.kernel.vector.piece;

import io.lstmc.runtime.kernel.warmup.CompilationProbe;
import io.lstmc.runtime.kernel.warmup.LiteralClass;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies of parts of matrices, too narrow for {@link System#arraycopy} to be fast. The distances of rows are literals; so
 * each such form is a {@link LiteralClass} of its own, made from {@code VectorCopiesForm}.
 */
public abstract class VectorCopies {

    private static final int ROWS = 32;
    private static final int PAIR = 2 * VectorLanes.LANES;

    private static final ConcurrentHashMap<String, VectorCopies> FORMS = new ConcurrentHashMap<>();

    private CompilationProbe whole;
    private CompilationProbe parts;

    /** Copies rows of pairs of vectors, and perhaps of less. */
    private static final class Runs implements CompilationProbe.Code {

        private final VectorCopies copies;
        private final boolean alsoParts;
        private final float[] from;
        private final float[] to;

        Runs(VectorCopies copies, boolean alsoParts, int from, int to) {
            this.copies = copies;
            this.alsoParts = alsoParts;
            this.from = new float[ROWS * from + PAIR];
            this.to = new float[ROWS * to + PAIR];
        }

        @Override
        public void full() {
            run(ROWS);
        }

        @Override
        public void empty() {
            run(0);
        }

        private void run(int rows) {
            copies.rows(rows, PAIR, from, 0, to, 0);
            if (alsoParts) {
                copies.rows(rows, PAIR / 2, from, 0, to, 0);
                copies.rows(rows, PAIR / 2 - 1, from, 0, to, 0);
            }
        }
    }

    /**
     * @param from distance of the rows that are read
     * @param to distance of the rows that are written
     */
    public static VectorCopies of(int from, int to) {
        return FORMS.computeIfAbsent("copy of rows of " + from + " to " + to, name -> define(name, from, to));
    }

    private static VectorCopies define(String name, int from, int to) {
        VectorCopies copies =
                (VectorCopies) LiteralClass.make(MethodHandles.lookup(), "VectorCopiesForm", new int[] {from, to});
        long work = 2L * ROWS * PAIR;
        copies.whole = new CompilationProbe(name, work, new Runs(copies, false, from, to));
        // Elements one by one, and masks, take as long as some vectors.
        copies.parts = new CompilationProbe(name + ", parts of vectors", 4 * work, new Runs(copies, true, from, to));
        return copies;
    }

    /**
     * Whether what so many columns need is compiled.
     *
     * @param operations how many plain Java is about to compute instead
     */
    public boolean ready(int columns, long operations) {
        return (columns % PAIR == 0 ? whole : parts).ready(operations);
    }

    public abstract void rows(int rows, int width, float[] from, int fo, float[] to, int at);
}
