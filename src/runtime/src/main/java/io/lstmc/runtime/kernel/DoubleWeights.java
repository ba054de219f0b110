package io.lstmc.runtime.kernel;

/** The weights of one {@link DoubleProduct}, laid out for its kernel; written once an update, then read by any number of threads. */
public abstract class DoubleWeights {

    protected DoubleWeights() {}

    /** W_qp[k,j] = from[offset + k·kStride + j·jStride], for all k and j. */
    public abstract void pack(int source, int result, double[] from, int offset, int kStride, int jStride);

    /** start_p[j] = from[offset + j]; zeros until this is called. */
    public abstract void start(int result, double[] from, int offset);
}
