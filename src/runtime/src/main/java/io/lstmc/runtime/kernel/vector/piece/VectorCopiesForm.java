package io.lstmc.runtime.kernel.vector.piece;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** See {@link VectorCopies}. */
final class VectorCopiesForm extends VectorCopies {

    private static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final FloatVector NUMBERS = FloatVector.zero(SPECIES).addIndex(1);
    private static final int FROM;
    private static final int TO;

    static {
        try {
            int[] literals = MethodHandles.classData(MethodHandles.lookup(), "_", int[].class);
            FROM = literals[0];
            TO = literals[1];
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public void rows(int rows, int width, float[] from, int fo, float[] to, int at) {
        int j = 0;
        for (; j + 2 * LANES <= width; j += 2 * LANES) {
            twoVectors(rows, from, fo + j, to, at + j);
        }
        if (j + LANES <= width) {
            vector(rows, from, fo + j, to, at + j);
            j += LANES;
        }
        if (j == width) {
            return;
        }
        if (width >= LANES) {
            // A whole vector again, so that it ends with the row.
            vector(rows, from, fo + width - LANES, to, at + width - LANES);
        } else {
            int inside = Math.min(inside(from, fo, FROM), inside(to, at, TO));
            int whole = Math.max(0, Math.min(rows, inside));
            part(whole, width, from, fo, to, at);
            scalars(rows - whole, width, from, fo + whole * FROM, to, at + whole * TO);
        }
    }

    /** How many rows begin where there is a whole vector. */
    private static int inside(float[] array, int offset, int stride) {
        return Math.floorDiv(array.length - LANES - offset, stride) + 1;
    }

    /**
     * Reads whole vectors and puts back what lies behind the part: a vector that is read soon after its elements were
     * written one by one waits for them.
     */
    private static void part(int rows, int width, float[] from, int fo, float[] to, int at) {
        VectorMask<Float> live = NUMBERS.compare(VectorOperators.LT, width);
        for (int r = 0; r < rows; r++) {
            FloatVector old = FloatVector.fromArray(SPECIES, to, at + r * TO);
            FloatVector x = FloatVector.fromArray(SPECIES, from, fo + r * FROM);
            old.blend(x, live).intoArray(to, at + r * TO);
        }
    }

    private static void twoVectors(int rows, float[] from, int fo, float[] to, int at) {
        for (int r = 0; r < rows; r++) {
            FloatVector.fromArray(SPECIES, from, fo + r * FROM).intoArray(to, at + r * TO);
            FloatVector.fromArray(SPECIES, from, fo + r * FROM + LANES).intoArray(to, at + r * TO + LANES);
        }
    }

    private static void vector(int rows, float[] from, int fo, float[] to, int at) {
        for (int r = 0; r < rows; r++) {
            FloatVector.fromArray(SPECIES, from, fo + r * FROM).intoArray(to, at + r * TO);
        }
    }

    private static void scalars(int rows, int width, float[] from, int fo, float[] to, int at) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < width; j++) {
                to[at + r * TO + j] = from[fo + r * FROM + j];
            }
        }
    }
}
