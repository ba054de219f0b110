package io.lstmc.runtime.generated;

import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
import java.util.Arrays;

/**
 * Which rows of one parameter have derivatives that may differ from 0. Generated code adds to such rows alone, those of a
 * table that was looked up in, so that a new gradient costs what the rows cost and not the table.
 */
public final class TouchedRows {

    private final int offset;
    private final int width;
    private final boolean[] touched;
    private int[] rows = new int[16];
    private int count;

    TouchedRows(Parameter parameter) {
        this.offset = parameter.offset();
        int all = parameter.shape().get(0);
        this.width = parameter.size() / all;
        this.touched = new boolean[all];
    }

    /** Says that something is added to a row. */
    public void add(int row) {
        if (!touched[row]) {
            touched[row] = true;
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, 2 * count);
            }
            rows[count++] = row;
        }
    }

    /** The index of the parameter's first derivative among all. */
    int offset() {
        return offset;
    }

    /** The index after its last one. */
    int end() {
        return offset + touched.length * width;
    }

    /** Makes the touched rows 0 and forgets them. */
    void clear(Storage derivatives) {
        for (int i = 0; i < count; i++) {
            int start = offset + rows[i] * width;
            derivatives.fill(start, start + width, 0);
            touched[rows[i]] = false;
        }
        count = 0;
    }
}
