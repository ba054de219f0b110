package io.lstmc.benchmarks;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A size of a cell.
 *
 * @param x inputs at each step
 * @param h hidden units
 */
record Size(int x, int h) {

    @Override
    public String toString() {
        return "(" + x + ", " + h + ")";
    }

    /** Reads {@code 16x64}. */
    static final class Reader implements ITypeConverter<Size> {

        @Override
        public Size convert(String text) {
            String[] parts = text.split("x", -1);
            try {
                if (parts.length == 2) {
                    Size size = new Size(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()));
                    if (size.x >= 1 && size.h >= 1) {
                        return size;
                    }
                }
            } catch (NumberFormatException e) {
                // Falls through to the same message.
            }
            throw new TypeConversionException(
                    "a size is two whole numbers from 1 on, written as 16x64, not as " + text);
        }
    }
}
