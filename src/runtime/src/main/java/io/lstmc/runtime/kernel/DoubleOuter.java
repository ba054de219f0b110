package io.lstmc.runtime.kernel;

/**
 * A product summed over rows and blocks, made once for a shape and shared by all threads: gradients of weights.
 *
 * <p>Every element of a result is one chain of fused multiply-adds from what it held, in ascending order of block and
 * row: equal input gives equal bits in every implementation.
 */
public abstract class DoubleOuter {

    protected DoubleOuter() {}

    /**
     * c[at[p] + i·cStride + j] += Σ_t Σ_r A_pt[r,i]·B_t[r,j] for t below {@code blocks} and r below {@code rows}.
     *
     * @param ai A_pt is in slot {@code ai + t·aStep + p}
     * @param bi B_t is in slot {@code bi + t·bStep}
     * @param at where each C_p begins
     */
    public abstract void add(
            int blocks,
            int rows,
            double[][] a,
            int ai,
            int aStep,
            double[][] b,
            int bi,
            int bStep,
            double[] c,
            int[] at);
}
