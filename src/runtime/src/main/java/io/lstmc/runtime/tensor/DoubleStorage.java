package io.lstmc.runtime.tensor;

import java.util.Arrays;
import java.util.Objects;

/** A flat array of doubles. */
public final class DoubleStorage extends Storage {

    private final double[] array;

    /**
     * New numbers, all 0.
     *
     * @throws OutOfMemoryError with the size in its message if there is no room for them
     */
    public static DoubleStorage zeros(int size) {
        checkSize(size);
        try {
            return new DoubleStorage(new double[size]);
        } catch (OutOfMemoryError e) {
            throw noRoom(size + " numbers", (long) size * Double.BYTES);
        }
    }

    /** Wraps {@code array} without copying it. */
    public DoubleStorage(double[] array) {
        this.array = Objects.requireNonNull(array, "array is null");
    }

    /** The elements themselves, not a copy. */
    public double[] array() {
        return array;
    }

    @Override
    public int size() {
        return array.length;
    }

    @Override
    public double get(int index) {
        return array[index];
    }

    @Override
    public void set(int index, double value) {
        array[index] = value;
    }

    @Override
    public void fill(double value) {
        Arrays.fill(array, value);
    }

    @Override
    public void fill(int from, int to, double value) {
        Arrays.fill(array, from, to, value);
    }

    @Override
    public void add(Storage other) {
        double[] addend = same(DoubleStorage.class, other).array;
        for (int i = 0; i < array.length; i++) {
            array[i] += addend[i];
        }
    }

    @Override
    public void scale(double factor) {
        double f = factor;
        for (int i = 0; i < array.length; i++) {
            array[i] *= f;
        }
    }

    @Override
    public void clamp(double limit) {
        double most = limit;
        for (int i = 0; i < array.length; i++) {
            array[i] = Math.max(-most, Math.min(most, array[i]));
        }
    }

    @Override
    public double sumOfSquares() {
        // Four chains, because one would wait for the latency of every addition.
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < array.length; i += 4) {
            a += square(array[i]);
            b += square(array[i + 1]);
            c += square(array[i + 2]);
            d += square(array[i + 3]);
        }
        for (; i < array.length; i++) {
            a += square(array[i]);
        }
        return (a + b) + (c + d);
    }

    private static double square(double x) {
        return x * x;
    }

    @Override
    public void copyFrom(Storage other) {
        System.arraycopy(same(DoubleStorage.class, other).array, 0, array, 0, array.length);
    }

    @Override
    public DoubleStorage copy() {
        return new DoubleStorage(array.clone());
    }

    @Override
    public DoubleStorage copy(int offset, int size) {
        checkRange(offset, size);
        return new DoubleStorage(Arrays.copyOfRange(array, offset, offset + size));
    }

    @Override
    public DoubleStorage zeros() {
        return zeros(array.length);
    }
}
