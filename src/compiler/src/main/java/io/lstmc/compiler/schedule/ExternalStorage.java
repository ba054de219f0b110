package io.lstmc.compiler.schedule;

/**
 * Where a value lives that somebody outside owns.
 *
 * @param name of an array, or of a scalar; two with one name are one
 * @param offset index of the first element; {@link #SCALAR} for a scalar
 * @param accumulate whether a result is added to what is there
 */
public record ExternalStorage(String name, int offset, boolean accumulate) {

    private static final int SCALAR = -1;

    /** An argument that is no array. */
    public static ExternalStorage scalar(String name) {
        return new ExternalStorage(name, SCALAR, false);
    }

    public boolean isScalar() {
        return offset == SCALAR;
    }
}
