package io.lstmc.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The data a model is trained or tested on: samples, each with one array per column. Rows keep the order of adding. */
public class Samples {

    private final boolean doubles;
    private final List<Column> columns;
    private final List<Row> rows;

    /** Whether the next sample begins a sequence. */
    private boolean begins = true;

    /** The arrays of a sample, and whether it begins a sequence instead of going on from the one before. */
    private record Row(Object[] arrays, boolean begins) {}

    /**
     * An empty container.
     *
     * @param doubles whether arrays are {@code double[]}, otherwise {@code float[]}
     * @param columns the inputs and targets of the model, in its order
     */
    public Samples(boolean doubles, List<Column> columns) {
        this(doubles, List.copyOf(Model.given("columns", columns)), new ArrayList<>());
    }

    private Samples(boolean doubles, List<Column> columns, List<Row> rows) {
        this.doubles = doubles;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Adds a copy of one sample: per column a {@code float[]} or {@code double[]}, or for tokens an {@code int[]}, time-major, of max(1, steps) · width
     * values, or where the column may be shorter of any whole number of steps; those along the same time agree in their
     * number.
     *
     * @throws IllegalArgumentException if an array has another type or length or holds a value that is not finite, or no
     *     token
     */
    public final void add(Object... arrays) {
        if (Model.given("arrays", arrays).length != columns.size()) {
            throw new IllegalArgumentException(
                    "a sample has " + columns.size() + " arrays (" + names() + "), not " + arrays.length);
        }
        Object[] copies = new Object[arrays.length];
        Map<String, Integer> firsts = new HashMap<>();
        for (int i = 0; i < arrays.length; i++) {
            Column column = columns.get(i);
            copies[i] = checkedCopy(column, arrays[i]);
            if (column.shorter()) {
                int first = firsts.merge(column.time(), i, (known, other) -> known);
                int own = lengthOf(copies[i]) / column.width();
                int earlier = lengthOf(copies[first]) / columns.get(first).width();
                if (own != earlier) {
                    throw new IllegalArgumentException(column.describe() + " has " + steps(own) + " where "
                            + columns.get(first).describe() + " has " + steps(earlier));
                }
            }
        }
        rows.add(new Row(copies, begins));
        begins = false;
    }

    /**
     * Says that the next sample to be added does not go on from the one before, as where another text or series begins. That
     * matters to models that carry states from sample to sample.
     */
    public final void beginSequence() {
        begins = true;
    }

    /**
     * Whether a sample begins a sequence; the first one does.
     *
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public final boolean begins(int sample) {
        return row(sample).begins() || sample == 0;
    }

    private static String steps(int count) {
        return count + (count == 1 ? " step" : " steps");
    }

    private Row row(int sample) {
        if (sample < 0 || sample >= rows.size()) {
            throw new IndexOutOfBoundsException("there is no sample " + sample + " among " + rows.size()
                    + (rows.size() == 1 ? " sample" : " samples") + ", which are counted from 0");
        }
        return rows.get(sample);
    }

    /** As {@code 50 samples of sensors[24, 2], load[1]}. */
    @Override
    public String toString() {
        return size() + (size() == 1 ? " sample of " : " samples of ") + names();
    }

    public final int size() {
        return rows.size();
    }

    public final List<Column> columns() {
        return columns;
    }

    public final boolean doubles() {
        return doubles;
    }

    /**
     * The stored array itself, {@code float[]}, {@code double[]} or {@code int[]}; callers must not change it.
     *
     * @throws IndexOutOfBoundsException if there is no such sample or column
     */
    public final Object array(int sample, int column) {
        Object[] arrays = row(sample).arrays();
        if (column < 0 || column >= arrays.length) {
            throw new IndexOutOfBoundsException("there is no column " + column + " among " + names());
        }
        return arrays[column];
    }

    /**
     * The steps of the first column that may be shorter, or 0 if there is none.
     *
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public final int length(int sample) {
        row(sample);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column.shorter()) {
                return lengthOf(array(sample, i)) / column.width();
            }
        }
        return 0;
    }

    /**
     * Splits in order, so that the later part of a series stays unseen by what is trained on the earlier. Both parts get
     * at least one sample.
     *
     * @param lastFraction the part that goes to {@link Split#later}, between 0 and 1 exclusively
     * @throws IllegalArgumentException if there are fewer than two samples
     */
    public final Split split(double lastFraction) {
        if (!(lastFraction > 0 && lastFraction < 1)) {
            throw new IllegalArgumentException("a fraction lies between 0 and 1, not at " + lastFraction);
        }
        if (size() < 2) {
            throw new IllegalArgumentException("cannot split " + size() + " samples");
        }
        int later = (int) Math.max(1, Math.min(size() - 1, Math.round(size() * lastFraction)));
        int cut = size() - later;
        return new Split(part(0, cut), part(cut, size()));
    }

    /** Two parts of one set of samples, in order. */
    public record Split(Samples earlier, Samples later) {}

    /**
     * Some of these samples in the order given, for a batch; one may be there twice. The arrays are shared, not copied.
     *
     * @param samples counted from 0
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public final Samples select(int... samples) {
        List<Row> selected = new ArrayList<>(Model.given("samples", samples).length);
        for (int sample : samples) {
            selected.add(row(sample));
        }
        return new Samples(doubles, columns, selected);
    }

    private Samples part(int from, int to) {
        return new Samples(doubles, columns, new ArrayList<>(rows.subList(from, to)));
    }

    private String names() {
        return String.join(", ", columns.stream().map(Column::describe).toList());
    }

    private Object checkedCopy(Column column, Object array) {
        if (column.tokens() > 0) {
            return checkedTokens(column, array);
        }
        if (!(doubles ? array instanceof double[] : array instanceof float[])) {
            throw new IllegalArgumentException(column.describe() + " takes a " + (doubles ? "double[]" : "float[]")
                    + ", not " + (array == null ? "null" : array.getClass().getSimpleName()));
        }
        checkLength(column, lengthOf(array));
        Object copy = doubles ? ((double[]) array).clone() : ((float[]) array).clone();
        for (int i = 0; i < lengthOf(copy); i++) {
            double value = doubles ? ((double[]) copy)[i] : ((float[]) copy)[i];
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(column.describe() + " has " + value + " at index " + i);
            }
        }
        return copy;
    }

    private static int[] checkedTokens(Column column, Object array) {
        if (!(array instanceof int[] tokens)) {
            throw new IllegalArgumentException(column.describe() + " takes an int[] of tokens, not "
                    + (array == null ? "null" : array.getClass().getSimpleName()));
        }
        checkLength(column, tokens.length);
        int[] copy = tokens.clone();
        for (int i = 0; i < copy.length; i++) {
            if (copy[i] < 0 || copy[i] >= column.tokens()) {
                throw new IllegalArgumentException(column.describe() + " has " + copy[i] + " at index " + i
                        + "; tokens go from 0 to " + (column.tokens() - 1));
            }
        }
        return copy;
    }

    private static void checkLength(Column column, int length) {
        boolean fits = column.shorter()
                ? length > 0 && length <= column.size() && length % column.width() == 0
                : length == column.size();
        if (!fits) {
            throw new IllegalArgumentException(column.describe() + " takes "
                    + (column.shorter() ? "a multiple of " + column.width() + " up to " : "") + column.size()
                    + " values, not " + length);
        }
    }

    private static int lengthOf(Object array) {
        if (array instanceof int[] tokens) {
            return tokens.length;
        }
        return array instanceof double[] d ? d.length : ((float[]) array).length;
    }
}
