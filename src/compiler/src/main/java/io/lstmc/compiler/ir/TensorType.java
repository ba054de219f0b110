package io.lstmc.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * The type of a value: its axes, laid out in this order, row-major.
 *
 * <p>A value along several times has one of them outside of the batch, over which recurrences run, and the others inside:
 * the weights of an attention over 40 steps, at each of 60, are {@code [60 steps, batch, K: 40]}. Axes inside are told
 * apart by name, so that operations that repeat or sum a value need not say which of its axes they mean.
 *
 * @param time the axis of time outside of the batch, {@link #NO_TIME} where there is none
 * @param batched whether each sample of a batch has a value of its own; the number of samples is known at run time only
 * @param times axes of time inside of a sample; names are unique
 * @param sizes the value at one step: [] a scalar, [n] a vector, [m, n] a matrix
 */
public record TensorType(Time time, boolean batched, List<Time> times, List<Integer> sizes) {

    /** Where there is no axis of time. */
    public static final Time NO_TIME = new Time("", 0);

    public static final TensorType SCALAR = new TensorType(0, false, List.of());

    /** An axis of time; one without a name is equal to others of the same length. */
    public record Time(String name, int length) {
        @Override
        public String toString() {
            return name + ": " + length;
        }
    }

    public TensorType {
        times = List.copyOf(times);
        sizes = List.copyOf(sizes);
        boolean sound = time.length() > 0 || time.equals(NO_TIME);
        for (int size : sizes) {
            sound &= size > 0;
        }
        for (Time each : times) {
            sound &= each.length() > 0;
        }
        if (!sound) {
            throw new IllegalArgumentException("time " + time + ", times " + times + ", sizes " + sizes);
        }
    }

    /** A type without times inside of a sample, the time outside, of {@code steps} or 0, without a name. */
    public TensorType(int steps, boolean batched, List<Integer> sizes) {
        this(new Time("", steps), batched, List.of(), sizes);
    }

    /** A value without time that all samples share, such as a parameter. */
    public static TensorType shared(Integer... sizes) {
        return new TensorType(0, false, List.of(sizes));
    }

    /** A value without time that each sample has. */
    public static TensorType perSample(Integer... sizes) {
        return new TensorType(0, true, List.of(sizes));
    }

    public TensorType withTime(Time other) {
        return new TensorType(other, batched, times, sizes);
    }

    /** The same with so many steps of the same time, or without time if there are none. */
    public TensorType withSteps(int count) {
        return withTime(count == 0 ? NO_TIME : new Time(time.name(), count));
    }

    public TensorType withBatch(boolean has) {
        return new TensorType(time, has, times, sizes);
    }

    public TensorType withTimes(List<Time> others) {
        return new TensorType(time, batched, others, sizes);
    }

    public TensorType withSizes(List<Integer> others) {
        return new TensorType(time, batched, times, others);
    }

    /** The type of each step of each sample taken from another. */
    public TensorType withDimsOf(TensorType other) {
        return new TensorType(time, batched, other.times, other.sizes);
    }

    /** The same with another length of one of {@link #dims}. */
    public TensorType withDim(int axis, int length) {
        if (axis < times.size()) {
            List<Time> others = new ArrayList<>(times);
            others.set(axis, new Time(times.get(axis).name(), length));
            return withTimes(others);
        }
        List<Integer> others = new ArrayList<>(sizes);
        others.set(axis - times.size(), length);
        return withSizes(others);
    }

    /** The lengths of all axes inside of a sample: its times, then its sizes. */
    public List<Integer> dims() {
        if (times.isEmpty()) {
            return sizes;
        }
        List<Integer> all = new ArrayList<>();
        for (Time each : times) {
            all.add(each.length());
        }
        all.addAll(sizes);
        return all;
    }

    /** The length of the time outside of the batch, 0 where there is none. */
    public int steps() {
        return time.length();
    }

    public boolean hasSteps() {
        return steps() > 0;
    }

    /** Number of axes inside of a sample. */
    public int rank() {
        return times.size() + sizes.size();
    }

    /** Number of elements of one sample at one step. */
    public int elements() {
        int product = 1;
        for (Time each : times) {
            product = Math.multiplyExact(product, each.length());
        }
        for (int size : sizes) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    /** Number of elements of one sample over all steps. */
    public int elementsOfAllSteps() {
        return Math.multiplyExact(Math.max(1, steps()), elements());
    }

    /** Whether a value of this type can be repeated along missing axes until it has type {@code wider}. */
    public boolean broadcastsTo(TensorType wider) {
        return (!hasSteps() || time.equals(wider.time))
                && (!batched || wider.batched)
                && wider.times.containsAll(times)
                && (sizes.isEmpty() || sizes.equals(wider.sizes));
    }

    /**
     * Whether the elements of one step of one sample are those of {@code wider} in the same order, or one that is repeated:
     * then a loop over {@code wider} reads them with one stride.
     */
    public boolean isUniformIn(TensorType wider) {
        return rank() == 0 || times.equals(wider.times) && sizes.equals(wider.sizes);
    }

    /**
     * From one index of each of the {@link #dims} of {@code wider} to the next, how many elements further a value of this
     * type lies, which broadcasts to it: 0 along an axis that it lacks.
     */
    public List<Integer> stridesIn(TensorType wider) {
        List<Integer> strides = new ArrayList<>();
        for (Time each : wider.times) {
            int at = times.indexOf(each);
            strides.add(at < 0 ? 0 : inner(at));
        }
        for (int i = 0; i < wider.sizes.size(); i++) {
            strides.add(sizes.isEmpty() ? 0 : inner(times.size() + i));
        }
        return strides;
    }

    /** Elements from one index of an axis of {@link #dims} to the next. */
    public int inner(int axis) {
        int product = 1;
        List<Integer> dims = dims();
        for (int i = axis + 1; i < dims.size(); i++) {
            product *= dims.get(i);
        }
        return product;
    }

    /** As graphs print it: {@code [36 steps, batch, 64]}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (hasSteps()) {
            parts.add(steps() + (steps() == 1 ? " step" : " steps"));
        }
        if (batched) {
            parts.add("batch");
        }
        times.forEach(t -> parts.add(t.toString()));
        sizes.forEach(d -> parts.add(Integer.toString(d)));
        return "[" + String.join(", ", parts) + "]";
    }
}
