package io.lstmc.compiler.codegen;

/**
 * Where the elements of an argument or a result lie in the generated class.
 *
 * <p>A value of samples: {@code array[offset + (step · block + row) · elements + element]}. A shared value: {@code
 * array[offset + step · elements + element]}. The element counts row-major in {@code dims}.
 *
 * @param array a Java expression: an array, or a scalar if {@code offset} is {@link #EXPRESSION}
 * @param accumulate of a result: whether it is added to what is there
 */
public record Location(String array, int offset, boolean accumulate) {

    /** In place of an offset: {@code array} is a scalar expression. */
    public static final int EXPRESSION = -1;
}
