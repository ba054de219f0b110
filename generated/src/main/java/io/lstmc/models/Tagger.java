package io.lstmc.models;

import io.lstmc.runtime.Column;
import io.lstmc.runtime.Gradient;
import io.lstmc.runtime.Model;
import io.lstmc.runtime.Samples;
import io.lstmc.runtime.StreamState;
import io.lstmc.runtime.Training;
import io.lstmc.runtime.generated.Generated;
import io.lstmc.runtime.generated.Workspace;
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
 * One of five tags for every step of a sequence.
 *
 * <pre>
 * model Tagger {
 *   time   T = 12
 *   input  x[T, 8]
 *   target y[T, 5]                      // one-hot at every step
 *   layer  a = CoupledLSTM(x, units: 10)
 *   layer  b = Dense(a, units: 5)
 *   output tags = log_softmax(b)        // at each step on its own
 *   loss   -sum(y ⊙ tags)               // the mean over the steps
 *   train {
 *     optimizer momentum(lr: 0.05, beta: 0.9)
 *     schedule  exponential(decay: 0.97)
 *     epochs    40
 *     batch     8
 *     clip      value 1.0
 *     seed      11
 *   }
 * }
 * cell CoupledLSTM(units) {
 *   input x
 *   state h[units], c[units]
 *   param W_f, W_g, W_o ~ glorot          // [units, x]
 *   param U_f, U_g, U_o ~ orthogonal      // [units, units]
 *   param b_g, b_o      ~ zeros
 *   param b_f           ~ constant(1)
 *   f    = σ(W_f·x + U_f·h[t-1] + b_f)
 *   i    = 1 - f
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
 * <p>Its shapes, with 625 trained numbers:
 *
 * <pre>
 * input   x      [12 steps, 8]
 * target  y      [12 steps, 5]
 * output  tags   [12 steps, 5]
 * param   a.W_f  [10, 8]
 * param   a.W_g  [10, 8]
 * param   a.W_o  [10, 8]
 * param   a.U_f  [10, 10]
 * param   a.U_g  [10, 10]
 * param   a.U_o  [10, 10]
 * param   a.b_g  [10]
 * param   a.b_o  [10]
 * param   a.b_f  [10]
 * param   b.W    [5, 10]
 * param   b.b    [5]
 * </pre>
 *
 * <p>To train it and to use it:
 *
 * <pre>
 * Tagger model = new Tagger();
 * Tagger.Data data = new Tagger.Data();
 * data.add(x, y);
 * model.train(data, ProgressListener.console());
 * model.save(Path.of("Tagger.safetensors"));
 * float[] tags = model.predict(x);
 * </pre>
 *
 * <p>Any number of threads may predict with one object at the same time.
 */
@Generated("lstmc")
public final class Tagger extends Model {
    private static final Kernels K = Kernels.get();

    /** Samples that are computed together. */
    private static final int BLOCK = 8;

    private static final List<Parameter> PARAMETERS = List.of(
            new Parameter("a.W_f", List.of(10, 8), 0),
            new Parameter("a.W_g", List.of(10, 8), 80),
            new Parameter("a.W_o", List.of(10, 8), 160),
            new Parameter("a.U_f", List.of(10, 10), 240),
            new Parameter("a.U_g", List.of(10, 10), 340),
            new Parameter("a.U_o", List.of(10, 10), 440),
            new Parameter("a.b_g", List.of(10), 540),
            new Parameter("a.b_o", List.of(10), 550),
            new Parameter("a.b_f", List.of(10), 560),
            new Parameter("b.W", List.of(5, 10), 570),
            new Parameter("b.b", List.of(5), 620));

    private static final List<Column> COLUMNS = List.of(
            new Column("x", "T", 12, 8, 0, false),
            new Column("y", "T", 12, 5, 0, false));

    private static final Training TRAINING = Training.DEFAULT
            .withEpochs(40)
            .withBatch(8)
            .withClipValue(1.0)
            .withSeed(11L);

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
    public Tagger() {
        this(11);
    }

    /** A model with random weights that depend on {@code seed} alone. */
    public Tagger(long seed) {
        this(new FloatStorage(new float[625]));
        initialise(seed);
    }

    private Tagger(FloatStorage values) {
        super("Tagger", PARAMETERS, values, TRAINING);
        theta = values.array();
    }

    /**
     * A model with the weights of a file that {@link #save} wrote.
     *
     * @throws IOException if the file cannot be read or was made for other shapes
     */
    public static Tagger from(Path weights) throws IOException {
        Tagger model = new Tagger(new FloatStorage(new float[625]));
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
     * @param x 96 values: 12 steps × 8
     * @return tags: 60 values: 12 steps × 5
     * @throws IllegalArgumentException if an array is null or has another length
     */
    public float[] predict(float[] x) {
        SampleWorkspace work = borrowSampleWorkspace();
        try {
            work.rows = 1;
            work.inputs(0, x);
            work.forward();
            return work.tags(0);
        } finally {
            idleSampleWorkspaces.add(work);
        }
    }

    /**
     * Predicts for many samples, 8 at a time. The values are not tested: NaN goes through the equations.
     *
     * @param x for each sample 96 values: 12 steps × 8
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
                    predictions[from + row] = work.tags(row);
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
        return List.of("v");
    }

    @Override
    protected Storage[] newOptimizerStates() {
        return new Storage[] {values().zeros()};
    }

    @Override
    protected void update(Gradient gradient, Storage[] states, long k, double rate) {
        if (optimizer == null) {
            optimizer = new Optimizer(theta);
        }
        optimizer.gradient = ((FloatStorage) gradient.values()).array();
        optimizer.v = ((FloatStorage) states[0]).array();
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
         * @param x 96 values: 12 steps × 8
         * @param y 60 values: 12 steps × 5
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
                new Parameter("a.h", List.of(10), 0),
                new Parameter("a.c", List.of(10), 10));

        private final Tagger model;
        private final float[] theta;
        private final Products products;
        private final float[][] tagsOut = new float[1][5];
        private final float[][] a_c = new float[1][10];
        final float[][] reduce42 = new float[1][1];
        final float[][] equal46 = new float[1][5];
        final float[][] exp47 = new float[1][5];
        final float[][] tanh37 = new float[1][10];
        final float[][] subtract44 = new float[1][5];
        final float[][] f_g_o = new float[3][10];
        final float[][] x_a_h = new float[1][18];

        private Stream(Tagger model) {
            this.model = model;
            theta = model.theta;
            products = model.products;
            reset();
        }

        /**
         * Takes one step. Allocates nothing once its code is compiled: the result is the same object each time, with the values
         * of this step until the next.
         *
         * @param x 8 values
         * @return 5 values
         */
        public float[] step(float[] x) {
            checkLength("x", x, 8, "8");
            System.arraycopy(x, 0, this.x_a_h[0], 0, 8);
            advance();
            return this.tagsOut[0];
        }

        /**
         * Takes one step and copies its result to arrays of the caller.
         *
         * @param x 8 values
         * @param out takes the result
         */
        public void step(float[] x, float[] out) {
            checkLength("out", out, 5, "5");
            step(x);
            System.arraycopy(tagsOut[0], 0, out, 0, 5);
        }

        /** Forgets all steps: the next one is the first of a new sequence. */
        public void reset() {
            Arrays.fill(x_a_h[0], 8, 18, 0f);
            Arrays.fill(a_c[0], 0, 10, 0f);
        }

        /** A copy of the states: what the steps so far have left for those to come. */
        public StreamState state() {
            StreamState state = new StreamState("Tagger", STATES, new FloatStorage(new float[20]));
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
            System.arraycopy(this.x_a_h[0], 8, values, 0, 10);
            System.arraycopy(this.a_c[0], 0, values, 10, 10);
        }

        /**
         * Goes on from states that a stream of this model gave; allocates nothing.
         *
         * @throws IllegalArgumentException if they are those of another model's stream
         */
        public void set(StreamState state) {
            float[] values = StreamState.values(state, STATES, FloatStorage.class).array();
            System.arraycopy(values, 0, this.x_a_h[0], 8, 10);
            System.arraycopy(values, 10, this.a_c[0], 0, 10);
        }

        /** Goes on from where another stream of this class is; allocates nothing. */
        public void set(Stream other) {
            Objects.requireNonNull(other, "other is null");
            System.arraycopy(other.x_a_h[0], 8, this.x_a_h[0], 8, 10);
            System.arraycopy(other.a_c[0], 0, this.a_c[0], 0, 10);
        }

        /** Another stream of the same model, which goes on from where this one is. */
        public Stream copy() {
            Stream copy = new Stream(model);
            copy.set(this);
            return copy;
        }

        @Override
        public String toString() {
            return "a stream of Tagger";
        }

        void advance() {
            products.advance();
            // contract14 = a.W_f·x
            // contract22 = a.W_g·x
            // contract28 = a.W_o·x
            // contract15 = a.U_f·a.h
            // contract23 = a.U_g·a.h
            // contract29 = a.U_o·a.h
            Products.P0.set(1, x_a_h, 0, products.w0, f_g_o, 0);
            advancePart0();
        }

        private void advancePart0() {
            advancePart0Part0();
            advancePart0Part1();
            advancePart0Part2();
            advancePart0Part3();
        }

        private void advancePart0Part0() {
            // f = sigmoid(a.W_f·x + a.U_f·a.h + a.b_f)
            K.sigmoid(10, f_g_o[0], f_g_o[0]);
            // g = tanh(a.W_g·x + a.U_g·a.h + a.b_g)
            K.tanh(10, f_g_o[1], f_g_o[1]);
            // o = sigmoid(a.W_o·x + a.U_o·a.h + a.b_o)
            K.sigmoid(10, f_g_o[2], f_g_o[2]);
            // c = f ⊙ a.c + i ⊙ g
            {
                float[] f = f_g_o[0];
                float[] a_c_2 = a_c[0];
                float[] g = f_g_o[1];
                for (int i = 0; i < 10; i++) {
                    float i_2 = 1f - f[i];
                    float c = (f[i] * a_c_2[i]) + (i_2 * g[i]);
                    a_c_2[i] = c;
                }
            }
        }

        private void advancePart0Part1() {
            // tanh37 = tanh(c)
            K.tanh(10, a_c[0], tanh37[0]);
            // h = o ⊙ tanh(c)
            {
                float[] o = f_g_o[2];
                float[] tanh37_2 = tanh37[0];
                float[] x_a_h_2 = x_a_h[0];
                for (int i = 0; i < 10; i++) {
                    float h = o[i] * tanh37_2[i];
                    x_a_h_2[8 + i] = h;
                }
            }
            // contract39 = b.W·h
            Products.P1.set(1, x_a_h, 0, products.w1, subtract44, 0);
            // reduce42 = max(y)
            {
                float max = Float.NEGATIVE_INFINITY;
                float[] subtract44_2 = subtract44[0];
                for (int i = 0; i < 5; i++) {
                    max = Math.max(max, subtract44_2[i]);
                }
                reduce42[0][0] = max;
            }
            // subtract44 = y - max(y)
            // equal46 = (y - max(y)) == 0
            {
                float[] subtract44_2 = subtract44[0];
                float[] reduce42_2 = reduce42[0];
                float reduce42_3 = reduce42_2[0];
                float[] equal46_2 = equal46[0];
                for (int i = 0; i < 5; i++) {
                    float v0 = subtract44_2[i] - reduce42_3;
                    float v1 = v0 == 0f ? 1f : 0f;
                    subtract44_2[i] = v0;
                    equal46_2[i] = v1;
                }
            }
        }

        private void advancePart0Part2() {
            // exp47 = exp(y - max(y))
            K.exp(5, subtract44[0], exp47[0]);
            // reduce50 = sum((y - max(y)) == 0)
            {
                float sum = 0f;
                float[] equal46_2 = equal46[0];
                for (int i = 0; i < 5; i++) {
                    sum += equal46_2[i];
                }
                reduce42[0][0] = sum;
            }
            // subtract52 = sum((y - max(y)) == 0) - 1
            {
                reduce42[0][0] = (reduce42[0][0] - 1f);
            }
            // reduce49 = sum(exp(y - max(y)) - ((y - max(y)) == 0))
            {
                float sum = 0f;
                float[] exp47_2 = exp47[0];
                float[] equal46_2 = equal46[0];
                for (int i = 0; i < 5; i++) {
                    sum += (exp47_2[i] - equal46_2[i]);
                }
                reduce42[0][0] += sum;
            }
        }

        private void advancePart0Part3() {
            // log1p54 = log1p(sum(exp(y - …) - ((y - …) == 0)) + sum((y - …) == 0) - 1)
            {
                reduce42[0][0] = Maths.log1p(reduce42[0][0]);
            }
            // tags = y - max(y) - log1p(sum(… - …) + sum(…) - 1)
            {
                float[] subtract44_2 = subtract44[0];
                float[] log1p54 = reduce42[0];
                float log1p54_2 = log1p54[0];
                float[] tagsOut_2 = tagsOut[0];
                for (int i = 0; i < 5; i++) {
                    float tags_2 = subtract44_2[i] - log1p54_2;
                    tagsOut_2[i] = tags_2;
                }
            }
        }
    }

    /**
     * Up to 8 samples on their way through the equations and back:
     *
     * <pre>
     * Tagger.Pass pass = model.newPass();
     * pass.add(x, y);
     * double loss = pass.forward();
     * pass.backward();
     * float[] gradient = pass.gradient("a.W_f");
     * </pre>
     */
    public static final class Pass {
        private final Tagger model;
        private final TrainingWorkspace work;
        private boolean forwardDone;
        private boolean backwardDone;

        /** Whether all is there that forward() keeps for backward(). */
        private boolean residuals;

        private Pass(Tagger model) {
            this.model = model;
            this.work = new TrainingWorkspace(model);
        }

        /**
         * Adds a sample as the next row.
         *
         * @param x 96 values: 12 steps × 8
         * @param y 60 values: 12 steps × 5
         * @return this
         * @throws IllegalArgumentException if an array is null or has another length
         * @throws IllegalStateException if 8 samples are there already
         */
        public Pass add(float[] x, float[] y) {
            require(work.rows < BLOCK, "a pass takes at most 8 samples; see clear()");
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
         * Output {@code tags} of a sample: 60 values: 12 steps × 5.
         *
         * @param row counts the samples from 0
         */
        public float[] tags(int row) {
            require(forwardDone, "call forward() first");
            Workspace.checkRow(row, work.rows);
            return work.tags(row);
        }

        /** As {@code a pass of Tagger with 3 of 8 samples}. */
        @Override
        public String toString() {
            return "a pass of Tagger with " + work.rows + " of 8 samples";
        }
    }

    /** Up to 8 samples on their way through the equations. */
    private static final class BatchWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;
        final float[][] x = new float[12][64];
        final float[][] y = new float[12][40];
        final float[][] h = new float[13][80];
        final float[][] c = new float[1][80];
        final float[][] tanh35 = new float[1][80];
        final float[][] reduce21 = new float[12][8];
        final float[][] equal25 = new float[12][40];
        final float[][] exp26 = new float[12][40];
        final float[][] tags_2 = new float[12][40];
        final float[][] f_g_o = new float[3][80];

        BatchWorkspace(Tagger model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] x) {
            checkLength("x", x, 96, "96 = 12 steps × 8");
            for (int step = 0; step < 12; step++) {
                System.arraycopy(x, step * 8, this.x[step], row * 8, 8);
            }
        }

        float[] tags(int row) {
            float[] out = new float[60];
            for (int step = 0; step < 12; step++) {
                System.arraycopy(this.tags_2[step], row * 5, out, step * 5, 5);
            }
            return out;
        }

        void forward() {
            products.forward();
            forwardPart0();
            forwardPart1();
            forwardPart2();
        }

        private void forwardPart0Step0(int t) {
            forwardPart0Step0Part0(t);
            forwardPart0Step0Part1(t);
        }

        private void forwardPart0Step0Part0(int t) {
            // contract12 = a.W_f·x
            // contract17 = a.W_g·x
            // contract22 = a.W_o·x
            Products.P2.set(rows, x, t, products.w2, f_g_o, 0);
            // contract13 = a.U_f·h
            // contract18 = a.U_g·h
            // contract23 = a.U_o·h
            Products.P3.add(rows, h, t, products.w3, f_g_o, 0);
            // f = sigmoid(p_f)
            K.sigmoid(rows * 10, f_g_o[0], f_g_o[0]);
            // g = tanh(p_g)
            K.tanh(rows * 10, f_g_o[1], f_g_o[1]);
        }

        private void forwardPart0Step0Part1(int t) {
            // o = sigmoid(p_o)
            K.sigmoid(rows * 10, f_g_o[2], f_g_o[2]);
            // c = f ⊙ c + i ⊙ g
            {
                float[] f = f_g_o[0];
                float[] c_2 = c[0];
                float[] g = f_g_o[1];
                for (int i = 0; i < rows * 10; i++) {
                    float i_2 = 1f - f[i];
                    float c_3 = (f[i] * c_2[i]) + (i_2 * g[i]);
                    c_2[i] = c_3;
                }
            }
            // tanh35 = tanh(c)
            K.tanh(rows * 10, c[0], tanh35[0]);
            // h = o ⊙ tanh(c)
            {
                float[] o = f_g_o[2];
                float[] tanh35_2 = tanh35[0];
                float[] h_2 = h[t + 1];
                for (int i = 0; i < rows * 10; i++) {
                    float h_3 = o[i] * tanh35_2[i];
                    h_2[i] = h_3;
                }
            }
        }

        private void forwardPart0() {
            // h before the first step
            Arrays.fill(h[0], 0, rows * 10, 0f);
            // c before the first step
            Arrays.fill(c[0], 0, rows * 10, 0f);
            // scan14 = recurrence over 12 steps
            for (int t = 0; t < 12; t++) {
                forwardPart0Step0(t);
            }
            // contract18 = b.W·a
            Products.P4.setAll(12, rows, h, 1, 1, products.w4, tags_2, 0, 1);
            // reduce21 = max(y)
            {
                for (int i = 0; i < 12; i++) {
                    for (int j = 0; j < rows; j++) {
                        float max = Float.NEGATIVE_INFINITY;
                        int tagsAt = j * 5;
                        float[] tags_3 = tags_2[i];
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            max = Math.max(max, tags_3[tagsAt + k_2]);
                        }
                        reduce21[i][j] = max;
                    }
                }
            }
            // subtract23 = y - max(y)
            // equal25 = (y - max(y)) == 0
            {
                for (int i = 0; i < 12; i++) {
                    for (int j = 0; j < rows; j++) {
                        int tagsAt = j * 5;
                        float[] tags_3 = tags_2[i];
                        int reduce21At = j;
                        float[] reduce21_2 = reduce21[i];
                        float reduce21_3 = reduce21_2[reduce21At];
                        int equal25At = j * 5;
                        float[] equal25_2 = equal25[i];
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            float v0 = tags_3[tagsAt + k_2] - reduce21_3;
                            float v1 = v0 == 0f ? 1f : 0f;
                            tags_3[tagsAt + k_2] = v0;
                            equal25_2[equal25At + k_2] = v1;
                        }
                    }
                }
            }
        }

        private void forwardPart1() {
            // exp26 = exp(y - max(y))
            for (int i = 0; i < 12; i++) {
                K.exp(rows * 5, tags_2[i], exp26[i]);
            }
            // reduce29 = sum((y - max(y)) == 0)
            for (int i = 0; i < 12; i++) {
                K.rowSums(rows, 5, equal25[i], 5, reduce21[i]);
            }
            // subtract31 = sum((y - max(y)) == 0) - 1
            {
                for (int i = 0; i < 12; i++) {
                    float[] log1p33 = reduce21[i];
                    for (int j = 0; j < rows; j++) {
                        log1p33[j] = (log1p33[j] - 1f);
                    }
                }
            }
            // reduce28 = sum(exp(y - max(y)) - ((y - max(y)) == 0))
            {
                for (int i = 0; i < 12; i++) {
                    for (int j = 0; j < rows; j++) {
                        float sum = 0f;
                        int exp26At = j * 5;
                        float[] exp26_2 = exp26[i];
                        int equal25At = j * 5;
                        float[] equal25_2 = equal25[i];
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            sum += (exp26_2[exp26At + k_2] - equal25_2[equal25At + k_2]);
                        }
                        reduce21[i][j] += sum;
                    }
                }
            }
        }

        private void forwardPart2() {
            // log1p33 = log1p(sum(exp(y - …) - ((y - …) == 0)) + sum((y - …) == 0) - 1)
            for (int i = 0; i < 12; i++) {
                K.log1p(rows, reduce21[i], reduce21[i]);
            }
            // tags = y - max(y) - log1p(sum(… - …) + sum(…) - 1)
            for (int i = 0; i < 12; i++) {
                K.rowMinus(rows, 5, tags_2[i], reduce21[i], tags_2[i]);
            }
        }
    }

    /** The steps of one sample on their way through the equations. */
    private static final class SampleWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;
        final float[][] x = new float[12][8];
        final float[][] y = new float[12][5];
        final float[][] h = new float[13][10];
        final float[][] c = new float[1][10];
        final float[][] f = new float[1][10];
        final float[][] g = new float[1][10];
        final float[][] o = new float[1][10];
        final float[][] reduce30 = new float[12][1];
        final float[][] equal34 = new float[12][5];
        final float[][] exp35 = new float[12][5];
        final float[][] tags_2 = new float[12][5];
        final float[][] p_f_p_g_p_o = new float[36][10];

        SampleWorkspace(Tagger model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] x) {
            checkLength("x", x, 96, "96 = 12 steps × 8");
            for (int step = 0; step < 12; step++) {
                System.arraycopy(x, step * 8, this.x[step], row * 8, 8);
            }
        }

        float[] tags(int row) {
            float[] out = new float[60];
            for (int step = 0; step < 12; step++) {
                System.arraycopy(this.tags_2[step], row * 5, out, step * 5, 5);
            }
            return out;
        }

        void forward() {
            products.forward();
            forwardPart0();
        }

        private void forwardPart0() {
            forwardPart0Part0();
            forwardPart0Part1();
            forwardPart0Part2();
        }

        private void forwardPart0Part0Step0(int t) {
            forwardPart0Part0Step0Part0(t);
            forwardPart0Part0Step0Part1(t);
        }

        private void forwardPart0Part0Step0Part0(int t) {
            // contract15 = a.U_f·h
            // contract17 = a.U_g·h
            // contract19 = a.U_o·h
            Products.P3.add(1, h, t, products.w3, p_f_p_g_p_o, t * 3);
            // f = sigmoid(p_f)
            K.sigmoid(10, p_f_p_g_p_o[t * 3], f[0]);
            // g = tanh(p_g)
            K.tanh(10, p_f_p_g_p_o[t * 3 + 1], g[0]);
            // o = sigmoid(p_o)
            K.sigmoid(10, p_f_p_g_p_o[t * 3 + 2], o[0]);
        }

        private void forwardPart0Part0Step0Part1(int t) {
            // c = f ⊙ c + i ⊙ g
            {
                float[] f_2 = f[0];
                float[] c_2 = c[0];
                float[] g_2 = g[0];
                for (int i = 0; i < 10; i++) {
                    float i_2 = 1f - f_2[i];
                    float c_3 = (f_2[i] * c_2[i]) + (i_2 * g_2[i]);
                    c_2[i] = c_3;
                }
            }
            // tanh29 = tanh(c)
            K.tanh(10, c[0], f[0]);
            // h = o ⊙ tanh(c)
            {
                float[] o_2 = o[0];
                float[] tanh29 = f[0];
                float[] h_2 = h[t + 1];
                for (int i = 0; i < 10; i++) {
                    float h_3 = o_2[i] * tanh29[i];
                    h_2[i] = h_3;
                }
            }
        }

        private void forwardPart0Part0() {
            // contract14 = a.W_f·x
            // contract17 = a.W_g·x
            // contract20 = a.W_o·x
            Products.P2.setAll(12, 1, x, 0, 1, products.w2, p_f_p_g_p_o, 0, 3);
            // h before the first step
            Arrays.fill(h[0], 0, 10, 0f);
            // c before the first step
            Arrays.fill(c[0], 0, 10, 0f);
            // scan23 = recurrence over 12 steps
            for (int t = 0; t < 12; t++) {
                forwardPart0Part0Step0(t);
            }
            // contract27 = b.W·a
            Products.P4.setAll(12, 1, h, 1, 1, products.w4, tags_2, 0, 1);
        }

        private void forwardPart0Part1() {
            // reduce30 = max(y)
            {
                for (int i = 0; i < 12; i++) {
                    float max = Float.NEGATIVE_INFINITY;
                    float[] tags_3 = tags_2[i];
                    for (int j = 0; j < 5; j++) {
                        max = Math.max(max, tags_3[j]);
                    }
                    reduce30[i][0] = max;
                }
            }
            // subtract32 = y - max(y)
            // equal34 = (y - max(y)) == 0
            {
                for (int i = 0; i < 12; i++) {
                    float[] tags_3 = tags_2[i];
                    float[] reduce30_2 = reduce30[i];
                    float reduce30_3 = reduce30_2[0];
                    float[] equal34_2 = equal34[i];
                    for (int j = 0; j < 5; j++) {
                        float v0 = tags_3[j] - reduce30_3;
                        float v1 = v0 == 0f ? 1f : 0f;
                        tags_3[j] = v0;
                        equal34_2[j] = v1;
                    }
                }
            }
            // exp35 = exp(y - max(y))
            for (int i = 0; i < 12; i++) {
                K.exp(5, tags_2[i], exp35[i]);
            }
            // reduce38 = sum((y - max(y)) == 0)
            {
                for (int i = 0; i < 12; i++) {
                    float sum = 0f;
                    float[] equal34_2 = equal34[i];
                    for (int j = 0; j < 5; j++) {
                        sum += equal34_2[j];
                    }
                    reduce30[i][0] = sum;
                }
            }
        }

        private void forwardPart0Part2() {
            // subtract40 = sum((y - max(y)) == 0) - 1
            {
                for (int i = 0; i < 12; i++) {
                    reduce30[i][0] = (reduce30[i][0] - 1f);
                }
            }
            // reduce37 = sum(exp(y - max(y)) - ((y - max(y)) == 0))
            {
                for (int i = 0; i < 12; i++) {
                    float sum = 0f;
                    float[] exp35_2 = exp35[i];
                    float[] equal34_2 = equal34[i];
                    for (int j = 0; j < 5; j++) {
                        sum += (exp35_2[j] - equal34_2[j]);
                    }
                    reduce30[i][0] += sum;
                }
            }
            // log1p42 = log1p(sum(exp(y - …) - ((y - …) == 0)) + sum((y - …) == 0) - 1)
            {
                for (int i = 0; i < 12; i++) {
                    reduce30[i][0] = Maths.log1p(reduce30[i][0]);
                }
            }
            // tags = y - max(y) - log1p(sum(… - …) + sum(…) - 1)
            {
                for (int i = 0; i < 12; i++) {
                    float[] tags_3 = tags_2[i];
                    float[] log1p42 = reduce30[i];
                    float log1p42_2 = log1p42[0];
                    for (int j = 0; j < 5; j++) {
                        float tags_4 = tags_3[j] - log1p42_2;
                        tags_3[j] = tags_4;
                    }
                }
            }
        }
    }

    /** Up to 8 samples on their way through the equations, and back. */
    private static final class TrainingWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;

        /** The array of {@link #gradient}. */
        private float[] gradients;
        final float[][] x = new float[12][64];
        final float[][] y = new float[12][40];
        final float[][] δloss = new float[1][8];
        final float[][] h = new float[13][80];
        final float[][] c = new float[13][80];
        final float[][] f = new float[12][80];
        final float[][] g = new float[12][80];
        final float[][] o = new float[12][80];
        final float[][] tanh35 = new float[12][80];
        final float[][] reduce28 = new float[12][8];
        final float[][] equal32 = new float[12][40];
        final float[][] exp33 = new float[12][40];
        final float[][] tags_2 = new float[12][40];
        final float[][] divide46 = new float[1][8];
        final float[][] δh = new float[1][80];
        final float[][] δc = new float[1][80];
        final float[] Σδa_b_g = new float[10];
        final float[] Σδa_b_o = new float[10];
        final float[] Σδa_b_f = new float[10];
        final float[][] δc_2 = new float[1][80];
        final float[][] log1p40 = new float[12][8];
        final float[][] negate48 = new float[1][8];
        final float[][] p_f_p_g_p_o = new float[3][80];
        final float[][] δp_o_δp_g_δp_f = new float[36][80];

        TrainingWorkspace(Tagger model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] x) {
            checkLength("x", x, 96, "96 = 12 steps × 8");
            for (int step = 0; step < 12; step++) {
                System.arraycopy(x, step * 8, this.x[step], row * 8, 8);
            }
        }

        float[] tags(int row) {
            float[] out = new float[60];
            for (int step = 0; step < 12; step++) {
                System.arraycopy(this.tags_2[step], row * 5, out, step * 5, 5);
            }
            return out;
        }

        /** Lets {@link #backward} add to {@link #gradient}. */
        void take() {
            gradients = ((FloatStorage) gradient.values()).array();
        }

        void targets(int row, float[] y) {
            checkLength("y", y, 60, "60 = 12 steps × 5");
            for (int step = 0; step < 12; step++) {
                System.arraycopy(y, step * 5, this.y[step], row * 5, 5);
            }
        }

        double totalLoss() {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += this.divide46[0][row];
            }
            return sum;
        }

        /** Lets {@link #backward} start from {@code weight} as the adjoint of each loss. */
        void begin(double weight) {
            take();
            Arrays.fill(this.δloss[0], 0, rows, (float) weight);
        }

        void forward() {
            products.forward();
            forwardPart0();
            forwardPart1();
            forwardPart2();
        }

        private void forwardPart0Step0(int t) {
            forwardPart0Step0Part0(t);
            forwardPart0Step0Part1(t);
        }

        private void forwardPart0Step0Part0(int t) {
            // contract12 = a.W_f·x
            // contract17 = a.W_g·x
            // contract22 = a.W_o·x
            Products.P2.set(rows, x, t, products.w2, p_f_p_g_p_o, 0);
            // contract13 = a.U_f·h
            // contract18 = a.U_g·h
            // contract23 = a.U_o·h
            Products.P3.add(rows, h, t, products.w3, p_f_p_g_p_o, 0);
            // f = sigmoid(p_f)
            K.sigmoid(rows * 10, p_f_p_g_p_o[0], f[t]);
            // g = tanh(p_g)
            K.tanh(rows * 10, p_f_p_g_p_o[1], g[t]);
        }

        private void forwardPart0Step0Part1(int t) {
            // o = sigmoid(p_o)
            K.sigmoid(rows * 10, p_f_p_g_p_o[2], o[t]);
            // c = f ⊙ c + i ⊙ g
            {
                float[] f_2 = f[t];
                float[] c_2 = c[t];
                float[] g_2 = g[t];
                float[] c_3 = c[t + 1];
                for (int i = 0; i < rows * 10; i++) {
                    float i_2 = 1f - f_2[i];
                    float c_4 = (f_2[i] * c_2[i]) + (i_2 * g_2[i]);
                    c_3[i] = c_4;
                }
            }
            // tanh35 = tanh(c)
            K.tanh(rows * 10, c[t + 1], tanh35[t]);
            // h = o ⊙ tanh(c)
            {
                float[] o_2 = o[t];
                float[] tanh35_2 = tanh35[t];
                float[] h_2 = h[t + 1];
                for (int i = 0; i < rows * 10; i++) {
                    float h_3 = o_2[i] * tanh35_2[i];
                    h_2[i] = h_3;
                }
            }
        }

        private void forwardPart0() {
            // h before the first step
            Arrays.fill(h[0], 0, rows * 10, 0f);
            // c before the first step
            Arrays.fill(c[0], 0, rows * 10, 0f);
            // scan15 = recurrence over 12 steps
            for (int t = 0; t < 12; t++) {
                forwardPart0Step0(t);
            }
            // contract25 = b.W·a
            Products.P4.setAll(12, rows, h, 1, 1, products.w4, tags_2, 0, 1);
            // reduce28 = max(y)
            {
                for (int i = 0; i < 12; i++) {
                    for (int j = 0; j < rows; j++) {
                        float max = Float.NEGATIVE_INFINITY;
                        int tagsAt = j * 5;
                        float[] tags_3 = tags_2[i];
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            max = Math.max(max, tags_3[tagsAt + k_2]);
                        }
                        reduce28[i][j] = max;
                    }
                }
            }
            // subtract30 = y - max(y)
            // equal32 = (y - max(y)) == 0
            {
                for (int i = 0; i < 12; i++) {
                    for (int j = 0; j < rows; j++) {
                        int tagsAt = j * 5;
                        float[] tags_3 = tags_2[i];
                        int reduce28At = j;
                        float[] reduce28_2 = reduce28[i];
                        float reduce28_3 = reduce28_2[reduce28At];
                        int equal32At = j * 5;
                        float[] equal32_2 = equal32[i];
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            float v0 = tags_3[tagsAt + k_2] - reduce28_3;
                            float v1 = v0 == 0f ? 1f : 0f;
                            tags_3[tagsAt + k_2] = v0;
                            equal32_2[equal32At + k_2] = v1;
                        }
                    }
                }
            }
        }

        private void forwardPart1() {
            // exp33 = exp(y - max(y))
            for (int i = 0; i < 12; i++) {
                K.exp(rows * 5, tags_2[i], exp33[i]);
            }
            // reduce36 = sum((y - max(y)) == 0)
            for (int i = 0; i < 12; i++) {
                K.rowSums(rows, 5, equal32[i], 5, reduce28[i]);
            }
            // subtract38 = sum((y - max(y)) == 0) - 1
            {
                for (int i = 0; i < 12; i++) {
                    float[] add39 = reduce28[i];
                    for (int j = 0; j < rows; j++) {
                        add39[j] = (add39[j] - 1f);
                    }
                }
            }
            // reduce35 = sum(exp(y - max(y)) - ((y - max(y)) == 0))
            {
                for (int i = 0; i < 12; i++) {
                    for (int j = 0; j < rows; j++) {
                        float sum = 0f;
                        int exp33At = j * 5;
                        float[] exp33_2 = exp33[i];
                        int equal32At = j * 5;
                        float[] equal32_2 = equal32[i];
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            sum += (exp33_2[exp33At + k_2] - equal32_2[equal32At + k_2]);
                        }
                        reduce28[i][j] += sum;
                    }
                }
            }
        }

        private void forwardPart2() {
            // log1p40 = log1p(sum(exp(y - …) - ((y - …) == 0)) + sum((y - …) == 0) - 1)
            for (int i = 0; i < 12; i++) {
                K.log1p(rows, reduce28[i], log1p40[i]);
            }
            // tags = y - max(y) - log1p(sum(… - …) + sum(…) - 1)
            for (int i = 0; i < 12; i++) {
                K.rowMinus(rows, 5, tags_2[i], log1p40[i], tags_2[i]);
            }
        }

        void loss() {
            // contract43 = Σ y[i]·tags[i]
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    divide46[0][i_2] = 0f;
                }
                for (int i = 0; i < 12; i++) {
                    for (int j = 0; j < rows; j++) {
                        float sum = 0f;
                        int yAt = j * 5;
                        float[] y_2 = y[i];
                        int tagsAt = j * 5;
                        float[] tags_3 = tags_2[i];
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            sum += (y_2[yAt + k_2] * tags_3[tagsAt + k_2]);
                        }
                        divide46[0][j] += sum;
                    }
                }
            }
            // divide46 = -Σ y[i]·tags[i] / 12
            {
                float[] divide46_2 = divide46[0];
                for (int i = 0; i < rows; i++) {
                    divide46_2[i] = (-(divide46_2[i]) / 12f);
                }
            }
        }

        void backward() {
            products.backward();
            backwardPart0();
            backwardPart1();
            backwardPart2();
            backwardPart3();
        }

        private void backwardPart0() {
            // negate48 = -(δloss / 12)
            {
                float[] δloss_2 = δloss[0];
                float[] negate48_2 = negate48[0];
                for (int i = 0; i < rows; i++) {
                    negate48_2[i] = -((δloss_2[i] / 12f));
                }
            }
            // δtags = -(δloss / 12) ⊙ y
            for (int i = 0; i < 12; i++) {
                K.rowTimes(rows, 5, y[i], negate48[0], equal32[i]);
            }
            // reduce51 = sum(δtags)
            for (int i = 0; i < 12; i++) {
                K.rowSums(rows, 5, equal32[i], 5, log1p40[i]);
            }
            // divide54 = -sum(δtags) / (1 + sum(exp(…) - (… == …)) + sum(… == …) - 1)
            {
                for (int i = 0; i < 12; i++) {
                    float[] divide54 = log1p40[i];
                    float[] add39 = reduce28[i];
                    for (int j = 0; j < rows; j++) {
                        divide54[j] = (-(divide54[j]) / (1f + add39[j]));
                    }
                }
            }
        }

        private void backwardPart1() {
            // δy = δtags + (-sum(δtags) / (1 + … + …)) ⊙ exp(y - max(y))
            {
                for (int i = 0; i < 12; i++) {
                    for (int j = 0; j < rows; j++) {
                        int divide54At = j;
                        float[] divide54 = log1p40[i];
                        float divide54_2 = divide54[divide54At];
                        int exp33At = j * 5;
                        float[] exp33_2 = exp33[i];
                        int δyAt = j * 5;
                        float[] δy = equal32[i];
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            float δy_2 = δy[δyAt + k_2] + (divide54_2 * exp33_2[exp33At + k_2]);
                            δy[δyAt + k_2] = δy_2;
                        }
                    }
                }
            }
            // δa = b.Wᵀ·δy
            Products.P5.setAll(12, rows, equal32, 0, 1, products.w5, δp_o_δp_g_δp_f, 0, 3);
            // δh before the first step
            Arrays.fill(δh[0], 0, rows * 10, 0f);
            // δc before the first step
            Arrays.fill(δc[0], 0, rows * 10, 0f);
            // Σδa.b_g before the first step
            Arrays.fill(Σδa_b_g, 0, 10, 0f);
            // Σδa.b_o before the first step
            Arrays.fill(Σδa_b_o, 0, 10, 0f);
            // Σδa.b_f before the first step
            Arrays.fill(Σδa_b_f, 0, 10, 0f);
        }

        private void backwardPart2Step1(int t1) {
            backwardPart2Step1Part0(t1);
            backwardPart2Step1Part1(t1);
            backwardPart2Step1Part2(t1);
        }

        private void backwardPart2Step1Part0(int t1) {
            // δc = δc + (δh ⊙ o) ⊙ (1 - (r35 ⊙ r35))
            // δp_o = δo ⊙ (o ⊙ (1 - o))
            {
                float[] δh_2 = δh[0];
                float[] δp_o = δp_o_δp_g_δp_f[t1 * 3];
                float[] o_2 = o[t1];
                float[] tanh35_2 = tanh35[t1];
                float[] δc_3 = δc[0];
                float[] δc_4 = δc_2[0];
                for (int i = 0; i < rows * 10; i++) {
                    float δh_3 = δh_2[i] + δp_o[i];
                    float δc_5 = δc_3[i] + ((δh_3 * o_2[i]) * (1f - (tanh35_2[i] * tanh35_2[i])));
                    float δo = δh_3 * tanh35_2[i];
                    float δp_o_2 = δo * (o_2[i] * (1f - o_2[i]));
                    δc_4[i] = δc_5;
                    δp_o[i] = δp_o_2;
                }
            }
        }

        private void backwardPart2Step1Part1(int t1) {
            // δp_g = δg ⊙ (1 - (g ⊙ g))
            // δp_f = δf ⊙ (f ⊙ i)
            {
                float[] f_2 = f[t1];
                float[] δc_3 = δc_2[0];
                float[] g_2 = g[t1];
                float[] c_2 = c[t1];
                float[] δp_g = δp_o_δp_g_δp_f[t1 * 3 + 1];
                float[] δp_f = δp_o_δp_g_δp_f[t1 * 3 + 2];
                for (int i = 0; i < rows * 10; i++) {
                    float i_2 = 1f - f_2[i];
                    float δg = δc_3[i] * i_2;
                    float δp_g_2 = δg * (1f - (g_2[i] * g_2[i]));
                    float δi = δc_3[i] * g_2[i];
                    float δf = (δc_3[i] * c_2[i]) - δi;
                    float δp_f_2 = δf * (f_2[i] * i_2);
                    δp_g[i] = δp_g_2;
                    δp_f[i] = δp_f_2;
                }
            }
            // contract37 = a.U_oᵀ·δp_o
            // contract38 = a.U_gᵀ·δp_g
            // contract40 = a.U_fᵀ·δp_f
            Products.P6.set(rows, δp_o_δp_g_δp_f, t1 * 3, products.w6, δh, 0);
        }

        private void backwardPart2Step1Part2(int t1) {
            // δc = δc ⊙ f
            {
                float[] δc_3 = δc_2[0];
                float[] f_2 = f[t1];
                float[] δc_4 = δc[0];
                for (int i = 0; i < rows * 10; i++) {
                    float δc_5 = δc_3[i] * f_2[i];
                    δc_4[i] = δc_5;
                }
            }
            // δa.b_g = sum(δp_g)
            K.columnSums(rows, 10, δp_o_δp_g_δp_f[t1 * 3 + 1], 10, Σδa_b_g, 0);
            // δa.b_o = sum(δp_o)
            K.columnSums(rows, 10, δp_o_δp_g_δp_f[t1 * 3], 10, Σδa_b_o, 0);
            // δa.b_f = sum(δp_f)
            K.columnSums(rows, 10, δp_o_δp_g_δp_f[t1 * 3 + 2], 10, Σδa_b_f, 0);
        }

        private void backwardPart2() {
            // scan60 = recurrence over 12 steps, from the last to the first
            for (int t1 = 11; t1 >= 0; t1--) {
                backwardPart2Step1(t1);
            }
            // δa.W_o = Σ δp_o[i]·x[k]
            // δa.W_g = Σ δp_g[i]·x[k]
            // δa.W_f = Σ δp_f[i]·x[k]
            Products.O7.add(12, rows, δp_o_δp_g_δp_f, 0, 3, x, 0, 1, gradients, Products.I8);
            // δa.U_o = Σ δp_o[i]·h[t-1][k]
            // δa.U_g = Σ δp_g[i]·h[t-1][k]
            // δa.U_f = Σ δp_f[i]·h[t-1][k]
            Products.O9.add(12, rows, δp_o_δp_g_δp_f, 0, 3, h, 0, 1, gradients, Products.I10);
            // δb.W = Σ δy[i]·a[k]
            Products.O11.add(12, rows, equal32, 0, 1, h, 1, 1, gradients, Products.I12);
        }

        private void backwardPart3() {
            // δb.b = sum(δy)
            for (int i = 0; i < 12; i++) {
                K.columnSums(rows, 5, equal32[i], 5, gradients, 620);
            }
            // add δa.b_g
            {
                for (int i = 0; i < 10; i++) {
                    gradients[540 + i] += Σδa_b_g[i];
                }
            }
            // add δa.b_o
            {
                for (int i = 0; i < 10; i++) {
                    gradients[550 + i] += Σδa_b_o[i];
                }
            }
            // add δa.b_f
            {
                for (int i = 0; i < 10; i++) {
                    gradients[560 + i] += Σδa_b_f[i];
                }
            }
        }
    }

    /** The initial distributions of the parameters. */
    private static final class Initial {
        private final float[] theta;
        private long key;
        final float[] random7 = new float[80];
        final float[] multiply14 = new float[80];
        final float[] sqrt5 = new float[1];
        final float[] random2 = new float[100];
        final float[] orthonormal3 = new float[100];
        final float[] multiply5 = new float[100];
        final float[] random7_2 = new float[50];
        final float[] multiply14_2 = new float[50];
        final float[] sqrt5_2 = new float[1];

        Initial(float[] theta) {
            this.theta = theta;
        }

        void draw(long seed) {
            // a.W_f
            key = CounterRandom.key(seed, 0, 0);
            draw80();
            System.arraycopy(multiply14, 0, theta, 0, 80);
            // a.W_g
            key = CounterRandom.key(seed, 1, 0);
            draw80();
            System.arraycopy(multiply14, 0, theta, 80, 80);
            // a.W_o
            key = CounterRandom.key(seed, 2, 0);
            draw80();
            System.arraycopy(multiply14, 0, theta, 160, 80);
            // a.U_f
            key = CounterRandom.key(seed, 3, 0);
            draw100();
            System.arraycopy(multiply5, 0, theta, 240, 100);
            // a.U_g
            key = CounterRandom.key(seed, 4, 0);
            draw100();
            System.arraycopy(multiply5, 0, theta, 340, 100);
            // a.U_o
            key = CounterRandom.key(seed, 5, 0);
            draw100();
            System.arraycopy(multiply5, 0, theta, 440, 100);
            // a.b_g
            Arrays.fill(theta, 540, 550, 0f);
            // a.b_o
            Arrays.fill(theta, 550, 560, 0f);
            // a.b_f
            Arrays.fill(theta, 560, 570, 1f);
            // b.W
            key = CounterRandom.key(seed, 9, 0);
            draw50();
            System.arraycopy(multiply14_2, 0, theta, 570, 50);
            // b.b
            Arrays.fill(theta, 620, 625, 0f);
        }

        void draw80() {
            // sqrt5 = sqrt(6 / (10 + 8))
            {
                sqrt5[0] = Maths.sqrt((6f / (10f + 8f)));
            }
            // random7 = uniform()
            for (int r = 0; r < 1; r++) {
                long key_2 = CounterRandom.key(key, 0, r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 80; e++) {
                        random7[0 + s * 80 + e] = CounterRandom.uniformFloat(key_2, s * 80 + e);
                    }
                }
            }
            // multiply14 = sqrt(6 / (10 + 8)) ⊙ (2 ⊙ uniform() - 1)
            {
                float sqrt5_2 = sqrt5[0];
                for (int i = 0; i < 80; i++) {
                    multiply14[i] = (sqrt5_2 * ((2f * random7[i]) - 1f));
                }
            }
        }

        void draw100() {
            // random2 = gaussian()
            for (int r = 0; r < 1; r++) {
                long key_2 = CounterRandom.key(key, 0, r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 100; e++) {
                        random2[0 + s * 100 + e] = (float) CounterRandom.gaussian(key_2, s * 100 + e);
                    }
                }
            }
            // random2
            System.arraycopy(random2, 0, orthonormal3, 0, 100);
            // orthonormal3 = orthonormal(gaussian())
            Orthonormal.columnsOrRows(new FloatStorage(orthonormal3), 0, 10, 10);
            // multiply5 = 1 ⊙ orthonormal(gaussian())
            {
                for (int i = 0; i < 100; i++) {
                    multiply5[i] = (1f * orthonormal3[i]);
                }
            }
        }

        void draw50() {
            // sqrt5 = sqrt(6 / (5 + 10))
            {
                sqrt5_2[0] = Maths.sqrt((6f / (5f + 10f)));
            }
            // random7 = uniform()
            for (int r = 0; r < 1; r++) {
                long key_2 = CounterRandom.key(key, 0, r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 50; e++) {
                        random7_2[0 + s * 50 + e] = CounterRandom.uniformFloat(key_2, s * 50 + e);
                    }
                }
            }
            // multiply14 = sqrt(6 / (5 + 10)) ⊙ (2 ⊙ uniform() - 1)
            {
                float sqrt5_3 = sqrt5_2[0];
                for (int i = 0; i < 50; i++) {
                    multiply14_2[i] = (sqrt5_3 * ((2f * random7_2[i]) - 1f));
                }
            }
        }
    }

    /** One update of all parameters from their gradient. */
    private static final class Optimizer {
        private final float[] theta;
        private float[] gradient;
        private float[] v;
        private float k;
        private float rate;
        final float[] multiply6 = new float[1];

        Optimizer(float[] theta) {
            this.theta = theta;
        }

        void update() {
            // multiply6 = 0.05 ⊙ rate
            {
                float scalar = rate;
                multiply6[0] = (0.05f * scalar);
            }
            // add9 = 0.9 ⊙ v + g
            // subtract12 = θ - ((0.05 ⊙ rate) ⊙ (0.9 ⊙ v + g))
            {
                float multiply6_2 = multiply6[0];
                for (int i = 0; i < 625; i++) {
                    float v1 = (0.9f * v[i]) + gradient[i];
                    float v3 = theta[i] - (multiply6_2 * v1);
                    v[i] = v1;
                    theta[i] = v3;
                }
            }
        }
    }

    /** The factor of the learning rate in an epoch, counted from 0. */
    private static final class Schedule {
        private final double epoch;
        private final double epochs;
        private final double[] result = new double[1];

        Schedule(double epoch, double epochs) {
            this.epoch = epoch;
            this.epochs = epochs;
        }

        void evaluate() {
            // power3 = 0.97 ^ epoch
            {
                double scalar = epoch;
                result[0] = (Maths.pow(0.97, scalar));
            }
        }
    }

    /** The matrix products, and the weights laid out for them as of the last change. */
    private static final class Products {
        static final FloatProduct P0 = Kernels.get().floatProduct(new ProductShape(1, 3, 18, 10, 0, 18, 0, 10));
        static final FloatProduct P1 = Kernels.get().floatProduct(new ProductShape(1, 1, 10, 5, 8, 10, 0, 5));
        static final FloatProduct P2 = Kernels.get().floatProduct(new ProductShape(1, 3, 8, 10, 0, 8, 0, 10));
        static final FloatProduct P3 = Kernels.get().floatProduct(new ProductShape(1, 3, 10, 10, 0, 10, 0, 10));
        static final FloatProduct P4 = Kernels.get().floatProduct(new ProductShape(1, 1, 10, 5, 0, 10, 0, 5));
        static final FloatProduct P5 = Kernels.get().floatProduct(new ProductShape(1, 1, 5, 10, 0, 5, 0, 10));
        static final FloatProduct P6 = Kernels.get().floatProduct(new ProductShape(3, 1, 10, 10, 0, 10, 0, 10));
        static final FloatOuter O7 = Kernels.get().floatOuter(new OuterShape(3, 10, 8, 0, 10, 0, 8, 8));

        static final int[] I8 = {160, 80, 0};

        static final FloatOuter O9 = Kernels.get().floatOuter(new OuterShape(3, 10, 10, 0, 10, 0, 10, 10));

        static final int[] I10 = {440, 340, 240};

        static final FloatOuter O11 = Kernels.get().floatOuter(new OuterShape(1, 5, 10, 0, 5, 0, 10, 10));

        static final int[] I12 = {570};

        private final Tagger model;
        final FloatWeights w0 = P0.newWeights();
        final FloatWeights w1 = P1.newWeights();
        final FloatWeights w2 = P2.newWeights();
        final FloatWeights w3 = P3.newWeights();
        final FloatWeights w4 = P4.newWeights();
        final FloatWeights w5 = P5.newWeights();
        final FloatWeights w6 = P6.newWeights();
        private volatile long advanceVersion = -1;
        private volatile long backwardVersion = -1;
        private volatile long forwardVersion = -1;

        Products(Tagger model) {
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
            w.rows(0, 8, 0, theta, 0, 1, 8);
            w.rows(0, 8, 1, theta, 80, 1, 8);
            w.rows(0, 8, 2, theta, 160, 1, 8);
            w.rows(8, 10, 0, theta, 240, 1, 10);
            w.rows(8, 10, 1, theta, 340, 1, 10);
            w.rows(8, 10, 2, theta, 440, 1, 10);
            w.start(0, theta, 560);
            w.start(1, theta, 540);
            w.start(2, theta, 550);
        }

        private static void pack1(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 570, 1, 10);
            w.start(0, theta, 620);
        }

        private static void pack2(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 0, 1, 8);
            w.pack(0, 1, theta, 80, 1, 8);
            w.pack(0, 2, theta, 160, 1, 8);
            w.start(0, theta, 560);
            w.start(1, theta, 540);
            w.start(2, theta, 550);
        }

        private static void pack3(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 240, 1, 10);
            w.pack(0, 1, theta, 340, 1, 10);
            w.pack(0, 2, theta, 440, 1, 10);
        }

        private static void pack4(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 570, 1, 10);
            w.start(0, theta, 620);
        }

        private static void pack5(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 570, 10, 1);
        }

        private static void pack6(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 440, 10, 1);
            w.pack(1, 0, theta, 340, 10, 1);
            w.pack(2, 0, theta, 240, 10, 1);
        }
    }
}
