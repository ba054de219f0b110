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
    private final boolean alone;

    /** @param alone whether all work of a contender is done by the thread that calls it */
    public Race(Effort effort, boolean alone) {
        this.effort = effort;
        this.alone = alone;
    }

    /** One timing for each contender, in their order. */
    public List<Timing> run(List<? extends Contender> contenders) {
        WarmUp warmUp = new WarmUp(effort, alone, WarmUp.Clocks.ofTheMachine());
        List<WarmUp.Result> warm = contenders.stream().map(warmUp::run).toList();
        int[] times = warm.stream().mapToInt(WarmUp.Result::times).toArray();
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
            timings.add(new Timing(
                    median(nanos[i]),
                    median(wallNanos[i]),
                    median(bytes[i]),
                    warm.get(i).steadyAfter()));
        }
        return timings;
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** The middle of some values, or the mean of the two in the middle. */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
