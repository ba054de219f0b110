package io.lstmc.runtime;

/**
 * One input or target of a model: what a sample must bring for it.
 *
 * @param name the name of the source
 * @param time the name of its axis of time, empty if it has none
 * @param steps the length of that axis, 0 if it has none
 * @param width the values of one step
 * @param tokens for tokens, the number of different ones, else 0
 * @param shorter whether a sample may have fewer than {@code steps} steps
 */
public record Column(String name, String time, int steps, int width, int tokens, boolean shorter) {

    public Column {
        if (steps < 0 || width < 1 || tokens < 0 || (tokens > 0 && width > 1) || (shorter && steps == 0)) {
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
