package io.lstmc.runtime.kernel;

import java.util.Arrays;

/**
 * Chunks of rows of A and B, copied to where a tile reads them. The columns of one operand become the lanes of vectors,
 * those of the other are broadcast; whichever fills vectors better gives the lanes.
 */
final class VectorOuter extends FloatOuter {

    /** Rows of A and B in a chunk: the largest that still fits, and at last a part of the smallest. */
    private static final int[] DEPTHS = {128, 32, 8};

    static final int MOST_DEPTH = DEPTHS[0];

    private static final int LANES = VectorKernels.LANES;
    private static final int PAIR = 2 * LANES;
    private static final int GROUP = OuterTiles.GROUP;

    private final OuterShape shape;

    /** Whether A gives the lanes, and sums are those of the transposed results. */
    private final boolean turned;

    /** Whether sums are kept in the scratch, because the rows of the results are not made of whole pairs. */
    private final boolean apart;

    /** Pairs of vector columns. */
    private final int pairs;

    private final OuterTiles[] tiles = new OuterTiles[DEPTHS.length];

    VectorOuter(OuterShape shape) {
        this.shape = shape;
        int wide = shape.results() * shape.rows();
        turned = filled(wide) > 1.05 * filled(shape.columns());
        apart = turned || shape.columns() % PAIR != 0;
        pairs = pairs(turned ? wide : shape.columns());
        for (int i = 0; i < DEPTHS.length; i++) {
            tiles[i] = OuterTiles.of(DEPTHS[i]);
        }
    }

    private static int pairs(int columns) {
        return (columns + PAIR - 1) / PAIR;
    }

    /** Which part of the lanes would be used. */
    private static double filled(int columns) {
        return columns / (double) (pairs(columns) * PAIR);
    }

    /** The slots of A or of B, as rows that go on from slot to slot. */
    private record Rows(float[][] slots, int first, int step, int rows, int offset, int stride) {

        /** Copies part of some rows, closely packed, with a distance between them. */
        void copy(int from, int count, int column, int width, float[] to, int at, int toStride) {
            int r = from % rows;
            for (int k = 0, slot = first + from / rows * step; k < count; slot += step) {
                int some = Math.min(rows - r, count - k);
                VectorCopy.rows(
                        some,
                        width,
                        slots[slot],
                        offset + r * stride + column,
                        stride,
                        to,
                        at + k * toStride,
                        toStride);
                k += some;
                r = 0;
            }
        }
    }

    @Override
    public void add(
            int blocks, int rows, float[][] a, int ai, int aStep, float[][] b, int bi, int bStep, float[] c, int[] at) {
        VectorScratch scratch = VectorScratch.own();
        int m = shape.rows();
        int n = shape.columns();
        int results = shape.results();
        Rows[] left = new Rows[results];
        for (int p = 0; p < results; p++) {
            left[p] = new Rows(a, ai + p, aStep, rows, shape.aOffset(), shape.aStride());
        }
        Rows right = new Rows(b, bi, bStep, rows, shape.bOffset(), shape.bStride());
        int width = pairs * PAIR;
        float[] sums = c;
        if (apart) {
            sums = scratch.sums(width * (turned ? n : results * m));
            move(c, at, sums, true);
        }
        float[] lanes = scratch.lanes(width * MOST_DEPTH);
        int total = blocks * rows;
        int i = 0;
        for (int from = 0; from < total; from += DEPTHS[i]) {
            while (i < DEPTHS.length - 1 && total - from < DEPTHS[i]) {
                i++;
            }
            int live = Math.min(DEPTHS[i], total - from);
            clear(live, DEPTHS[i], lanes);
            if (turned) {
                for (int p = 0; p < results; p++) {
                    lanes(left[p], from, live, DEPTHS[i], m, lanes, p * m);
                }
                products(i, right, from, live, n, scratch.group, lanes, sums, 0, width);
            } else {
                lanes(right, from, live, DEPTHS[i], n, lanes, 0);
                for (int p = 0; p < results; p++) {
                    int so = apart ? p * m * width : at[p];
                    int ss = apart ? width : shape.cStride();
                    products(i, left[p], from, live, m, scratch.group, lanes, sums, so, ss);
                }
            }
        }
        if (apart) {
            move(c, at, sums, false);
        }
    }

    /** Zero is what follows the last column and the last row. */
    private void clear(int live, int depth, float[] lanes) {
        if ((turned ? shape.results() * shape.rows() : shape.columns()) % PAIR != 0) {
            Arrays.fill(lanes, (pairs - 1) * depth * PAIR, pairs * depth * PAIR, 0);
        }
        if (live < depth) {
            for (int pair = 0; pair < pairs; pair++) {
                Arrays.fill(lanes, (pair * depth + live) * PAIR, (pair + 1) * depth * PAIR, 0);
            }
        }
    }

    /** Copies columns to [pair][k][two vectors], from column {@code at} on. */
    private static void lanes(Rows y, int from, int live, int depth, int columns, float[] lanes, int at) {
        int width;
        for (int j = 0; j < columns; j += width) {
            int pair = (at + j) / PAIR;
            int lane = (at + j) % PAIR;
            width = Math.min(PAIR - lane, columns - j);
            y.copy(from, live, j, width, lanes, pair * depth * PAIR + lane, PAIR);
        }
    }

    /** Adds the products of the lanes with the columns of one matrix, in groups of columns that are nearly equal. */
    private void products(
            int tile,
            Rows x,
            int from,
            int live,
            int columns,
            float[] group,
            float[] lanes,
            float[] sums,
            int so,
            int ss) {
        int depth = DEPTHS[tile];
        int groups = (columns + GROUP - 1) / GROUP;
        int i = 0;
        for (int g = groups; g > 0; g--) {
            int width = (columns - i) / g;
            x.copy(from, live, i, width, group, 0, GROUP);
            // −0 times 0 adds nothing to any sum, not even to −0.
            Arrays.fill(group, live * GROUP, depth * GROUP, -0f);
            for (int pair = 0; pair < pairs; pair++) {
                tiles[tile].pair(width, group, lanes, pair * depth * PAIR, sums, so + i * ss + pair * PAIR, ss);
            }
            i += width;
        }
    }

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
}
