package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.codegen.text.IndexExpression;
import io.lstmc.compiler.program.View;

/**
 * Where the elements of an argument or a result lie in the generated class.
 *
 * <p>A value of samples: {@code array[slot + step · slotStep][offset + row · elements + element]}. A shared value: {@code
 * array[offset + step · elements + element]}. The element counts row-major in {@code dims}.
 *
 * @param array a Java expression
 */
public record Location(String array, int slot, int slotStep, int offset) {

    static Location of(String array, View view) {
        return view.buffer().slotted()
                ? new Location(
                        array, view.slot(), view.stepStride() / view.buffer().stride(), view.inner())
                : new Location(array, 0, 1, view.offset());
    }

    /** The Java expression of the array of the first step, or the only one, of a value of samples. */
    public String first() {
        return array + "[" + slot + "]";
    }

    /** The Java expression of the array of a step, of a value of samples. */
    public String at(String step) {
        return array + "[" + IndexExpression.ZERO.plus(step, slotStep).plus(slot) + "]";
    }

    /** The index of the first element of a row, of a value of samples. */
    public IndexExpression row(String row, int elements) {
        return IndexExpression.ZERO.plus(row, elements).plus(offset);
    }
}
