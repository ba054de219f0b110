package io.lstmc.runtime.kernel;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long plain Java does the work of vector code that is not compiled. A program that computes now and then waits until
 * {@link Practice} has seen to that; one that computes all the time has the compiler's attention with its own calls much
 * sooner, and would only lose what it shares its core with.
 */
final class Patience {

    /** Nanoseconds of plain work before vector classes are loaded. */
    private static final long BEGIN = 50_000_000;

    /** Nanoseconds of plain work before vector code runs in any case. */
    private static final long LIMIT = 150_000_000;

    private static final AtomicLong SPENT = new AtomicLong();
    private static volatile boolean begun;
    private static volatile boolean over;

    private Patience() {}

    /** Whether the process computes enough to load vector code. */
    static boolean begun() {
        return begun;
    }

    /** Whether vector code runs from now on, compiled or not. */
    static boolean over() {
        return over;
    }

    /** Counts plain work that began at a time. */
    static void spendSince(long begin) {
        long spent = SPENT.addAndGet(System.nanoTime() - begin);
        if (spent > BEGIN) {
            begun = true;
        }
        if (spent > LIMIT) {
            over = true;
        }
    }
}
