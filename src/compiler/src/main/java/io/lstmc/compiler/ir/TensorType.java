package io.lstmc.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * The type of a value: up to three kinds of axes, laid out in this order, row-major.
 *
 * @param steps length of the time axis, or 0 where there is none
 * @param batched whether each sample of a batch has a value of its own; the number of samples is known at run time only
 * @param dims sizes of one sample's value at one step: [] a scalar, [n] a vector, [m, n] a matrix
 */
public record TensorType(int steps, boolean batched, List<Integer> dims) {

    public static final TensorType SCALAR = new TensorType(0, false, List.of());

    public TensorType {
        dims = List.copyOf(dims);
        boolean sound = steps >= 0;
        for (int dim : dims) {
            sound &= dim > 0;
        }
        if (!sound) {
            throw new IllegalArgumentException("steps " + steps + ", dims " + dims);
        }
    }

    /** A value without time that all samples share, such as a parameter. */
    public static TensorType shared(Integer... dims) {
        return new TensorType(0, false, List.of(dims));
    }

    /** A value without time that each sample has. */
    public static TensorType perSample(Integer... dims) {
        return new TensorType(0, true, List.of(dims));
    }

    public TensorType withSteps(int count) {
        return new TensorType(count, batched, dims);
    }

    public TensorType withBatch(boolean has) {
        return new TensorType(steps, has, dims);
    }

    public TensorType withDims(List<Integer> sizes) {
        return new TensorType(steps, batched, sizes);
    }

    public boolean hasSteps() {
        return steps > 0;
    }

    public int rank() {
        return dims.size();
    }

    /** Number of elements of one sample at one step. */
    public int elements() {
        int product = 1;
        for (int dim : dims) {
            product = Math.multiplyExact(product, dim);
        }
        return product;
    }

    /** Number of elements of one sample over all steps. */
    public int elementsOfAllSteps() {
        return Math.multiplyExact(Math.max(1, steps), elements());
    }

    /** Whether a value of this type can be repeated along missing axes until it has type {@code wider}. */
    public boolean broadcastsTo(TensorType wider) {
        return (steps == 0 || steps == wider.steps)
                && (!batched || wider.batched)
                && (dims.isEmpty() || dims.equals(wider.dims));
    }

    /** As graphs print it: {@code [36 steps, batch, 64]}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (steps > 0) {
            parts.add(steps + (steps == 1 ? " step" : " steps"));
        }
        if (batched) {
            parts.add("batch");
        }
        dims.forEach(d -> parts.add(Integer.toString(d)));
        return "[" + String.join(", ", parts) + "]";
    }
}
