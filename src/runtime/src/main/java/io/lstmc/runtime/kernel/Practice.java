package io.lstmc.runtime.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs pieces of code until they are compiled, in a daemon thread that lives for as long as there are any. One piece after the
 * other: the compiler has one thread on most machines, and if all asked at once, each would be compiled several times, first
 * for speed at once and then to be measured. The thread rests for as long as it runs, because it may share its core with the
 * compiler.
 */
final class Practice {

    /** What the thread runs. */
    interface Piece {

        /** Runs for some nanoseconds. Only one thread does. @return whether there is more to do */
        boolean practise(long nanoseconds);
    }

    /** Nanoseconds of a turn. */
    private static final long TURN = 5_000_000;

    /** How many turns a piece has before it waits for the others. */
    private static final int TURNS = 50;

    private static final Deque<Piece> PIECES = new ArrayDeque<>();
    private static boolean running;

    private Practice() {}

    /** Runs a piece before all that wait. */
    static synchronized void addFirst(Piece piece) {
        PIECES.addFirst(piece);
        start();
    }

    static synchronized void add(Piece piece) {
        PIECES.add(piece);
        start();
    }

    private static void start() {
        if (!running) {
            running = true;
            Thread thread = new Thread(Practice::run, "lstmc kernel practice");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void run() {
        for (Piece piece = next(); piece != null; piece = next()) {
            if (practise(piece)) {
                add(piece);
            }
        }
    }

    /** @return whether there is more to do */
    private static boolean practise(Piece piece) {
        try {
            boolean more = true;
            for (int turn = 0; more && turn < TURNS; turn++) {
                long begin = System.nanoTime();
                more = piece.practise(TURN);
                LockSupport.parkNanos(System.nanoTime() - begin);
            }
            return more;
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            // Plain Java goes on with the work of this piece; the others shall not wait for ever.
            return false;
        }
    }

    private static synchronized Piece next() {
        Piece piece = PIECES.poll();
        running = piece != null;
        return piece;
    }
}
