package io.lstmc.runtime.kernel.vector.product;

import io.lstmc.runtime.kernel.vector.piece.VectorLanes;
import io.lstmc.runtime.kernel.warmup.CompilationProbe;
import io.lstmc.runtime.kernel.warmup.LiteralClass;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Products of some rows of matrices A with two vector columns of weights, summed, in tiles of six and of four rows.
 *
 * <p>The depth and the distances of rows are literals in the compiled loops; so each such form is a {@link LiteralClass}
 * of its own, made from {@code VectorTilesForm} or, for several A, {@code VectorSumTilesForm}, and kept for as long as the
 * JVM runs.
 */
public abstract class VectorTiles {

    /** The most rows of one tile. */
    static final int HEIGHT = 6;

    /** Where results begin in a call that returns at once. */
    static final int EMPTY = -1;

    static final float[] NONE = {};
    static final float[][] NO_SLOTS = {};

    private static final int PAIR = 2 * VectorLanes.LANES;

    private static final Map<String, VectorTiles> FORMS = new ConcurrentHashMap<>();

    private CompilationProbe sixes;
    private CompilationProbe fours;

    /** Calls tiles of one height. */
    private static final class Runs implements CompilationProbe.Code {

        private final VectorTiles tiles;
        private final int rows;
        private final int six;
        private final float[][] a;
        private final float[] w;
        private final float[] s = new float[HEIGHT * PAIR];
        private final float[] c;

        Runs(VectorTiles tiles, int rows, boolean six, int sources, int depth, int aStride, int cStride) {
            this.tiles = tiles;
            this.rows = rows;
            this.six = six ? rows : 0;
            a = new float[sources][rows * aStride + depth];
            w = new float[sources * depth * PAIR];
            c = new float[rows * cStride + PAIR];
        }

        @Override
        public void full() {
            tiles.set(rows, six, a, 0, 0, w, 0, s, 0, c, 0);
        }

        @Override
        public void empty() {
            if (six > 0) {
                tiles.emptySix();
            } else {
                tiles.emptyFour();
            }
            tiles.set(0, 0, a, 0, 0, w, 0, s, 0, c, 0);
        }
    }

    static VectorTiles of(int sources, int depth, int aStride, int cStride) {
        String name = "product " + sources + "×" + depth + ", rows of " + aStride + " to " + cStride;
        return FORMS.computeIfAbsent(name, key -> define(key, sources, depth, aStride, cStride));
    }

    private static VectorTiles define(String name, int sources, int depth, int aStride, int cStride) {
        VectorTiles tiles = (VectorTiles) LiteralClass.make(
                MethodHandles.lookup(),
                sources == 1 ? "VectorTilesForm" : "VectorSumTilesForm",
                new int[] {sources, depth, aStride, cStride});
        long work = (long) sources * depth * PAIR;
        int some = CompilationProbe.atOnce(6 * work);
        tiles.sixes = new CompilationProbe(
                name + ", six rows",
                6 * some * work,
                new Runs(tiles, 6 * some, true, sources, depth, aStride, cStride));
        some = CompilationProbe.atOnce(4 * work);
        tiles.fours = new CompilationProbe(
                name + ", four rows",
                4 * some * work,
                new Runs(tiles, 4 * some, false, sources, depth, aStride, cStride));
        return tiles;
    }

    /** How many rows tiles of six and four cover: all that fits, or all but one. */
    static int covered(int rows) {
        return rows < 4 ? 0 : rows / 2 * 2;
    }

    /** The most of an even number of rows that can be in tiles of six, if the others are in tiles of four. */
    public static int sixes(int rows) {
        return rows - (6 - rows % 6) % 6 * 2;
    }

    /**
     * Whether what so many rows need is compiled. Tiles of four do where they can, until those of six, which are a little
     * faster, are compiled too.
     *
     * @param rows a number that {@link #covered} gives
     * @param operations how many plain Java is about to compute instead
     */
    boolean ready(int rows, long operations) {
        boolean all = rows % 4 == 0 || sixes.ready(operations);
        return (rows == 6 || fours.ready(operations)) & all;
    }

    /**
     * How many of some rows, for which all is {@link #ready}, are best in tiles of six at this moment.
     *
     * @param operations of all the rows
     */
    int readySixes(int rows, long operations) {
        // A tenth of the time is what they save.
        return sixes.readyToReplace(operations / 10) ? sixes(rows) : rows % 4 == 0 ? 0 : 6;
    }

    /**
     * C[r,j] = s[j] + Σ_q Σ_k A_q[r,k]·W_q[k,j] for two vector columns j.
     *
     * @param rows a number that {@link #covered} gives
     * @param six how many of the rows are in tiles of six
     * @param ai the slot of A_0; those of A_1, A_2 … follow
     * @param w [source][k][two vectors]
     * @param s [row of a tile][two vectors], all rows equal: if all sums began with one value, JDK 17 would copy registers
     *     in the loop
     */
    abstract void set(
            int rows, int six, float[][] as, int ai, int ao, float[] w, int wo, float[] s, int so, float[] c, int co);

    /** C[r,j] += Σ_q Σ_k A_q[r,k]·W_q[k,j] for two vector columns j. */
    abstract void add(int rows, int six, float[][] as, int ai, int ao, float[] w, int wo, float[] c, int co);

    /** Calls a tile of six rows so that it returns at once. */
    abstract void emptySix();

    /** Calls a tile of four rows so that it returns at once. */
    abstract void emptyFour();
}
