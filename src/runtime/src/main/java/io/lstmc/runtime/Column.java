package io.lstmc.runtime;

/**
 * One input or target of a model: what a sample must bring for it.
 *
 * @param name the name of the source
 * @param steps the length of its time axis, 0 if it has none
 * @param width the values of one step
 * @param shorter whether a sample may have fewer than {@code steps} steps
 */
public record Column(String name, int steps, int width, boolean shorter) {

    public Column {
        if (steps < 0 || width < 1 || (shorter && steps == 0)) {
            throw new IllegalArgumentException("impossible column " + name + "[" + steps + ", " + width + "]");
        }
        Math.multiplyExact(Math.max(1, steps), width);
    }

    /** The most values a sample can have: max(1, steps) · width. */
    public int size() {
        return Math.max(1, steps) * width;
    }

    String describe() {
        if (steps == 0) {
            return name + "[" + width + "]";
        }
        return name + "[" + (shorter ? "1.." : "") + steps + ", " + width + "]";
    }
}
