package io.lstmc.models;

import io.lstmc.runtime.Column;
import io.lstmc.runtime.CounterRandom;
import io.lstmc.runtime.FloatStorage;
import io.lstmc.runtime.Generated;
import io.lstmc.runtime.Maths;
import io.lstmc.runtime.Model;
import io.lstmc.runtime.Orthonormal;
import io.lstmc.runtime.Parameter;
import io.lstmc.runtime.Samples;
import io.lstmc.runtime.Storage;
import io.lstmc.runtime.Training;
import io.lstmc.runtime.Workspace;
import io.lstmc.runtime.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Twelve months ahead from the last thirty-six, by two layers of cells with peepholes and dropout between them.
 *
 * <pre>
 * model SalesForecast {
 *   time   T = 36
 *   input  x[T, 1]
 *   target y[12]
 *   layer  a = Peephole(x, units: 16)
 *   layer  b = dropout(a, rate: 0.2)
 *   layer  z = Peephole(b, units: 16)
 *   output forecast = Dense(last(z), units: 12)
 *   loss   mse(forecast, y)
 *   train {
 *     optimizer  adam(lr: 1e-3)
 *     schedule   cosine(warmup: 5)
 *     epochs     100
 *     batch      32
 *     clip       norm 1.0
 *     validation 0.2
 *     stop       patience 10
 *     seed       42
 *   }
 * }
 * cell Peephole(units) {
 *   input x
 *   state h[units], c[units]
 *   param W_f, W_i, W_g, W_o ~ glorot         // [units, x]
 *   param U_f, U_i, U_g, U_o ~ orthogonal     // [units, units]
 *   param p_f, p_i, p_o      ~ zeros          // [units]
 *   param b_i, b_g, b_o      ~ zeros
 *   param b_f                ~ constant(1)
 *   f    = σ(W_f·x + U_f·h[t-1] + p_f ⊙ c[t-1] + b_f)
 *   i    = σ(W_i·x + U_i·h[t-1] + p_i ⊙ c[t-1] + b_i)
 *   g    = tanh(W_g·x + U_g·h[t-1] + b_g)
 *   c[t] = f ⊙ c[t-1] + i ⊙ g
 *   o    = σ(W_o·x + U_o·h[t-1] + p_o ⊙ c[t] + b_o)
 *   h[t] = o ⊙ tanh(c[t])
 *   output h[t], c[t]
 * }
 * cell Dense(units) {
 *   input x
 *   param W[units, x] ~ glorot
 *   param b           ~ zeros
 *   y = W·x + b
 *   output y
 * }
 * </pre>
 *
 * <p>Its shapes, with 3,564 trained numbers:
 *
 * <pre>
 * input   x           [36 steps, 1]
 * target  y           [12]
 * output  forecast    [12]
 * param   a.W_f       [16, 1]
 * param   a.W_i       [16, 1]
 * param   a.W_g       [16, 1]
 * param   a.W_o       [16, 1]
 * param   a.U_f       [16, 16]
 * param   a.U_i       [16, 16]
 * param   a.U_g       [16, 16]
 * param   a.U_o       [16, 16]
 * param   a.p_f       [16]
 * param   a.p_i       [16]
 * param   a.p_o       [16]
 * param   a.b_i       [16]
 * param   a.b_g       [16]
 * param   a.b_o       [16]
 * param   a.b_f       [16]
 * param   z.W_f       [16, 16]
 * param   z.W_i       [16, 16]
 * param   z.W_g       [16, 16]
 * param   z.W_o       [16, 16]
 * param   z.U_f       [16, 16]
 * param   z.U_i       [16, 16]
 * param   z.U_g       [16, 16]
 * param   z.U_o       [16, 16]
 * param   z.p_f       [16]
 * param   z.p_i       [16]
 * param   z.p_o       [16]
 * param   z.b_i       [16]
 * param   z.b_g       [16]
 * param   z.b_o       [16]
 * param   z.b_f       [16]
 * param   forecast.W  [12, 16]
 * param   forecast.b  [12]
 * </pre>
 *
 * <p>To train it and to use it:
 *
 * <pre>
 * SalesForecast model = new SalesForecast();
 * SalesForecast.Data data = new SalesForecast.Data();
 * data.add(x, y);
 * model.train(data, ProgressListener.console());
 * model.save(Path.of("SalesForecast.safetensors"));
 * float[] forecast = model.predict(x);
 * </pre>
 *
 * <p>Any number of threads may predict with one object at the same time.
 */
@Generated("lstmc")
public final class SalesForecast extends Model {
    private static final Kernels K = Kernels.get();

    /** Samples that are computed together. */
    private static final int BLOCK = 32;

    private static final List<Parameter> PARAMETERS = List.of(
            new Parameter("a.W_f", List.of(16, 1), 0),
            new Parameter("a.W_i", List.of(16, 1), 16),
            new Parameter("a.W_g", List.of(16, 1), 32),
            new Parameter("a.W_o", List.of(16, 1), 48),
            new Parameter("a.U_f", List.of(16, 16), 64),
            new Parameter("a.U_i", List.of(16, 16), 320),
            new Parameter("a.U_g", List.of(16, 16), 576),
            new Parameter("a.U_o", List.of(16, 16), 832),
            new Parameter("a.p_f", List.of(16), 1088),
            new Parameter("a.p_i", List.of(16), 1104),
            new Parameter("a.p_o", List.of(16), 1120),
            new Parameter("a.b_i", List.of(16), 1136),
            new Parameter("a.b_g", List.of(16), 1152),
            new Parameter("a.b_o", List.of(16), 1168),
            new Parameter("a.b_f", List.of(16), 1184),
            new Parameter("z.W_f", List.of(16, 16), 1200),
            new Parameter("z.W_i", List.of(16, 16), 1456),
            new Parameter("z.W_g", List.of(16, 16), 1712),
            new Parameter("z.W_o", List.of(16, 16), 1968),
            new Parameter("z.U_f", List.of(16, 16), 2224),
            new Parameter("z.U_i", List.of(16, 16), 2480),
            new Parameter("z.U_g", List.of(16, 16), 2736),
            new Parameter("z.U_o", List.of(16, 16), 2992),
            new Parameter("z.p_f", List.of(16), 3248),
            new Parameter("z.p_i", List.of(16), 3264),
            new Parameter("z.p_o", List.of(16), 3280),
            new Parameter("z.b_i", List.of(16), 3296),
            new Parameter("z.b_g", List.of(16), 3312),
            new Parameter("z.b_o", List.of(16), 3328),
            new Parameter("z.b_f", List.of(16), 3344),
            new Parameter("forecast.W", List.of(12, 16), 3360),
            new Parameter("forecast.b", List.of(12), 3552));

    private static final List<Column> COLUMNS = List.of(
            new Column("x", 36, 1, false),
            new Column("y", 0, 12, false));

    private static final Training TRAINING = Training.DEFAULT
            .withEpochs(100)
            .withBatch(32)
            .withClipNorm(1.0)
            .withPatience(10)
            .withValidation(0.2)
            .withSeed(42L);

    /** All parameters, one behind the other. */
    private final float[] theta;

    /** Workspaces that no thread uses now. */
    private final Queue<Work> idle = new ConcurrentLinkedQueue<>();

    /** Exists from the first update on. */
    private Optimizer optimizer;

    /** A model with random weights, always the same ones. */
    public SalesForecast() {
        this(42);
    }

    /** A model with random weights that depend on {@code seed} alone. */
    public SalesForecast(long seed) {
        this(new FloatStorage(new float[3564]));
        initialise(seed);
    }

    private SalesForecast(FloatStorage values) {
        super("SalesForecast", PARAMETERS, values, TRAINING);
        theta = values.array();
    }

    /**
     * A model with the weights of a file that {@link #save} wrote.
     *
     * @throws IOException if the file cannot be read or was made for other shapes
     */
    public static SalesForecast from(Path weights) throws IOException {
        SalesForecast model = new SalesForecast(new FloatStorage(new float[3564]));
        model.load(weights);
        return model;
    }

    /**
     * A copy of a parameter, row by row.
     *
     * @param name one of those of {@link #parameters()}
     * @throws IllegalArgumentException if there is none of that name
     */
    public float[] weights(String name) {
        return ((FloatStorage) get(name)).array();
    }

    /**
     * Sets a parameter, row by row.
     *
     * @param name one of those of {@link #parameters()}
     * @throws IllegalArgumentException if there is none of that name, or the values are too many, too few or
     *     not finite; nothing is changed then
     */
    public void weights(String name, float[] values) {
        set(name, values);
    }

    private Work borrow() {
        Work work = idle.poll();
        return work != null ? work : new Work(theta);
    }

    /**
     * Predicts for one sample.
     *
     * @param x 36 values: 36 steps × 1
     * @return forecast: 12 values
     * @throws IllegalArgumentException if an array has another length
     */
    public float[] predict(float[] x) {
        Work work = borrow();
        try {
            work.rows = 1;
            work.inputs(0, x);
            work.forward();
            return work.forecast(0);
        } finally {
            idle.add(work);
        }
    }

    /**
     * Predicts for many samples, 32 at a time.
     *
     * @param x for each sample 36 values: 36 steps × 1
     * @return for each sample what {@code predict} gives for it alone
     * @throws IllegalArgumentException if an array has another length
     */
    public float[][] predict(float[][] x) {
        float[][] predictions = new float[x.length][];
        Work work = borrow();
        try {
            for (int from = 0; from < x.length; from += BLOCK) {
                work.rows = Math.min(BLOCK, x.length - from);
                for (int row = 0; row < work.rows; row++) {
                    work.inputs(row, x[from + row]);
                }
                work.forward();
                for (int row = 0; row < work.rows; row++) {
                    predictions[from + row] = work.forecast(row);
                }
            }
        } finally {
            idle.add(work);
        }
        return predictions;
    }

    /** Room for own forward and backward passes; use it in one thread at a time. */
    public Pass newPass() {
        return new Pass(this);
    }

