package io.lstmc.runtime.kernel.warmup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A daemon thread that gets vector code compiled while plain Java does its work, and ends when there is none left. It works
 * on a few tasks at a time, first on those for which plain Java has computed most: the compiler has one thread on most
 * machines, and if all asked at once, each would be compiled several times, first in a hurry and then to be measured.
 */
public final class WarmUp {

    /** Something to do in small parts. Only this thread calls it, but for {@link #addDemand}. */
    abstract static class Task {

        static final long DONE = -1;

        private long demand;
        private long begun;
        private long due;
        private boolean late;

        /** Adds to the operations that plain Java has computed for want of this; threads may lose some of each other's. */
        final void addDemand(long operations) {
            demand += operations;
        }

        final long demand() {
            return demand;
        }

        /** Does a little. @return for how many nanoseconds to rest before the next call; {@link #DONE} if there is none */
        abstract long advance();

        /** Called once if it takes long: plain Java does the work for now. */
        abstract void late(String reason);

        /** Called if there is no hope. */
        abstract void giveUp(String reason);
    }

    /** How many tasks the compiler shall know of. */
    private static final int TOGETHER = 2;

    /** Nanoseconds after which others need not wait for a task that is not done. */
    private static final long TURN = 1_000_000_000;

    /**
     * Nanoseconds after which a task is late: there is no compiler for it, none that is good enough, or one with much else to
     * do. The later it is, the more rarely it is looked at.
     */
    private static final long PATIENCE = 60_000_000_000L;

    /** Whether the compiler has no processor but the one that the program computes on. */
    static final boolean SHARED = Runtime.getRuntime().availableProcessors() == 1;

    /** Nanoseconds for which a caller waits at once: not so few that the clock's grain matters, nor so many that one notices. */
    private static final long SHORTEST_PAUSE = 1_000_000;

    private static final long LONGEST_PAUSE = 10_000_000;

    private static final List<Task> TASKS = new ArrayList<>();
    private static volatile boolean running;
    private static Thread thread;

    /** Nanoseconds of plain Java for which nobody has paused yet; what threads lose of each other's does not matter. */
    private static long unpaused;

    private WarmUp() {}

    /** When a piece of plain Java begins that vector code is to replace. */
    public static long beginPlain() {
        return SHARED && running ? System.nanoTime() : 0;
    }

    /**
     * The end of a piece of plain Java. On a machine with one processor it pauses for as long as the piece took, while there is
     * code to compile: what plain Java computes in that time is worth a fourth of what compiled code will.
     */
    public static void endPlain(long begin) {
        if (begin != 0) {
            unpaused += System.nanoTime() - begin;
            if (unpaused > SHORTEST_PAUSE) {
                LockSupport.parkNanos(Math.min(unpaused, LONGEST_PAUSE));
                unpaused = 0;
            }
        }
    }

    static synchronized void add(Task task) {
        TASKS.add(task);
        if (!running) {
            running = true;
            // Nothing of the program's own may live for as long as this thread does.
            thread = new Thread(null, WarmUp::run, "lstmc warm-up", 0, false);
            thread.setContextClassLoader(null);
            thread.setDaemon(true);
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    private static void run() {
        long now = System.nanoTime();
        for (Task task = next(now); task != null; task = next(now)) {
            if (task.begun == 0) {
                task.begun = now;
            } else if (task.due - now > 0) {
                LockSupport.parkNanos(task.due - now);
                now = System.nanoTime();
                continue;
            }
            if (!work(task, now)) {
                remove(task);
            }
            now = System.nanoTime();
        }
    }

    /** @return whether there is more to do */
    private static boolean work(Task task, long now) {
        try {
            long rest = task.advance();
            if (rest == Task.DONE) {
                return false;
            }
            long after = System.nanoTime();
            long age = after - task.begun;
            if (age > PATIENCE) {
                if (!task.late) {
                    task.late = true;
                    task.late("not compiled within " + PATIENCE / 1_000_000_000 + " seconds");
                }
                rest = Math.max(rest, age / 6);
            }
            task.due = after + rest;
            return true;
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            // Plain Java goes on with the work of this task; the others shall not wait for ever.
            task.giveUp(e.toString());
            return false;
        }
    }

    private static synchronized void remove(Task task) {
        TASKS.remove(task);
    }

    /** Of those that are due the one with most demand, else the one that is due first; null if none is left. */
    private static synchronized Task next(long now) {
        int together = 0;
        for (Task task : TASKS) {
            together += task.begun != 0 && now - task.begun < TURN ? 1 : 0;
        }
        Task best = null;
        for (Task task : TASKS) {
            if (task.begun == 0 && together >= TOGETHER) {
                continue;
            }
            if (best == null || isBefore(task, best, now)) {
                best = task;
            }
        }
        running = best != null;
        return best;
    }

    private static boolean isBefore(Task one, Task other, long now) {
        boolean oneRests = one.begun != 0 && one.due - now > 0;
        boolean otherRests = other.begun != 0 && other.due - now > 0;
        if (oneRests != otherRests) {
            return otherRests;
        }
        return oneRests ? one.due - other.due < 0 : one.demand > other.demand;
    }
}
