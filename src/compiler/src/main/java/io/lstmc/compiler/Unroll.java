package io.lstmc.compiler;

/**
 * How a loop over time is emitted.
 *
 * @param block calls in a row: 1 is a plain loop, {@link Integer#MAX_VALUE} no loop at all, 0 lets the compiler choose
 */
public record Unroll(int block) {
    public static final Unroll AUTOMATIC = new Unroll(0);
    public static final Unroll FULL = new Unroll(Integer.MAX_VALUE);
    public static final Unroll NONE = new Unroll(1);

    public Unroll {
        if (block < 0) {
            throw new IllegalArgumentException("block " + block);
        }
    }

    /** As the command line names it. */
    @Override
    public String toString() {
        return switch (block) {
            case 0 -> "automatic";
            case 1 -> "none";
            case Integer.MAX_VALUE -> "full";
            default -> Integer.toString(block);
        };
    }
}
