package io.lstmc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SamplesTest {

    private static final List<Column> COLUMNS = List.of(
            new Column("x", "T", 3, 2, 0, true),
            new Column("mark", "T", 3, 1, 0, true),
            new Column("y", "", 0, 2, 0, false));

    private final Samples samples = new Samples(false, COLUMNS);

    @Test
    void keepsCopiesAndLengths() {
        float[] x = {1, 2, 3, 4};
        samples.add(x, new float[2], new float[2]);
        x[0] = 9;
        assertArrayEquals(new float[] {1, 2, 3, 4}, (float[]) samples.array(0, 0));
        assertEquals(2, samples.length(0));
        Samples fixed = new Samples(true, List.of(new Column("x", "T", 3, 2, 0, false)));
        fixed.add(new double[6]);
        assertEquals(0, fixed.length(0));
    }

    @Test
    void mistakesAreExplained() {
        float[] two = new float[2];
        refused("a sample has 3 arrays (x[1..3, 2], mark[1..3, 1], y[2]), not 1", two);
        refused("x[1..3, 2] takes a multiple of 2 up to 6 values, not 3", new float[3], two, two);
        refused("x[1..3, 2] takes a multiple of 2 up to 6 values, not 0", new float[0], two, two);
        refused("x[1..3, 2] takes a multiple of 2 up to 6 values, not 8", new float[8], two, two);
        refused("mark[1..3, 1] has 2 steps where x[1..3, 2] has 3 steps", new float[6], two, two);
        refused("mark[1..3, 1] has 2 steps where x[1..3, 2] has 1 step", two, two, two);
        refused("y[2] takes 2 values, not 1", new float[4], two, new float[1]);
        refused("y[2] has NaN at index 1", new float[4], two, new float[] {0, Float.NaN});
        refused("y[2] takes a float[], not double[]", new float[4], two, new double[2]);
        refused("x[1..3, 2] takes a float[], not null", null, two, two);
        refused("arrays is null", (Object[]) null);
        assertEquals(0, samples.size());
    }

    @Test
    void samplesThatAreNotThereAreNamed() {
        samples.add(new float[2], new float[1], new float[2]);
        String there = " among 1 sample, which are counted from 0";
        outside("there is no sample 1" + there, () -> samples.array(1, 0));
        outside("there is no sample -1" + there, () -> samples.length(-1));
        outside("there is no sample 1" + there, () -> samples.begins(1));
        outside("there is no sample 2" + there, () -> samples.select(0, 2));
        outside("there is no column 3 among x[1..3, 2], mark[1..3, 1], y[2]", () -> samples.array(0, 3));
        outside("there is no column -1 among x[1..3, 2], mark[1..3, 1], y[2]", () -> samples.array(0, -1));
        assertEquals(
                "samples is null",
                assertThrows(IllegalArgumentException.class, () -> samples.select((int[]) null))
                        .getMessage());
        assertEquals(0, samples.select().size());
    }

    private static void outside(String message, Executable call) {
        assertEquals(
                message, assertThrows(IndexOutOfBoundsException.class, call).getMessage());
    }

    private void refused(String message, Object... arrays) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> samples.add(arrays))
                        .getMessage());
    }

    @Test
    void splitsInOrderAndLeavesNoPartEmpty() {
        for (int i = 0; i < 10; i++) {
            samples.add(new float[2], new float[1], new float[] {i, 0});
        }
        Samples.Split parts = samples.split(0.3);
        assertEquals(7, parts.earlier().size());
        assertEquals(7f, ((float[]) parts.later().array(0, 2))[0]);
        assertEquals(1, samples.split(0.001).later().size());
        assertEquals(1, samples.split(0.999).earlier().size());
        parts.earlier().add(new float[2], new float[1], new float[2]);
        assertEquals(10, samples.size());
        assertThrows(IllegalArgumentException.class, () -> samples.split(1));
        assertThrows(IllegalArgumentException.class, () -> new Samples(false, COLUMNS).split(0.5));
    }
}
