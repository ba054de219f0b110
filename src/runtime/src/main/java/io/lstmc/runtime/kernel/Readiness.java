package io.lstmc.runtime.kernel;

/**
 * Whether the JIT compiler has compiled a piece of vector code. Until it has, every vector is an object, and the code a
 * hundred times slower than plain Java; so until then plain Java does the work, while {@link Practice} runs the piece. Both
 * give the same bits, so that no result depends on when this happens.
 */
final class Readiness implements Practice.Piece {

    /** Operations in a nanosecond: compiled code makes more on any machine, other code less than half as many. */
    private static final double COMPILED = 2;

    /**
     * By what to divide the work of a piece of several methods with the rates of products, so that it is not taken for
     * compiled while the smallest of them is not.
     */
    static final int SEVERAL = 3;

    /** How many operations are timed at once, so that the call and the clock do not matter. */
    private static final int TIMED = 8192;

    /** How many runs one after the other must be fast. */
    private static final int RUNS = 3;

    /** Nanoseconds after which the piece is left alone: there may be no compiler for it. */
    private static final long PATIENCE = 5_000_000_000L;

    private final long work;
    private final long times;
    private Runnable piece;
    private volatile boolean wanted;
    private long spent;
    private int fast;
    private volatile boolean ready;

    /**
     * @param piece runs the code on data of its own
     * @param work its number of operations
     */
    Readiness(long work, Runnable piece) {
        times = 1 + TIMED / work;
        this.work = times * work;
        this.piece = piece;
    }

    /** Whether it is compiled; if not, it will be. */
    boolean ready() {
        if (!wanted) {
            want();
        }
        return ready;
    }

    private synchronized void want() {
        if (!wanted) {
            wanted = true;
            Practice.add(this);
        }
    }

    @Override
    public boolean practise(long nanoseconds) {
        long begin = System.nanoTime();
        for (long now = begin; now - begin < nanoseconds && fast < RUNS; ) {
            for (int i = 0; i < times; i++) {
                piece.run();
            }
            long time = System.nanoTime() - now;
            now += time;
            spent += time;
            fast = work > COMPILED * time ? fast + 1 : 0;
        }
        if (fast < RUNS && spent < PATIENCE) {
            return true;
        }
        ready = fast == RUNS;
        piece = null;
        return false;
    }
}
