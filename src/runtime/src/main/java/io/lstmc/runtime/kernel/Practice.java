package io.lstmc.runtime.kernel;

import java.util.ArrayDeque;
import java.util.Queue;

/** Runs pieces of code by turns until they are compiled, in a daemon thread that lives for as long as there are any. */
final class Practice {

    /** Nanoseconds for a piece in its turn. */
    private static final long TURN = 1_000_000;

    private static final Queue<Readiness> PIECES = new ArrayDeque<>();
    private static boolean running;

    private Practice() {}

    static synchronized void add(Readiness piece) {
        PIECES.add(piece);
        if (!running) {
            Thread thread = new Thread(Practice::run, "lstmc kernel practice");
            thread.setDaemon(true);
            thread.start();
            running = true;
        }
    }

    private static void run() {
        for (Readiness piece = next(); piece != null; piece = next()) {
            if (piece.practise(TURN)) {
                add(piece);
            }
        }
    }

    private static synchronized Readiness next() {
        Readiness piece = PIECES.poll();
        running = piece != null;
        return piece;
    }
}