    /** A new sequence, of which the steps come one at a time; use it in one thread at a time. */
    public Stream stream() {
        return new Stream(theta);
    }

    @Override
    protected List<Column> columns() {
        return COLUMNS;
    }

    @Override
    protected Workspace newWorkspace() {
        return new Work(theta);
    }

    @Override
    protected void fill(Workspace w, Samples samples, int[] order, int from) {
        Work work = (Work) w;
        for (int row = 0; row < work.rows; row++) {
            int sample = order[from + row];
            work.inputs(row, (float[]) samples.array(sample, 0));
            work.targets(row, (float[]) samples.array(sample, 1));
        }
    }

    @Override
    protected double forwardLoss(Workspace w) {
        Work work = (Work) w;
        work.forward();
        work.loss();
        return work.totalLoss();
    }

    @Override
    protected void backward(Workspace w, double weight) {
        Work work = (Work) w;
        work.begin(weight);
        work.backward();
    }

    @Override
    protected void initialise(long seed) {
        new Initial(theta).draw(seed);
    }

    @Override
    protected Storage[] newOptimizerStates() {
        return new Storage[] {values().zeros(), values().zeros()};
    }

    @Override
    protected void update(Storage gradient, Storage[] states, long k, double rate) {
        if (optimizer == null) {
            optimizer = new Optimizer(theta);
        }
        optimizer.gradient = ((FloatStorage) gradient).array();
        optimizer.m = ((FloatStorage) states[0]).array();
        optimizer.v = ((FloatStorage) states[1]).array();
        optimizer.k = k;
        optimizer.rate = (float) rate;
        optimizer.update();
    }

    @Override
    protected double rate(int epoch, int epochs) {
        Schedule schedule = new Schedule(epoch - 1, epochs);
        schedule.evaluate();
        return schedule.result[0];
    }

