package io.lstmc.compiler.schedule;

/**
 * Where a value lives that somebody outside owns.
 *
 * @param array a Java expression: an array, or a scalar if {@code offset} is -1
 * @param offset index of the first element
 * @param accumulate whether a result is added to what is there
 */
public record ExternalStorage(String array, int offset, boolean accumulate) {

    /** Whether it is a scalar expression. */
    public boolean isExpression() {
        return offset == -1;
    }
}
