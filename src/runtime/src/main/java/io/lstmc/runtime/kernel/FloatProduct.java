package io.lstmc.runtime.kernel;

/**
 * A product of activations with weights, made once for a shape and shared by all threads.
 *
 * <p>Every element of a result is one chain of fused multiply-adds from its start, in ascending order of source and
 * column of A: equal input gives equal bits in every implementation, for any number of rows.
 */
public abstract class FloatProduct {

    protected FloatProduct() {}

    /** Room for the weights of this product, all zero. */
    public abstract FloatWeights newWeights();

    /**
     * C_p[r,j] = start_p[j] + Σ_q Σ_k A_q[r,k]·W_qp[k,j] for r below {@code rows}.
     *
     * @param ai the slot of A_0; those of A_1, A_2 … follow
     * @param ci the slot of C_0; those of C_1, C_2 … follow
     */
    public abstract void set(int rows, float[][] a, int ai, FloatWeights w, float[][] c, int ci);

    /** As {@link #set}, but it starts from what C holds. */
    public abstract void add(int rows, float[][] a, int ai, FloatWeights w, float[][] c, int ci);

    /**
     * {@link #set} for {@code steps} blocks of rows.
     *
     * @param aStep distance of the slots of A of two blocks; {@code cStep}, of those of C
     */
    public void setAll(
            int steps, int rows, float[][] a, int ai, int aStep, FloatWeights w, float[][] c, int ci, int cStep) {
        for (int t = 0; t < steps; t++) {
            set(rows, a, ai + t * aStep, w, c, ci + t * cStep);
        }
    }
}
