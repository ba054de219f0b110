package io.lstmc.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times contenders in turns, so that a machine that is slower for a while is so for all of them.
 *
 * <p>The time is that of the thread that calls, which does all work of a contender with one thread, so other processes
 * on the same core disturb little.
 */
public final class Race {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Effort effort;

    public Race(Effort effort) {
        this.effort = effort;
    }

    /** One timing for each contender, in their order. */
    public List<Timing> run(List<? extends Contender> contenders) {
        int[] times = contenders.stream().mapToInt(this::warmUp).toArray();
        double[][] nanos = new double[times.length][effort.samples()];
        double[][] wallNanos = new double[times.length][effort.samples()];
        double[][] bytes = new double[times.length][effort.samples()];
        for (int sample = 0; sample < effort.samples(); sample++) {
            for (int i = 0; i < times.length; i++) {
                long allocated = allocated();
                long wall = System.nanoTime();
                long start = THREADS.getCurrentThreadCpuTime();
                contenders.get(i).run(times[i]);
                nanos[i][sample] = (double) (THREADS.getCurrentThreadCpuTime() - start) / times[i];
                wallNanos[i][sample] = (double) (System.nanoTime() - wall) / times[i];
                bytes[i][sample] = (double) (allocated() - allocated) / times[i];
            }
        }
        List<Timing> timings = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            timings.add(new Timing(median(nanos[i]), median(wallNanos[i]), median(bytes[i])));
        }
        return timings;
    }

    /** Runs until all is compiled; returns how many runs make a sample. */
    private int warmUp(Contender contender) {
        long end = THREADS.getCurrentThreadCpuTime() + effort.warmUpNanos();
        long times = 1;
        long nanos;
        do {
            long start = THREADS.getCurrentThreadCpuTime();
            contender.run((int) times);
            nanos = Math.max(1, THREADS.getCurrentThreadCpuTime() - start);
            // Towards a quarter more than the shortest sample, at most eight times at once: the first runs are slow.
            double wish = 1.25 * effort.sampleNanos() / nanos * times;
            times = (long) Math.min(Math.max(1, Math.ceil(wish)), Math.min(8 * times, 1 << 28));
        } while (THREADS.getCurrentThreadCpuTime() < end);
        return (int) times;
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
