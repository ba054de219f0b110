package io.lstmc.runtime.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chunks of rows of A and B, copied to where a tile reads them. The columns of one operand become the lanes of vectors,
 * those of the other are broadcast; whichever fills vectors better gives the lanes.
 */
final class VectorOuter extends FloatOuter {

    /** Rows of A and B in a chunk: the largest that still fits, and at last a part of the smallest. */
    private static final int[] DEPTHS = {128, 32, 8};

    static final int MOST_DEPTH = DEPTHS[0];

    /** How much of the results is added to at once, so that it stays in the second cache over all chunks. */
    private static final int BAND = 192 * 1024 / Float.BYTES;

    private static final int LANES = VectorKernels.LANES;
    private static final int PAIR = 2 * LANES;

    /** Columns that are broadcast, {@code width} from {@code column} on of the matrix for a result. */
    private record Group(int result, int column, int width) {}

    private final OuterShape shape;

    /** Whether A gives the lanes, and sums are those of the transposed results. */
    private final boolean turned;

    /** Whether sums are kept in the scratch, because the rows of the results are not made of whole pairs. */
    private final boolean apart;

    /** Pairs of vector columns. */
    private final int pairs;

    private final List<List<Group>> bands = new ArrayList<>();
    private final List<List<Readiness>> needed = new ArrayList<>();
    private final VectorCopies toLanes;
    private final VectorCopies toGroup;
    private final VectorOuterTiles[] tiles = new VectorOuterTiles[DEPTHS.length];

    VectorOuter(OuterShape shape) {
        this.shape = shape;
        int wide = shape.results() * shape.rows();
        turned = filled(wide) > 1.05 * filled(shape.columns());
        apart = turned || shape.columns() % PAIR != 0;
        pairs = pairs(turned ? wide : shape.columns());
        addGroups();
        toLanes = VectorCopies.of(turned ? shape.aStride() : shape.bStride(), PAIR);
        toGroup = VectorCopies.of(turned ? shape.bStride() : shape.aStride(), VectorOuterTiles.GROUP);
        for (int i = 0; i < DEPTHS.length; i++) {
            tiles[i] = VectorOuterTiles.of(DEPTHS[i]);
            needed.add(new ArrayList<>());
            for (List<Group> band : bands) {
                for (Group group : band) {
                    needed.get(i).add(tiles[i].ready(group.width));
                }
            }
        }
    }

    private static int pairs(int columns) {
        return (columns + PAIR - 1) / PAIR;
    }

    /** Which part of the lanes would be used. */
    private static double filled(int columns) {
        return columns / (double) (pairs(columns) * PAIR);
    }

    /** Groups of nearly equal widths, even because tiles are, and bands of groups. */
    private void addGroups() {
        int columns = turned ? shape.columns() : shape.rows();
        int inBand = 0;
        for (int p = 0; p < (turned ? 1 : shape.results()); p++) {
            int width;
            for (int i = 0; i < columns; i += width) {
                int groups = (columns - i + VectorOuterTiles.GROUP - 1) / VectorOuterTiles.GROUP;
                int even = (columns - i + 2 * groups - 1) / (2 * groups) * 2;
                width = Math.min(columns - i, even);
                inBand += width;
                if (bands.isEmpty() || inBand * pairs * PAIR > BAND) {
                    bands.add(new ArrayList<>());
                    inBand = width;
                }
                bands.get(bands.size() - 1).add(new Group(p, i, width));
            }
        }
    }

    /** The slots of A or of B as rows that go on from slot to slot; those of A for the first result. */
    private record Rows(float[][] slots, int first, int step, int rows, int offset, int stride) {

        /** Copies part of some rows. */
        void copy(
                VectorCopies copies,
                int p,
                int from,
                int count,
                int column,
                int width,
                float[] to,
                int at,
                int toStride) {
            int r = from % rows;
            for (int k = 0, slot = first + p + from / rows * step; k < count; slot += step) {
                int some = Math.min(rows - r, count - k);
                copies.rows(some, width, slots[slot], offset + r * stride + column, to, at + k * toStride);
                k += some;
                r = 0;
            }
        }
    }

