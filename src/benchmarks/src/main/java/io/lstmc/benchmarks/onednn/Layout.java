package io.lstmc.benchmarks.onednn;

import io.lstmc.benchmarks.measure.Problem;
import org.bytedeco.dnnl.memory;

/**
 * The arrays of an LSTM of one layer as oneDNN names them.
 *
 * @param srcLayer inputs, [steps, batch, inputs]
 * @param state of the memory and of the output at one step, [1, 1, batch, units]
 * @param weightsLayer of the inputs, [1, 1, inputs, 4, units], in the format that oneDNN likes best
 * @param weightsIter of the states, [1, 1, units, 4, units], likewise
 * @param bias [1, 1, 4, units]
 * @param dstLayer outputs of all steps, [steps, batch, units]
 */
record Layout(
        memory.desc srcLayer,
        memory.desc state,
        memory.desc weightsLayer,
        memory.desc weightsIter,
        memory.desc bias,
        memory.desc dstLayer) {

    /** The order of the gates in all arrays. */
    static final String[] GATES = {"i", "f", "g", "o"};

    /** As a problem needs it, but for so many steps. */
    static Layout of(Problem problem, int steps) {
        long x = problem.x();
        long h = problem.h();
        long batch = problem.batch();
        return new Layout(
                Engine.describe(memory.format_tag.tnc, steps, batch, x),
                Engine.describe(memory.format_tag.ldnc, 1, 1, batch, h),
                Engine.describe(memory.format_tag.any, 1, 1, x, 4, h),
                Engine.describe(memory.format_tag.any, 1, 1, h, 4, h),
                Engine.describe(memory.format_tag.ldgo, 1, 1, 4, h),
                Engine.describe(memory.format_tag.tnc, steps, batch, h));
    }

    /** Matrices of the gates with the outputs outermost, as a problem has them. */
    static memory.desc rowByRow(long columns, long h) {
        return Engine.describe(memory.format_tag.ldgoi, 1, 1, columns, 4, h);
    }

    /** The parameters of the four gates behind one another. */
    static float[] gates(Problem problem, String prefix) {
        int size = problem.weight(Problem.LAYER + prefix + GATES[0]).length;
        float[] values = new float[4 * size];
        for (int gate = 0; gate < 4; gate++) {
            System.arraycopy(problem.weight(Problem.LAYER + prefix + GATES[gate]), 0, values, gate * size, size);
        }
        return values;
    }
}
