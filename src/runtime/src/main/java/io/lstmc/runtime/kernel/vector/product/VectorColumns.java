package io.lstmc.runtime.kernel.vector.product;

import io.lstmc.runtime.kernel.ProductShape;
import io.lstmc.runtime.kernel.vector.piece.VectorLanes;

/** Where the vector columns of a product's results lie. */
final class VectorColumns {

    /** Vector columns of one result. */
    final int perResult;

    /** Pairs of vector columns of all results; the last may lack its second. */
    final int pairs;

    /** The number of weights of one pair. */
    final int pairSize;

    VectorColumns(ProductShape shape) {
        perResult = (shape.columns() + VectorLanes.LANES - 1) / VectorLanes.LANES;
        pairs = (shape.results() * perResult + 1) / 2;
        pairSize = shape.sources() * shape.depth() * 2 * VectorLanes.LANES;
    }
}
