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
 * The smallest useful model: the next value of a curve from its last twenty.
 *
 * <pre>
 * model Sine {
 *   time   T = 20
 *   input  x[T, 1]
 *   target y[1]
 *   layer  a = LSTM(x, units: 8)
 *   output next = Dense(last(a), units: 1)
 *   loss   mse(next, y)
 *   train {
 *     optimizer adam(lr: 1e-2)
 *     epochs 50
 *     batch  16
 *     seed   1
 *   }
 * }
 * cell LSTM(units) {
 *   input x
 *   state h[units], c[units]
 *   param W_i, W_f, W_g, W_o ~ glorot         // [units, x]
 *   param U_i, U_f, U_g, U_o ~ orthogonal     // [units, units]
 *   param b_i, b_g, b_o      ~ zeros
 *   param b_f                ~ constant(1)
 *   i    = σ(W_i·x + U_i·h[t-1] + b_i)
 *   f    = σ(W_f·x + U_f·h[t-1] + b_f)
 *   g    = tanh(W_g·x + U_g·h[t-1] + b_g)
 *   o    = σ(W_o·x + U_o·h[t-1] + b_o)
 *   c[t] = f ⊙ c[t-1] + i ⊙ g
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
 * <p>Its shapes, with 329 trained numbers:
 *
 * <pre>
 * input   x       [20 steps, 1]
 * target  y       [1]
 * output  next    [1]
 * param   a.W_i   [8, 1]
 * param   a.W_f   [8, 1]
 * param   a.W_g   [8, 1]
 * param   a.W_o   [8, 1]
 * param   a.U_i   [8, 8]
 * param   a.U_f   [8, 8]
 * param   a.U_g   [8, 8]
 * param   a.U_o   [8, 8]
 * param   a.b_i   [8]
 * param   a.b_g   [8]
 * param   a.b_o   [8]
 * param   a.b_f   [8]
 * param   next.W  [1, 8]
 * param   next.b  [1]
 * </pre>
 *
 * <p>To train it and to use it:
 *
 * <pre>
 * Sine model = new Sine();
 * Sine.Data data = new Sine.Data();
 * data.add(x, y);
 * model.train(data, ProgressListener.console());
 * model.save(Path.of("Sine.safetensors"));
 * float[] next = model.predict(x);
 * </pre>
 *
 * <p>Any number of threads may predict with one object at the same time.
 */
@Generated("lstmc")
public final class Sine extends Model {
    private static final Kernels K = Kernels.get();

    /** Samples that are computed together. */
    private static final int BLOCK = 16;

    private static final List<Parameter> PARAMETERS = List.of(
            new Parameter("a.W_i", List.of(8, 1), 0),
            new Parameter("a.W_f", List.of(8, 1), 8),
            new Parameter("a.W_g", List.of(8, 1), 16),
            new Parameter("a.W_o", List.of(8, 1), 24),
            new Parameter("a.U_i", List.of(8, 8), 32),
            new Parameter("a.U_f", List.of(8, 8), 96),
            new Parameter("a.U_g", List.of(8, 8), 160),
            new Parameter("a.U_o", List.of(8, 8), 224),
            new Parameter("a.b_i", List.of(8), 288),
            new Parameter("a.b_g", List.of(8), 296),
            new Parameter("a.b_o", List.of(8), 304),
            new Parameter("a.b_f", List.of(8), 312),
            new Parameter("next.W", List.of(1, 8), 320),
            new Parameter("next.b", List.of(1), 328));

    private static final List<Column> COLUMNS = List.of(
            new Column("x", 20, 1, false),
            new Column("y", 0, 1, false));

    private static final Training TRAINING = Training.DEFAULT
            .withEpochs(50)
            .withBatch(16)
            .withSeed(1L);

    /** All parameters, one behind the other. */
    private final float[] theta;

    /** Workspaces that no thread uses now. */
    private final Queue<Work> idle = new ConcurrentLinkedQueue<>();

    /** Exists from the first update on. */
    private Optimizer optimizer;

    /** A model with random weights, always the same ones. */
    public Sine() {
        this(1);
    }

    /** A model with random weights that depend on {@code seed} alone. */
    public Sine(long seed) {
        this(new FloatStorage(new float[329]));
        initialise(seed);
    }

    private Sine(FloatStorage values) {
        super("Sine", PARAMETERS, values, TRAINING);
        theta = values.array();
    }

    /**
     * A model with the weights of a file that {@link #save} wrote.
     *
     * @throws IOException if the file cannot be read or was made for other shapes
     */
    public static Sine from(Path weights) throws IOException {
        Sine model = new Sine(new FloatStorage(new float[329]));
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
     * @param x 20 values: 20 steps × 1
     * @return next: 1 value
     * @throws IllegalArgumentException if an array has another length
     */
    public float[] predict(float[] x) {
        Work work = borrow();
        try {
            work.rows = 1;
            work.inputs(0, x);
            work.forward();
            return work.next(0);
        } finally {
            idle.add(work);
        }
    }

    /**
     * Predicts for many samples, 16 at a time.
     *
     * @param x for each sample 20 values: 20 steps × 1
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
                    predictions[from + row] = work.next(row);
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
         * @param x 20 values: 20 steps × 1
         * @param y 1 value
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
        private final float[] nextOut = new float[1];
        private final float[] state_h = new float[8];
        private final float[] state_c = new float[8];
        final float[] x = new float[1];
        final float[] add21 = new float[8];
        final float[] add39 = new float[8];
        final float[] f = new float[8];
        final float[] i = new float[8];
        final float[] o = new float[8];

        private Stream(float[] theta) {
            this.theta = theta;
            reset();
        }

        /**
         * Takes one step. Allocates nothing: the result is the same object each time, with the values
         * of this step until the next.
         *
         * @param x 1 value
         * @return 1 value
         */
        public float[] step(float[] x) {
            checkLength("x", x.length, 1, "1");
            System.arraycopy(x, 0, this.x, 0, 1);
            advance();
            return this.nextOut;
        }

        /**
         * Takes one step and copies its result to arrays of the caller.
         *
         * @param x 1 value
         * @param out takes the result
         */
        public void step(float[] x, float[] out) {
            checkLength("out", out.length, 1, "1");
            step(x);
            System.arraycopy(nextOut, 0, out, 0, 1);
        }

        /** Forgets all steps: the next one is the first of a new sequence. */
        public void reset() {
            Arrays.fill(state_h, 0f);
            Arrays.fill(state_c, 0f);
        }

        void advance() {
            advancePart0();
            advancePart1();
            advancePart2();
            advancePart3();
        }

        private void advancePart0() {
            // add21 = broadcast20
            System.arraycopy(theta, 288, add21, 0, 8);
            // contract17 = a.W_i·x
            K.timesTransposed(1, 1, 8, 1, x, 0, 1, theta, 0, add21, 0, 8);
            // contract18 = a.U_i·state_h
            K.timesTransposed(1, 1, 8, 8, state_h, 0, 8, theta, 32, add21, 0, 8);
            // i = sigmoid(a.W_i·x + a.U_i·state_h + a.b_i)
            {
                for (int i_2 = 0; i_2 < 8; i_2++) {
                    float i_3 = Maths.sigmoid(add21[i_2]);
                    i[i_2] = i_3;
                }
            }
            // add27 = broadcast26
            System.arraycopy(theta, 312, add21, 0, 8);
            // contract23 = a.W_f·x
            K.timesTransposed(1, 1, 8, 1, x, 0, 1, theta, 8, add21, 0, 8);
        }

        private void advancePart1() {
            // contract24 = a.U_f·state_h
            K.timesTransposed(1, 1, 8, 8, state_h, 0, 8, theta, 96, add21, 0, 8);
            // f = sigmoid(a.W_f·x + a.U_f·state_h + a.b_f)
            {
                for (int i_2 = 0; i_2 < 8; i_2++) {
                    float f_2 = Maths.sigmoid(add21[i_2]);
                    f[i_2] = f_2;
                }
            }
            // add33 = broadcast32
            System.arraycopy(theta, 296, add21, 0, 8);
            // contract29 = a.W_g·x
            K.timesTransposed(1, 1, 8, 1, x, 0, 1, theta, 16, add21, 0, 8);
            // contract30 = a.U_g·state_h
            K.timesTransposed(1, 1, 8, 8, state_h, 0, 8, theta, 160, add21, 0, 8);
            // add39 = broadcast38
            System.arraycopy(theta, 304, add39, 0, 8);
        }

        private void advancePart2() {
            // contract35 = a.W_o·x
            K.timesTransposed(1, 1, 8, 1, x, 0, 1, theta, 24, add39, 0, 8);
            // contract36 = a.U_o·state_h
            K.timesTransposed(1, 1, 8, 8, state_h, 0, 8, theta, 224, add39, 0, 8);
            // o = sigmoid(a.W_o·x + a.U_o·state_h + a.b_o)
            {
                for (int i_2 = 0; i_2 < 8; i_2++) {
                    float o_2 = Maths.sigmoid(add39[i_2]);
                    o[i_2] = o_2;
                }
            }
            // c = f ⊙ state_c + i ⊙ g
            {
                for (int i_2 = 0; i_2 < 8; i_2++) {
                    float g = Maths.tanh(add21[i_2]);
                    float c = (f[i_2] * state_c[i_2]) + (i[i_2] * g);
                    state_c[i_2] = c;
                }
            }
        }

        private void advancePart3() {
            // h = o ⊙ tanh(c)
            {
                for (int i_2 = 0; i_2 < 8; i_2++) {
                    float h = o[i_2] * Maths.tanh(state_c[i_2]);
                    state_h[i_2] = h;
                }
            }
            // y = broadcast47
            {
                nextOut[0] = theta[328];
            }
            // contract46 = next.W·h
            K.timesTransposed(1, 1, 1, 8, state_h, 0, 8, theta, 320, nextOut, 0, 1);
        }
    }

    /**
     * Up to 16 samples on their way through the equations and back:
     *
     * <pre>
     * Sine.Pass pass = model.newPass();
     * pass.add(x, y);
     * double loss = pass.forward();
     * pass.backward();
     * float[] gradient = pass.gradient("a.W_i");
     * </pre>
     */
    public static final class Pass {
        private final Sine model;
        private final Work work;
        private boolean forwardDone;
        private boolean backwardDone;

        private Pass(Sine model) {
            this.model = model;
            this.work = new Work(model.theta);
        }

        /**
         * Adds a sample as the next row.
         *
         * @param x 20 values: 20 steps × 1
         * @param y 1 value
         * @return this
         * @throws IllegalArgumentException if an array has another length
         * @throws IllegalStateException if 16 samples are there already
         */
        public Pass add(float[] x, float[] y) {
            require(work.rows < BLOCK, "a pass takes at most 16 samples; see clear()");
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
         * Output {@code next} of a sample: 1 value.
         *
         * @param row counts the samples from 0
         */
        public float[] next(int row) {
            require(forwardDone, "call forward() first");
            Objects.checkIndex(row, work.rows);
            return work.next(row);
        }
    }

    /** Up to 16 samples on their way through the equations, and back. */
    private static final class Work extends Workspace {
        private final float[] theta;

        /** The array of {@link #gradient}. */
        private float[] gradients;
        final float[] x = new float[320];
        final float[] y = new float[16];
        final float[] δloss = new float[16];
        final float[] p_i = new float[2560];
        final float[] p_f = new float[2560];
        final float[] p_g = new float[2560];
        final float[] p_o = new float[2560];
        final float[] h = new float[2688];
        final float[] c = new float[2688];
        final float[] i = new float[2560];
        final float[] f = new float[2560];
        final float[] g = new float[2560];
        final float[] o = new float[2560];
        final float[] tanh42 = new float[2560];
        final float[] add20 = new float[128];
        final float[] y_2 = new float[16];
        final float[] contract39 = new float[16];
        final float[] subtract38 = new float[16];
        final float[] δy = new float[16];
        final float[] δh = new float[2688];
        final float[] δc = new float[2688];
        final float[] δp_o = new float[2560];

        Work(float[] theta) {
            super(BLOCK);
            this.theta = theta;
        }

        void inputs(int row, float[] x) {
            checkLength("x", x.length, 20, "20 = 20 steps × 1");
            for (int step = 0; step < 20; step++) {
                this.x[step * 16 + row] = x[step];
            }
        }

        void targets(int row, float[] y) {
            checkLength("y", y.length, 1, "1");
            this.y[row] = y[0];
        }

        float[] next(int row) {
            float[] out = new float[1];
            out[0] = this.y_2[row];
            return out;
        }

        double totalLoss() {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += this.contract39[row];
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
        }

        private void forwardPart0() {
            // p_i = 0
            for (int i_2 = 0; i_2 < 20; i_2++) {
                Arrays.fill(p_i, i_2 * 128, i_2 * 128 + rows * 8, 0f);
            }
            // p_i = a.W_i·x
            K.timesTransposed(20, rows, 8, 1, x, 0, 16, theta, 0, p_i, 0, 128);
            // p_f = 0
            for (int i_2 = 0; i_2 < 20; i_2++) {
                Arrays.fill(p_f, i_2 * 128, i_2 * 128 + rows * 8, 0f);
            }
            // p_f = a.W_f·x
            K.timesTransposed(20, rows, 8, 1, x, 0, 16, theta, 8, p_f, 0, 128);
            // p_g = 0
            for (int i_2 = 0; i_2 < 20; i_2++) {
                Arrays.fill(p_g, i_2 * 128, i_2 * 128 + rows * 8, 0f);
            }
            // p_g = a.W_g·x
            K.timesTransposed(20, rows, 8, 1, x, 0, 16, theta, 16, p_g, 0, 128);
            // p_o = 0
            for (int i_2 = 0; i_2 < 20; i_2++) {
                Arrays.fill(p_o, i_2 * 128, i_2 * 128 + rows * 8, 0f);
            }
        }

        private void forwardPart1Step0(int t) {
            forwardPart1Step0Part0(t);
            forwardPart1Step0Part1(t);
            forwardPart1Step0Part2(t);
            forwardPart1Step0Part3(t);
        }

        private void forwardPart1Step0Part0(int t) {
            // add20 = p_i
            System.arraycopy(p_i, t * 128, add20, 0, rows * 8);
            // contract19 = a.U_i·h
            K.timesTransposed(1, rows, 8, 8, h, t * 128, 128, theta, 32, add20, 0, 128);
            // i = sigmoid(p_i + a.U_i·h + a.b_i)
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    int add20At = i_2 * 8;
                    int iAt = t * 128 + i_2 * 8;
                    for (int j = 0; j < 8; j++) {
                        i[iAt + j] = (add20[add20At + j] + theta[288 + j]);
                    }
                }
            }
            {
                int iAt = t * 128;
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float i_3 = Maths.sigmoid(i[iAt + i_2]);
                    i[iAt + i_2] = i_3;
                }
            }
            // add25 = p_f
            System.arraycopy(p_f, t * 128, add20, 0, rows * 8);
            // contract24 = a.U_f·h
            K.timesTransposed(1, rows, 8, 8, h, t * 128, 128, theta, 96, add20, 0, 128);
        }

        private void forwardPart1Step0Part1(int t) {
            // f = sigmoid(p_f + a.U_f·h + a.b_f)
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    int add25At = i_2 * 8;
                    int fAt = t * 128 + i_2 * 8;
                    for (int j = 0; j < 8; j++) {
                        f[fAt + j] = (add20[add25At + j] + theta[312 + j]);
                    }
                }
            }
            {
                int fAt = t * 128;
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float f_2 = Maths.sigmoid(f[fAt + i_2]);
                    f[fAt + i_2] = f_2;
                }
            }
            // add30 = p_g
            System.arraycopy(p_g, t * 128, add20, 0, rows * 8);
            // contract29 = a.U_g·h
            K.timesTransposed(1, rows, 8, 8, h, t * 128, 128, theta, 160, add20, 0, 128);
            // g = tanh(p_g + a.U_g·h + a.b_g)
            // c = f ⊙ c + i ⊙ g
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    int add30At = i_2 * 8;
                    int gAt = t * 128 + i_2 * 8;
                    for (int j = 0; j < 8; j++) {
                        g[gAt + j] = (add20[add30At + j] + theta[296 + j]);
                    }
                }
            }
        }

        private void forwardPart1Step0Part2(int t) {
            {
                int gAt = t * 128;
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float g_2 = Maths.tanh(g[gAt + i_2]);
                    g[gAt + i_2] = g_2;
                }
            }
            {
                int fAt = t * 128;
                int cAt = t * 128;
                int iAt = t * 128;
                int gAt = t * 128;
                int cAt_2 = t * 128 + 128;
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float c_2 = (f[fAt + i_2] * c[cAt + i_2]) + (i[iAt + i_2] * g[gAt + i_2]);
                    c[cAt_2 + i_2] = c_2;
                }
            }
            // add35 = p_o
            System.arraycopy(p_o, t * 128, add20, 0, rows * 8);
            // contract34 = a.U_o·h
            K.timesTransposed(1, rows, 8, 8, h, t * 128, 128, theta, 224, add20, 0, 128);
            // o = sigmoid(p_o + a.U_o·h + a.b_o)
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    int add35At = i_2 * 8;
                    int oAt = t * 128 + i_2 * 8;
                    for (int j = 0; j < 8; j++) {
                        o[oAt + j] = (add20[add35At + j] + theta[304 + j]);
                    }
                }
            }
        }

        private void forwardPart1Step0Part3(int t) {
            {
                int oAt = t * 128;
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float o_2 = Maths.sigmoid(o[oAt + i_2]);
                    o[oAt + i_2] = o_2;
                }
            }
            // tanh42 = tanh(c)
            // h = o ⊙ tanh(c)
            {
                int cAt = t * 128 + 128;
                int oAt = t * 128;
                int tanh42At = t * 128;
                int hAt = t * 128 + 128;
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float v0 = Maths.tanh(c[cAt + i_2]);
                    float h_2 = o[oAt + i_2] * v0;
                    tanh42[tanh42At + i_2] = v0;
                    h[hAt + i_2] = h_2;
                }
            }
        }

        private void forwardPart1() {
            // p_o = a.W_o·x
            K.timesTransposed(20, rows, 8, 1, x, 0, 16, theta, 24, p_o, 0, 128);
            // h before the first step
            Arrays.fill(h, 0, rows * 8, 0f);
            // c before the first step
            Arrays.fill(c, 0, rows * 8, 0f);
            // scan22 = recurrence over 20 steps
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
            // y = broadcast36
            {
                float theta_2 = theta[328];
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    y_2[i_2] = theta_2;
                }
            }
            // contract35 = next.W·a[19 to 20]
            K.timesTransposed(1, rows, 1, 8, h, 2560, 128, theta, 320, y_2, 0, 16);
        }

        void loss() {
            // subtract38 = y - y
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    subtract38[i_2] = (y_2[i_2] - y[i_2]);
                }
            }
            // contract39 = Σ (y - y)[i]·(y - y)[i]
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    contract39[i_2] = (subtract38[i_2] * subtract38[i_2]);
                }
            }
        }

        void backward() {
            backwardPart0();
            backwardPart1();
            backwardPart2();
            backwardPart3();
        }

        private void backwardPart0() {
            // δy = δloss ⊙ (y - y) + δloss ⊙ (y - y)
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    float v0 = δloss[i_2] * subtract38[i_2];
                    float δy_2 = v0 + v0;
                    δy[i_2] = δy_2;
                }
            }
            // contract43 = 0
            Arrays.fill(add20, 0, rows * 8, 0f);
            // contract43 = next.Wᵀ·δy
            K.times(1, rows, 8, 1, δy, 0, 16, theta, 320, add20, 0, 128);
            // δa = 0
            for (int i_2 = 0; i_2 < 20; i_2++) {
                Arrays.fill(p_i, i_2 * 128, i_2 * 128 + rows * 8, 0f);
            }
            // δa = pad(next.Wᵀ·δy)
            System.arraycopy(add20, 0, p_i, 2432, rows * 8);
            // δh before the first step
            Arrays.fill(δh, 2560, 2560 + rows * 8, 0f);
            // δc before the first step
            Arrays.fill(δc, 2560, 2560 + rows * 8, 0f);
        }

        private void backwardPart1Step1(int t1) {
            backwardPart1Step1Part0(t1);
            backwardPart1Step1Part1(t1);
            backwardPart1Step1Part2(t1);
        }

        private void backwardPart1Step1Part0(int t1) {
            // δc = δc + (δh ⊙ o) ⊙ (1 - (r42 ⊙ r42))
            // δp_o = δo ⊙ (o ⊙ (1 - o))
            // δp_g = δg ⊙ (1 - (g ⊙ g))
            {
                int δhAt = t1 * 128 + 128;
                int δaAt = t1 * 128;
                int oAt = t1 * 128;
                int tanh42At = t1 * 128;
                int δcAt = t1 * 128 + 128;
                int iAt = t1 * 128;
                int gAt = t1 * 128;
                int δp_oAt = t1 * 128;
                int δp_gAt = t1 * 128;
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float δh_2 = δh[δhAt + i_2] + p_i[δaAt + i_2];
                    float δc_2 = δc[δcAt + i_2] + ((δh_2 * o[oAt + i_2]) * (1f - (tanh42[tanh42At + i_2] * tanh42[tanh42At + i_2])));
                    float δo = δh_2 * tanh42[tanh42At + i_2];
                    float δp_o_2 = δo * (o[oAt + i_2] * (1f - o[oAt + i_2]));
                    float δg = δc_2 * i[iAt + i_2];
                    float δp_g = δg * (1f - (g[gAt + i_2] * g[gAt + i_2]));
                    add20[i_2] = δc_2;
                    δp_o[δp_oAt + i_2] = δp_o_2;
                    p_o[δp_gAt + i_2] = δp_g;
                }
            }
        }

        private void backwardPart1Step1Part1(int t1) {
            // δp_f = δf ⊙ (f ⊙ (1 - f))
            // δp_i = δi ⊙ (i ⊙ (1 - i))
            // δc = δc ⊙ f
            {
                int cAt = t1 * 128;
                int fAt = t1 * 128;
                int gAt = t1 * 128;
                int iAt = t1 * 128;
                int δp_fAt = t1 * 128;
                int δp_iAt = t1 * 128;
                int δcAt = t1 * 128;
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float δf = add20[i_2] * c[cAt + i_2];
                    float δp_f = δf * (f[fAt + i_2] * (1f - f[fAt + i_2]));
                    float δi = add20[i_2] * g[gAt + i_2];
                    float δp_i = δi * (i[iAt + i_2] * (1f - i[iAt + i_2]));
                    float δc_2 = add20[i_2] * f[fAt + i_2];
                    p_g[δp_fAt + i_2] = δp_f;
                    p_f[δp_iAt + i_2] = δp_i;
                    δc[δcAt + i_2] = δc_2;
                }
            }
            // contract28 = 0
            Arrays.fill(δh, t1 * 128, t1 * 128 + rows * 8, 0f);
            // contract28 = a.U_oᵀ·δp_o
            K.times(1, rows, 8, 8, δp_o, t1 * 128, 128, theta, 224, δh, t1 * 128, 128);
        }

        private void backwardPart1Step1Part2(int t1) {
            // contract32 = a.U_gᵀ·δp_g
            K.times(1, rows, 8, 8, p_o, t1 * 128, 128, theta, 160, δh, t1 * 128, 128);
            // contract37 = a.U_fᵀ·δp_f
            K.times(1, rows, 8, 8, p_g, t1 * 128, 128, theta, 96, δh, t1 * 128, 128);
            // contract42 = a.U_iᵀ·δp_i
            K.times(1, rows, 8, 8, p_f, t1 * 128, 128, theta, 32, δh, t1 * 128, 128);
        }

        private void backwardPart1() {
            // scan46 = recurrence over 20 steps, from the last to the first
            backwardPart1Step1(19);
            backwardPart1Step1(18);
            backwardPart1Step1(17);
            backwardPart1Step1(16);
            backwardPart1Step1(15);
            backwardPart1Step1(14);
            backwardPart1Step1(13);
            backwardPart1Step1(12);
            backwardPart1Step1(11);
            backwardPart1Step1(10);
            backwardPart1Step1(9);
            backwardPart1Step1(8);
            backwardPart1Step1(7);
            backwardPart1Step1(6);
            backwardPart1Step1(5);
            backwardPart1Step1(4);
            backwardPart1Step1(3);
            backwardPart1Step1(2);
            backwardPart1Step1(1);
            backwardPart1Step1(0);
            // δa.W_i = Σ δp_i[i]·x[k]
            K.transposedTimes(20, rows, 8, 1, p_f, 0, 128, x, 0, 16, gradients, 0);
            // δa.W_f = Σ δp_f[i]·x[k]
            K.transposedTimes(20, rows, 8, 1, p_g, 0, 128, x, 0, 16, gradients, 8);
            // δa.W_g = Σ δp_g[i]·x[k]
            K.transposedTimes(20, rows, 8, 1, p_o, 0, 128, x, 0, 16, gradients, 16);
            // δa.W_o = Σ δp_o[i]·x[k]
            K.transposedTimes(20, rows, 8, 1, δp_o, 0, 128, x, 0, 16, gradients, 24);
            // δa.U_i = Σ δp_i[i]·result 3 of the recurrence[k]
            K.transposedTimes(20, rows, 8, 8, p_f, 0, 128, h, 0, 128, gradients, 32);
        }

        private void backwardPart2() {
            // δa.U_f = Σ δp_f[i]·result 3 of the recurrence[k]
            K.transposedTimes(20, rows, 8, 8, p_g, 0, 128, h, 0, 128, gradients, 96);
            // δa.U_g = Σ δp_g[i]·result 3 of the recurrence[k]
            K.transposedTimes(20, rows, 8, 8, p_o, 0, 128, h, 0, 128, gradients, 160);
            // δa.U_o = Σ δp_o[i]·result 3 of the recurrence[k]
            K.transposedTimes(20, rows, 8, 8, δp_o, 0, 128, h, 0, 128, gradients, 224);
            // δa.b_i = sum(δp_i)
            {
                for (int i_2 = 0; i_2 < 20; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_iAt = i_2 * 128 + j * 8;
                        for (int k_2 = 0; k_2 < 8; k_2++) {
                            gradients[288 + k_2] += p_f[δp_iAt + k_2];
                        }
                    }
                }
            }
            // δa.b_g = sum(δp_g)
            {
                for (int i_2 = 0; i_2 < 20; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_gAt = i_2 * 128 + j * 8;
                        for (int k_2 = 0; k_2 < 8; k_2++) {
                            gradients[296 + k_2] += p_o[δp_gAt + k_2];
                        }
                    }
                }
            }
            // δa.b_o = sum(δp_o)
            {
                for (int i_2 = 0; i_2 < 20; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_oAt = i_2 * 128 + j * 8;
                        for (int k_2 = 0; k_2 < 8; k_2++) {
                            gradients[304 + k_2] += δp_o[δp_oAt + k_2];
                        }
                    }
                }
            }
        }

        private void backwardPart3() {
            // δa.b_f = sum(δp_f)
            {
                for (int i_2 = 0; i_2 < 20; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_fAt = i_2 * 128 + j * 8;
                        for (int k_2 = 0; k_2 < 8; k_2++) {
                            gradients[312 + k_2] += p_g[δp_fAt + k_2];
                        }
                    }
                }
            }
            // δnext.W = Σ δy[i]·a[19 to 20][k]
            K.transposedTimes(1, rows, 1, 8, δy, 0, 16, h, 2560, 128, gradients, 320);
            // δnext.b = sum(δy)
            {
                float sum = 0f;
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    sum += δy[i_2];
                }
                gradients[328] += sum;
            }
        }
    }

    /** The initial distributions of the parameters. */
    private static final class Initial {
        private final float[] theta;
        private long key;
        final float[] random7 = new float[8];
        final float[] multiply13 = new float[8];
        final float[] sqrt5 = new float[1];
        final float[] random2 = new float[64];
        final float[] orthonormal3 = new float[64];
        final float[] multiply5 = new float[64];
        final float[] random7_2 = new float[8];
        final float[] multiply13_2 = new float[8];
        final float[] sqrt5_2 = new float[1];

        Initial(float[] theta) {
            this.theta = theta;
        }

        void draw(long seed) {
            // a.W_i
            key = CounterRandom.key(seed, 0, 0);
            draw8();
            System.arraycopy(multiply13, 0, theta, 0, 8);
            // a.W_f
            key = CounterRandom.key(seed, 1, 0);
            draw8();
            System.arraycopy(multiply13, 0, theta, 8, 8);
            // a.W_g
            key = CounterRandom.key(seed, 2, 0);
            draw8();
            System.arraycopy(multiply13, 0, theta, 16, 8);
            // a.W_o
            key = CounterRandom.key(seed, 3, 0);
            draw8();
            System.arraycopy(multiply13, 0, theta, 24, 8);
            // a.U_i
            key = CounterRandom.key(seed, 4, 0);
            draw64();
            System.arraycopy(multiply5, 0, theta, 32, 64);
            // a.U_f
            key = CounterRandom.key(seed, 5, 0);
            draw64();
            System.arraycopy(multiply5, 0, theta, 96, 64);
            // a.U_g
            key = CounterRandom.key(seed, 6, 0);
            draw64();
            System.arraycopy(multiply5, 0, theta, 160, 64);
            // a.U_o
            key = CounterRandom.key(seed, 7, 0);
            draw64();
            System.arraycopy(multiply5, 0, theta, 224, 64);
            // a.b_i
            Arrays.fill(theta, 288, 296, 0f);
            // a.b_g
            Arrays.fill(theta, 296, 304, 0f);
            // a.b_o
            Arrays.fill(theta, 304, 312, 0f);
            // a.b_f
            Arrays.fill(theta, 312, 320, 1f);
            // next.W
            key = CounterRandom.key(seed, 12, 0);
            draw8_();
            System.arraycopy(multiply13_2, 0, theta, 320, 8);
            // next.b
            Arrays.fill(theta, 328, 329, 0f);
        }

        void draw8() {
            // sqrt5 = sqrt(6 / (8 + 1))
            {
                sqrt5[0] = Maths.sqrt((6f / (8f + 1f)));
            }
            // random7 = uniform()
            for (int r = 0; r < 1; r++) {
                long key_2 = CounterRandom.key(key, 0, r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 8; e++) {
                        random7[0 + s * 8 + e] = (float) CounterRandom.uniform(key_2, s * 8 + e);
                    }
                }
            }
            // multiply13 = sqrt(6 / (8 + 1)) ⊙ (2 ⊙ uniform() - 1)
            {
                float sqrt5_2 = sqrt5[0];
                for (int i = 0; i < 8; i++) {
                    multiply13[i] = (sqrt5_2 * ((2f * random7[i]) - 1f));
                }
            }
        }

        void draw64() {
            // random2 = gaussian()
            for (int r = 0; r < 1; r++) {
                long key_2 = CounterRandom.key(key, 0, r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 64; e++) {
                        random2[0 + s * 64 + e] = (float) CounterRandom.gaussian(key_2, s * 64 + e);
                    }
                }
            }
            // random2
            System.arraycopy(random2, 0, orthonormal3, 0, 64);
            // orthonormal3 = orthonormal(gaussian())
            Orthonormal.columnsOrRows(new FloatStorage(orthonormal3), 0, 8, 8);
            // multiply5 = 1 ⊙ orthonormal(gaussian())
            {
                for (int i = 0; i < 64; i++) {
                    multiply5[i] = (1f * orthonormal3[i]);
                }
            }
        }

        void draw8_() {
            // sqrt5 = sqrt(6 / (1 + 8))
            {
                sqrt5_2[0] = Maths.sqrt((6f / (1f + 8f)));
            }
            // random7 = uniform()
            for (int r = 0; r < 1; r++) {
                long key_2 = CounterRandom.key(key, 0, r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 8; e++) {
                        random7_2[0 + s * 8 + e] = (float) CounterRandom.uniform(key_2, s * 8 + e);
                    }
                }
            }
            // multiply13 = sqrt(6 / (1 + 8)) ⊙ (2 ⊙ uniform() - 1)
            {
                float sqrt5_3 = sqrt5_2[0];
                for (int i = 0; i < 8; i++) {
                    multiply13_2[i] = (sqrt5_3 * ((2f * random7_2[i]) - 1f));
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
            // multiply7 = 0.01 ⊙ rate
            {
                float scalar = rate;
                multiply7[0] = (0.01f * scalar);
            }
            // add15 = 0.9 ⊙ m + 0.09999999999999998 ⊙ g
            // add21 = 0.999 ⊙ v + 0.0010000000000000009 ⊙ (g ⊙ g)
            {
                for (int i = 0; i < 329; i++) {
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
            // subtract36 = θ - (((0.01 ⊙ rate) ⊙ ((… ⊙ m + … ⊙ g) / (… - …))) / (sqrt((… + …) / …) + 1.0E-8))
            {
                float subtract23_2 = subtract23[0];
                float subtract27_2 = subtract27[0];
                float multiply7_2 = multiply7[0];
                for (int i = 0; i < 329; i++) {
                    theta[i] = (theta[i] - ((multiply7_2 * (m[i] / subtract23_2)) / (Maths.sqrt((v[i] / subtract27_2)) + 1.0E-8f)));
                }
            }
        }
    }
}
