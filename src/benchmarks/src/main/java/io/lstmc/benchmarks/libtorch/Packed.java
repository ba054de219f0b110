package io.lstmc.benchmarks.libtorch;

import io.lstmc.benchmarks.measure.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Parameters of a cell below one another in one tensor, as PyTorch keeps them, so that one product serves all.
 *
 * @param names in their order in the tensor
 * @param tensor takes a gradient
 */
record Packed(List<String> names, Tensor tensor) {

    /**
     * Matrices with as many rows as there are units.
     *
     * @param columns of each
     */
    static Packed matrices(Problem problem, int columns, String... names) {
        return of(problem, names, (long) names.length * problem.h(), columns);
    }

    /** Vectors with an element for each unit, behind one another. */
    static Packed vectors(Problem problem, String... names) {
        return of(problem, names, (long) names.length * problem.h());
    }

    private static Packed of(Problem problem, String[] names, long... shape) {
        int size = problem.weight(names[0]).length;
        float[] values = new float[names.length * size];
        for (int i = 0; i < names.length; i++) {
            System.arraycopy(problem.weight(names[i]), 0, values, i * size, size);
        }
        Tensor tensor = Tensor.create(values, shape);
        tensor.set_requires_grad(true);
        return new Packed(List.of(names), tensor);
    }

    /** Puts the gradient of each parameter into the map. */
    void gradients(Map<String, double[]> results) {
        double[] values = values(tensor.grad());
        int size = values.length / names.size();
        for (int i = 0; i < names.size(); i++) {
            results.put(names.get(i), Arrays.copyOfRange(values, i * size, (i + 1) * size));
        }
    }

    /** All elements, row by row. */
    static double[] values(Tensor tensor) {
        float[] values = new float[(int) tensor.numel()];
        tensor.contiguous().data_ptr_float().get(values);
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }
}
