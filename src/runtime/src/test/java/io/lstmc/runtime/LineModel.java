package io.lstmc.runtime;

import io.lstmc.runtime.generated.Workspace;
import io.lstmc.runtime.math.CounterRandom;
import io.lstmc.runtime.tensor.FloatStorage;
import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
import java.util.List;

/** y = w·x + b with squared error and plain gradient descent: a generated class by hand, with noise as dropout has it. */
public final class LineModel extends Model {

    static final int WIDTH = 3;
    static final List<Parameter> PARAMETERS =
            List.of(new Parameter("line.W", List.of(1, WIDTH), 0), new Parameter("line.b", List.of(1), WIDTH));
    static final List<Column> COLUMNS =
            List.of(new Column("x", "", 0, WIDTH, 0, false), new Column("y", "", 0, 1, 0, false));

    private final int block;
    float learning = 0.1f;
    float noise;
    float momentum;

    /** What each loss is multiplied by; the gradients are not. */
    double factor = 1;

    /** A hook to break things: called before each forward pass. */
    Runnable beforeForward = () -> {};

    public LineModel(int block) {
        super("Line", PARAMETERS, new FloatStorage(new float[WIDTH + 1]), Training.DEFAULT);
        this.block = block;
        initialise(7);
    }

    public float[] weights() {
        return ((FloatStorage) values()).array();
    }

    /** Samples of y = x0 − 2 x1 + 3 x2 + 1. */
    Samples line(int size) {
        Samples samples = newSamples();
        long key = CounterRandom.key(5, size, 0);
        for (int i = 0; i < size; i++) {
            float[] x = new float[WIDTH];
            for (int j = 0; j < WIDTH; j++) {
                x[j] = (float) CounterRandom.gaussian(key, i * WIDTH + j);
            }
            samples.add(x, new float[] {x[0] - 2 * x[1] + 3 * x[2] + 1});
        }
        return samples;
    }

    private static final class Scratch extends Workspace {
        final float[] x;
        final float[] y;
        final float[] error;

        Scratch(int block) {
            super(block);
            x = new float[block * WIDTH];
            y = new float[block];
            error = new float[block];
        }
    }

    @Override
    protected List<Column> columns() {
        return COLUMNS;
    }

    @Override
    protected Workspace newWorkspace() {
        return new Scratch(block);
    }

    @Override
    protected void fill(Workspace w, Samples s, int[] order, int from) {
        Scratch scratch = (Scratch) w;
        for (int r = 0; r < w.rows; r++) {
            System.arraycopy((float[]) s.array(order[from + r], 0), 0, scratch.x, r * WIDTH, WIDTH);
            scratch.y[r] = ((float[]) s.array(order[from + r], 1))[0];
        }
    }

    @Override
    protected double forwardLoss(Workspace w) {
        beforeForward.run();
        Scratch s = (Scratch) w;
        float[] p = weights();
        double loss = 0;
        for (int r = 0; r < w.rows; r++) {
            float sum = p[WIDTH];
            for (int j = 0; j < WIDTH; j++) {
                sum += p[j] * s.x[r * WIDTH + j];
            }
            long key = CounterRandom.key(w.seed, 0, w.firstRow + r);
            float draw = w.training ? noise * (float) CounterRandom.gaussian(key, 0) : 0;
            s.error[r] = sum + draw - s.y[r];
            loss += s.error[r] * s.error[r];
        }
        return factor * loss;
    }

    @Override
    protected void backward(Workspace w, double weight) {
        Scratch s = (Scratch) w;
        float[] g = ((FloatStorage) w.gradient.values()).array();
        for (int r = 0; r < w.rows; r++) {
            float d = (float) (2 * weight) * s.error[r];
            for (int j = 0; j < WIDTH; j++) {
                g[j] += d * s.x[r * WIDTH + j];
            }
            g[WIDTH] += d;
        }
    }

    @Override
    protected List<String> optimizerStates() {
        return List.of("m");
    }

    @Override
    protected Storage[] newOptimizerStates() {
        return new Storage[] {values().zeros()};
    }

    @Override
    protected void update(Gradient gradient, Storage[] states, long k, double rate) {
        for (int i = 0; i < gradient.values().size(); i++) {
            states[0].set(i, momentum * states[0].get(i) + gradient.values().get(i));
            weights()[i] -= (float) (learning * rate * states[0].get(i));
        }
    }

    @Override
    protected void initialise(long seed) {
        for (int i = 0; i < weights().length; i++) {
            weights()[i] = (float) CounterRandom.uniform(CounterRandom.key(seed, 0, 0), i);
        }
    }
}
