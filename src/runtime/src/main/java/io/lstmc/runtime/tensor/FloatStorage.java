package io.lstmc.runtime.tensor;

import java.util.Arrays;
import java.util.Objects;

/** A flat array of floats. */
public final class FloatStorage extends Storage {

    private final float[] array;

    /**
     * New numbers, all 0.
     *
     * @throws OutOfMemoryError with the size in its message if there is no room for them
     */
    public static FloatStorage zeros(int size) {
        checkSize(size);
        try {
            return new FloatStorage(new float[size]);
        } catch (OutOfMemoryError e) {
            throw noRoom(size + " numbers", (long) size * Float.BYTES);
        }
    }

    /** Wraps {@code array} without copying it. */
    public FloatStorage(float[] array) {
        this.array = Objects.requireNonNull(array, "array is null");
    }

    /** The elements themselves, not a copy. */
    public float[] array() {
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
        array[index] = (float) value;
    }

    @Override
    public void fill(double value) {
        Arrays.fill(array, (float) value);
    }

    @Override
    public void fill(int from, int to, double value) {
        Arrays.fill(array, from, to, (float) value);
    }

    @Override
    public void add(Storage other) {
        float[] addend = same(FloatStorage.class, other).array;
        for (int i = 0; i < array.length; i++) {
            array[i] += addend[i];
        }
    }

    @Override
    public void scale(double factor) {
        float f = (float) factor;
        for (int i = 0; i < array.length; i++) {
            array[i] *= f;
        }
    }

    @Override
    public void clamp(double limit) {
        float most = (float) limit;
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
        System.arraycopy(same(FloatStorage.class, other).array, 0, array, 0, array.length);
    }

    @Override
    public FloatStorage copy() {
        return new FloatStorage(array.clone());
    }

    @Override
    public FloatStorage copy(int offset, int size) {
        checkRange(offset, size);
        return new FloatStorage(Arrays.copyOfRange(array, offset, offset + size));
    }

    @Override
    public FloatStorage zeros() {
        return zeros(array.length);
    }
}
