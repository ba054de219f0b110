package io.lstmc.runtime.tensor;

/**
 * A flat array of numbers in either precision. All operations go through the elements in one fixed order, so that their
 * results do not depend on the machine or the number of threads.
 */
public abstract sealed class Storage permits FloatStorage, DoubleStorage {

    Storage() {}

    public abstract int size();

    public abstract double get(int index);

    /** Rounds {@code value} to the precision of this storage. */
    public abstract void set(int index, double value);

    public abstract void fill(double value);

    /** Fills the elements {@code from} up to but without {@code to}. */
    public abstract void fill(int from, int to, double value);

    /**
     * Adds {@code other} elementwise.
     *
     * @throws IllegalArgumentException if size or precision differ
     */
    public abstract void add(Storage other);

    public abstract void scale(double factor);

    /** Limits every element to −limit … limit; NaN stays NaN. */
    public abstract void clamp(double limit);

    /** Σ x², summed in double. It is finite only if every element is. */
    public abstract double sumOfSquares();

    /**
     * Overwrites all elements by those of {@code other}.
     *
     * @throws IllegalArgumentException if size or precision differ
     */
    public abstract void copyFrom(Storage other);

    public abstract Storage copy();

    /**
     * A copy of {@code size} elements from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException if there are not as many
     */
    public abstract Storage copy(int offset, int size);

    /** As large as this and of the same precision, filled with zeros. */
    public abstract Storage zeros();

    static void checkSize(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("a storage has no " + size + " elements");
        }
    }

    /** Refuses elements that are not there, which a copy of a range would fill with zeros. */
    final void checkRange(int offset, int size) {
        if (offset < 0 || size < 0 || offset > size() - size) {
            throw new IndexOutOfBoundsException(
                    "there are no " + size + " elements from " + offset + " on in " + describe());
        }
    }

    final <S extends Storage> S same(Class<S> kind, Storage other) {
        if (other == null) {
            throw new IllegalArgumentException("expected " + describe() + ", got null");
        }
        if (!kind.isInstance(other) || other.size() != size()) {
            throw new IllegalArgumentException("expected " + describe() + ", got " + other.describe());
        }
        return kind.cast(other);
    }

    private String describe() {
        return size() + (this instanceof FloatStorage ? " floats" : " doubles");
    }

    /** What says how much there is no room for. */
    public static OutOfMemoryError noRoom(String what, long bytes) {
        long most = Runtime.getRuntime().maxMemory();
        return new OutOfMemoryError(what + " need " + megabytes(bytes) + " MB, and this JVM has at most "
                + megabytes(most) + " MB in all; see its option -Xmx");
    }

    private static long megabytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
