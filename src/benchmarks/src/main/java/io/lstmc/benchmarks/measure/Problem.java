package io.lstmc.benchmarks.measure;

import io.lstmc.benchmarks.model.Cell;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** What all contenders compute: a case with its numbers, the same ones each time. */
public final class Problem {

    /** The layer of the cell in the model, which its parameters are named after. */
    public static final String LAYER = "a.";

    private final Case at;
    private final float[][] x;
    private final float[][] y;
    private final float[][] memory;
    private final Map<String, double[]> weights = new LinkedHashMap<>();

    /**
     * Draws the numbers.
     *
     * @param parameters how many values each parameter has
     */
    public Problem(Case at, Map<String, Integer> parameters) {
        this.at = at;
        SplittableRandom random = new SplittableRandom(1);
        x = new float[at.batch()][at.steps() * at.x()];
        y = new float[at.batch()][at.outputs()];
        memory = new float[at.batch()][at.cell().form().memory() ? at.memory() * at.x() : 0];
        for (int row = 0; row < at.batch(); row++) {
            fill(x[row], random, 1);
            fill(y[row], random, 1);
        }
        parameters.forEach((name, size) -> {
            float[] values = new float[size];
            fill(values, random, 1 / Math.sqrt(at.h()));
            double[] wide = new double[size];
            Arrays.setAll(wide, i -> values[i]);
            weights.put(name, wide);
        });
        for (float[] row : memory) {
            fill(row, random, 1);
        }
    }

    private static void fill(float[] values, SplittableRandom random, double bound) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
    }

    public Cell cell() {
        return at.cell();
    }

    /** Inputs at each step. */
    public int x() {
        return at.x();
    }

    /** Hidden units. */
    public int h() {
        return at.h();
    }

    public int steps() {
        return at.steps();
    }

    public int batch() {
        return at.batch();
    }

    /** Inputs of a sample, step by step. */
    public float[] x(int row) {
        return x[row];
    }

    /** Inputs of a sample at one step. */
    public float[] x(int row, int step) {
        return Arrays.copyOfRange(x[row], step * at.x(), (step + 1) * at.x());
    }

    /** The second sequence of a sample, which a decoder looks at, step by step; nothing where there is none. */
    public float[] memory(int row) {
        return memory[row];
    }

    /** The second sequences, sample by sample. */
    public float[] memoryOfBatch() {
        return ofBatch(memory);
    }

    /** How many numbers come out for one sample. */
    public int outputs() {
        return at.outputs();
    }

    /** How many steps the second sequence has, 0 where there is none. */
    public int memorySteps() {
        return at.cell().form().memory() ? at.memory() : 0;
    }

    /** What should come out of a sample; the loss is the mean of the squared differences. */
    public float[] y(int row) {
        return y[row];
    }

    /** Inputs with the steps outermost, then the samples. */
    public float[] stepsOfBatch() {
        float[] all = new float[at.steps() * at.batch() * at.x()];
        for (int step = 0; step < at.steps(); step++) {
            for (int row = 0; row < at.batch(); row++) {
                System.arraycopy(x[row], step * at.x(), all, (step * at.batch() + row) * at.x(), at.x());
            }
        }
        return all;
    }

    /** Targets, sample by sample. */
    public float[] targetsOfBatch() {
        return ofBatch(y);
    }

    private static float[] ofBatch(float[][] rows) {
        int size = rows[0].length;
        float[] all = new float[rows.length * size];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, all, row * size, size);
        }
        return all;
    }

    /** Values of each parameter by its name in the model, row by row; each is a float. */
    public Map<String, double[]> weights() {
        return weights;
    }

    /** Values of one parameter, row by row. */
    public float[] weight(String name) {
        double[] values = weights.get(name);
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }
}
