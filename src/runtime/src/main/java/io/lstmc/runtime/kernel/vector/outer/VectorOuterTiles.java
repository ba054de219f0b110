package io.lstmc.runtime.kernel.vector.outer;

import io.lstmc.runtime.kernel.vector.piece.VectorLanes;
import io.lstmc.runtime.kernel.warmup.CompilationProbe;
import io.lstmc.runtime.kernel.warmup.LiteralClass;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sums of outer products of some columns of A with two vector columns of B. The number of rows and their distances are
 * literals; so each such form is a {@link LiteralClass} of its own, made from {@code VectorOuterTilesForm} and kept for as
 * long as the JVM runs.
 */
abstract class VectorOuterTiles {

    /** The most columns of A if it is packed, and the distance of its rows. A power of two, or JDK 17 keeps range checks in the loop. */
    static final int GROUP = 32;

    /** How many columns of A a tile takes. */
    private static final int[] HEIGHTS = {6, 4, 2, 1};

    /** Where results begin in a call that returns at once. */
    static final int EMPTY = -1;

    static final float[] NONE = {};
    static final float[][] NO_SLOTS = {};

    private static final int PAIR = 2 * VectorLanes.LANES;

    private static final Map<String, VectorOuterTiles> FORMS = new ConcurrentHashMap<>();

    private final CompilationProbe[] probes = new CompilationProbe[HEIGHTS.length];

    /** Calls tiles of one height. */
    private static final class Runs implements CompilationProbe.Code {

        private final VectorOuterTiles tiles;
        private final int height;
        private final int columns;
        private final float[][] a;
        private final float[][] b;
        private final float[] c;

        Runs(VectorOuterTiles tiles, int height, int depth, int aStride, int bStride) {
            this.tiles = tiles;
            this.height = height;
            columns = height < 4 ? height : height * CompilationProbe.atOnce((long) depth * height * PAIR);
            a = new float[1][depth * aStride + columns];
            b = new float[1][depth * bStride + PAIR];
            c = new float[columns * PAIR];
        }

        @Override
        public void full() {
            tiles.pair(columns, height == 6, 1, a, 0, 0, 0, b, 0, 0, 0, 0, c, 0, PAIR);
        }

        @Override
        public void empty() {
            tiles.empty(height);
            tiles.pair(0, false, 1, a, 0, 0, 0, b, 0, 0, 0, 0, c, 0, PAIR);
        }
    }

    /** @param most the most blocks of a call */
    static VectorOuterTiles of(int most, int depth, int aStride, int bStride) {
        String name = "outer product of " + depth + " rows of " + aStride + " and " + bStride + ", up to " + most;
        return FORMS.computeIfAbsent(name, key -> define(key, most, depth, aStride, bStride));
    }

    private static VectorOuterTiles define(String name, int most, int depth, int aStride, int bStride) {
        VectorOuterTiles tiles = (VectorOuterTiles) LiteralClass.make(
                MethodHandles.lookup(), "VectorOuterTilesForm", new int[] {depth, aStride, bStride, most});
        for (int i = 0; i < HEIGHTS.length; i++) {
            int height = HEIGHTS[i];
            Runs runs = new Runs(tiles, height, depth, aStride, bStride);
            tiles.probes[i] =
                    new CompilationProbe(name + ", " + height + " columns", (long) depth * runs.columns * PAIR, runs);
        }
        return tiles;
    }

    /**
     * Whether what so many columns of A need is compiled. Tiles of four do where they can, until those of six, which are a
     * little faster, are compiled too.
     *
     * @param operations how many plain Java is about to compute instead
     */
    boolean ready(int columns, long operations) {
        boolean all = true;
        int i = 0;
        for (int height : HEIGHTS) {
            if (isNeeded(height, columns)) {
                all &= probes[i].ready(operations);
            }
            i++;
        }
        return all;
    }

    /** Whether the fewest heights that cover some columns have this among them. */
    private static boolean isNeeded(int height, int columns) {
        return switch (height) {
            case 6 -> columns >= 6 && columns % 4 >= 2;
            case 4 -> columns >= 4 && columns / 2 != 3;
            case 2 -> columns / 2 == 1;
            default -> columns % 2 == 1;
        };
    }

    /**
     * Whether tiles of six are compiled.
     *
     * @param operations that are done with tiles of four, or six, next
     */
    boolean readyForSix(long operations) {
        // A tenth of the time is what they save.
        return probes[0].readyToReplace(operations / 10);
    }

    /**
     * C[i,j] += Σ_t Σ_k A_t[k,i]·B_t[k,j] for two vector columns j, all in registers.
     *
     * @param rows columns of A, rows of C
     * @param six whether as many as can be are in tiles of six; else as few
     * @param ai the slot of A_0; {@code aStep} is the distance to that of A_1
     * @param bi the slot of B_0; {@code bStep} is the distance to that of B_1
     * @param bMove distance of where B_0 and B_1 begin in their slots
     * @param cs distance of the rows of C
     */
    abstract void pair(
            int rows,
            boolean six,
            int blocks,
            float[][] as,
            int ai,
            int aStep,
            int ao,
            float[][] bs,
            int bi,
            int bStep,
            int bo,
            int bMove,
            float[] c,
            int co,
            int cs);

    /** Calls the tile of so many columns so that it returns at once. */
    abstract void empty(int height);
}
