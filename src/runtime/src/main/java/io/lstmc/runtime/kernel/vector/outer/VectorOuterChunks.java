package io.lstmc.runtime.kernel.vector.outer;

import io.lstmc.runtime.kernel.vector.piece.VectorBlockRows;
import io.lstmc.runtime.kernel.vector.piece.VectorCopies;
import io.lstmc.runtime.kernel.vector.piece.VectorLanes;
import io.lstmc.runtime.kernel.vector.piece.VectorScratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sums of outer products of chunks of rows, copied to where tiles read them best; for any shape and number of rows. */
final class VectorOuterChunks {

    /** Rows in a chunk: the largest that still fits, and at last a part of the smallest. */
    private static final int[] DEPTHS = {128, 32, 8};

    static final int MOST_DEPTH = DEPTHS[0];

    /** How many sums are added to at once, so that they stay in the second cache over all chunks. */
    private static final int BAND = 192 * 1024 / Float.BYTES;

    private static final int PAIR = 2 * VectorLanes.LANES;
    private static final int GROUP = VectorOuterTiles.GROUP;

    /** Columns that are broadcast, {@code width} from {@code column} on of a matrix. */
    private record Group(int matrix, int column, int width) {}

    private final VectorOuterPlan plan;
    private final boolean patient;
    private final Group[][] bands;
    private final VectorCopies toLanes;
    private final VectorCopies toGroup;
    private final VectorOuterTiles[] tiles = new VectorOuterTiles[DEPTHS.length];

    VectorOuterChunks(VectorOuterPlan plan, boolean patient) {
        this.plan = plan;
        this.patient = patient;
        bands = bands();
        toLanes = VectorCopies.of(plan.laneStride(), PAIR);
        toGroup = VectorCopies.of(plan.otherStride(), GROUP);
        for (int i = 0; i < DEPTHS.length; i++) {
            tiles[i] = VectorOuterTiles.of(1, DEPTHS[i], GROUP, PAIR);
        }
    }

    /** Groups of nearly equal widths, even because tiles are, and bands of groups. */
    private Group[][] bands() {
        List<List<Group>> bands = new ArrayList<>();
        int columns = plan.otherColumns();
        int inBand = 0;
        for (int p = 0; p < plan.otherMatrices(); p++) {
            int width;
            for (int i = 0; i < columns; i += width) {
                int groups = (columns - i + GROUP - 1) / GROUP;
                int even = (columns - i + 2 * groups - 1) / (2 * groups) * 2;
                width = Math.min(columns - i, even);
                inBand += width;
                if (bands.isEmpty() || inBand * plan.pairs * PAIR > BAND) {
                    bands.add(new ArrayList<>());
                    inBand = width;
                }
                bands.get(bands.size() - 1).add(new Group(p, i, width));
            }
        }
        return bands.stream().map(b -> b.toArray(new Group[0])).toArray(Group[][]::new);
    }

    /** As {@link VectorOuter#ready}. */
    boolean ready(int total, long operations) {
        boolean all = toLanes.ready(plan.laneColumns(), operations) & toGroup.ready(plan.otherColumns(), operations);
        int rest = total;
        for (int i = 0; i < DEPTHS.length; i++) {
            boolean last = i == DEPTHS.length - 1;
            if (rest >= DEPTHS[i] || last && rest > 0) {
                for (Group[] band : bands) {
                    for (Group group : band) {
                        all &= tiles[i].ready(group.width, operations);
                    }
                }
                rest %= DEPTHS[i];
            }
        }
        return all;
    }

    void add(int total, VectorBlockRows broadcast, VectorBlockRows y, VectorScratch scratch, float[] sums, int[] at) {
        float[][] lanes = scratch.lanes(plan.pairs * PAIR * MOST_DEPTH);
        float[][] packed = scratch.group(MOST_DEPTH * GROUP);
        for (Group[] band : bands) {
            int i = 0;
            for (int from = 0; from < total; from += DEPTHS[i]) {
                while (i < DEPTHS.length - 1 && total - from < DEPTHS[i]) {
                    i++;
                }
                int live = Math.min(DEPTHS[i], total - from);
                plan.packLanes(y, from, live, DEPTHS[i], toLanes, PAIR, lanes[0]);
                for (Group group : band) {
                    broadcast.copy(toGroup, group.matrix, from, live, group.column, group.width, packed[0], 0, GROUP);
                    // −0 times 0 adds nothing to any sum, not even to −0.
                    Arrays.fill(packed[0], live * GROUP, DEPTHS[i] * GROUP, -0f);
                    products(i, group, packed, lanes, sums, at);
                }
            }
        }
    }

    private void products(int i, Group group, float[][] packed, float[][] lanes, float[] sums, int[] at) {
        int stride = plan.sumStride();
        int first = plan.sumOffset(group.matrix, at) + group.column * stride;
        boolean six = !patient || tiles[i].readyForSix((long) group.width * DEPTHS[i] * plan.pairs * PAIR);
        for (int pair = 0; pair < plan.pairs; pair++) {
            int from = pair * DEPTHS[i] * PAIR;
            tiles[i].pair(
                    group.width, six, 1, packed, 0, 0, 0, lanes, 0, 0, from, 0, sums, first + pair * PAIR, stride);
        }
    }
}
