package io.lstmc.benchmarks.measure;

import java.util.Arrays;

/**
 * Since when something that is done over and over takes about as long as in the end.
 *
 * @param begin when the first window began
 * @param ends when each window ended, in the same unit
 * @param times of a run in each window
 * @param smooth how many windows medians are taken of, so that fewer than half as many slow ones do not count
 * @param near by which part medians may differ from that of the end
 */
public record Steadiness(double begin, double[] ends, double[] times, int smooth, double near) {

    /** Which part of the windows is the end. */
    private static final int QUARTER = 4;

    /** The time of a run in the end: the median of the last quarter of the windows. */
    public double time() {
        return Race.median(Arrays.copyOfRange(times, firstOfTheEnd(), times.length));
    }

    /** Since when times are those of the end; infinite if they are not before the last quarter of the windows. */
    public double after() {
        double end = time();
        int first = 0;
        for (int i = 0; i + smooth <= times.length; i++) {
            if (!isNear(Race.median(Arrays.copyOfRange(times, i, i + smooth)), end)) {
                first = i + 1;
            }
        }
        while (first < times.length && !isNear(times[first], end)) {
            first++;
        }
        return first > firstOfTheEnd() ? Double.POSITIVE_INFINITY : first == 0 ? begin : ends[first - 1];
    }

    private boolean isNear(double time, double end) {
        return Math.abs(time - end) <= near * end;
    }

    private int firstOfTheEnd() {
        return times.length - Math.max(1, times.length / QUARTER);
    }
}
