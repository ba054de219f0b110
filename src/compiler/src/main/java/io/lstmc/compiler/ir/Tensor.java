package io.lstmc.compiler.ir;

import java.util.Arrays;
import java.util.List;

/**
 * A value of the interpreter.
 *
 * @param type its type
 * @param batch number of samples of a batched type; anything for another
 * @param data the elements in order of (step, sample, dims)
 */
public record Tensor(TensorType type, int batch, double[] data) {

    public Tensor {
        if (data.length != size(type, batch)) {
            throw new IllegalArgumentException(data.length + " elements for " + type + " and batch " + batch);
        }
    }

    public static Tensor zeros(TensorType type, int batch) {
        return new Tensor(type, batch, new double[size(type, batch)]);
    }

    public static Tensor filled(TensorType type, int batch, double value) {
        Tensor tensor = zeros(type, batch);
        Arrays.fill(tensor.data, value);
        return tensor;
    }

    /** The only element of a scalar. */
    public double value() {
        if (data.length != 1) {
            throw new IllegalStateException(type + " is no scalar");
        }
        return data[0];
    }

    private static int size(TensorType type, int batch) {
        return Math.max(1, type.steps()) * (type.batched() ? batch : 1) * type.elements();
    }

    /** Elements of all samples at one step. */
    int stride() {
        return (type.batched() ? batch : 1) * type.elements();
    }

    /** The part that belongs to one step. */
    Tensor at(int step) {
        TensorType element = type.withSteps(0);
        return new Tensor(element, batch, Arrays.copyOfRange(data, step * stride(), (step + 1) * stride()));
    }

    /** Where the element of {@code wider}, counted flat, lies in this tensor, which broadcasts to it. */
    int indexIn(TensorType wider, int flat) {
        int elements = wider.elements();
        int samples = wider.batched() ? batch : 1;
        int element = flat % elements;
        int sample = flat / elements % samples;
        int step = flat / elements / samples;
        int index = type.steps() > 0 ? step : 0;
        index = type.batched() ? index * batch + sample : index;
        index *= type.elements();
        if (type.isUniformIn(wider)) {
            return index + (type.rank() == 0 ? 0 : element);
        }
        List<Integer> strides = type.stridesIn(wider);
        for (int i = strides.size() - 1; i >= 0; i--) {
            int length = wider.dims().get(i);
            index += element % length * strides.get(i);
            element /= length;
        }
        return index;
    }

    /** This matrix with orthonormal rows, or columns if there are fewer: modified Gram-Schmidt, twice for its digits. */
    double[] orthonormal() {
        int rows = type.dims().get(0);
        int columns = type.dims().get(1);
        boolean wide = rows <= columns;
        int count = wide ? rows : columns;
        int length = wide ? columns : rows;
        int along = wide ? 1 : columns;
        int between = wide ? columns : 1;
        double[] q = data.clone();
        for (int i = 0; i < count; i++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    double dot = dot(q, i * between, j * between, along, length);
                    for (int k = 0; k < length; k++) {
                        q[i * between + k * along] -= dot * q[j * between + k * along];
                    }
                }
            }
            double norm = Math.sqrt(dot(q, i * between, i * between, along, length));
            for (int k = 0; k < length; k++) {
                q[i * between + k * along] /= norm;
            }
        }
        return q;
    }

    private static double dot(double[] q, int a, int b, int stride, int length) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += q[a + k * stride] * q[b + k * stride];
        }
        return sum;
    }
}
