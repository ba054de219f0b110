package io.lstmc.runtime.kernel;

/**
 * The shape of C_p += Σ_q A_q·W_qp, all matrices row-major in slots of buffers.
 *
 * @param sources how many A_q there are
 * @param results how many C_p there are
 * @param depth columns of every A_q
 * @param columns columns of every C_p
 * @param aOffset where A begins in its slot
 * @param aStride distance of A's rows
 * @param cOffset where C begins in its slot
 * @param cStride distance of C's rows
 */
public record ProductShape(
        int sources, int results, int depth, int columns, int aOffset, int aStride, int cOffset, int cStride) {

    public ProductShape {
        if (sources < 1 || results < 1 || depth < 1 || columns < 1 || aOffset < 0 || cOffset < 0) {
            throw new IllegalArgumentException("not a product");
        }
    }
}
