package io.lstmc.models;

import io.lstmc.runtime.Column;
import io.lstmc.runtime.Gradient;
import io.lstmc.runtime.Model;
import io.lstmc.runtime.Samples;
import io.lstmc.runtime.StreamState;
import io.lstmc.runtime.Training;
import io.lstmc.runtime.generated.Generated;
import io.lstmc.runtime.generated.Workspace;
import io.lstmc.runtime.kernel.FloatEquations;
import io.lstmc.runtime.kernel.FloatOuter;
import io.lstmc.runtime.kernel.FloatProduct;
import io.lstmc.runtime.kernel.FloatWeights;
import io.lstmc.runtime.kernel.Kernels;
import io.lstmc.runtime.kernel.OuterShape;
import io.lstmc.runtime.kernel.ProductShape;
import io.lstmc.runtime.math.CounterRandom;
import io.lstmc.runtime.math.Maths;
import io.lstmc.runtime.math.Orthonormal;
import io.lstmc.runtime.tensor.FloatStorage;
import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
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
            new Column("x", "T", 20, 1, 0, false),
            new Column("y", "", 0, 1, 0, false));

    private static final Training TRAINING = Training.DEFAULT
            .withEpochs(50)
            .withBatch(16)
            .withSeed(1L);

    /** All parameters, one behind the other. */
    private final float[] theta;

    /** Workspaces that no thread uses now. */
    private final Queue<SampleWorkspace> idleSampleWorkspaces = new ConcurrentLinkedQueue<>();

    /** Workspaces that no thread uses now. */
    private final Queue<BatchWorkspace> idleBatchWorkspaces = new ConcurrentLinkedQueue<>();

    /** Exists from the first update on. */
    private Optimizer optimizer;
    private final Products products = new Products(this);

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

    private SampleWorkspace borrowSampleWorkspace() {
        SampleWorkspace work = idleSampleWorkspaces.poll();
        return work != null ? work : new SampleWorkspace(this);
    }

    private BatchWorkspace borrowBatchWorkspace() {
        BatchWorkspace work = idleBatchWorkspaces.poll();
        return work != null ? work : new BatchWorkspace(this);
    }

    /**
     * Predicts for one sample. The values are not tested: NaN goes through the equations.
     *
     * @param x 20 values: 20 steps × 1
     * @return next: 1 value
     * @throws IllegalArgumentException if an array is null or has another length
     */
    public float[] predict(float[] x) {
        SampleWorkspace work = borrowSampleWorkspace();
        try {
            work.rows = 1;
            work.inputs(0, x);
            work.forward();
            return work.next(0);
        } finally {
            idleSampleWorkspaces.add(work);
        }
    }

    /**
     * Predicts for many samples, 16 at a time. The values are not tested: NaN goes through the equations.
     *
     * @param x for each sample 20 values: 20 steps × 1
     * @return for each sample what {@code predict} gives for it alone, but for rounding
     * @throws IllegalArgumentException if an array is null or has another length
     */
    public float[][] predict(float[][] x) {
        checkGiven("x", x);
        float[][] predictions = new float[x.length][];
        BatchWorkspace work = borrowBatchWorkspace();
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
            idleBatchWorkspaces.add(work);
        }
        return predictions;
    }

    /** Room for own forward and backward passes; use it in one thread at a time. */
    public Pass newPass() {
        return new Pass(this);
    }

    /** A new sequence, of which the steps come one at a time; use it in one thread at a time. */
    public Stream stream() {
        return new Stream(this);
    }

    @Override
    protected List<Column> columns() {
        return COLUMNS;
    }

    @Override
    protected Workspace newWorkspace() {
        return new TrainingWorkspace(this);
    }

    @Override
    protected void fill(Workspace w, Samples samples, int[] order, int from) {
        TrainingWorkspace work = (TrainingWorkspace) w;
        for (int row = 0; row < work.rows; row++) {
            int sample = order[from + row];
            work.inputs(row, (float[]) samples.array(sample, 0));
            work.targets(row, (float[]) samples.array(sample, 1));
        }
    }

    @Override
    protected double forwardLoss(Workspace w) {
        TrainingWorkspace work = (TrainingWorkspace) w;
        work.forward();
        work.loss();
        return work.totalLoss();
    }

    @Override
    protected void backward(Workspace w, double weight) {
        TrainingWorkspace work = (TrainingWorkspace) w;
        work.begin(weight);
        work.backward();
    }

    @Override
    protected void initialise(long seed) {
        new Initial(theta).draw(seed);
    }

    @Override
    protected List<String> optimizerStates() {
        return List.of("m", "v");
    }

    @Override
    protected Storage[] newOptimizerStates() {
        return new Storage[] {values().zeros(), values().zeros()};
    }

    @Override
    protected void update(Gradient gradient, Storage[] states, long k, double rate) {
        if (optimizer == null) {
            optimizer = new Optimizer(theta);
        }
        optimizer.gradient = ((FloatStorage) gradient.values()).array();
        optimizer.m = ((FloatStorage) states[0]).array();
        optimizer.v = ((FloatStorage) states[1]).array();
        optimizer.k = k;
        optimizer.rate = (float) rate;
        optimizer.update();
    }

    private static void checkGiven(String name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is null");
        }
    }

    private static void checkLength(String name, float[] values, int size, String expected) {
        checkGiven(name, values);
        if (values.length != size) {
            throw new IllegalArgumentException(name + " has " + values.length + " values, expected " + expected);
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
         * @throws IllegalArgumentException if an array is null or has another length, or a value is not finite
         */
        public Data add(float[] x, float[] y) {
            add(new Object[] {x, y});
            return this;
        }
    }

    /** A sequence of which the steps come one at a time. It sees changed weights at once. */
    public static final class Stream {
        private static final List<Parameter> STATES = List.of(
                new Parameter("a.h", List.of(8), 0),
                new Parameter("a.c", List.of(8), 8));

        private final Sine model;
        private final float[] theta;
        private final Products products;
        private final float[][] nextOut = new float[1][1];
        private final float[][] a_c = new float[1][8];
        final float[][] tanh44 = new float[1][8];
        final float[][] i_f_g_o = new float[4][8];
        final float[][] x_a_h = new float[1][9];

        private final float[][] arrays = {i_f_g_o[0], i_f_g_o[1], i_f_g_o[2], i_f_g_o[3], a_c[0], tanh44[0], x_a_h[0]};

        private Stream(Sine model) {
            this.model = model;
            theta = model.theta;
            products = model.products;
            reset();
        }

        /**
         * Takes one step. Allocates nothing once its code is compiled: the result is the same object each time, with the values
         * of this step until the next.
         *
         * @param x 1 value
         * @return 1 value
         */
        public float[] step(float[] x) {
            checkLength("x", x, 1, "1");
            System.arraycopy(x, 0, this.x_a_h[0], 0, 1);
            advance();
            return this.nextOut[0];
        }

        /**
         * Takes one step and copies its result to arrays of the caller.
         *
         * @param x 1 value
         * @param out takes the result
         */
        public void step(float[] x, float[] out) {
            checkLength("out", out, 1, "1");
            step(x);
            System.arraycopy(nextOut[0], 0, out, 0, 1);
        }

        /** Forgets all steps: the next one is the first of a new sequence. */
        public void reset() {
            Arrays.fill(x_a_h[0], 1, 9, 0f);
            Arrays.fill(a_c[0], 0, 8, 0f);
        }

        /** A copy of the states: what the steps so far have left for those to come. */
        public StreamState state() {
            StreamState state = new StreamState("Sine", STATES, new FloatStorage(new float[16]));
            state(state);
            return state;
        }

        /**
         * The same into an object that is there; allocates nothing.
         *
         * @throws IllegalArgumentException if it is that of another model's stream
         */
        public void state(StreamState state) {
            float[] values = StreamState.values(state, STATES, FloatStorage.class).array();
            System.arraycopy(this.x_a_h[0], 1, values, 0, 8);
            System.arraycopy(this.a_c[0], 0, values, 8, 8);
        }

        /**
         * Goes on from states that a stream of this model gave; allocates nothing.
         *
         * @throws IllegalArgumentException if they are those of another model's stream
         */
        public void set(StreamState state) {
            float[] values = StreamState.values(state, STATES, FloatStorage.class).array();
            System.arraycopy(values, 0, this.x_a_h[0], 1, 8);
            System.arraycopy(values, 8, this.a_c[0], 0, 8);
        }

        /** Goes on from where another stream of this class is; allocates nothing. */
        public void set(Stream other) {
            Objects.requireNonNull(other, "other is null");
            System.arraycopy(other.x_a_h[0], 1, this.x_a_h[0], 1, 8);
            System.arraycopy(other.a_c[0], 0, this.a_c[0], 0, 8);
        }

        /** Another stream of the same model, which goes on from where this one is. */
        public Stream copy() {
            Stream copy = new Stream(model);
            copy.set(this);
            return copy;
        }

        @Override
        public String toString() {
            return "a stream of Sine";
        }

        void advance() {
            products.advance();
            // contract17 = a.W_i·x
            // contract23 = a.W_f·x
            // contract29 = a.W_g·x
            // contract35 = a.W_o·x
            // contract18 = a.U_i·a.h
            // contract24 = a.U_f·a.h
            // contract30 = a.U_g·a.h
            // contract36 = a.U_o·a.h
            Products.P0.set(1, x_a_h, 0, products.w0, i_f_g_o, 0);
            if (!Products.E1.run(arrays, theta)) {
                advancePart0();
            }
            advancePart1();
        }

        private void advancePart0() {
            advancePart0Part0();
            advancePart0Part1();
        }

        private void advancePart0Part0() {
            // i = sigmoid(a.W_i·x + a.U_i·a.h + a.b_i)
            K.sigmoid(8, i_f_g_o[0], i_f_g_o[0]);
            // f = sigmoid(a.W_f·x + a.U_f·a.h + a.b_f)
            K.sigmoid(8, i_f_g_o[1], i_f_g_o[1]);
            // g = tanh(a.W_g·x + a.U_g·a.h + a.b_g)
            K.tanh(8, i_f_g_o[2], i_f_g_o[2]);
            // o = sigmoid(a.W_o·x + a.U_o·a.h + a.b_o)
            K.sigmoid(8, i_f_g_o[3], i_f_g_o[3]);
        }

        private void advancePart0Part1() {
            // c = f ⊙ a.c + i ⊙ g
            {
                float[] f = i_f_g_o[1];
                float[] a_c_2 = a_c[0];
                float[] i_2 = i_f_g_o[0];
                float[] g = i_f_g_o[2];
                for (int i = 0; i < 8; i++) {
                    float c = (f[i] * a_c_2[i]) + (i_2[i] * g[i]);
                    a_c_2[i] = c;
                }
            }
            // tanh44 = tanh(c)
            K.tanh(8, a_c[0], tanh44[0]);
            // h = o ⊙ tanh(c)
            {
                float[] o = i_f_g_o[3];
                float[] tanh44_2 = tanh44[0];
                float[] x_a_h_2 = x_a_h[0];
                for (int i = 0; i < 8; i++) {
                    float h = o[i] * tanh44_2[i];
                    x_a_h_2[1 + i] = h;
                }
            }
        }

        private void advancePart1() {
            // contract46 = next.W·h
            Products.P2.set(1, x_a_h, 0, products.w1, nextOut, 0);
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
        private final TrainingWorkspace work;
        private boolean forwardDone;
        private boolean backwardDone;

        /** Whether all is there that forward() keeps for backward(). */
        private boolean residuals;

        private Pass(Sine model) {
            this.model = model;
            this.work = new TrainingWorkspace(model);
        }

        /**
         * Adds a sample as the next row.
         *
         * @param x 20 values: 20 steps × 1
         * @param y 1 value
         * @return this
         * @throws IllegalArgumentException if an array is null or has another length
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
            work.loss();
            forwardDone = true;
            residuals = true;
            return work.totalLoss() / work.rows;
        }

        /**
         * Computes the derivatives of the mean loss with respect to all parameters, for the last {@code forward}.
         * Called again without another one, it evaluates the equations again first.
         */
        public void backward() {
            require(forwardDone, "call forward() first");
            if (!residuals) {
                // The last backward() has overwritten them.
                work.forward();
                work.loss();
            }
            residuals = false;
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
            Workspace.checkRow(row, work.rows);
            return work.next(row);
        }

        /** As {@code a pass of Sine with 3 of 16 samples}. */
        @Override
        public String toString() {
            return "a pass of Sine with " + work.rows + " of 16 samples";
        }
    }

    /** Up to 16 samples on their way through the equations. */
    private static final class BatchWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;
        final float[][] x = new float[20][16];
        final float[][] y = new float[1][16];
        final float[][] h = new float[1][128];
        final float[][] c = new float[1][128];
        final float[][] tanh42 = new float[1][128];
        final float[][] y_2 = new float[1][16];
        final float[][] i_f_g_o = new float[4][128];

        BatchWorkspace(Sine model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] x) {
            checkLength("x", x, 20, "20 = 20 steps × 1");
            for (int step = 0; step < 20; step++) {
                this.x[step][row] = x[step];
            }
        }

        float[] next(int row) {
            float[] out = new float[1];
            out[0] = this.y_2[0][row];
            return out;
        }

        private void forwardStep0(int t) {
            forwardStep0Part0(t);
            forwardStep0Part1(t);
            forwardStep0Part2(t);
        }

        private void forwardStep0Part0(int t) {
            // contract15 = a.W_i·x
            // contract20 = a.W_f·x
            // contract25 = a.W_g·x
            // contract30 = a.W_o·x
            Products.P3.set(rows, x, t, products.w2, i_f_g_o, 0);
            // contract16 = a.U_i·h
            // contract21 = a.U_f·h
            // contract26 = a.U_g·h
            // contract31 = a.U_o·h
            Products.P4.add(rows, h, 0, products.w3, i_f_g_o, 0);
            // i = sigmoid(p_i)
            K.sigmoid(rows * 8, i_f_g_o[0], i_f_g_o[0]);
        }

        private void forwardStep0Part1(int t) {
            // f = sigmoid(p_f)
            K.sigmoid(rows * 8, i_f_g_o[1], i_f_g_o[1]);
            // g = tanh(p_g)
            K.tanh(rows * 8, i_f_g_o[2], i_f_g_o[2]);
            // o = sigmoid(p_o)
            K.sigmoid(rows * 8, i_f_g_o[3], i_f_g_o[3]);
            // c = f ⊙ c + i ⊙ g
            {
                float[] f = i_f_g_o[1];
                float[] c_2 = c[0];
                float[] i_2 = i_f_g_o[0];
                float[] g = i_f_g_o[2];
                for (int i = 0; i < rows * 8; i++) {
                    float c_3 = (f[i] * c_2[i]) + (i_2[i] * g[i]);
                    c_2[i] = c_3;
                }
            }
        }

        private void forwardStep0Part2(int t) {
            // tanh42 = tanh(c)
            K.tanh(rows * 8, c[0], tanh42[0]);
            // h = o ⊙ tanh(c)
            {
                float[] o = i_f_g_o[3];
                float[] tanh42_2 = tanh42[0];
                float[] h_2 = h[0];
                for (int i = 0; i < rows * 8; i++) {
                    float h_3 = o[i] * tanh42_2[i];
                    h_2[i] = h_3;
                }
            }
        }

        void forward() {
            products.forward();
            // h before the first step
            Arrays.fill(h[0], 0, rows * 8, 0f);
            // c before the first step
            Arrays.fill(c[0], 0, rows * 8, 0f);
            // scan17 = recurrence over 20 steps
            for (int t = 0; t < 20; t++) {
                forwardStep0(t);
            }
            // contract20 = next.W·h
            Products.P5.set(rows, h, 0, products.w4, y_2, 0);
        }
    }

    /** The steps of one sample on their way through the equations. */
    private static final class SampleWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;
        final float[][] x = new float[20][1];
        final float[][] y = new float[1][1];
        final float[][] h = new float[1][8];
        final float[][] c = new float[1][8];
        final float[][] f = new float[1][8];
        final float[][] i = new float[1][8];
        final float[][] g = new float[1][8];
        final float[][] o = new float[1][8];
        final float[][] y_2 = new float[1][1];
        final float[][] p_i_p_f_p_g_p_o = new float[80][8];

        SampleWorkspace(Sine model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] x) {
            checkLength("x", x, 20, "20 = 20 steps × 1");
            for (int step = 0; step < 20; step++) {
                this.x[step][row] = x[step];
            }
        }

        float[] next(int row) {
            float[] out = new float[1];
            out[0] = this.y_2[0][row];
            return out;
        }

        void forward() {
            products.forward();
            forwardPart0();
            forwardPart1();
            forwardPart2();
        }

        private void forwardPart0() {
            // contract17 = a.W_i·x
            // contract20 = a.W_f·x
            // contract23 = a.W_g·x
            // contract26 = a.W_o·x
            Products.P3.setAll(20, 1, x, 0, 1, products.w2, p_i_p_f_p_g_p_o, 0, 4);
        }

        private void forwardPart1() {
            // h before the first step
            Arrays.fill(h[0], 0, 8, 0f);
            // c before the first step
            Arrays.fill(c[0], 0, 8, 0f);
        }

        private void forwardPart2Step0(int t) {
            forwardPart2Step0Part0(t);
            forwardPart2Step0Part1(t);
        }

        private void forwardPart2Step0Part0(int t) {
            // contract19 = a.U_i·h
            // contract21 = a.U_f·h
            // contract23 = a.U_g·h
            // contract25 = a.U_o·h
            Products.P4.add(1, h, 0, products.w3, p_i_p_f_p_g_p_o, t * 4);
            // i = sigmoid(p_i)
            K.sigmoid(8, p_i_p_f_p_g_p_o[t * 4], i[0]);
            // f = sigmoid(p_f)
            K.sigmoid(8, p_i_p_f_p_g_p_o[t * 4 + 1], f[0]);
            // g = tanh(p_g)
            K.tanh(8, p_i_p_f_p_g_p_o[t * 4 + 2], g[0]);
        }

        private void forwardPart2Step0Part1(int t) {
            // o = sigmoid(p_o)
            K.sigmoid(8, p_i_p_f_p_g_p_o[t * 4 + 3], o[0]);
            // c = f ⊙ c + i ⊙ g
            {
                float[] f_2 = f[0];
                float[] c_2 = c[0];
                float[] i_3 = i[0];
                float[] g_2 = g[0];
                for (int i_2 = 0; i_2 < 8; i_2++) {
                    float c_3 = (f_2[i_2] * c_2[i_2]) + (i_3[i_2] * g_2[i_2]);
                    c_2[i_2] = c_3;
                }
            }
            // tanh34 = tanh(c)
            K.tanh(8, c[0], i[0]);
            // h = o ⊙ tanh(c)
            {
                float[] o_2 = o[0];
                float[] tanh34 = i[0];
                float[] h_2 = h[0];
                for (int i_2 = 0; i_2 < 8; i_2++) {
                    float h_3 = o_2[i_2] * tanh34[i_2];
                    h_2[i_2] = h_3;
                }
            }
        }

        private void forwardPart2() {
            // scan29 = recurrence over 20 steps
            for (int t = 0; t < 20; t++) {
                forwardPart2Step0(t);
            }
            // contract32 = next.W·h
            Products.P5.set(1, h, 0, products.w4, y_2, 0);
        }
    }

    /** Up to 16 samples on their way through the equations, and back. */
    private static final class TrainingWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;

        /** The array of {@link #gradient}. */
        private float[] gradients;
        final float[][] x = new float[20][16];
        final float[][] y = new float[1][16];
        final float[][] δloss = new float[1][16];
        final float[][] h = new float[21][128];
        final float[][] c = new float[21][128];
        final float[][] i = new float[20][128];
        final float[][] f = new float[20][128];
        final float[][] g = new float[20][128];
        final float[][] o = new float[20][128];
        final float[][] tanh42 = new float[20][128];
        final float[][] y_2 = new float[1][16];
        final float[][] contract32 = new float[1][16];
        final float[][] subtract31 = new float[1][16];
        final float[][] δy = new float[1][16];
        final float[][] δh = new float[1][128];
        final float[][] δc = new float[1][128];
        final float[] Σδa_b_i = new float[8];
        final float[] Σδa_b_g = new float[8];
        final float[] Σδa_b_o = new float[8];
        final float[] Σδa_b_f = new float[8];
        final float[][] δc_2 = new float[1][128];
        final float[][] p_i_p_f_p_g_p_o = new float[4][128];
        final float[][] δp_o_δp_g_δp_f_δp_i = new float[80][128];

        TrainingWorkspace(Sine model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] x) {
            checkLength("x", x, 20, "20 = 20 steps × 1");
            for (int step = 0; step < 20; step++) {
                this.x[step][row] = x[step];
            }
        }

        float[] next(int row) {
            float[] out = new float[1];
            out[0] = this.y_2[0][row];
            return out;
        }

        /** Lets {@link #backward} add to {@link #gradient}. */
        void take() {
            gradients = ((FloatStorage) gradient.values()).array();
        }

        void targets(int row, float[] y) {
            checkLength("y", y, 1, "1");
            this.y[0][row] = y[0];
        }

        double totalLoss() {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += this.contract32[0][row];
            }
            return sum;
        }

        /** Lets {@link #backward} start from {@code weight} as the adjoint of each loss. */
        void begin(double weight) {
            take();
            Arrays.fill(this.δloss[0], 0, rows, (float) weight);
        }

        private void forwardStep0(int t) {
            forwardStep0Part0(t);
            forwardStep0Part1(t);
            forwardStep0Part2(t);
        }

        private void forwardStep0Part0(int t) {
            // contract15 = a.W_i·x
            // contract20 = a.W_f·x
            // contract25 = a.W_g·x
            // contract30 = a.W_o·x
            Products.P3.set(rows, x, t, products.w2, p_i_p_f_p_g_p_o, 0);
            // contract16 = a.U_i·h
            // contract21 = a.U_f·h
            // contract26 = a.U_g·h
            // contract31 = a.U_o·h
            Products.P4.add(rows, h, t, products.w3, p_i_p_f_p_g_p_o, 0);
            // i = sigmoid(p_i)
            K.sigmoid(rows * 8, p_i_p_f_p_g_p_o[0], i[t]);
        }

        private void forwardStep0Part1(int t) {
            // f = sigmoid(p_f)
            K.sigmoid(rows * 8, p_i_p_f_p_g_p_o[1], f[t]);
            // g = tanh(p_g)
            K.tanh(rows * 8, p_i_p_f_p_g_p_o[2], g[t]);
            // o = sigmoid(p_o)
            K.sigmoid(rows * 8, p_i_p_f_p_g_p_o[3], o[t]);
            // c = f ⊙ c + i ⊙ g
            {
                float[] f_2 = f[t];
                float[] c_2 = c[t];
                float[] i_3 = i[t];
                float[] g_2 = g[t];
                float[] c_3 = c[t + 1];
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float c_4 = (f_2[i_2] * c_2[i_2]) + (i_3[i_2] * g_2[i_2]);
                    c_3[i_2] = c_4;
                }
            }
        }

        private void forwardStep0Part2(int t) {
            // tanh42 = tanh(c)
            K.tanh(rows * 8, c[t + 1], tanh42[t]);
            // h = o ⊙ tanh(c)
            {
                float[] o_2 = o[t];
                float[] tanh42_2 = tanh42[t];
                float[] h_2 = h[t + 1];
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float h_3 = o_2[i_2] * tanh42_2[i_2];
                    h_2[i_2] = h_3;
                }
            }
        }

        void forward() {
            products.forward();
            // h before the first step
            Arrays.fill(h[0], 0, rows * 8, 0f);
            // c before the first step
            Arrays.fill(c[0], 0, rows * 8, 0f);
            // scan18 = recurrence over 20 steps
            for (int t = 0; t < 20; t++) {
                forwardStep0(t);
            }
            // contract28 = next.W·h
            Products.P5.set(rows, h, 20, products.w4, y_2, 0);
        }

        void loss() {
            // subtract31 = y - y
            {
                float[] y_3 = y_2[0];
                float[] y_4 = y[0];
                float[] subtract31_2 = subtract31[0];
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    subtract31_2[i_2] = (y_3[i_2] - y_4[i_2]);
                }
            }
            // contract32 = Σ (y - y)[i]·(y - y)[i]
            {
                float[] subtract31_2 = subtract31[0];
                float[] contract32_2 = contract32[0];
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    contract32_2[i_2] = (subtract31_2[i_2] * subtract31_2[i_2]);
                }
            }
        }

        void backward() {
            products.backward();
            backwardPart0();
            backwardPart1();
            backwardPart2();
        }

        private void backwardPart0() {
            // δy = δloss ⊙ (y - y) + δloss ⊙ (y - y)
            {
                float[] δloss_2 = δloss[0];
                float[] subtract31_2 = subtract31[0];
                float[] δy_2 = δy[0];
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    float v0 = δloss_2[i_2] * subtract31_2[i_2];
                    float δy_3 = v0 + v0;
                    δy_2[i_2] = δy_3;
                }
            }
            // contract36 = next.Wᵀ·δy
            Products.P6.set(rows, δy, 0, products.w5, δh, 0);
            // δc before the first step
            Arrays.fill(δc[0], 0, rows * 8, 0f);
            // Σδa.b_i before the first step
            Arrays.fill(Σδa_b_i, 0, 8, 0f);
            // Σδa.b_g before the first step
            Arrays.fill(Σδa_b_g, 0, 8, 0f);
            // Σδa.b_o before the first step
            Arrays.fill(Σδa_b_o, 0, 8, 0f);
            // Σδa.b_f before the first step
            Arrays.fill(Σδa_b_f, 0, 8, 0f);
        }

        private void backwardPart1Step1(int t1) {
            backwardPart1Step1Part0(t1);
            backwardPart1Step1Part1(t1);
            backwardPart1Step1Part2(t1);
            backwardPart1Step1Part3(t1);
        }

        private void backwardPart1Step1Part0(int t1) {
            // δc = δc + (δh ⊙ o) ⊙ (1 - (r42 ⊙ r42))
            // δp_o = δo ⊙ (o ⊙ (1 - o))
            {
                float[] δh_2 = δh[0];
                float[] o_2 = o[t1];
                float[] tanh42_2 = tanh42[t1];
                float[] δc_3 = δc[0];
                float[] δc_4 = δc_2[0];
                float[] δp_o = δp_o_δp_g_δp_f_δp_i[t1 * 4];
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float δc_5 = δc_3[i_2] + ((δh_2[i_2] * o_2[i_2]) * (1f - (tanh42_2[i_2] * tanh42_2[i_2])));
                    float δo = δh_2[i_2] * tanh42_2[i_2];
                    float δp_o_2 = δo * (o_2[i_2] * (1f - o_2[i_2]));
                    δc_4[i_2] = δc_5;
                    δp_o[i_2] = δp_o_2;
                }
            }
        }

        private void backwardPart1Step1Part1(int t1) {
            // δp_g = δg ⊙ (1 - (g ⊙ g))
            // δp_f = δf ⊙ (f ⊙ (1 - f))
            {
                float[] δc_3 = δc_2[0];
                float[] i_3 = i[t1];
                float[] g_2 = g[t1];
                float[] c_2 = c[t1];
                float[] f_2 = f[t1];
                float[] δp_g = δp_o_δp_g_δp_f_δp_i[t1 * 4 + 1];
                float[] δp_f = δp_o_δp_g_δp_f_δp_i[t1 * 4 + 2];
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float δg = δc_3[i_2] * i_3[i_2];
                    float δp_g_2 = δg * (1f - (g_2[i_2] * g_2[i_2]));
                    float δf = δc_3[i_2] * c_2[i_2];
                    float δp_f_2 = δf * (f_2[i_2] * (1f - f_2[i_2]));
                    δp_g[i_2] = δp_g_2;
                    δp_f[i_2] = δp_f_2;
                }
            }
        }

        private void backwardPart1Step1Part2(int t1) {
            // δp_i = δi ⊙ (i ⊙ (1 - i))
            // δc = δc ⊙ f
            {
                float[] δc_3 = δc_2[0];
                float[] g_2 = g[t1];
                float[] i_3 = i[t1];
                float[] f_2 = f[t1];
                float[] δp_i = δp_o_δp_g_δp_f_δp_i[t1 * 4 + 3];
                float[] δc_4 = δc[0];
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float δi = δc_3[i_2] * g_2[i_2];
                    float δp_i_2 = δi * (i_3[i_2] * (1f - i_3[i_2]));
                    float δc_5 = δc_3[i_2] * f_2[i_2];
                    δp_i[i_2] = δp_i_2;
                    δc_4[i_2] = δc_5;
                }
            }
            // contract40 = a.U_oᵀ·δp_o
            // contract41 = a.U_gᵀ·δp_g
            // contract43 = a.U_fᵀ·δp_f
            // contract45 = a.U_iᵀ·δp_i
            Products.P7.set(rows, δp_o_δp_g_δp_f_δp_i, t1 * 4, products.w6, δh, 0);
            // δa.b_i = sum(δp_i)
            K.columnSums(rows, 8, δp_o_δp_g_δp_f_δp_i[t1 * 4 + 3], 8, Σδa_b_i, 0);
        }

        private void backwardPart1Step1Part3(int t1) {
            // δa.b_g = sum(δp_g)
            K.columnSums(rows, 8, δp_o_δp_g_δp_f_δp_i[t1 * 4 + 1], 8, Σδa_b_g, 0);
            // δa.b_o = sum(δp_o)
            K.columnSums(rows, 8, δp_o_δp_g_δp_f_δp_i[t1 * 4], 8, Σδa_b_o, 0);
            // δa.b_f = sum(δp_f)
            K.columnSums(rows, 8, δp_o_δp_g_δp_f_δp_i[t1 * 4 + 2], 8, Σδa_b_f, 0);
        }

        private void backwardPart1() {
            // scan38 = recurrence over 20 steps, from the last to the first
            for (int t1 = 19; t1 >= 0; t1--) {
                backwardPart1Step1(t1);
            }
            // δa.W_o = Σ δp_o[i]·x[k]
            // δa.W_g = Σ δp_g[i]·x[k]
            // δa.W_f = Σ δp_f[i]·x[k]
            // δa.W_i = Σ δp_i[i]·x[k]
            Products.O8.add(20, rows, δp_o_δp_g_δp_f_δp_i, 0, 4, x, 0, 1, gradients, Products.I9);
            // δa.U_o = Σ δp_o[i]·h[t-1][k]
            // δa.U_g = Σ δp_g[i]·h[t-1][k]
            // δa.U_f = Σ δp_f[i]·h[t-1][k]
            // δa.U_i = Σ δp_i[i]·h[t-1][k]
            Products.O10.add(20, rows, δp_o_δp_g_δp_f_δp_i, 0, 4, h, 0, 1, gradients, Products.I11);
            // δnext.W = Σ δy[i]·h[k]
            Products.O12.add(1, rows, δy, 0, 1, h, 20, 1, gradients, Products.I13);
        }

        private void backwardPart2() {
            // δnext.b = sum(δy)
            {
                float sum = 0f;
                float[] δy_2 = δy[0];
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    sum += δy_2[i_2];
                }
                gradients[328] += sum;
            }
            // add δa.b_i
            {
                for (int i_2 = 0; i_2 < 8; i_2++) {
                    gradients[288 + i_2] += Σδa_b_i[i_2];
                }
            }
            // add δa.b_g
            {
                for (int i_2 = 0; i_2 < 8; i_2++) {
                    gradients[296 + i_2] += Σδa_b_g[i_2];
                }
            }
            // add δa.b_o
            {
                for (int i_2 = 0; i_2 < 8; i_2++) {
                    gradients[304 + i_2] += Σδa_b_o[i_2];
                }
            }
            // add δa.b_f
            {
                for (int i_2 = 0; i_2 < 8; i_2++) {
                    gradients[312 + i_2] += Σδa_b_f[i_2];
                }
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
                        random7[0 + s * 8 + e] = CounterRandom.uniformFloat(key_2, s * 8 + e);
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
                        random7_2[0 + s * 8 + e] = CounterRandom.uniformFloat(key_2, s * 8 + e);
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
        final float[] power22 = new float[1];
        final float[] divide24 = new float[1];
        final float[] divide29 = new float[1];
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
            // power22 = 0.9 ^ k
            {
                float scalar = k;
                power22[0] = (Maths.pow(0.9f, scalar));
            }
            // divide24 = 1 / (1 - (0.9 ^ k))
            {
                divide24[0] = (1f / (1f - power22[0]));
            }
        }

        private void updatePart1() {
            // power27 = 0.999 ^ k
            {
                float scalar = k;
                power22[0] = (Maths.pow(0.999f, scalar));
            }
            // divide29 = 1 / (1 - (0.999 ^ k))
            {
                divide29[0] = (1f / (1f - power22[0]));
            }
            // subtract38 = θ - (((0.01 ⊙ rate) ⊙ ((… ⊙ m + … ⊙ g) ⊙ (… / …))) / (sqrt((… + …) ⊙ …) + 1.0E-8))
            {
                float divide24_2 = divide24[0];
                float divide29_2 = divide29[0];
                float multiply7_2 = multiply7[0];
                for (int i = 0; i < 329; i++) {
                    theta[i] = (theta[i] - ((multiply7_2 * (m[i] * divide24_2)) / (Maths.sqrt((v[i] * divide29_2)) + 1.0E-8f)));
                }
            }
        }
    }

    /** The matrix products, and the weights laid out for them as of the last change. */
    private static final class Products {
        static final FloatProduct P0 = Kernels.get().floatProduct(new ProductShape(1, 4, 9, 8, 0, 9, 0, 8));

        static final FloatEquations E1 = Kernels.get().floatEquations(
                "8 a0+0 sigmoid =0 $0 >a0+0 a1+0 sigmoid =1 $1 >a1+0",
                "8 a2+0 tanh =0 $0 >a2+0 a3+0 sigmoid =1 $1 >a3+0",
                "8 a1+0 a4+0 * a0+0 a2+0 * + =0 $0 >a4+0 $0 tanh =1 $1 >a5+0 a3+0 $1 * =2 $2 >a6+1");

        static final FloatProduct P2 = Kernels.get().floatProduct(new ProductShape(1, 1, 8, 1, 1, 8, 0, 1));
        static final FloatProduct P3 = Kernels.get().floatProduct(new ProductShape(1, 4, 1, 8, 0, 1, 0, 8));
        static final FloatProduct P4 = Kernels.get().floatProduct(new ProductShape(1, 4, 8, 8, 0, 8, 0, 8));
        static final FloatProduct P5 = Kernels.get().floatProduct(new ProductShape(1, 1, 8, 1, 0, 8, 0, 1));
        static final FloatProduct P6 = Kernels.get().floatProduct(new ProductShape(1, 1, 1, 8, 0, 1, 0, 8));
        static final FloatProduct P7 = Kernels.get().floatProduct(new ProductShape(4, 1, 8, 8, 0, 8, 0, 8));
        static final FloatOuter O8 = Kernels.get().floatOuter(new OuterShape(4, 8, 1, 0, 8, 0, 1, 1));

        static final int[] I9 = {24, 16, 8, 0};

        static final FloatOuter O10 = Kernels.get().floatOuter(new OuterShape(4, 8, 8, 0, 8, 0, 8, 8));

        static final int[] I11 = {224, 160, 96, 32};

        static final FloatOuter O12 = Kernels.get().floatOuter(new OuterShape(1, 1, 8, 0, 1, 0, 8, 8));

        static final int[] I13 = {320};

        private final Sine model;
        final FloatWeights w0 = P0.newWeights();
        final FloatWeights w1 = P2.newWeights();
        final FloatWeights w2 = P3.newWeights();
        final FloatWeights w3 = P4.newWeights();
        final FloatWeights w4 = P5.newWeights();
        final FloatWeights w5 = P6.newWeights();
        final FloatWeights w6 = P7.newWeights();
        private volatile long advanceVersion = -1;
        private volatile long backwardVersion = -1;
        private volatile long forwardVersion = -1;

        Products(Sine model) {
            this.model = model;
        }

        void advance() {
            if (advanceVersion != model.version()) {
                advancePack();
            }
        }

        private synchronized void advancePack() {
            long version = model.version();
            if (advanceVersion != version) {
                pack0(w0, model.theta);
                pack1(w1, model.theta);
                advanceVersion = version;
            }
        }

        void backward() {
            if (backwardVersion != model.version()) {
                backwardPack();
            }
        }

        private synchronized void backwardPack() {
            long version = model.version();
            if (backwardVersion != version) {
                pack5(w5, model.theta);
                pack6(w6, model.theta);
                backwardVersion = version;
            }
        }

        void forward() {
            if (forwardVersion != model.version()) {
                forwardPack();
            }
        }

        private synchronized void forwardPack() {
            long version = model.version();
            if (forwardVersion != version) {
                pack2(w2, model.theta);
                pack3(w3, model.theta);
                pack4(w4, model.theta);
                forwardVersion = version;
            }
        }

        private static void pack0(FloatWeights w, float[] theta) {
            w.rows(0, 1, 0, theta, 0, 1, 1);
            w.rows(0, 1, 1, theta, 8, 1, 1);
            w.rows(0, 1, 2, theta, 16, 1, 1);
            w.rows(0, 1, 3, theta, 24, 1, 1);
            w.rows(1, 8, 0, theta, 32, 1, 8);
            w.rows(1, 8, 1, theta, 96, 1, 8);
            w.rows(1, 8, 2, theta, 160, 1, 8);
            w.rows(1, 8, 3, theta, 224, 1, 8);
            w.start(0, theta, 288);
            w.start(1, theta, 312);
            w.start(2, theta, 296);
            w.start(3, theta, 304);
        }

        private static void pack1(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 320, 1, 8);
            w.start(0, theta, 328);
        }

        private static void pack2(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 0, 1, 1);
            w.pack(0, 1, theta, 8, 1, 1);
            w.pack(0, 2, theta, 16, 1, 1);
            w.pack(0, 3, theta, 24, 1, 1);
            w.start(0, theta, 288);
            w.start(1, theta, 312);
            w.start(2, theta, 296);
            w.start(3, theta, 304);
        }

        private static void pack3(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 32, 1, 8);
            w.pack(0, 1, theta, 96, 1, 8);
            w.pack(0, 2, theta, 160, 1, 8);
            w.pack(0, 3, theta, 224, 1, 8);
        }

        private static void pack4(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 320, 1, 8);
            w.start(0, theta, 328);
        }

        private static void pack5(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 320, 8, 1);
        }

        private static void pack6(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 224, 8, 1);
            w.pack(1, 0, theta, 160, 8, 1);
            w.pack(2, 0, theta, 96, 8, 1);
            w.pack(3, 0, theta, 32, 8, 1);
        }
    }
}
