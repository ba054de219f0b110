package io.lstmc.runtime.kernel;

/**
 * The shape of C_p += Σ_t A_ptᵀ·B_t, with A and B row-major in slots of buffers and every C_p a part of one flat array.
 *
 * @param results how many C_p there are
 * @param rows columns of A, rows of every C_p
 * @param columns columns of B and of every C_p
 * @param aOffset where A begins in its slot
 * @param aStride distance of A's rows
 * @param bOffset where B begins in its slot
 * @param bStride distance of B's rows
 * @param cStride distance of C's rows
 */
public record OuterShape(
        int results, int rows, int columns, int aOffset, int aStride, int bOffset, int bStride, int cStride) {

    public OuterShape {
        if (results < 1 || rows < 1 || columns < 1 || aOffset < 0 || bOffset < 0) {
            throw new IllegalArgumentException("not a product");
        }
    }
}
