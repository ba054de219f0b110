package io.lstmc.runtime.kernel;

/** Where the vector columns of a product's results lie. */
final class VectorColumns {

    /** Vector columns of one result. */
    final int perResult;

    /** Pairs of vector columns of all results; the last may lack its second. */
    final int pairs;

    /** The number of weights of one pair. */
    final int pairSize;

    VectorColumns(ProductShape shape) {
        perResult = (shape.columns() + VectorKernels.LANES - 1) / VectorKernels.LANES;
        pairs = (shape.results() * perResult + 1) / 2;
        pairSize = shape.sources() * shape.depth() * 2 * VectorKernels.LANES;
    }
}
