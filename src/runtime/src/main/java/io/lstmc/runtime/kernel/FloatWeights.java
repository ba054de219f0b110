package io.lstmc.runtime.kernel;

/** The weights of one {@link FloatProduct}, laid out for its kernel; written once an update, then read by any number of threads. */
public abstract class FloatWeights {

    protected FloatWeights() {}

    /** W_qp[k,j] = from[offset + k·kStride + j·jStride], for all k and j. */
    public final void pack(int source, int result, float[] from, int offset, int kStride, int jStride) {
        rows(source * depth(), depth(), result, from, offset, kStride, jStride);
    }

    /**
     * The same for some rows of the matrix that all W_qp of one result are, one below the other.
     *
     * @param first the row that k = 0 is
     * @param count how many rows
     */
    public abstract void rows(int first, int count, int result, float[] from, int offset, int kStride, int jStride);

    /** start_p[j] = from[offset + j]; zeros until this is called. */
    public abstract void start(int result, float[] from, int offset);

    /** Columns of every A_q. */
    protected abstract int depth();
}
