package io.lstmc.compiler.program;

/**
 * One loop of a nest.
 *
 * @param length how often, or how often a live row
 * @param rows whether {@code length} counts for each live row of the block
 */
public record Axis(int length, boolean rows) {

    /** Whether it runs exactly once. */
    public boolean single() {
        return length == 1 && !rows;
    }

    /** How often for a number of live rows. */
    public int count(int liveRows) {
        return rows ? length * liveRows : length;
    }

    @Override
    public String toString() {
        return !rows ? Integer.toString(length) : length == 1 ? "rows" : "rows·" + length;
    }
}