    private static void checkLength(String name, int length, int size, String expected) {
        if (length != size) {
            throw new IllegalArgumentException(name + " has " + length + " values, expected " + expected);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** Samples to train or to test on, in the order in which they are added. */
    public static final class Data extends Samples {
        /** No samples yet. */
        public Data() {
            super(false, COLUMNS);
        }

        /**
         * Adds a copy of one sample.
         *
         * @param x 36 values: 36 steps × 1
         * @param y 12 values
         * @return this
         * @throws IllegalArgumentException if an array has another length or a value is not finite
         */
        public Data add(float[] x, float[] y) {
            add(new Object[] {x, y});
            return this;
        }
    }

    /** A sequence of which the steps come one at a time. It sees changed weights at once. */
    public static final class Stream {
        private final float[] theta;
        private final float[] forecastOut = new float[12];
        private final float[] state_h = new float[16];
        private final float[] state_c = new float[16];
        private final float[] state_h_2 = new float[16];
        private final float[] state_c_2 = new float[16];
        final float[] x = new float[1];
        final float[] add42 = new float[16];
        final float[] add51 = new float[16];
        final float[] add69 = new float[16];
        final float[] f = new float[16];

        private Stream(float[] theta) {
            this.theta = theta;
            reset();
        }

        /**
         * Takes one step. Allocates nothing: the result is the same object each time, with the values
         * of this step until the next.
         *
         * @param x 1 value
         * @return 12 values
         */
        public float[] step(float[] x) {
            checkLength("x", x.length, 1, "1");
            System.arraycopy(x, 0, this.x, 0, 1);
            advance();
            return this.forecastOut;
        }

        /**
         * Takes one step and copies its result to arrays of the caller.
         *
         * @param x 1 value
         * @param out takes the result
         */
        public void step(float[] x, float[] out) {
            checkLength("out", out.length, 12, "12");
            step(x);
            System.arraycopy(forecastOut, 0, out, 0, 12);
        }

        /** Forgets all steps: the next one is the first of a new sequence. */
        public void reset() {
            Arrays.fill(state_h, 0f);
            Arrays.fill(state_c, 0f);
            Arrays.fill(state_h_2, 0f);
            Arrays.fill(state_c_2, 0f);
        }

        void advance() {
            advancePart0();
            advancePart1();
            advancePart2();
            advancePart3();
            advancePart4();
            advancePart5();
            advancePart6();
            advancePart7();
        }

        private void advancePart0() {
            // multiply41 = a.p_f ⊙ state_c
            // multiply50 = a.p_i ⊙ state_c
            {
                for (int i = 0; i < 16; i++) {
                    float v0 = theta[1088 + i] * state_c[i];
                    float v1 = theta[1104 + i] * state_c[i];
                    add42[i] = v0;
                    add51[i] = v1;
                }
            }
            // contract37 = a.W_f·x
            K.timesTransposed(1, 1, 16, 1, x, 0, 1, theta, 0, add42, 0, 16);
            // contract38 = a.U_f·state_h
            K.timesTransposed(1, 1, 16, 16, state_h, 0, 16, theta, 64, add42, 0, 16);
            // f = sigmoid(a.W_f·x + a.U_f·state_h + a.p_f ⊙ state_c + a.b_f)
            {
                for (int i = 0; i < 16; i++) {
                    float f_2 = Maths.sigmoid((add42[i] + theta[1184 + i]));
                    f[i] = f_2;
                }
            }
        }

        private void advancePart1() {
            // contract46 = a.W_i·x
            K.timesTransposed(1, 1, 16, 1, x, 0, 1, theta, 16, add51, 0, 16);
            // contract47 = a.U_i·state_h
            K.timesTransposed(1, 1, 16, 16, state_h, 0, 16, theta, 320, add51, 0, 16);
            // i = sigmoid(a.W_i·x + a.U_i·state_h + a.p_i ⊙ state_c + a.b_i)
            {
                for (int i = 0; i < 16; i++) {
                    float i_2 = Maths.sigmoid((add51[i] + theta[1136 + i]));
                    add42[i] = i_2;
                }
            }
            // add59 = broadcast58
            System.arraycopy(theta, 1152, add51, 0, 16);
            // contract55 = a.W_g·x
            K.timesTransposed(1, 1, 16, 1, x, 0, 1, theta, 32, add51, 0, 16);
        }

        private void advancePart2() {
            // contract56 = a.U_g·state_h
            K.timesTransposed(1, 1, 16, 16, state_h, 0, 16, theta, 576, add51, 0, 16);
            // c = f ⊙ state_c + i ⊙ g
            // multiply68 = a.p_o ⊙ c
            {
                for (int i = 0; i < 16; i++) {
                    float g = Maths.tanh(add51[i]);
                    float c = (f[i] * state_c[i]) + (add42[i] * g);
                    float v4 = theta[1120 + i] * c;
                    state_c[i] = c;
                    add69[i] = v4;
                }
            }
            // contract64 = a.W_o·x
            K.timesTransposed(1, 1, 16, 1, x, 0, 1, theta, 48, add69, 0, 16);
            // contract65 = a.U_o·state_h
            K.timesTransposed(1, 1, 16, 16, state_h, 0, 16, theta, 832, add69, 0, 16);
        }

        private void advancePart3() {
            // o = sigmoid(a.W_o·x + a.U_o·state_h + a.p_o ⊙ c + a.b_o)
            {
                for (int i = 0; i < 16; i++) {
                    float o = Maths.sigmoid((add69[i] + theta[1168 + i]));
                    add42[i] = o;
                }
            }
            // h = o ⊙ tanh(c)
            {
                for (int i = 0; i < 16; i++) {
                    float h = add42[i] * Maths.tanh(state_c[i]);
                    state_h[i] = h;
                }
            }
            // multiply79 = z.p_f ⊙ state_c_2
            // multiply88 = z.p_i ⊙ state_c_2
            {
                for (int i = 0; i < 16; i++) {
                    float v0 = theta[3248 + i] * state_c_2[i];
                    float v1 = theta[3264 + i] * state_c_2[i];
                    add42[i] = v0;
                    add51[i] = v1;
                }
            }
            // contract75 = z.W_f·h
            K.timesTransposed(1, 1, 16, 16, state_h, 0, 16, theta, 1200, add42, 0, 16);
        }

        private void advancePart4() {
            // contract76 = z.U_f·state_h_2
            K.timesTransposed(1, 1, 16, 16, state_h_2, 0, 16, theta, 2224, add42, 0, 16);
            // f = sigmoid(z.W_f·h + z.U_f·state_h_2 + z.p_f ⊙ state_c_2 + z.b_f)
            {
                for (int i = 0; i < 16; i++) {
                    float f_2 = Maths.sigmoid((add42[i] + theta[3344 + i]));
                    f[i] = f_2;
                }
            }
            // contract84 = z.W_i·h
            K.timesTransposed(1, 1, 16, 16, state_h, 0, 16, theta, 1456, add51, 0, 16);
            // contract85 = z.U_i·state_h_2
            K.timesTransposed(1, 1, 16, 16, state_h_2, 0, 16, theta, 2480, add51, 0, 16);
            // i = sigmoid(z.W_i·h + z.U_i·state_h_2 + z.p_i ⊙ state_c_2 + z.b_i)
            {
                for (int i = 0; i < 16; i++) {
                    float i_2 = Maths.sigmoid((add51[i] + theta[3296 + i]));
                    add42[i] = i_2;
                }
            }
        }

        private void advancePart5() {
            // add97 = broadcast96
            System.arraycopy(theta, 3312, add51, 0, 16);
            // contract93 = z.W_g·h
            K.timesTransposed(1, 1, 16, 16, state_h, 0, 16, theta, 1712, add51, 0, 16);
            // contract94 = z.U_g·state_h_2
            K.timesTransposed(1, 1, 16, 16, state_h_2, 0, 16, theta, 2736, add51, 0, 16);
            // c = f ⊙ state_c_2 + i ⊙ g
            // multiply106 = z.p_o ⊙ c
            {
                for (int i = 0; i < 16; i++) {
                    float g = Maths.tanh(add51[i]);
                    float c = (f[i] * state_c_2[i]) + (add42[i] * g);
                    float v4 = theta[3280 + i] * c;
                    state_c_2[i] = c;
                    add69[i] = v4;
                }
            }
        }

        private void advancePart6() {
            // contract102 = z.W_o·h
            K.timesTransposed(1, 1, 16, 16, state_h, 0, 16, theta, 1968, add69, 0, 16);
            // contract103 = z.U_o·state_h_2
            K.timesTransposed(1, 1, 16, 16, state_h_2, 0, 16, theta, 2992, add69, 0, 16);
            // o = sigmoid(z.W_o·h + z.U_o·state_h_2 + z.p_o ⊙ c + z.b_o)
            {
                for (int i = 0; i < 16; i++) {
                    float o = Maths.sigmoid((add69[i] + theta[3328 + i]));
                    add42[i] = o;
                }
            }
            // h = o ⊙ tanh(c)
            {
                for (int i = 0; i < 16; i++) {
                    float h = add42[i] * Maths.tanh(state_c_2[i]);
                    state_h_2[i] = h;
                }
            }
            // y = broadcast114
            System.arraycopy(theta, 3552, forecastOut, 0, 12);
        }

        private void advancePart7() {
            // contract113 = forecast.W·h
            K.timesTransposed(1, 1, 12, 16, state_h_2, 0, 16, theta, 3360, forecastOut, 0, 12);
        }
    }

    /**
     * Up to 32 samples on their way through the equations and back:
     *
     * <pre>
     * SalesForecast.Pass pass = model.newPass();
     * pass.add(x, y);
     * double loss = pass.forward();
     * pass.backward();
     * float[] gradient = pass.gradient("a.W_f");
     * </pre>
     */
    public static final class Pass {
        private final SalesForecast model;
        private final Work work;
        private boolean forwardDone;
        private boolean backwardDone;

        private Pass(SalesForecast model) {
            this.model = model;
            this.work = new Work(model.theta);
        }

        /**
         * Adds a sample as the next row.
         *
         * @param x 36 values: 36 steps × 1
         * @param y 12 values
         * @return this
         * @throws IllegalArgumentException if an array has another length
         * @throws IllegalStateException if 32 samples are there already
         */
        public Pass add(float[] x, float[] y) {
            require(work.rows < BLOCK, "a pass takes at most 32 samples; see clear()");
            work.inputs(work.rows, x);
            work.targets(work.rows, y);
            work.rows++;
            forwardDone = false;
            return this;
        }

        /** Removes all samples. */
        public Pass clear() {
            work.rows = 0;
            forwardDone = false;
            return this;
        }

        /** The number of samples. */
        public int rows() {
            return work.rows;
        }

        /** Evaluates the equations for all samples and returns the mean of their losses. */
        public double forward() {
            work.training = false;
            work.seed = 0;
            return run();
        }

        /**
         * As {@link #forward()}, but as in training.
         *
         * @param seed of what is random in training, such as the masks of dropout
         */
        public double forward(long seed) {
            work.training = true;
            work.seed = seed;
            return run();
        }

        private double run() {
            require(work.rows > 0, "add a sample first");
            work.forward();
            forwardDone = true;
            work.loss();
            return work.totalLoss() / work.rows;
        }

        /** Computes the derivatives of the mean loss with respect to all parameters, for the last {@code forward}. */
        public void backward() {
            require(forwardDone, "call forward() first");
            model.prepareGradient(work);
            work.begin(1.0 / work.rows);
            work.backward();
            backwardDone = true;
        }

        /**
         * A copy of the derivatives with respect to one parameter, of the last {@code backward}.
         *
         * @param name one of those of {@code parameters()} of the model
         * @throws IllegalArgumentException if there is none of that name
         */
        public float[] gradient(String name) {
            require(backwardDone, "call backward() first");
            Parameter parameter = model.parameter(name);
            return Arrays.copyOfRange(work.gradients, parameter.offset(), parameter.offset() + parameter.size());
        }

        /**
         * Output {@code forecast} of a sample: 12 values.
         *
         * @param row counts the samples from 0
         */
        public float[] forecast(int row) {
            require(forwardDone, "call forward() first");
            Objects.checkIndex(row, work.rows);
            return work.forecast(row);
        }
    }

    /** Up to 32 samples on their way through the equations, and back. */
    private static final class Work extends Workspace {
        private final float[] theta;

        /** The array of {@link #gradient}. */
        private float[] gradients;
        final float[] x = new float[1152];
        final float[] y = new float[384];
        final float[] δloss = new float[32];
        final float[] p_f = new float[18432];
        final float[] p_i = new float[18432];
        final float[] p_g = new float[18432];
        final float[] p_o = new float[18432];
        final float[] h = new float[18944];
        final float[] c = new float[18944];
        final float[] f = new float[18432];
        final float[] i = new float[18432];
        final float[] g = new float[18432];
        final float[] o = new float[18432];
        final float[] tanh54 = new float[18432];
        final float[] add23 = new float[512];
        final float[] p_g_2 = new float[18432];
        final float[] p_o_2 = new float[18432];
        final float[] h_2 = new float[18944];
        final float[] c_2 = new float[18944];
        final float[] f_2 = new float[18432];
        final float[] i_2 = new float[18432];
        final float[] g_2 = new float[18432];
        final float[] o_2 = new float[18432];
        final float[] tanh54_2 = new float[18432];
        final float[] y_2 = new float[384];
        final float[] contract83 = new float[32];
        final float[] subtract82 = new float[384];
        final float[] divide85 = new float[32];
        final float[] δy = new float[384];
        final float[] δh = new float[18944];
        final float[] δc = new float[18944];
        final float[] δp_o = new float[18432];

        Work(float[] theta) {
            super(BLOCK);
            this.theta = theta;
        }

        void inputs(int row, float[] x) {
            checkLength("x", x.length, 36, "36 = 36 steps × 1");
            for (int step = 0; step < 36; step++) {
                this.x[step * 32 + row] = x[step];
            }
        }

        void targets(int row, float[] y) {
            checkLength("y", y.length, 12, "12");
            System.arraycopy(y, 0, this.y, row * 12, 12);
        }

        float[] forecast(int row) {
            float[] out = new float[12];
            System.arraycopy(this.y_2, row * 12, out, 0, 12);
            return out;
        }

        double totalLoss() {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += this.divide85[row];
            }
            return sum;
        }

        /** Lets {@link #backward} start from {@code weight} as the adjoint of each loss. */
        void begin(double weight) {
            gradients = ((FloatStorage) gradient).array();
            Arrays.fill(this.δloss, 0, rows, (float) weight);
        }

        void forward() {
            forwardPart0();
            forwardPart1();
            forwardPart2();
            forwardPart3();
        }

        private void forwardPart0() {
            // p_f = 0
            for (int i_3 = 0; i_3 < 36; i_3++) {
                Arrays.fill(p_f, i_3 * 512, i_3 * 512 + rows * 16, 0f);
            }
            // p_f = a.W_f·x
            K.timesTransposed(36, rows, 16, 1, x, 0, 32, theta, 0, p_f, 0, 512);
            // p_i = 0
            for (int i_3 = 0; i_3 < 36; i_3++) {
                Arrays.fill(p_i, i_3 * 512, i_3 * 512 + rows * 16, 0f);
            }
            // p_i = a.W_i·x
            K.timesTransposed(36, rows, 16, 1, x, 0, 32, theta, 16, p_i, 0, 512);
            // p_g = 0
            for (int i_3 = 0; i_3 < 36; i_3++) {
                Arrays.fill(p_g, i_3 * 512, i_3 * 512 + rows * 16, 0f);
            }
            // p_g = a.W_g·x
            K.timesTransposed(36, rows, 16, 1, x, 0, 32, theta, 32, p_g, 0, 512);
            // p_o = 0
            for (int i_3 = 0; i_3 < 36; i_3++) {
                Arrays.fill(p_o, i_3 * 512, i_3 * 512 + rows * 16, 0f);
            }
        }

        private void forwardPart1Step0(int t) {
            forwardPart1Step0Part0(t);
            forwardPart1Step0Part1(t);
            forwardPart1Step0Part2(t);
            forwardPart1Step0Part3(t);
        }

        private void forwardPart1Step0Part0(int t) {
            // add23 = p_f
            System.arraycopy(p_f, t * 512, add23, 0, rows * 16);
            // contract22 = a.U_f·h
            K.timesTransposed(1, rows, 16, 16, h, t * 512, 512, theta, 64, add23, 0, 512);
            // f = sigmoid(p_f + a.U_f·h + a.p_f ⊙ c + a.b_f)
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    int cAt = t * 512 + i_3 * 16;
                    int add23At = i_3 * 16;
                    int fAt = t * 512 + i_3 * 16;
                    for (int j = 0; j < 16; j++) {
                        f[fAt + j] = ((add23[add23At + j] + (theta[1088 + j] * c[cAt + j])) + theta[1184 + j]);
                    }
                }
            }
            {
                int fAt = t * 512;
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float f_3 = Maths.sigmoid(f[fAt + i_3]);
                    f[fAt + i_3] = f_3;
                }
            }
            // add31 = p_i
            System.arraycopy(p_i, t * 512, add23, 0, rows * 16);
        }

        private void forwardPart1Step0Part1(int t) {
            // contract30 = a.U_i·h
            K.timesTransposed(1, rows, 16, 16, h, t * 512, 512, theta, 320, add23, 0, 512);
            // i = sigmoid(p_i + a.U_i·h + a.p_i ⊙ c + a.b_i)
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    int cAt = t * 512 + i_3 * 16;
                    int add31At = i_3 * 16;
                    int iAt = t * 512 + i_3 * 16;
                    for (int j = 0; j < 16; j++) {
                        i[iAt + j] = ((add23[add31At + j] + (theta[1104 + j] * c[cAt + j])) + theta[1136 + j]);
                    }
                }
            }
            {
                int iAt = t * 512;
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float i_4 = Maths.sigmoid(i[iAt + i_3]);
                    i[iAt + i_3] = i_4;
                }
            }
            // add39 = p_g
            System.arraycopy(p_g, t * 512, add23, 0, rows * 16);
            // contract38 = a.U_g·h
            K.timesTransposed(1, rows, 16, 16, h, t * 512, 512, theta, 576, add23, 0, 512);
        }

        private void forwardPart1Step0Part2(int t) {
            // g = tanh(p_g + a.U_g·h + a.b_g)
            // c = f ⊙ c + i ⊙ g
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    int add39At = i_3 * 16;
                    int gAt = t * 512 + i_3 * 16;
                    for (int j = 0; j < 16; j++) {
                        g[gAt + j] = (add23[add39At + j] + theta[1152 + j]);
                    }
                }
            }
            {
                int gAt = t * 512;
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float g_3 = Maths.tanh(g[gAt + i_3]);
                    g[gAt + i_3] = g_3;
                }
            }
            {
                int fAt = t * 512;
                int cAt = t * 512;
                int iAt = t * 512;
                int gAt = t * 512;
                int cAt_2 = t * 512 + 512;
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float c_3 = (f[fAt + i_3] * c[cAt + i_3]) + (i[iAt + i_3] * g[gAt + i_3]);
                    c[cAt_2 + i_3] = c_3;
                }
            }
            // add47 = p_o
            System.arraycopy(p_o, t * 512, add23, 0, rows * 16);
            // contract46 = a.U_o·h
            K.timesTransposed(1, rows, 16, 16, h, t * 512, 512, theta, 832, add23, 0, 512);
        }

        private void forwardPart1Step0Part3(int t) {
            // o = sigmoid(p_o + a.U_o·h + a.p_o ⊙ c + a.b_o)
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    int cAt = t * 512 + 512 + i_3 * 16;
                    int add47At = i_3 * 16;
                    int oAt = t * 512 + i_3 * 16;
                    for (int j = 0; j < 16; j++) {
                        o[oAt + j] = ((add23[add47At + j] + (theta[1120 + j] * c[cAt + j])) + theta[1168 + j]);
                    }
                }
            }
            {
                int oAt = t * 512;
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float o_3 = Maths.sigmoid(o[oAt + i_3]);
                    o[oAt + i_3] = o_3;
                }
            }
            // tanh54 = tanh(c)
            // h = o ⊙ tanh(c)
            {
                int cAt = t * 512 + 512;
                int oAt = t * 512;
                int tanh54At = t * 512;
                int hAt = t * 512 + 512;
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float v0 = Maths.tanh(c[cAt + i_3]);
                    float h_3 = o[oAt + i_3] * v0;
                    tanh54[tanh54At + i_3] = v0;
                    h[hAt + i_3] = h_3;
                }
            }
        }

        private void forwardPart1() {
            // p_o = a.W_o·x
            K.timesTransposed(36, rows, 16, 1, x, 0, 32, theta, 48, p_o, 0, 512);
            // h before the first step
            Arrays.fill(h, 0, rows * 16, 0f);
            // c before the first step
            Arrays.fill(c, 0, rows * 16, 0f);
            // scan41 = recurrence over 36 steps
            forwardPart1Step0(0);
            forwardPart1Step0(1);
            forwardPart1Step0(2);
            forwardPart1Step0(3);
            forwardPart1Step0(4);
            forwardPart1Step0(5);
            forwardPart1Step0(6);
            forwardPart1Step0(7);
            forwardPart1Step0(8);
            forwardPart1Step0(9);
            forwardPart1Step0(10);
            forwardPart1Step0(11);
            forwardPart1Step0(12);
            forwardPart1Step0(13);
            forwardPart1Step0(14);
            forwardPart1Step0(15);
            forwardPart1Step0(16);
            forwardPart1Step0(17);
            forwardPart1Step0(18);
            forwardPart1Step0(19);
            forwardPart1Step0(20);
            forwardPart1Step0(21);
            forwardPart1Step0(22);
            forwardPart1Step0(23);
            forwardPart1Step0(24);
            forwardPart1Step0(25);
            forwardPart1Step0(26);
            forwardPart1Step0(27);
            forwardPart1Step0(28);
            forwardPart1Step0(29);
            forwardPart1Step0(30);
            forwardPart1Step0(31);
            forwardPart1Step0(32);
            forwardPart1Step0(33);
            forwardPart1Step0(34);
            forwardPart1Step0(35);
            // random53 = uniform()
            for (int r = 0; r < rows; r++) {
                long key_2 = CounterRandom.key(seed, 0, firstRow + r);
                for (int s = 0; s < 36; s++) {
                    for (int e = 0; e < 16; e++) {
                        p_f[0 + s * 512 + r * 16 + e] = (float) CounterRandom.uniform(key_2, s * 16 + e);
                    }
                }
            }
            // greater_equal55 = uniform() >= 0.2
            // b = (training mode ? (a ⊙ (uniform() >= 0.2)) / 0.8 : a)
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    int random53At = i_3 * 512;
                    int hAt = 512 + i_3 * 512;
                    float scalar = (training ? 1 : 0);
                    int greater_equal55At = i_3 * 512;
                    int bAt = i_3 * 512;
                    for (int j = 0; j < rows * 16; j++) {
                        float v0 = p_f[random53At + j] >= 0.2f ? 1f : 0f;
                        float b = scalar != 0f ? ((h[hAt + j] * v0) / 0.8f) : h[hAt + j];
                        p_g[greater_equal55At + j] = v0;
                        p_i[bAt + j] = b;
                    }
                }
            }
        }

        private void forwardPart2() {
            // p_f = 0
            for (int i_3 = 0; i_3 < 36; i_3++) {
                Arrays.fill(p_f, i_3 * 512, i_3 * 512 + rows * 16, 0f);
            }
            // p_f = z.W_f·b
            K.timesTransposed(36, rows, 16, 16, p_i, 0, 512, theta, 1200, p_f, 0, 512);
            // p_i = 0
            for (int i_3 = 0; i_3 < 36; i_3++) {
                Arrays.fill(p_o, i_3 * 512, i_3 * 512 + rows * 16, 0f);
            }
            // p_i = z.W_i·b
            K.timesTransposed(36, rows, 16, 16, p_i, 0, 512, theta, 1456, p_o, 0, 512);
            // p_g = 0
            for (int i_3 = 0; i_3 < 36; i_3++) {
                Arrays.fill(p_g_2, i_3 * 512, i_3 * 512 + rows * 16, 0f);
            }
            // p_g = z.W_g·b
            K.timesTransposed(36, rows, 16, 16, p_i, 0, 512, theta, 1712, p_g_2, 0, 512);
            // p_o = 0
            for (int i_3 = 0; i_3 < 36; i_3++) {
                Arrays.fill(p_o_2, i_3 * 512, i_3 * 512 + rows * 16, 0f);
            }
        }

        private void forwardPart3Step1(int t1) {
            forwardPart3Step1Part0(t1);
            forwardPart3Step1Part1(t1);
            forwardPart3Step1Part2(t1);
            forwardPart3Step1Part3(t1);
        }

        private void forwardPart3Step1Part0(int t1) {
            // add23 = p_f
            System.arraycopy(p_f, t1 * 512, add23, 0, rows * 16);
            // contract22 = z.U_f·h
            K.timesTransposed(1, rows, 16, 16, h_2, t1 * 512, 512, theta, 2224, add23, 0, 512);
            // f = sigmoid(p_f + z.U_f·h + z.p_f ⊙ c + z.b_f)
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    int cAt = t1 * 512 + i_3 * 16;
                    int add23At = i_3 * 16;
                    int fAt = t1 * 512 + i_3 * 16;
                    for (int j = 0; j < 16; j++) {
                        f_2[fAt + j] = ((add23[add23At + j] + (theta[3248 + j] * c_2[cAt + j])) + theta[3344 + j]);
                    }
                }
            }
            {
                int fAt = t1 * 512;
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float f_3 = Maths.sigmoid(f_2[fAt + i_3]);
                    f_2[fAt + i_3] = f_3;
                }
            }
            // add31 = p_i
            System.arraycopy(p_o, t1 * 512, add23, 0, rows * 16);
        }

        private void forwardPart3Step1Part1(int t1) {
            // contract30 = z.U_i·h
            K.timesTransposed(1, rows, 16, 16, h_2, t1 * 512, 512, theta, 2480, add23, 0, 512);
            // i = sigmoid(p_i + z.U_i·h + z.p_i ⊙ c + z.b_i)
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    int cAt = t1 * 512 + i_3 * 16;
                    int add31At = i_3 * 16;
                    int iAt = t1 * 512 + i_3 * 16;
                    for (int j = 0; j < 16; j++) {
                        i_2[iAt + j] = ((add23[add31At + j] + (theta[3264 + j] * c_2[cAt + j])) + theta[3296 + j]);
                    }
                }
            }
            {
                int iAt = t1 * 512;
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float i_4 = Maths.sigmoid(i_2[iAt + i_3]);
                    i_2[iAt + i_3] = i_4;
                }
            }
            // add39 = p_g
            System.arraycopy(p_g_2, t1 * 512, add23, 0, rows * 16);
            // contract38 = z.U_g·h
            K.timesTransposed(1, rows, 16, 16, h_2, t1 * 512, 512, theta, 2736, add23, 0, 512);
        }

        private void forwardPart3Step1Part2(int t1) {
            // g = tanh(p_g + z.U_g·h + z.b_g)
            // c = f ⊙ c + i ⊙ g
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    int add39At = i_3 * 16;
                    int gAt = t1 * 512 + i_3 * 16;
                    for (int j = 0; j < 16; j++) {
                        g_2[gAt + j] = (add23[add39At + j] + theta[3312 + j]);
                    }
                }
            }
            {
                int gAt = t1 * 512;
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float g_3 = Maths.tanh(g_2[gAt + i_3]);
                    g_2[gAt + i_3] = g_3;
                }
            }
            {
                int fAt = t1 * 512;
                int cAt = t1 * 512;
                int iAt = t1 * 512;
                int gAt = t1 * 512;
                int cAt_2 = t1 * 512 + 512;
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float c_3 = (f_2[fAt + i_3] * c_2[cAt + i_3]) + (i_2[iAt + i_3] * g_2[gAt + i_3]);
                    c_2[cAt_2 + i_3] = c_3;
                }
            }
            // add47 = p_o
            System.arraycopy(p_o_2, t1 * 512, add23, 0, rows * 16);
            // contract46 = z.U_o·h
            K.timesTransposed(1, rows, 16, 16, h_2, t1 * 512, 512, theta, 2992, add23, 0, 512);
        }

        private void forwardPart3Step1Part3(int t1) {
            // o = sigmoid(p_o + z.U_o·h + z.p_o ⊙ c + z.b_o)
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    int cAt = t1 * 512 + 512 + i_3 * 16;
                    int add47At = i_3 * 16;
                    int oAt = t1 * 512 + i_3 * 16;
                    for (int j = 0; j < 16; j++) {
                        o_2[oAt + j] = ((add23[add47At + j] + (theta[3280 + j] * c_2[cAt + j])) + theta[3328 + j]);
                    }
                }
            }
            {
                int oAt = t1 * 512;
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float o_3 = Maths.sigmoid(o_2[oAt + i_3]);
                    o_2[oAt + i_3] = o_3;
                }
            }
            // tanh54 = tanh(c)
            // h = o ⊙ tanh(c)
            {
                int cAt = t1 * 512 + 512;
                int oAt = t1 * 512;
                int tanh54At = t1 * 512;
                int hAt = t1 * 512 + 512;
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float v0 = Maths.tanh(c_2[cAt + i_3]);
                    float h_3 = o_2[oAt + i_3] * v0;
                    tanh54_2[tanh54At + i_3] = v0;
                    h_2[hAt + i_3] = h_3;
                }
            }
        }

        private void forwardPart3() {
            // p_o = z.W_o·b
            K.timesTransposed(36, rows, 16, 16, p_i, 0, 512, theta, 1968, p_o_2, 0, 512);
            // h before the first step
            Arrays.fill(h_2, 0, rows * 16, 0f);
            // c before the first step
            Arrays.fill(c_2, 0, rows * 16, 0f);
            // scan65 = recurrence over 36 steps
            forwardPart3Step1(0);
            forwardPart3Step1(1);
            forwardPart3Step1(2);
            forwardPart3Step1(3);
            forwardPart3Step1(4);
            forwardPart3Step1(5);
            forwardPart3Step1(6);
            forwardPart3Step1(7);
            forwardPart3Step1(8);
            forwardPart3Step1(9);
            forwardPart3Step1(10);
            forwardPart3Step1(11);
            forwardPart3Step1(12);
            forwardPart3Step1(13);
            forwardPart3Step1(14);
            forwardPart3Step1(15);
            forwardPart3Step1(16);
            forwardPart3Step1(17);
            forwardPart3Step1(18);
            forwardPart3Step1(19);
            forwardPart3Step1(20);
            forwardPart3Step1(21);
            forwardPart3Step1(22);
            forwardPart3Step1(23);
            forwardPart3Step1(24);
            forwardPart3Step1(25);
            forwardPart3Step1(26);
            forwardPart3Step1(27);
            forwardPart3Step1(28);
            forwardPart3Step1(29);
            forwardPart3Step1(30);
            forwardPart3Step1(31);
            forwardPart3Step1(32);
            forwardPart3Step1(33);
            forwardPart3Step1(34);
            forwardPart3Step1(35);
            // y = broadcast80
            for (int i_3 = 0; i_3 < rows; i_3++) {
                System.arraycopy(theta, 3552, y_2, i_3 * 12, 12);
            }
            // contract79 = forecast.W·z[35 to 36]
            K.timesTransposed(1, rows, 12, 16, h_2, 18432, 512, theta, 3360, y_2, 0, 384);
        }

        void loss() {
            // subtract82 = y - y
            {
                for (int i_3 = 0; i_3 < rows * 12; i_3++) {
                    subtract82[i_3] = (y_2[i_3] - y[i_3]);
                }
            }
            // contract83 = Σ (y - y)[i]·(y - y)[i]
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    float sum = 0f;
                    int subtract82At = i_3 * 12;
                    for (int j = 0; j < 12; j++) {
                        sum += (subtract82[subtract82At + j] * subtract82[subtract82At + j]);
                    }
                    contract83[i_3] = sum;
                }
            }
            // divide85 = Σ (y - y)[i]·(y - y)[i] / 12
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    divide85[i_3] = (contract83[i_3] / 12f);
                }
            }
        }

        void backward() {
            backwardPart0();
            backwardPart1();
            backwardPart2();
            backwardPart3();
            backwardPart4();
            backwardPart5();
            backwardPart6();
            backwardPart7();
            backwardPart8();
            backwardPart9();
        }

        private void backwardPart0() {
            // divide86 = δloss / 12
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    contract83[i_3] = (δloss[i_3] / 12f);
                }
            }
            // δy = (δloss / 12) ⊙ (y - y) + (δloss / 12) ⊙ (y - y)
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    int divide86At = i_3;
                    float divide86 = contract83[divide86At];
                    int subtract82At = i_3 * 12;
                    int δyAt = i_3 * 12;
                    for (int j = 0; j < 12; j++) {
                        float v0 = divide86 * subtract82[subtract82At + j];
                        float δy_2 = v0 + v0;
                        δy[δyAt + j] = δy_2;
                    }
                }
            }
            // contract90 = 0
            Arrays.fill(add23, 0, rows * 16, 0f);
            // contract90 = forecast.Wᵀ·δy
            K.times(1, rows, 16, 12, δy, 0, 384, theta, 3360, add23, 0, 512);
            // δz = 0
            for (int i_3 = 0; i_3 < 36; i_3++) {
                Arrays.fill(p_f, i_3 * 512, i_3 * 512 + rows * 16, 0f);
            }
            // δz = pad(forecast.Wᵀ·δy)
            System.arraycopy(add23, 0, p_f, 17920, rows * 16);
        }

        private void backwardPart1Step2(int t2) {
            backwardPart1Step2Part0(t2);
            backwardPart1Step2Part1(t2);
            backwardPart1Step2Part2(t2);
            backwardPart1Step2Part3(t2);
        }

        private void backwardPart1Step2Part0(int t2) {
            // δp_o = δo ⊙ (o ⊙ (1 - o))
            // δc = δc + (δh ⊙ o) ⊙ (1 - (r54 ⊙ r54)) + δp_o ⊙ z.p_o
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    int δhAt = t2 * 512 + 512 + i_3 * 16;
                    int δzAt = t2 * 512 + i_3 * 16;
                    int tanh54At = t2 * 512 + i_3 * 16;
                    int oAt = t2 * 512 + i_3 * 16;
                    int δcAt = t2 * 512 + 512 + i_3 * 16;
                    int δp_oAt = t2 * 512 + i_3 * 16;
                    int δcAt_2 = i_3 * 16;
                    for (int j = 0; j < 16; j++) {
                        float δh_2 = δh[δhAt + j] + p_f[δzAt + j];
                        float δo = δh_2 * tanh54_2[tanh54At + j];
                        float δp_o_2 = δo * (o_2[oAt + j] * (1f - o_2[oAt + j]));
                        float δc_2 = (δc[δcAt + j] + ((δh_2 * o_2[oAt + j]) * (1f - (tanh54_2[tanh54At + j] * tanh54_2[tanh54At + j])))) + (δp_o_2 * theta[3280 + j]);
                        δp_o[δp_oAt + j] = δp_o_2;
                        add23[δcAt_2 + j] = δc_2;
                    }
                }
            }
        }

        private void backwardPart1Step2Part1(int t2) {
            // δp_g = δg ⊙ (1 - (g ⊙ g))
            // δp_i = δi ⊙ (i ⊙ (1 - i))
            // δp_f = δf ⊙ (f ⊙ (1 - f))
            {
                int iAt = t2 * 512;
                int gAt = t2 * 512;
                int cAt = t2 * 512;
                int fAt = t2 * 512;
                int δp_gAt = t2 * 512;
                int δp_iAt = t2 * 512;
                int δp_fAt = t2 * 512;
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float δg = add23[i_3] * i_2[iAt + i_3];
                    float δp_g = δg * (1f - (g_2[gAt + i_3] * g_2[gAt + i_3]));
                    float δi = add23[i_3] * g_2[gAt + i_3];
                    float δp_i = δi * (i_2[iAt + i_3] * (1f - i_2[iAt + i_3]));
                    float δf = add23[i_3] * c_2[cAt + i_3];
                    float δp_f = δf * (f_2[fAt + i_3] * (1f - f_2[fAt + i_3]));
                    p_o_2[δp_gAt + i_3] = δp_g;
                    p_g_2[δp_iAt + i_3] = δp_i;
                    p_o[δp_fAt + i_3] = δp_f;
                }
            }
            // contract32 = 0
            Arrays.fill(δh, t2 * 512, t2 * 512 + rows * 16, 0f);
        }

        private void backwardPart1Step2Part2(int t2) {
            // contract32 = z.U_oᵀ·δp_o
            K.times(1, rows, 16, 16, δp_o, t2 * 512, 512, theta, 2992, δh, t2 * 512, 512);
            // contract39 = z.U_gᵀ·δp_g
            K.times(1, rows, 16, 16, p_o_2, t2 * 512, 512, theta, 2736, δh, t2 * 512, 512);
            // contract44 = z.U_iᵀ·δp_i
            K.times(1, rows, 16, 16, p_g_2, t2 * 512, 512, theta, 2480, δh, t2 * 512, 512);
            // contract49 = z.U_fᵀ·δp_f
            K.times(1, rows, 16, 16, p_o, t2 * 512, 512, theta, 2224, δh, t2 * 512, 512);
        }

        private void backwardPart1Step2Part3(int t2) {
            // δc = δc ⊙ f + δp_i ⊙ z.p_i + δp_f ⊙ z.p_f
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    int δcAt = i_3 * 16;
                    int fAt = t2 * 512 + i_3 * 16;
                    int δp_iAt = t2 * 512 + i_3 * 16;
                    int δp_fAt = t2 * 512 + i_3 * 16;
                    int δcAt_2 = t2 * 512 + i_3 * 16;
                    for (int j = 0; j < 16; j++) {
                        float δc_2 = ((add23[δcAt + j] * f_2[fAt + j]) + (p_g_2[δp_iAt + j] * theta[3264 + j])) + (p_o[δp_fAt + j] * theta[3248 + j]);
                        δc[δcAt_2 + j] = δc_2;
                    }
                }
            }
        }

        private void backwardPart1() {
            // δh before the first step
            Arrays.fill(δh, 18432, 18432 + rows * 16, 0f);
            // δc before the first step
            Arrays.fill(δc, 18432, 18432 + rows * 16, 0f);
            // scan93 = recurrence over 36 steps, from the last to the first
            backwardPart1Step2(35);
            backwardPart1Step2(34);
            backwardPart1Step2(33);
            backwardPart1Step2(32);
            backwardPart1Step2(31);
            backwardPart1Step2(30);
            backwardPart1Step2(29);
            backwardPart1Step2(28);
            backwardPart1Step2(27);
            backwardPart1Step2(26);
            backwardPart1Step2(25);
            backwardPart1Step2(24);
            backwardPart1Step2(23);
            backwardPart1Step2(22);
            backwardPart1Step2(21);
            backwardPart1Step2(20);
            backwardPart1Step2(19);
            backwardPart1Step2(18);
            backwardPart1Step2(17);
            backwardPart1Step2(16);
            backwardPart1Step2(15);
            backwardPart1Step2(14);
            backwardPart1Step2(13);
            backwardPart1Step2(12);
            backwardPart1Step2(11);
            backwardPart1Step2(10);
            backwardPart1Step2(9);
            backwardPart1Step2(8);
            backwardPart1Step2(7);
            backwardPart1Step2(6);
            backwardPart1Step2(5);
            backwardPart1Step2(4);
            backwardPart1Step2(3);
            backwardPart1Step2(2);
            backwardPart1Step2(1);
            backwardPart1Step2(0);
            // contract100 = 0
            for (int i_3 = 0; i_3 < 36; i_3++) {
                Arrays.fill(p_f, i_3 * 512, i_3 * 512 + rows * 16, 0f);
            }
            // contract100 = z.W_oᵀ·δp_o
            K.times(36, rows, 16, 16, δp_o, 0, 512, theta, 1968, p_f, 0, 512);
            // contract101 = z.W_gᵀ·δp_g
            K.times(36, rows, 16, 16, p_o_2, 0, 512, theta, 1712, p_f, 0, 512);
            // contract103 = z.W_iᵀ·δp_i
            K.times(36, rows, 16, 16, p_g_2, 0, 512, theta, 1456, p_f, 0, 512);
        }

        private void backwardPart2Step3(int t3) {
            backwardPart2Step3Part0(t3);
            backwardPart2Step3Part1(t3);
            backwardPart2Step3Part2(t3);
            backwardPart2Step3Part3(t3);
        }

        private void backwardPart2Step3Part0(int t3) {
            // δp_o = δo ⊙ (o ⊙ (1 - o))
            // δc = δc + (δh ⊙ o) ⊙ (1 - (r54 ⊙ r54)) + δp_o ⊙ a.p_o
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    int δhAt = t3 * 512 + 512 + i_3 * 16;
                    int δaAt = t3 * 512 + i_3 * 16;
                    int tanh54At = t3 * 512 + i_3 * 16;
                    int oAt = t3 * 512 + i_3 * 16;
                    int δcAt = t3 * 512 + 512 + i_3 * 16;
                    int δp_oAt = t3 * 512 + i_3 * 16;
                    int δcAt_2 = i_3 * 16;
                    for (int j = 0; j < 16; j++) {
                        float δh_2 = δh[δhAt + j] + f_2[δaAt + j];
                        float δo = δh_2 * tanh54[tanh54At + j];
                        float δp_o_2 = δo * (o[oAt + j] * (1f - o[oAt + j]));
                        float δc_2 = (δc[δcAt + j] + ((δh_2 * o[oAt + j]) * (1f - (tanh54[tanh54At + j] * tanh54[tanh54At + j])))) + (δp_o_2 * theta[1120 + j]);
                        g_2[δp_oAt + j] = δp_o_2;
                        add23[δcAt_2 + j] = δc_2;
                    }
                }
            }
        }

        private void backwardPart2Step3Part1(int t3) {
            // δp_g = δg ⊙ (1 - (g ⊙ g))
            // δp_i = δi ⊙ (i ⊙ (1 - i))
            // δp_f = δf ⊙ (f ⊙ (1 - f))
            {
                int iAt = t3 * 512;
                int gAt = t3 * 512;
                int cAt = t3 * 512;
                int fAt = t3 * 512;
                int δp_gAt = t3 * 512;
                int δp_iAt = t3 * 512;
                int δp_fAt = t3 * 512;
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float δg = add23[i_3] * i[iAt + i_3];
                    float δp_g = δg * (1f - (g[gAt + i_3] * g[gAt + i_3]));
                    float δi = add23[i_3] * g[gAt + i_3];
                    float δp_i = δi * (i[iAt + i_3] * (1f - i[iAt + i_3]));
                    float δf = add23[i_3] * c[cAt + i_3];
                    float δp_f = δf * (f[fAt + i_3] * (1f - f[fAt + i_3]));
                    i_2[δp_gAt + i_3] = δp_g;
                    p_g[δp_iAt + i_3] = δp_i;
                    p_f[δp_fAt + i_3] = δp_f;
                }
            }
            // contract32 = 0
            Arrays.fill(δh, t3 * 512, t3 * 512 + rows * 16, 0f);
        }

        private void backwardPart2Step3Part2(int t3) {
            // contract32 = a.U_oᵀ·δp_o
            K.times(1, rows, 16, 16, g_2, t3 * 512, 512, theta, 832, δh, t3 * 512, 512);
            // contract39 = a.U_gᵀ·δp_g
            K.times(1, rows, 16, 16, i_2, t3 * 512, 512, theta, 576, δh, t3 * 512, 512);
            // contract44 = a.U_iᵀ·δp_i
            K.times(1, rows, 16, 16, p_g, t3 * 512, 512, theta, 320, δh, t3 * 512, 512);
            // contract49 = a.U_fᵀ·δp_f
            K.times(1, rows, 16, 16, p_f, t3 * 512, 512, theta, 64, δh, t3 * 512, 512);
        }

        private void backwardPart2Step3Part3(int t3) {
            // δc = δc ⊙ f + δp_i ⊙ a.p_i + δp_f ⊙ a.p_f
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    int δcAt = i_3 * 16;
                    int fAt = t3 * 512 + i_3 * 16;
                    int δp_iAt = t3 * 512 + i_3 * 16;
                    int δp_fAt = t3 * 512 + i_3 * 16;
                    int δcAt_2 = t3 * 512 + i_3 * 16;
                    for (int j = 0; j < 16; j++) {
                        float δc_2 = ((add23[δcAt + j] * f[fAt + j]) + (p_g[δp_iAt + j] * theta[1104 + j])) + (p_f[δp_fAt + j] * theta[1088 + j]);
                        δc[δcAt_2 + j] = δc_2;
                    }
                }
            }
        }

        private void backwardPart2() {
            // contract105 = z.W_fᵀ·δp_f
            K.times(36, rows, 16, 16, p_o, 0, 512, theta, 1200, p_f, 0, 512);
            // δa = (training mode ? 0 : δb) + ((training mode ? δb : 0) / 0.8) ⊙ (uniform() >= 0.2)
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    float scalar = (training ? 1 : 0);
                    int δbAt = i_3 * 512;
                    int greater_equal55At = i_3 * 512;
                    int δaAt = i_3 * 512;
                    for (int j = 0; j < rows * 16; j++) {
                        float δa = (scalar != 0f ? 0f : p_f[δbAt + j]) + (((scalar != 0f ? p_f[δbAt + j] : 0f) / 0.8f) * p_g[greater_equal55At + j]);
                        f_2[δaAt + j] = δa;
                    }
                }
            }
            // δh before the first step
            Arrays.fill(δh, 18432, 18432 + rows * 16, 0f);
            // δc before the first step
            Arrays.fill(δc, 18432, 18432 + rows * 16, 0f);
            // scan113 = recurrence over 36 steps, from the last to the first
            backwardPart2Step3(35);
            backwardPart2Step3(34);
            backwardPart2Step3(33);
            backwardPart2Step3(32);
            backwardPart2Step3(31);
            backwardPart2Step3(30);
            backwardPart2Step3(29);
            backwardPart2Step3(28);
            backwardPart2Step3(27);
            backwardPart2Step3(26);
            backwardPart2Step3(25);
            backwardPart2Step3(24);
            backwardPart2Step3(23);
            backwardPart2Step3(22);
            backwardPart2Step3(21);
            backwardPart2Step3(20);
            backwardPart2Step3(19);
            backwardPart2Step3(18);
            backwardPart2Step3(17);
            backwardPart2Step3(16);
            backwardPart2Step3(15);
            backwardPart2Step3(14);
            backwardPart2Step3(13);
            backwardPart2Step3(12);
            backwardPart2Step3(11);
            backwardPart2Step3(10);
            backwardPart2Step3(9);
            backwardPart2Step3(8);
            backwardPart2Step3(7);
            backwardPart2Step3(6);
            backwardPart2Step3(5);
            backwardPart2Step3(4);
            backwardPart2Step3(3);
            backwardPart2Step3(2);
            backwardPart2Step3(1);
            backwardPart2Step3(0);
        }

        private void backwardPart3() {
            // δa.W_f = Σ δp_f[i]·x[k]
            K.transposedTimes(36, rows, 16, 1, p_f, 0, 512, x, 0, 32, gradients, 0);
            // δa.W_i = Σ δp_i[i]·x[k]
            K.transposedTimes(36, rows, 16, 1, p_g, 0, 512, x, 0, 32, gradients, 16);
            // δa.W_g = Σ δp_g[i]·x[k]
            K.transposedTimes(36, rows, 16, 1, i_2, 0, 512, x, 0, 32, gradients, 32);
            // δa.W_o = Σ δp_o[i]·x[k]
            K.transposedTimes(36, rows, 16, 1, g_2, 0, 512, x, 0, 32, gradients, 48);
            // δa.U_f = Σ δp_f[i]·result 3 of the recurrence[k]
            K.transposedTimes(36, rows, 16, 16, p_f, 0, 512, h, 0, 512, gradients, 64);
        }

        private void backwardPart4() {
            // δa.U_i = Σ δp_i[i]·result 3 of the recurrence[k]
            K.transposedTimes(36, rows, 16, 16, p_g, 0, 512, h, 0, 512, gradients, 320);
            // δa.U_g = Σ δp_g[i]·result 3 of the recurrence[k]
            K.transposedTimes(36, rows, 16, 16, i_2, 0, 512, h, 0, 512, gradients, 576);
            // δa.U_o = Σ δp_o[i]·result 3 of the recurrence[k]
            K.transposedTimes(36, rows, 16, 16, g_2, 0, 512, h, 0, 512, gradients, 832);
            // δa.p_f = Σ δp_f[i]·result 4 of the recurrence[i]
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_fAt = i_3 * 512 + j * 16;
                        int cAt = i_3 * 512 + j * 16;
                        for (int k_2 = 0; k_2 < 16; k_2++) {
                            float δa_p_f = p_f[δp_fAt + k_2] * c[cAt + k_2];
                            gradients[1088 + k_2] += δa_p_f;
                        }
                    }
                }
            }
            // δa.p_i = Σ δp_i[i]·result 4 of the recurrence[i]
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_iAt = i_3 * 512 + j * 16;
                        int cAt = i_3 * 512 + j * 16;
                        for (int k_2 = 0; k_2 < 16; k_2++) {
                            float δa_p_i = p_g[δp_iAt + k_2] * c[cAt + k_2];
                            gradients[1104 + k_2] += δa_p_i;
                        }
                    }
                }
            }
        }

        private void backwardPart5() {
            // δa.p_o = Σ δp_o[i]·result 8 of the recurrence[i]
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_oAt = i_3 * 512 + j * 16;
                        int cAt = 512 + i_3 * 512 + j * 16;
                        for (int k_2 = 0; k_2 < 16; k_2++) {
                            float δa_p_o = g_2[δp_oAt + k_2] * c[cAt + k_2];
                            gradients[1120 + k_2] += δa_p_o;
                        }
                    }
                }
            }
            // δa.b_i = sum(δp_i)
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_iAt = i_3 * 512 + j * 16;
                        for (int k_2 = 0; k_2 < 16; k_2++) {
                            gradients[1136 + k_2] += p_g[δp_iAt + k_2];
                        }
                    }
                }
            }
            // δa.b_g = sum(δp_g)
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_gAt = i_3 * 512 + j * 16;
                        for (int k_2 = 0; k_2 < 16; k_2++) {
                            gradients[1152 + k_2] += i_2[δp_gAt + k_2];
                        }
                    }
                }
            }
            // δa.b_o = sum(δp_o)
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_oAt = i_3 * 512 + j * 16;
                        for (int k_2 = 0; k_2 < 16; k_2++) {
                            gradients[1168 + k_2] += g_2[δp_oAt + k_2];
                        }
                    }
                }
            }
        }

        private void backwardPart6() {
            // δa.b_f = sum(δp_f)
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_fAt = i_3 * 512 + j * 16;
                        for (int k_2 = 0; k_2 < 16; k_2++) {
                            gradients[1184 + k_2] += p_f[δp_fAt + k_2];
                        }
                    }
                }
            }
            // δz.W_f = Σ δp_f[i]·b[k]
            K.transposedTimes(36, rows, 16, 16, p_o, 0, 512, p_i, 0, 512, gradients, 1200);
            // δz.W_i = Σ δp_i[i]·b[k]
            K.transposedTimes(36, rows, 16, 16, p_g_2, 0, 512, p_i, 0, 512, gradients, 1456);
            // δz.W_g = Σ δp_g[i]·b[k]
            K.transposedTimes(36, rows, 16, 16, p_o_2, 0, 512, p_i, 0, 512, gradients, 1712);
            // δz.W_o = Σ δp_o[i]·b[k]
            K.transposedTimes(36, rows, 16, 16, δp_o, 0, 512, p_i, 0, 512, gradients, 1968);
            // δz.U_f = Σ δp_f[i]·result 3 of the recurrence[k]
            K.transposedTimes(36, rows, 16, 16, p_o, 0, 512, h_2, 0, 512, gradients, 2224);
        }

        private void backwardPart7() {
            // δz.U_i = Σ δp_i[i]·result 3 of the recurrence[k]
            K.transposedTimes(36, rows, 16, 16, p_g_2, 0, 512, h_2, 0, 512, gradients, 2480);
            // δz.U_g = Σ δp_g[i]·result 3 of the recurrence[k]
            K.transposedTimes(36, rows, 16, 16, p_o_2, 0, 512, h_2, 0, 512, gradients, 2736);
            // δz.U_o = Σ δp_o[i]·result 3 of the recurrence[k]
            K.transposedTimes(36, rows, 16, 16, δp_o, 0, 512, h_2, 0, 512, gradients, 2992);
            // δz.p_f = Σ δp_f[i]·result 4 of the recurrence[i]
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_fAt = i_3 * 512 + j * 16;
                        int cAt = i_3 * 512 + j * 16;
                        for (int k_2 = 0; k_2 < 16; k_2++) {
                            float δz_p_f = p_o[δp_fAt + k_2] * c_2[cAt + k_2];
                            gradients[3248 + k_2] += δz_p_f;
                        }
                    }
                }
            }
            // δz.p_i = Σ δp_i[i]·result 4 of the recurrence[i]
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_iAt = i_3 * 512 + j * 16;
                        int cAt = i_3 * 512 + j * 16;
                        for (int k_2 = 0; k_2 < 16; k_2++) {
                            float δz_p_i = p_g_2[δp_iAt + k_2] * c_2[cAt + k_2];
                            gradients[3264 + k_2] += δz_p_i;
                        }
                    }
                }
            }
        }

        private void backwardPart8() {
            // δz.p_o = Σ δp_o[i]·result 8 of the recurrence[i]
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_oAt = i_3 * 512 + j * 16;
                        int cAt = 512 + i_3 * 512 + j * 16;
                        for (int k_2 = 0; k_2 < 16; k_2++) {
                            float δz_p_o = δp_o[δp_oAt + k_2] * c_2[cAt + k_2];
                            gradients[3280 + k_2] += δz_p_o;
                        }
                    }
                }
            }
            // δz.b_i = sum(δp_i)
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_iAt = i_3 * 512 + j * 16;
                        for (int k_2 = 0; k_2 < 16; k_2++) {
                            gradients[3296 + k_2] += p_g_2[δp_iAt + k_2];
                        }
                    }
                }
            }
            // δz.b_g = sum(δp_g)
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_gAt = i_3 * 512 + j * 16;
                        for (int k_2 = 0; k_2 < 16; k_2++) {
                            gradients[3312 + k_2] += p_o_2[δp_gAt + k_2];
                        }
                    }
                }
            }
            // δz.b_o = sum(δp_o)
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_oAt = i_3 * 512 + j * 16;
                        for (int k_2 = 0; k_2 < 16; k_2++) {
                            gradients[3328 + k_2] += δp_o[δp_oAt + k_2];
                        }
                    }
                }
            }
        }

        private void backwardPart9() {
            // δz.b_f = sum(δp_f)
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_fAt = i_3 * 512 + j * 16;
                        for (int k_2 = 0; k_2 < 16; k_2++) {
                            gradients[3344 + k_2] += p_o[δp_fAt + k_2];
                        }
                    }
                }
            }
            // δforecast.W = Σ δy[i]·z[35 to 36][k]
            K.transposedTimes(1, rows, 12, 16, δy, 0, 384, h_2, 18432, 512, gradients, 3360);
            // δforecast.b = sum(δy)
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    int δyAt = i_3 * 12;
                    for (int j = 0; j < 12; j++) {
                        gradients[3552 + j] += δy[δyAt + j];
                    }
                }
            }
        }
    }

    /** The initial distributions of the parameters. */
    private static final class Initial {
        private final float[] theta;
        private long key;
        final float[] random7 = new float[16];
        final float[] multiply13 = new float[16];
        final float[] sqrt5 = new float[1];
        final float[] random2 = new float[256];
        final float[] orthonormal3 = new float[256];
        final float[] multiply5 = new float[256];
        final float[] random6 = new float[256];
        final float[] multiply13_2 = new float[256];
        final float[] sqrt4 = new float[1];
        final float[] random7_2 = new float[192];
        final float[] multiply14 = new float[192];
        final float[] sqrt5_2 = new float[1];

        Initial(float[] theta) {
            this.theta = theta;
        }

        void draw(long seed) {
            // a.W_f
            key = CounterRandom.key(seed, 0, 0);
            draw16();
            System.arraycopy(multiply13, 0, theta, 0, 16);
            // a.W_i
            key = CounterRandom.key(seed, 1, 0);
            draw16();
            System.arraycopy(multiply13, 0, theta, 16, 16);
            // a.W_g
            key = CounterRandom.key(seed, 2, 0);
            draw16();
            System.arraycopy(multiply13, 0, theta, 32, 16);
            // a.W_o
            key = CounterRandom.key(seed, 3, 0);
            draw16();
            System.arraycopy(multiply13, 0, theta, 48, 16);
            // a.U_f
            key = CounterRandom.key(seed, 4, 0);
            draw256();
            System.arraycopy(multiply5, 0, theta, 64, 256);
            // a.U_i
            key = CounterRandom.key(seed, 5, 0);
            draw256();
            System.arraycopy(multiply5, 0, theta, 320, 256);
            // a.U_g
            key = CounterRandom.key(seed, 6, 0);
            draw256();
            System.arraycopy(multiply5, 0, theta, 576, 256);
            // a.U_o
            key = CounterRandom.key(seed, 7, 0);
            draw256();
            System.arraycopy(multiply5, 0, theta, 832, 256);
            // a.p_f
            Arrays.fill(theta, 1088, 1104, 0f);
            // a.p_i
            Arrays.fill(theta, 1104, 1120, 0f);
            // a.p_o
            Arrays.fill(theta, 1120, 1136, 0f);
            // a.b_i
            Arrays.fill(theta, 1136, 1152, 0f);
            // a.b_g
            Arrays.fill(theta, 1152, 1168, 0f);
            // a.b_o
            Arrays.fill(theta, 1168, 1184, 0f);
            // a.b_f
            Arrays.fill(theta, 1184, 1200, 1f);
            // z.W_f
            key = CounterRandom.key(seed, 15, 0);
            draw256_();
            System.arraycopy(multiply13_2, 0, theta, 1200, 256);
            // z.W_i
            key = CounterRandom.key(seed, 16, 0);
            draw256_();
            System.arraycopy(multiply13_2, 0, theta, 1456, 256);
            // z.W_g
            key = CounterRandom.key(seed, 17, 0);
            draw256_();
            System.arraycopy(multiply13_2, 0, theta, 1712, 256);
            // z.W_o
            key = CounterRandom.key(seed, 18, 0);
            draw256_();
            System.arraycopy(multiply13_2, 0, theta, 1968, 256);
            // z.U_f
            key = CounterRandom.key(seed, 19, 0);
            draw256();
            System.arraycopy(multiply5, 0, theta, 2224, 256);
            // z.U_i
            key = CounterRandom.key(seed, 20, 0);
            draw256();
            System.arraycopy(multiply5, 0, theta, 2480, 256);
            // z.U_g
            key = CounterRandom.key(seed, 21, 0);
            draw256();
            System.arraycopy(multiply5, 0, theta, 2736, 256);
            // z.U_o
            key = CounterRandom.key(seed, 22, 0);
            draw256();
            System.arraycopy(multiply5, 0, theta, 2992, 256);
            // z.p_f
            Arrays.fill(theta, 3248, 3264, 0f);
            // z.p_i
            Arrays.fill(theta, 3264, 3280, 0f);
            // z.p_o
            Arrays.fill(theta, 3280, 3296, 0f);
            // z.b_i
            Arrays.fill(theta, 3296, 3312, 0f);
            // z.b_g
            Arrays.fill(theta, 3312, 3328, 0f);
            // z.b_o
            Arrays.fill(theta, 3328, 3344, 0f);
            // z.b_f
            Arrays.fill(theta, 3344, 3360, 1f);
            // forecast.W
            key = CounterRandom.key(seed, 30, 0);
            draw192();
            System.arraycopy(multiply14, 0, theta, 3360, 192);
            // forecast.b
            Arrays.fill(theta, 3552, 3564, 0f);
        }

        void draw16() {
            // sqrt5 = sqrt(6 / (16 + 1))
            {
                sqrt5[0] = Maths.sqrt((6f / (16f + 1f)));
            }
            // random7 = uniform()
            for (int r = 0; r < 1; r++) {
                long key_2 = CounterRandom.key(key, 0, r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 16; e++) {
                        random7[0 + s * 16 + e] = (float) CounterRandom.uniform(key_2, s * 16 + e);
                    }
                }
            }
            // multiply13 = sqrt(6 / (16 + 1)) ⊙ (2 ⊙ uniform() - 1)
            {
                float sqrt5_2 = sqrt5[0];
                for (int i = 0; i < 16; i++) {
                    multiply13[i] = (sqrt5_2 * ((2f * random7[i]) - 1f));
                }
            }
        }

        void draw256() {
            // random2 = gaussian()
            for (int r = 0; r < 1; r++) {
                long key_2 = CounterRandom.key(key, 0, r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 256; e++) {
                        random2[0 + s * 256 + e] = (float) CounterRandom.gaussian(key_2, s * 256 + e);
                    }
                }
            }
            // random2
            System.arraycopy(random2, 0, orthonormal3, 0, 256);
            // orthonormal3 = orthonormal(gaussian())
            Orthonormal.columnsOrRows(new FloatStorage(orthonormal3), 0, 16, 16);
            // multiply5 = 1 ⊙ orthonormal(gaussian())
            {
                for (int i = 0; i < 256; i++) {
                    multiply5[i] = (1f * orthonormal3[i]);
                }
            }
        }

        void draw256_() {
            // sqrt4 = sqrt(6 / (16 + 16))
            {
                sqrt4[0] = Maths.sqrt((6f / (16f + 16f)));
            }
            // random6 = uniform()
            for (int r = 0; r < 1; r++) {
                long key_2 = CounterRandom.key(key, 0, r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 256; e++) {
                        random6[0 + s * 256 + e] = (float) CounterRandom.uniform(key_2, s * 256 + e);
                    }
                }
            }
            // multiply13 = sqrt(6 / (16 + 16)) ⊙ (2 ⊙ uniform() - 1)
            {
                float sqrt4_2 = sqrt4[0];
                for (int i = 0; i < 256; i++) {
                    multiply13_2[i] = (sqrt4_2 * ((2f * random6[i]) - 1f));
                }
            }
        }

        void draw192() {
            // sqrt5 = sqrt(6 / (12 + 16))
            {
                sqrt5_2[0] = Maths.sqrt((6f / (12f + 16f)));
            }
            // random7 = uniform()
            for (int r = 0; r < 1; r++) {
                long key_2 = CounterRandom.key(key, 0, r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 192; e++) {
                        random7_2[0 + s * 192 + e] = (float) CounterRandom.uniform(key_2, s * 192 + e);
                    }
                }
            }
            // multiply14 = sqrt(6 / (12 + 16)) ⊙ (2 ⊙ uniform() - 1)
            {
                float sqrt5_3 = sqrt5_2[0];
                for (int i = 0; i < 192; i++) {
                    multiply14[i] = (sqrt5_3 * ((2f * random7_2[i]) - 1f));
                }
            }
        }
    }

    /** One update of all parameters from their gradient. */
    private static final class Optimizer {
        private final float[] theta;
        private float[] gradient;
        private float[] m;
        private float[] v;
        private float k;
        private float rate;
        final float[] subtract23 = new float[1];
        final float[] subtract27 = new float[1];
        final float[] multiply7 = new float[1];

        Optimizer(float[] theta) {
            this.theta = theta;
        }

        void update() {
            updatePart0();
            updatePart1();
        }

        private void updatePart0() {
            // multiply7 = 0.001 ⊙ rate
            {
                float scalar = rate;
                multiply7[0] = (0.001f * scalar);
            }
            // add15 = 0.9 ⊙ m + 0.09999999999999998 ⊙ g
            // add21 = 0.999 ⊙ v + 0.0010000000000000009 ⊙ (g ⊙ g)
            {
                for (int i = 0; i < 3564; i++) {
                    float v2 = (0.9f * m[i]) + (0.1f * gradient[i]);
                    float v6 = (0.999f * v[i]) + (0.001f * (gradient[i] * gradient[i]));
                    m[i] = v2;
                    v[i] = v6;
                }
            }
            // subtract23 = 1 - (0.9 ^ k)
            {
                float scalar = k;
                subtract23[0] = (1f - (Maths.pow(0.9f, scalar)));
            }
            // subtract27 = 1 - (0.999 ^ k)
            {
                float scalar = k;
                subtract27[0] = (1f - (Maths.pow(0.999f, scalar)));
            }
        }

        private void updatePart1() {
            // subtract36 = θ - (((0.001 ⊙ rate) ⊙ ((… ⊙ m + … ⊙ g) / (… - …))) / (sqrt((… + …) / …) + 1.0E-8))
            {
                float subtract23_2 = subtract23[0];
                float subtract27_2 = subtract27[0];
                float multiply7_2 = multiply7[0];
                for (int i = 0; i < 3564; i++) {
                    theta[i] = (theta[i] - ((multiply7_2 * (m[i] / subtract23_2)) / (Maths.sqrt((v[i] / subtract27_2)) + 1.0E-8f)));
                }
            }
        }
    }

    /** The factor of the learning rate in an epoch, counted from 0. */
    private static final class Schedule {
        private final double epoch;
        private final double epochs;
        private final double[] result = new double[1];
        final double[] add6 = new double[1];
        final double[] greater4 = new double[1];
        final double[] subtract10 = new double[1];

        Schedule(double epoch, double epochs) {
            this.epoch = epoch;
            this.epochs = epochs;
        }

        void evaluate() {
            // greater4 = 5 > epoch
            // add6 = epoch + 1
            // subtract10 = epoch - 5
            {
                double scalar = epoch;
                double v0 = 5.0 > scalar ? 1.0 : 0.0;
                double v1 = scalar + 1.0;
                double v2 = scalar - 5.0;
                greater4[0] = v0;
                add6[0] = v1;
                subtract10[0] = v2;
            }
            // multiply22 = (5 > epoch ? (epoch + 1) / 5 : 1) ⊙ ((1 + cos(3.141592653589793 ⊙ (… / …))) / 2)
            {
                double scalar = epochs;
                double v0 = scalar - 5.0;
                result[0] = ((greater4[0] != 0.0 ? (add6[0] / 5.0) : 1.0) * ((1.0 + Maths.cos((3.141592653589793 * (((subtract10[0] > 0.0 ? 1.0 : 0.0) != 0.0 ? subtract10[0] : 0.0) / ((v0 > 1.0 ? 1.0 : 0.0) != 0.0 ? v0 : 1.0))))) / 2.0));
            }
        }
    }
}
