package io.lstmc.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Runs a contender until its times are steady: they have been the same for a while, of which the longer a warm-up takes the
 * more is asked, and nothing else in this process was at work, as compilers are that will replace what runs.
 */
final class WarmUp {

    /** By which part times may differ from those of the end. */
    private static final double NEAR = 0.05;

    /** Windows that a median is taken of. */
    private static final int SMOOTH = 5;

    /** Which part of the warm-up must have been steady. */
    private static final double PART = 1.0 / 3;

    /** How much processor time other threads may take for each second of this one, where there is one. */
    private static final double OTHERS = 0.05;

    private final Effort effort;
    private final boolean alone;
    private final Clocks clocks;

    /** @param alone whether all work of a contender is done by the thread that calls it */
    WarmUp(Effort effort, boolean alone, Clocks clocks) {
        this.effort = effort;
        this.alone = alone;
        this.clocks = clocks;
    }

    /**
     * What is asked for the time, in nanoseconds.
     *
     * @param wall the clock on the wall
     * @param thread processor time of the calling thread
     * @param process processor time of all threads
     */
    record Clocks(LongSupplier wall, LongSupplier thread, LongSupplier process) {

        /** Those of the machine. */
        static Clocks ofTheMachine() {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Clocks(System::nanoTime, threads::getCurrentThreadCpuTime, process::getProcessCpuTime);
        }
    }

    /**
     * What it came to.
     *
     * @param times how many runs make a sample
     * @param steadyAfter nanoseconds from the first run until times were steady; infinite if they were not in the end
     */
    record Result(int times, double steadyAfter) {}

    /** Some runs: when they ended, how long each took, and what the thread and all others had computed by then. */
    private record Window(double end, double time, long thread, long others) {}

    Result run(Contender contender) {
        long start = clocks.wall.getAsLong();
        long others = others();
        List<Window> windows = new ArrayList<>();
        int times = 1;
        while (true) {
            long thread = clocks.thread.getAsLong();
            long wall = clocks.wall.getAsLong();
            long runs = 0;
            long nanos = 0;
            while (nanos < effort.windowNanos()) {
                contender.run(times);
                runs += times;
                nanos = Math.max(1, alone ? clocks.thread.getAsLong() - thread : clocks.wall.getAsLong() - wall);
                times = times(times, (double) nanos / runs);
            }
            windows.add(new Window(
                    clocks.wall.getAsLong() - start,
                    (double) nanos / runs,
                    clocks.thread.getAsLong(),
                    others() - others));
            double now = windows.get(windows.size() - 1).end;
            double after = steadiness(windows).after();
            if (now - after >= Math.max(effort.steadyNanos(), PART * now) && isAlone(windows, after)) {
                return new Result(times, after);
            }
            if (now >= effort.longestWarmUpNanos()) {
                return new Result(times, Double.POSITIVE_INFINITY);
            }
        }
    }

    /** Towards a quarter more than the shortest sample, at most eight times as many: the first runs are slow. */
    private int times(int before, double nanos) {
        double wish = Math.ceil(1.25 * effort.sampleNanos() / nanos);
        return (int) Math.min(Math.max(1, wish), Math.min(8L * before, 1 << 28));
    }

    private static Steadiness steadiness(List<Window> windows) {
        return new Steadiness(
                0,
                windows.stream().mapToDouble(Window::end).toArray(),
                windows.stream().mapToDouble(Window::time).toArray(),
                SMOOTH,
                NEAR);
    }

    /** Whether other threads have hardly computed in the last part of the warm-up. */
    private boolean isAlone(List<Window> windows, double after) {
        if (!alone) {
            return true;
        }
        Window last = windows.get(windows.size() - 1);
        double since = Math.min(last.end - effort.steadyNanos(), last.end * (1 - PART));
        for (Window window : windows) {
            if (window.end >= Math.max(after, since)) {
                return last.others - window.others <= OTHERS * (last.thread - window.thread);
            }
        }
        return false;
    }

    /** Processor time of this process without this thread. */
    private long others() {
        return clocks.process.getAsLong() - clocks.thread.getAsLong();
    }
}