    @Override
    public void add(
            int blocks, int rows, float[][] a, int ai, int aStep, float[][] b, int bi, int bStep, float[] c, int[] at) {
        VectorScratch scratch = VectorScratch.own();
        Rows left = new Rows(a, ai, aStep, rows, shape.aOffset(), shape.aStride());
        Rows right = new Rows(b, bi, bStep, rows, shape.bOffset(), shape.bStride());
        float[] sums = c;
        if (apart) {
            sums = scratch.sums(pairs * PAIR * (turned ? shape.columns() : shape.results() * shape.rows()));
            move(c, at, sums, true);
        }
        float[] lanes = scratch.lanes(pairs * PAIR * MOST_DEPTH);
        for (List<Group> band : bands) {
            int i = 0;
            for (int from = 0; from < blocks * rows; from += DEPTHS[i]) {
                while (i < DEPTHS.length - 1 && blocks * rows - from < DEPTHS[i]) {
                    i++;
                }
                int live = Math.min(DEPTHS[i], blocks * rows - from);
                packLanes(turned ? left : right, from, live, DEPTHS[i], lanes);
                for (Group group : band) {
                    packGroup(turned ? right : left, group, from, live, DEPTHS[i], scratch.group);
                    products(tiles[i], DEPTHS[i], group, scratch.group, lanes, sums, at);
                }
            }
        }
        if (apart) {
            move(c, at, sums, false);
        }
    }

    /** To [pair][k][two vectors]; what follows the last row and the last column is zero. */
    private void packLanes(Rows y, int from, int live, int depth, float[] lanes) {
        int results = turned ? shape.results() : 1;
        int columns = turned ? shape.rows() : shape.columns();
        if (results * columns % PAIR != 0) {
            Arrays.fill(lanes, (pairs - 1) * depth * PAIR, pairs * depth * PAIR, 0);
        }
        if (live < depth) {
            for (int pair = 0; pair < pairs; pair++) {
                Arrays.fill(lanes, (pair * depth + live) * PAIR, (pair + 1) * depth * PAIR, 0);
            }
        }
        for (int p = 0; p < results; p++) {
            int width;
            for (int j = 0; j < columns; j += width) {
                int pair = (p * columns + j) / PAIR;
                int lane = (p * columns + j) % PAIR;
                width = Math.min(PAIR - lane, columns - j);
                y.copy(toLanes, p, from, live, j, width, lanes, pair * depth * PAIR + lane, PAIR);
            }
        }
    }

    /** To [k][{@link VectorOuterTiles#GROUP}]; rows after the last are −0, which times 0 adds nothing to any sum, even if it is −0. */
    private void packGroup(Rows x, Group g, int from, int live, int depth, float[] group) {
        x.copy(toGroup, g.result, from, live, g.column, g.width, group, 0, VectorOuterTiles.GROUP);
        Arrays.fill(group, live * VectorOuterTiles.GROUP, depth * VectorOuterTiles.GROUP, -0f);
    }

    private void products(
            VectorOuterTiles tile, int depth, Group g, float[] group, float[] lanes, float[] sums, int[] at) {
        int stride = apart ? pairs * PAIR : shape.cStride();
        int first = apart ? (g.result * shape.rows() + g.column) * stride : at[g.result] + g.column * stride;
        for (int pair = 0; pair < pairs; pair++) {
            tile.pair(g.width, group, lanes, pair * depth * PAIR, sums, first + pair * PAIR, stride);
        }
    }

    /** Between the results and the scratch. */
    private void move(float[] c, int[] at, float[] sums, boolean load) {
        int width = pairs * PAIR;
        int m = shape.rows();
        for (int p = 0; p < shape.results(); p++) {
            for (int i = 0; i < m; i++) {
                int co = at[p] + i * shape.cStride();
                int row = p * m + i;
                if (turned && load) {
                    for (int j = 0; j < shape.columns(); j++) {
                        sums[j * width + row] = c[co + j];
                    }
                } else if (turned) {
                    for (int j = 0; j < shape.columns(); j++) {
                        c[co + j] = sums[j * width + row];
                    }
                } else if (load) {
                    System.arraycopy(c, co, sums, row * width, shape.columns());
                } else {
                    System.arraycopy(sums, row * width, c, co, shape.columns());
                }
            }
        }
    }

    /** Whether all is compiled that a call needs. */
    boolean ready(int total) {
        boolean ready = true;
        for (int i = 0; i < DEPTHS.length && total > 0; i++) {
            boolean last = i == DEPTHS.length - 1;
            ready &= total < DEPTHS[i] && !last || Readiness.ready(needed.get(i));
            total %= DEPTHS[i];
        }
        return ready;
    }
}
