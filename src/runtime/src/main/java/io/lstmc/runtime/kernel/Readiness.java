package io.lstmc.runtime.kernel;

import java.util.List;

/**
 * Whether the JIT compiler has compiled a piece of vector code. Until it has, every vector is an object, and the code a
 * hundred times slower than plain Java; so until then plain Java does the work, while {@link Practice} runs the piece. Both
 * give the same bits, so that no result depends on when this happens.
 */
final class Readiness {

    /** Multiply-adds in a nanosecond: compiled code makes more on any machine, other code far fewer. */
    private static final double COMPILED = 1;

    /** How many runs one after the other must be fast. */
    private static final int RUNS = 3;

    /** Nanoseconds after which the piece is left alone: there may be no compiler for it. */
    private static final long PATIENCE = 20_000_000_000L;

    private final long work;
    private Runnable piece;
    private boolean wanted;
    private long spent;
    private int fast;
    private volatile boolean ready;

    /**
     * @param piece runs the code on data of its own
     * @param work its number of multiply-adds
     */
    Readiness(long work, Runnable piece) {
        this.work = work;
        this.piece = piece;
    }

    /** Whether all is compiled; what is not will be. */
    static boolean ready(List<Readiness> needed) {
        boolean ready = true;
        for (int i = 0; i < needed.size(); i++) {
            ready &= needed.get(i).ready();
        }
        return ready;
    }

    /** Whether it is compiled; if not, it will be. */
    boolean ready() {
        return ready || want();
    }

    private synchronized boolean want() {
        if (!wanted) {
            wanted = true;
            Practice.add(this);
        }
        return ready;
    }

    /** Runs the piece for some nanoseconds. Only one thread does. @return whether there is more to do */
    boolean practise(long nanoseconds) {
        long begin = System.nanoTime();
        for (long now = begin; now - begin < nanoseconds && fast < RUNS && !Patience.over(); ) {
            piece.run();
            long time = System.nanoTime() - now;
            now += time;
            spent += time;
            fast = work > COMPILED * time ? fast + 1 : 0;
        }
        if (fast < RUNS && spent < PATIENCE && !Patience.over()) {
            return true;
        }
        ready = fast == RUNS;
        piece = null;
        return false;
    }
}
