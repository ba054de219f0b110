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
 * Negative, neutral or positive: a class for a text of up to 24 words, each a vector of 16 numbers.
 *
 * <pre>
 * model Sentiment {
 *   time   T &lt;= 24
 *   input  words[T, 16]
 *   target mood[3]                      // one-hot
 *   layer  a = GRU(words, units: 24)
 *   layer  b = dropout(last(a), rate: 0.3)
 *   layer  logits = Dense(b, units: 3)
 *   output probabilities = softmax(logits)
 *   loss   cross_entropy(logits, mood)
 *   train {
 *     optimizer adamw(lr: 2e-3, decay: 1e-2)
 *     schedule  linear(warmup: 2, floor: 0.1)
 *     epochs    30
 *     batch     16
 *     clip      norm 5
 *     seed      3
 *   }
 * }
 * cell GRU(units) {
 *   input x
 *   state h[units]
 *   param W_r, W_z, W_n ~ glorot          // [units, x]
 *   param U_r, U_z, U_n ~ orthogonal      // [units, units]
 *   param b_r, b_z, b_n ~ zeros
 *   param c_n           ~ zeros           // inside the reset, so it cannot be joined with b_n
 *   r    = σ(W_r·x + U_r·h[t-1] + b_r)
 *   z    = σ(W_z·x + U_z·h[t-1] + b_z)
 *   n    = tanh(W_n·x + b_n + r ⊙ (U_n·h[t-1] + c_n))
 *   h[t] = (1 - z) ⊙ n + z ⊙ h[t-1]
 *   output h[t]
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
 * <p>Its shapes, with 3,051 trained numbers:
 *
 * <pre>
 * input   words          [24 steps, 16]
 * target  mood           [3]
 * output  probabilities  [3]
 * param   a.W_r          [24, 16]
 * param   a.W_z          [24, 16]
 * param   a.W_n          [24, 16]
 * param   a.U_r          [24, 24]
 * param   a.U_z          [24, 24]
 * param   a.U_n          [24, 24]
 * param   a.b_r          [24]
 * param   a.b_z          [24]
 * param   a.b_n          [24]
 * param   a.c_n          [24]
 * param   logits.W       [3, 24]
 * param   logits.b       [3]
 * </pre>
 *
 * <p>To train it and to use it:
 *
 * <pre>
 * Sentiment model = new Sentiment();
 * Sentiment.Data data = new Sentiment.Data();
 * data.add(words, mood);
 * model.train(data, ProgressListener.console());
 * model.save(Path.of("Sentiment.safetensors"));
 * float[] probabilities = model.predict(words);
 * </pre>
 *
 * <p>Any number of threads may predict with one object at the same time.
 */
@Generated("lstmc")
public final class Sentiment extends Model {
    private static final Kernels K = Kernels.get();

    /** Samples that are computed together. */
    private static final int BLOCK = 16;

    private static final List<Parameter> PARAMETERS = List.of(
            new Parameter("a.W_r", List.of(24, 16), 0),
            new Parameter("a.W_z", List.of(24, 16), 384),
            new Parameter("a.W_n", List.of(24, 16), 768),
            new Parameter("a.U_r", List.of(24, 24), 1152),
            new Parameter("a.U_z", List.of(24, 24), 1728),
            new Parameter("a.U_n", List.of(24, 24), 2304),
            new Parameter("a.b_r", List.of(24), 2880),
            new Parameter("a.b_z", List.of(24), 2904),
            new Parameter("a.b_n", List.of(24), 2928),
            new Parameter("a.c_n", List.of(24), 2952),
            new Parameter("logits.W", List.of(3, 24), 2976),
            new Parameter("logits.b", List.of(3), 3048));

    private static final List<Column> COLUMNS = List.of(
            new Column("words", "T", 24, 16, 0, true),
            new Column("mood", "", 0, 3, 0, false));

    private static final Training TRAINING = Training.DEFAULT
            .withEpochs(30)
            .withBatch(16)
            .withClipNorm(5.0)
            .withSeed(3L);

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
    public Sentiment() {
        this(3);
    }

    /** A model with random weights that depend on {@code seed} alone. */
    public Sentiment(long seed) {
        this(new FloatStorage(new float[3051]));
        initialise(seed);
    }

    private Sentiment(FloatStorage values) {
        super("Sentiment", PARAMETERS, values, TRAINING);
        theta = values.array();
    }

    /**
     * A model with the weights of a file that {@link #save} wrote.
     *
     * @throws IOException if the file cannot be read or was made for other shapes
     */
    public static Sentiment from(Path weights) throws IOException {
        Sentiment model = new Sentiment(new FloatStorage(new float[3051]));
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
     * @param words 16 values for each of 1 to 24 steps, as many as the sample has
     * @return probabilities: 3 values
     * @throws IllegalArgumentException if an array is null or has another length
     */
    public float[] predict(float[] words) {
        SampleWorkspace work = borrowSampleWorkspace();
        try {
            work.rows = 1;
            work.inputs(0, words);
            work.forward();
            return work.probabilities(0);
        } finally {
            idleSampleWorkspaces.add(work);
        }
    }

    /**
     * Predicts for many samples, 16 at a time. The values are not tested: NaN goes through the equations.
     *
     * @param words for each sample 16 values for each of 1 to 24 steps, as many as the sample has
     * @return for each sample what {@code predict} gives for it alone, but for rounding
     * @throws IllegalArgumentException if an array is null or has another length
     */
    public float[][] predict(float[][] words) {
        checkGiven("words", words);
        float[][] predictions = new float[words.length][];
        BatchWorkspace work = borrowBatchWorkspace();
        try {
            for (int from = 0; from < words.length; from += BLOCK) {
                work.rows = Math.min(BLOCK, words.length - from);
                for (int row = 0; row < work.rows; row++) {
                    work.inputs(row, words[from + row]);
                }
                work.forward();
                for (int row = 0; row < work.rows; row++) {
                    predictions[from + row] = work.probabilities(row);
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

    private static void checkSteps(String name, float[] values, int steps, int width) {
        checkGiven(name, values);
        int length = values.length;
        if (length == 0 || length > steps * width || length % width != 0) {
            throw new IllegalArgumentException(name + " has " + length + " values, expected those of 1 to " + steps + " steps × " + width);
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
         * @param words 16 values for each of 1 to 24 steps, as many as the sample has
         * @param mood 3 values
         * @return this
         * @throws IllegalArgumentException if an array is null or has another length, or a value is not finite
         */
        public Data add(float[] words, float[] mood) {
            add(new Object[] {words, mood});
            return this;
        }
    }

    /** A sequence of which the steps come one at a time. It sees changed weights at once. */
    public static final class Stream {
        private static final List<Parameter> STATES = List.of(
                new Parameter("a.h", List.of(24), 0));

        private final Sentiment model;
        private final float[] theta;
        private final Products products;
        private final float[][] probabilitiesOut = new float[1][3];
        private final float[][] a_h = new float[1][24];
        final float[][] words = new float[1][16];
        final float[][] add31 = new float[1][24];
        final float[][] reduce43 = new float[1][1];
        final float[][] exp46 = new float[1][3];
        final float[][] n_z_add28 = new float[3][24];

        private final float[][] arrays = {n_z_add28[0], n_z_add28[1]};

        private final float[][] arrays_2 = {n_z_add28[2], n_z_add28[0], add31[0], n_z_add28[1], a_h[0]};

        private Stream(Sentiment model) {
            this.model = model;
            theta = model.theta;
            products = model.products;
            reset();
        }

        /**
         * Takes one step. Allocates nothing once its code is compiled: the result is the same object each time, with the values
         * of this step until the next.
         *
         * @param words 16 values
         * @return 3 values
         */
        public float[] step(float[] words) {
            checkLength("words", words, 16, "16");
            System.arraycopy(words, 0, this.words[0], 0, 16);
            advance();
            return this.probabilitiesOut[0];
        }

        /**
         * Takes one step and copies its result to arrays of the caller.
         *
         * @param words 16 values
         * @param out takes the result
         */
        public void step(float[] words, float[] out) {
            checkLength("out", out, 3, "3");
            step(words);
            System.arraycopy(probabilitiesOut[0], 0, out, 0, 3);
        }

        /** Forgets all steps: the next one is the first of a new sequence. */
        public void reset() {
            Arrays.fill(a_h[0], 0, 24, 0f);
        }

        /** A copy of the states: what the steps so far have left for those to come. */
        public StreamState state() {
            StreamState state = new StreamState("Sentiment", STATES, new FloatStorage(new float[24]));
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
            System.arraycopy(this.a_h[0], 0, values, 0, 24);
        }

        /**
         * Goes on from states that a stream of this model gave; allocates nothing.
         *
         * @throws IllegalArgumentException if they are those of another model's stream
         */
        public void set(StreamState state) {
            float[] values = StreamState.values(state, STATES, FloatStorage.class).array();
            System.arraycopy(values, 0, this.a_h[0], 0, 24);
        }

        /** Goes on from where another stream of this class is; allocates nothing. */
        public void set(Stream other) {
            Objects.requireNonNull(other, "other is null");
            System.arraycopy(other.a_h[0], 0, this.a_h[0], 0, 24);
        }

        /** Another stream of the same model, which goes on from where this one is. */
        public Stream copy() {
            Stream copy = new Stream(model);
            copy.set(this);
            return copy;
        }

        @Override
        public String toString() {
            return "a stream of Sentiment";
        }

        void advance() {
            products.advance();
            advancePart0();
            if (!Products.E2.run(arrays, theta)) {
                advancePart1();
            }
            advancePart2();
            if (!Products.E4.run(arrays_2, theta)) {
                advancePart3();
            }
            advancePart4();
        }

        private void advancePart0() {
            // contract14 = a.W_r·words
            // contract20 = a.W_z·words
            // contract26 = a.W_n·words
            Products.P0.set(1, words, 0, products.w0, n_z_add28, 0);
            // contract15 = a.U_r·a.h
            // contract21 = a.U_z·a.h
            Products.P1.add(1, a_h, 0, products.w1, n_z_add28, 0);
        }

        private void advancePart1() {
            // r = sigmoid(a.W_r·words + a.U_r·a.h + a.b_r)
            K.sigmoid(24, n_z_add28[0], n_z_add28[0]);
            // z = sigmoid(a.W_z·words + a.U_z·a.h + a.b_z)
            K.sigmoid(24, n_z_add28[1], n_z_add28[1]);
        }

        private void advancePart2() {
            // contract29 = a.U_n·a.h
            Products.P3.set(1, a_h, 0, products.w2, add31, 0);
        }

        private void advancePart3() {
            // add33 = a.W_n·words + a.b_n + r ⊙ (a.U_n·a.h + a.c_n)
            {
                float[] n = n_z_add28[0];
                float[] add31_2 = add31[0];
                float[] add28 = n_z_add28[2];
                for (int i = 0; i < 24; i++) {
                    n[i] = (add28[i] + (n[i] * add31_2[i]));
                }
            }
            // n = tanh(a.W_n·words + a.b_n + r ⊙ (a.U_n·a.h + a.c_n))
            K.tanh(24, n_z_add28[0], n_z_add28[0]);
            // h = (1 - z) ⊙ n + z ⊙ a.h
            {
                float[] z = n_z_add28[1];
                float[] n = n_z_add28[0];
                float[] a_h_2 = a_h[0];
                for (int i = 0; i < 24; i++) {
                    float h = ((1f - z[i]) * n[i]) + (z[i] * a_h_2[i]);
                    a_h_2[i] = h;
                }
            }
        }

        private void advancePart4() {
            advancePart4Part0();
            advancePart4Part1();
        }

        private void advancePart4Part0() {
            // contract40 = logits.W·h
            Products.P5.set(1, a_h, 0, products.w3, exp46, 0);
            // reduce43 = max(y)
            {
                float max = Float.NEGATIVE_INFINITY;
                float[] exp46_2 = exp46[0];
                for (int i = 0; i < 3; i++) {
                    max = Math.max(max, exp46_2[i]);
                }
                reduce43[0][0] = max;
            }
            // subtract45 = y - max(y)
            {
                float[] exp46_2 = exp46[0];
                float[] reduce43_2 = reduce43[0];
                float reduce43_3 = reduce43_2[0];
                for (int i = 0; i < 3; i++) {
                    exp46_2[i] = (exp46_2[i] - reduce43_3);
                }
            }
            // exp46 = exp(y - max(y))
            K.exp(3, exp46[0], exp46[0]);
        }

        private void advancePart4Part1() {
            // reduce47 = sum(exp(y - max(y)))
            {
                float sum = 0f;
                float[] exp46_2 = exp46[0];
                for (int i = 0; i < 3; i++) {
                    sum += exp46_2[i];
                }
                reduce43[0][0] = sum;
            }
            // divide49 = 1 / sum(exp(y - max(y)))
            {
                reduce43[0][0] = (1f / reduce43[0][0]);
            }
            // probabilities = exp(y - max(y)) ⊙ (1 / sum(exp(y - …)))
            {
                float[] exp46_2 = exp46[0];
                float[] divide49 = reduce43[0];
                float divide49_2 = divide49[0];
                float[] probabilitiesOut_2 = probabilitiesOut[0];
                for (int i = 0; i < 3; i++) {
                    float probabilities_2 = exp46_2[i] * divide49_2;
                    probabilitiesOut_2[i] = probabilities_2;
                }
            }
        }
    }

    /**
     * Up to 16 samples on their way through the equations and back:
     *
     * <pre>
     * Sentiment.Pass pass = model.newPass();
     * pass.add(words, mood);
     * double loss = pass.forward();
     * pass.backward();
     * float[] gradient = pass.gradient("a.W_r");
     * </pre>
     */
    public static final class Pass {
        private final Sentiment model;
        private final TrainingWorkspace work;
        private boolean forwardDone;
        private boolean backwardDone;

        /** Whether all is there that forward() keeps for backward(). */
        private boolean residuals;

        private Pass(Sentiment model) {
            this.model = model;
            this.work = new TrainingWorkspace(model);
        }

        /**
         * Adds a sample as the next row.
         *
         * @param words 16 values for each of 1 to 24 steps, as many as the sample has
         * @param mood 3 values
         * @return this
         * @throws IllegalArgumentException if an array is null or has another length
         * @throws IllegalStateException if 16 samples are there already
         */
        public Pass add(float[] words, float[] mood) {
            require(work.rows < BLOCK, "a pass takes at most 16 samples; see clear()");
            work.inputs(work.rows, words);
            work.targets(work.rows, mood);
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
         * Output {@code probabilities} of a sample: 3 values.
         *
         * @param row counts the samples from 0
         */
        public float[] probabilities(int row) {
            require(forwardDone, "call forward() first");
            Workspace.checkRow(row, work.rows);
            return work.probabilities(row);
        }

        /** As {@code a pass of Sentiment with 3 of 16 samples}. */
        @Override
        public String toString() {
            return "a pass of Sentiment with " + work.rows + " of 16 samples";
        }
    }

    /** Up to 16 samples on their way through the equations. */
    private static final class BatchWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;

        /** The number of steps of each row. */
        private final int[] lengths = new int[BLOCK];
        final float[][] present_steps = new float[24][16];
        final float[][] words = new float[24][256];
        final float[][] mood = new float[1][48];
        final float[][] select40 = new float[25][384];
        final float[][] p_n = new float[1][384];
        final float[][] subtract21 = new float[24][16];
        final float[][] reduce29 = new float[1][16];
        final float[][] probabilities_2 = new float[1][48];
        final float[][] n_z_add29 = new float[3][384];

        BatchWorkspace(Sentiment model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] words) {
            checkSteps("words", words, 24, 16);
            lengths[row] = words.length / 16;
            for (int step = 0; step < lengths[row]; step++) {
                System.arraycopy(words, step * 16, this.words[step], row * 16, 16);
            }
            for (int step = lengths[row]; step < 24; step++) {
                System.arraycopy(words, (lengths[row] - 1) * 16, this.words[step], row * 16, 16);
            }
            for (int step = 0; step < 24; step++) {
                this.present_steps[step][row] = step < lengths[row] ? 1 : 0;
            }
        }

        float[] probabilities(int row) {
            float[] out = new float[3];
            System.arraycopy(this.probabilities_2[0], row * 3, out, 0, 3);
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
            forwardPart0Step0Part2(t);
        }

        private void forwardPart0Step0Part0(int t) {
            // contract13 = a.W_r·x
            // contract18 = a.W_z·x
            // contract27 = a.W_n·x
            Products.P0.set(rows, words, t, products.w0, n_z_add29, 0);
            // contract14 = a.U_r·h
            // contract19 = a.U_z·h
            Products.P1.add(rows, select40, t, products.w1, n_z_add29, 0);
            // contract23 = a.U_n·h
            Products.P3.set(rows, select40, t, products.w2, p_n, 0);
            // r = sigmoid(p_r)
            K.sigmoid(rows * 24, n_z_add29[0], n_z_add29[0]);
        }

        private void forwardPart0Step0Part1(int t) {
            // p_n = a.W_n·x + a.b_n + r ⊙ p_n
            {
                float[] n = n_z_add29[0];
                float[] p_n_2 = p_n[0];
                float[] add29 = n_z_add29[2];
                for (int i = 0; i < rows * 24; i++) {
                    float p_n_3 = add29[i] + (n[i] * p_n_2[i]);
                    n[i] = p_n_3;
                }
            }
            // z = sigmoid(p_z)
            K.sigmoid(rows * 24, n_z_add29[1], n_z_add29[1]);
            // n = tanh(p_n)
            K.tanh(rows * 24, n_z_add29[0], n_z_add29[0]);
        }

        private void forwardPart0Step0Part2(int t) {
            // select40 = (present ? h : h)
            {
                for (int i = 0; i < rows; i++) {
                    int zAt = i * 24;
                    float[] z = n_z_add29[1];
                    int nAt = i * 24;
                    float[] n = n_z_add29[0];
                    int select40At = i * 24;
                    float[] select40_2 = select40[t];
                    int present_stepsAt = i;
                    float[] present_steps_2 = present_steps[t];
                    float present_steps_3 = present_steps_2[present_stepsAt];
                    int select40At_2 = i * 24;
                    float[] select40_3 = select40[t + 1];
                    for (int j = 0; j < 24; j++) {
                        float h = ((1f - z[zAt + j]) * n[nAt + j]) + (z[zAt + j] * select40_2[select40At + j]);
                        select40_3[select40At_2 + j] = (present_steps_3 != 0f ? h : select40_2[select40At + j]);
                    }
                }
            }
        }

        private void forwardPart0() {
            // h before the first step
            Arrays.fill(select40[0], 0, rows * 24, 0f);
            // scan16 = recurrence over 24 steps
            for (int t = 0; t < 24; t++) {
                forwardPart0Step0(t);
            }
            // pad20 = 0
            for (int i = 0; i < 24; i++) {
                Arrays.fill(subtract21[i], 0, rows, 0f);
            }
            // pad20 = pad(present steps[1 to 24])
            for (int i = 0; i < 23; i++) {
                System.arraycopy(present_steps[1 + i], 0, subtract21[i], 0, rows);
            }
            // subtract21 = present steps - pad(present steps[1 to 24])
            {
                for (int i = 0; i < 24; i++) {
                    float[] present_steps_2 = present_steps[i];
                    float[] subtract21_2 = subtract21[i];
                    for (int j = 0; j < rows; j++) {
                        subtract21_2[j] = (present_steps_2[j] - subtract21_2[j]);
                    }
                }
            }
            // b = sum(((present steps - pad(present steps[1 to 24])) ? a : 0))
            {
                for (int i_2 = 0; i_2 < rows * 24; i_2++) {
                    p_n[0][i_2] = 0f;
                }
                for (int i = 0; i < 24; i++) {
                    for (int j = 0; j < rows; j++) {
                        int subtract21At = j;
                        float[] subtract21_2 = subtract21[i];
                        float subtract21_3 = subtract21_2[subtract21At];
                        int select40At = j * 24;
                        float[] select40_2 = select40[1 + i];
                        int bAt = j * 24;
                        float[] b = p_n[0];
                        for (int k_2 = 0; k_2 < 24; k_2++) {
                            b[bAt + k_2] += (subtract21_3 != 0f ? select40_2[select40At + k_2] : 0f);
                        }
                    }
                }
            }
        }

        private void forwardPart1() {
            // contract26 = logits.W·b
            Products.P5.set(rows, p_n, 0, products.w3, probabilities_2, 0);
            // reduce29 = max(y)
            {
                for (int i = 0; i < rows; i++) {
                    float max = Float.NEGATIVE_INFINITY;
                    int probabilitiesAt = i * 3;
                    float[] probabilities_3 = probabilities_2[0];
                    for (int j = 0; j < 3; j++) {
                        max = Math.max(max, probabilities_3[probabilitiesAt + j]);
                    }
                    reduce29[0][i] = max;
                }
            }
            // subtract31 = y - max(y)
            K.rowMinus(rows, 3, probabilities_2[0], reduce29[0], probabilities_2[0]);
            // exp32 = exp(y - max(y))
            K.exp(rows * 3, probabilities_2[0], probabilities_2[0]);
        }

        private void forwardPart2() {
            // reduce33 = sum(exp(y - max(y)))
            K.rowSums(rows, 3, probabilities_2[0], 3, reduce29[0]);
            // divide35 = 1 / sum(exp(y - max(y)))
            {
                float[] divide35 = reduce29[0];
                for (int i = 0; i < rows; i++) {
                    divide35[i] = (1f / divide35[i]);
                }
            }
            // probabilities = exp(y - max(y)) ⊙ (1 / sum(exp(y - …)))
            K.rowTimes(rows, 3, probabilities_2[0], reduce29[0], probabilities_2[0]);
        }
    }

    /** The steps of one sample on their way through the equations. */
    private static final class SampleWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;

        /** The number of steps of each row. */
        private final int[] lengths = new int[BLOCK];
        final float[][] present_steps = new float[24][1];
        final float[][] words = new float[24][16];
        final float[][] mood = new float[1][3];
        final float[][] select34 = new float[25][24];
        final float[][] p_n = new float[1][24];
        final float[][] n = new float[1][24];
        final float[][] subtract30 = new float[24][1];
        final float[][] reduce38 = new float[1][1];
        final float[][] probabilities_2 = new float[1][3];
        final float[][] p_r_p_z_p_n = new float[72][24];

        SampleWorkspace(Sentiment model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] words) {
            checkSteps("words", words, 24, 16);
            lengths[row] = words.length / 16;
            for (int step = 0; step < lengths[row]; step++) {
                System.arraycopy(words, step * 16, this.words[step], row * 16, 16);
            }
            for (int step = lengths[row]; step < 24; step++) {
                System.arraycopy(words, (lengths[row] - 1) * 16, this.words[step], row * 16, 16);
            }
            for (int step = 0; step < 24; step++) {
                this.present_steps[step][row] = step < lengths[row] ? 1 : 0;
            }
        }

        float[] probabilities(int row) {
            float[] out = new float[3];
            System.arraycopy(this.probabilities_2[0], row * 3, out, 0, 3);
            return out;
        }

        void forward() {
            products.forward();
            forwardPart0();
            forwardPart1();
            forwardPart2();
        }

        private void forwardPart0() {
            // contract16 = a.W_r·words
            // contract19 = a.W_z·words
            // contract22 = a.W_n·words
            Products.P0.setAll(24, 1, words, 0, 1, products.w0, p_r_p_z_p_n, 0, 3);
        }

        private void forwardPart1() {
            // h before the first step
            Arrays.fill(select34[0], 0, 24, 0f);
        }

        private void forwardPart2() {
            forwardPart2Part0();
            forwardPart2Part1();
            forwardPart2Part2();
        }

        private void forwardPart2Part0Step0(int t) {
            forwardPart2Part0Step0Part0(t);
            forwardPart2Part0Step0Part1(t);
        }

        private void forwardPart2Part0Step0Part0(int t) {
            // contract16 = a.U_r·h
            // contract18 = a.U_z·h
            Products.P1.add(1, select34, t, products.w1, p_r_p_z_p_n, t * 3);
            // contract20 = a.U_n·h
            Products.P3.set(1, select34, t, products.w2, p_n, 0);
            // r = sigmoid(p_r)
            K.sigmoid(24, p_r_p_z_p_n[t * 3], n[0]);
            // p_n = p_n + r ⊙ p_n
            {
                float[] n_2 = n[0];
                float[] p_n_2 = p_n[0];
                float[] p_n_3 = p_r_p_z_p_n[t * 3 + 2];
                for (int i = 0; i < 24; i++) {
                    float p_n_4 = p_n_3[i] + (n_2[i] * p_n_2[i]);
                    n_2[i] = p_n_4;
                }
            }
            // z = sigmoid(p_z)
            K.sigmoid(24, p_r_p_z_p_n[t * 3 + 1], p_n[0]);
        }

        private void forwardPart2Part0Step0Part1(int t) {
            // n = tanh(p_n)
            K.tanh(24, n[0], n[0]);
            // select34 = (present ? h : h)
            {
                float[] z = p_n[0];
                float[] n_2 = n[0];
                float[] select34_2 = select34[t];
                float[] present_steps_2 = present_steps[t];
                float present_steps_3 = present_steps_2[0];
                float[] select34_3 = select34[t + 1];
                for (int i = 0; i < 24; i++) {
                    float h = ((1f - z[i]) * n_2[i]) + (z[i] * select34_2[i]);
                    select34_3[i] = (present_steps_3 != 0f ? h : select34_2[i]);
                }
            }
        }

        private void forwardPart2Part0() {
            // scan25 = recurrence over 24 steps
            for (int t = 0; t < 24; t++) {
                forwardPart2Part0Step0(t);
            }
            // pad29 = 0
            {
                for (int i = 0; i < 24; i++) {
                    subtract30[i][0] = 0f;
                }
            }
            // pad29 = pad(present steps[1 to 24])
            {
                for (int i = 0; i < 23; i++) {
                    subtract30[i][0] = present_steps[1 + i][0];
                }
            }
            // subtract30 = present steps - pad(present steps[1 to 24])
            {
                for (int i = 0; i < 24; i++) {
                    subtract30[i][0] = (present_steps[i][0] - subtract30[i][0]);
                }
            }
            // b = sum(((present steps - pad(present steps[1 to 24])) ? a : 0))
            {
                for (int i_2 = 0; i_2 < 24; i_2++) {
                    p_n[0][i_2] = 0f;
                }
                for (int i = 0; i < 24; i++) {
                    float[] subtract30_2 = subtract30[i];
                    float subtract30_3 = subtract30_2[0];
                    float[] select34_2 = select34[1 + i];
                    float[] b = p_n[0];
                    for (int j = 0; j < 24; j++) {
                        b[j] += (subtract30_3 != 0f ? select34_2[j] : 0f);
                    }
                }
            }
            // contract35 = logits.W·b
            Products.P5.set(1, p_n, 0, products.w3, probabilities_2, 0);
        }

        private void forwardPart2Part1() {
            // reduce38 = max(y)
            {
                float max = Float.NEGATIVE_INFINITY;
                float[] probabilities_3 = probabilities_2[0];
                for (int i = 0; i < 3; i++) {
                    max = Math.max(max, probabilities_3[i]);
                }
                reduce38[0][0] = max;
            }
            // subtract40 = y - max(y)
            {
                float[] probabilities_3 = probabilities_2[0];
                float[] reduce38_2 = reduce38[0];
                float reduce38_3 = reduce38_2[0];
                for (int i = 0; i < 3; i++) {
                    probabilities_3[i] = (probabilities_3[i] - reduce38_3);
                }
            }
            // exp41 = exp(y - max(y))
            K.exp(3, probabilities_2[0], probabilities_2[0]);
            // reduce42 = sum(exp(y - max(y)))
            {
                float sum = 0f;
                float[] probabilities_3 = probabilities_2[0];
                for (int i = 0; i < 3; i++) {
                    sum += probabilities_3[i];
                }
                reduce38[0][0] = sum;
            }
        }

        private void forwardPart2Part2() {
            // divide44 = 1 / sum(exp(y - max(y)))
            {
                reduce38[0][0] = (1f / reduce38[0][0]);
            }
            // probabilities = exp(y - max(y)) ⊙ (1 / sum(exp(y - …)))
            {
                float[] probabilities_3 = probabilities_2[0];
                float[] divide44 = reduce38[0];
                float divide44_2 = divide44[0];
                for (int i = 0; i < 3; i++) {
                    float probabilities_4 = probabilities_3[i] * divide44_2;
                    probabilities_3[i] = probabilities_4;
                }
            }
        }
    }

    /** Up to 16 samples on their way through the equations, and back. */
    private static final class TrainingWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;

        /** The array of {@link #gradient}. */
        private float[] gradients;

        /** The number of steps of each row. */
        private final int[] lengths = new int[BLOCK];
        final float[][] present_steps = new float[24][16];
        final float[][] words = new float[24][256];
        final float[][] mood = new float[1][48];
        final float[][] δloss = new float[1][16];
        final float[][] select40 = new float[25][384];
        final float[][] p_n = new float[24][384];
        final float[][] r = new float[24][384];
        final float[][] z = new float[24][384];
        final float[][] n = new float[24][384];
        final float[][] subtract28 = new float[24][16];
        final float[][] b = new float[1][384];
        final float[][] reduce44 = new float[1][16];
        final float[][] exp47 = new float[1][48];
        final float[][] probabilities_2 = new float[1][48];
        final float[][] equal54 = new float[1][48];
        final float[][] negate64 = new float[1][16];
        final float[] Σδa_b_r = new float[24];
        final float[] Σδa_b_z = new float[24];
        final float[] Σδa_b_n = new float[24];
        final float[] Σδa_c_n = new float[24];
        final float[][] δa = new float[24][384];
        final float[][] δp_n = new float[24][384];
        final float[][] δh = new float[1][384];
        final float[][] r35 = new float[1][384];
        final float[][] subtract46 = new float[1][48];
        final float[][] log1p60 = new float[1][16];
        final float[][] greater_equal35 = new float[1][384];
        final float[][] add80 = new float[1][384];
        final float[][] p_r_p_z_p_n = new float[3][384];
        final float[][] δp_z_δp_r_δp_n = new float[72][384];

        TrainingWorkspace(Sentiment model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] words) {
            checkSteps("words", words, 24, 16);
            lengths[row] = words.length / 16;
            for (int step = 0; step < lengths[row]; step++) {
                System.arraycopy(words, step * 16, this.words[step], row * 16, 16);
            }
            for (int step = lengths[row]; step < 24; step++) {
                System.arraycopy(words, (lengths[row] - 1) * 16, this.words[step], row * 16, 16);
            }
            for (int step = 0; step < 24; step++) {
                this.present_steps[step][row] = step < lengths[row] ? 1 : 0;
            }
        }

        float[] probabilities(int row) {
            float[] out = new float[3];
            System.arraycopy(this.probabilities_2[0], row * 3, out, 0, 3);
            return out;
        }

        /** Lets {@link #backward} add to {@link #gradient}. */
        void take() {
            gradients = ((FloatStorage) gradient.values()).array();
        }

        void targets(int row, float[] mood) {
            checkLength("mood", mood, 3, "3");
            System.arraycopy(mood, 0, this.mood[0], row * 3, 3);
        }

        double totalLoss() {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += this.negate64[0][row];
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
            forwardPart3();
        }

        private void forwardPart0Step0(int t) {
            forwardPart0Step0Part0(t);
            forwardPart0Step0Part1(t);
            forwardPart0Step0Part2(t);
        }

        private void forwardPart0Step0Part0(int t) {
            // contract13 = a.W_r·x
            // contract18 = a.W_z·x
            // contract27 = a.W_n·x
            Products.P0.set(rows, words, t, products.w0, p_r_p_z_p_n, 0);
            // contract14 = a.U_r·h
            // contract19 = a.U_z·h
            Products.P1.add(rows, select40, t, products.w1, p_r_p_z_p_n, 0);
            // contract23 = a.U_n·h
            Products.P3.set(rows, select40, t, products.w2, p_n, t);
            // r = sigmoid(p_r)
            K.sigmoid(rows * 24, p_r_p_z_p_n[0], r[t]);
        }

        private void forwardPart0Step0Part1(int t) {
            // p_n = a.W_n·x + a.b_n + r ⊙ p_n
            {
                float[] r_2 = r[t];
                float[] p_n_2 = p_n[t];
                float[] p_n_3 = p_r_p_z_p_n[2];
                for (int i = 0; i < rows * 24; i++) {
                    float p_n_4 = p_n_3[i] + (r_2[i] * p_n_2[i]);
                    p_n_3[i] = p_n_4;
                }
            }
            // z = sigmoid(p_z)
            K.sigmoid(rows * 24, p_r_p_z_p_n[1], z[t]);
            // n = tanh(p_n)
            K.tanh(rows * 24, p_r_p_z_p_n[2], n[t]);
        }

        private void forwardPart0Step0Part2(int t) {
            // select40 = (present ? h : h)
            {
                for (int i = 0; i < rows; i++) {
                    int zAt = i * 24;
                    float[] z_2 = z[t];
                    int nAt = i * 24;
                    float[] n_2 = n[t];
                    int select40At = i * 24;
                    float[] select40_2 = select40[t];
                    int present_stepsAt = i;
                    float[] present_steps_2 = present_steps[t];
                    float present_steps_3 = present_steps_2[present_stepsAt];
                    int select40At_2 = i * 24;
                    float[] select40_3 = select40[t + 1];
                    for (int j = 0; j < 24; j++) {
                        float h = ((1f - z_2[zAt + j]) * n_2[nAt + j]) + (z_2[zAt + j] * select40_2[select40At + j]);
                        select40_3[select40At_2 + j] = (present_steps_3 != 0f ? h : select40_2[select40At + j]);
                    }
                }
            }
        }

        private void forwardPart0() {
            // h before the first step
            Arrays.fill(select40[0], 0, rows * 24, 0f);
            // scan18 = recurrence over 24 steps
            for (int t = 0; t < 24; t++) {
                forwardPart0Step0(t);
            }
            // pad27 = 0
            for (int i = 0; i < 24; i++) {
                Arrays.fill(subtract28[i], 0, rows, 0f);
            }
            // pad27 = pad(present steps[1 to 24])
            for (int i = 0; i < 23; i++) {
                System.arraycopy(present_steps[1 + i], 0, subtract28[i], 0, rows);
            }
            // subtract28 = present steps - pad(present steps[1 to 24])
            {
                for (int i = 0; i < 24; i++) {
                    float[] present_steps_2 = present_steps[i];
                    float[] subtract28_2 = subtract28[i];
                    for (int j = 0; j < rows; j++) {
                        subtract28_2[j] = (present_steps_2[j] - subtract28_2[j]);
                    }
                }
            }
            // reduce32 = sum(((present steps - pad(present steps[1 to 24])) ? a : 0))
            {
                for (int i_2 = 0; i_2 < rows * 24; i_2++) {
                    b[0][i_2] = 0f;
                }
                for (int i = 0; i < 24; i++) {
                    for (int j = 0; j < rows; j++) {
                        int subtract28At = j;
                        float[] subtract28_2 = subtract28[i];
                        float subtract28_3 = subtract28_2[subtract28At];
                        int select40At = j * 24;
                        float[] select40_2 = select40[1 + i];
                        int bAt = j * 24;
                        float[] b_2 = b[0];
                        for (int k_2 = 0; k_2 < 24; k_2++) {
                            b_2[bAt + k_2] += (subtract28_3 != 0f ? select40_2[select40At + k_2] : 0f);
                        }
                    }
                }
            }
        }

        private void forwardPart1() {
            // random33 = uniform()
            for (int r_2 = 0; r_2 < rows; r_2++) {
                long key_2 = CounterRandom.key(seed, 0, randomRow(r_2));
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 24; e++) {
                        greater_equal35[0 + s][0 + r_2 * 24 + e] = !training ? 0 : CounterRandom.uniformFloat(key_2, s * 24 + e);
                    }
                }
            }
            // greater_equal35 = uniform() >= 0.3
            // b = (training mode ? (sum((… ? a : 0)) ⊙ (uniform() >= 0.3)) / 0.7 : sum(((present steps - pad(…)) ? a :…
            {
                float[] greater_equal35_2 = greater_equal35[0];
                float[] b_2 = b[0];
                float scalar = (training ? 1 : 0);
                for (int i = 0; i < rows * 24; i++) {
                    float v0 = greater_equal35_2[i] >= 0.3f ? 1f : 0f;
                    float b_3 = scalar != 0f ? ((b_2[i] * v0) / 0.7f) : b_2[i];
                    greater_equal35_2[i] = v0;
                    b_2[i] = b_3;
                }
            }
            // contract41 = logits.W·b
            Products.P5.set(rows, b, 0, products.w3, subtract46, 0);
            // reduce44 = max(y)
            {
                for (int i = 0; i < rows; i++) {
                    float max = Float.NEGATIVE_INFINITY;
                    int subtract46At = i * 3;
                    float[] subtract46_2 = subtract46[0];
                    for (int j = 0; j < 3; j++) {
                        max = Math.max(max, subtract46_2[subtract46At + j]);
                    }
                    reduce44[0][i] = max;
                }
            }
        }

        private void forwardPart2() {
            // subtract46 = y - max(y)
            K.rowMinus(rows, 3, subtract46[0], reduce44[0], subtract46[0]);
            // exp47 = exp(y - max(y))
            K.exp(rows * 3, subtract46[0], exp47[0]);
            // reduce48 = sum(exp(y - max(y)))
            K.rowSums(rows, 3, exp47[0], 3, reduce44[0]);
            // divide50 = 1 / sum(exp(y - max(y)))
            {
                float[] divide50 = reduce44[0];
                for (int i = 0; i < rows; i++) {
                    divide50[i] = (1f / divide50[i]);
                }
            }
        }

        private void forwardPart3() {
            // probabilities = exp(y - max(y)) ⊙ (1 / sum(exp(y - …)))
            K.rowTimes(rows, 3, exp47[0], reduce44[0], probabilities_2[0]);
        }

        void loss() {
            lossPart0();
            lossPart1();
        }

        private void lossPart0() {
            // equal54 = (y - max(y)) == 0
            {
                float[] subtract46_2 = subtract46[0];
                float[] equal54_2 = equal54[0];
                for (int i = 0; i < rows * 3; i++) {
                    equal54_2[i] = (subtract46_2[i] == 0f ? 1f : 0f);
                }
            }
            // reduce57 = sum((y - max(y)) == 0)
            K.rowSums(rows, 3, equal54[0], 3, reduce44[0]);
            // subtract58 = sum((y - max(y)) == 0) - 1
            {
                float[] add59 = reduce44[0];
                for (int i = 0; i < rows; i++) {
                    add59[i] = (add59[i] - 1f);
                }
            }
            // reduce56 = sum(exp(y - max(y)) - ((y - max(y)) == 0))
            {
                for (int i = 0; i < rows; i++) {
                    float sum = 0f;
                    int exp47At = i * 3;
                    float[] exp47_2 = exp47[0];
                    int equal54At = i * 3;
                    float[] equal54_2 = equal54[0];
                    for (int j = 0; j < 3; j++) {
                        sum += (exp47_2[exp47At + j] - equal54_2[equal54At + j]);
                    }
                    reduce44[0][i] += sum;
                }
            }
        }

        private void lossPart1() {
            // log1p60 = log1p(sum(exp(y - …) - ((y - …) == 0)) + sum((y - …) == 0) - 1)
            K.log1p(rows, reduce44[0], log1p60[0]);
            // subtract62 = y - max(y) - log1p(sum(… - …) + sum(…) - 1)
            K.rowMinus(rows, 3, subtract46[0], log1p60[0], equal54[0]);
            // contract63 = Σ mood[i]·(y - max(y) - log1p(sum(…) + … - …))[i]
            K.rowSums(rows, 3, mood[0], 3, equal54[0], 3, negate64[0]);
            // negate64 = -Σ mood[i]·(y - max(y) - log1p(… + …))[i]
            {
                float[] negate64_2 = negate64[0];
                for (int i = 0; i < rows; i++) {
                    negate64_2[i] = -(negate64_2[i]);
                }
            }
        }

        void backward() {
            products.backward();
            backwardPart0();
            backwardPart1();
            backwardPart2();
            backwardPart3();
            backwardPart4();
        }

        private void backwardPart0() {
            // negate65 = -δloss
            {
                float[] δloss_2 = δloss[0];
                float[] negate65 = log1p60[0];
                for (int i = 0; i < rows; i++) {
                    negate65[i] = -(δloss_2[i]);
                }
            }
            // multiply67 = -δloss ⊙ mood
            K.rowTimes(rows, 3, mood[0], log1p60[0], subtract46[0]);
            // reduce68 = sum(-δloss ⊙ mood)
            K.rowSums(rows, 3, subtract46[0], 3, log1p60[0]);
            // divide71 = -sum(-δloss ⊙ mood) / (1 + sum(exp(…) - (… == …)) + sum(… == …) - 1)
            {
                float[] divide71 = log1p60[0];
                float[] add59 = reduce44[0];
                for (int i = 0; i < rows; i++) {
                    divide71[i] = (-(divide71[i]) / (1f + add59[i]));
                }
            }
        }

        private void backwardPart1() {
            // δy = -δloss ⊙ mood + (-sum(…) / (1 + … + …)) ⊙ exp(y - max(y))
            {
                for (int i = 0; i < rows; i++) {
                    int divide71At = i;
                    float[] divide71 = log1p60[0];
                    float divide71_2 = divide71[divide71At];
                    int exp47At = i * 3;
                    float[] exp47_2 = exp47[0];
                    int δyAt = i * 3;
                    float[] δy = subtract46[0];
                    for (int j = 0; j < 3; j++) {
                        float δy_2 = δy[δyAt + j] + (divide71_2 * exp47_2[exp47At + j]);
                        δy[δyAt + j] = δy_2;
                    }
                }
            }
            // δb = logits.Wᵀ·δy
            Products.P6.set(rows, subtract46, 0, products.w4, add80, 0);
            // add80 = (training mode ? 0 : δb) + ((training mode ? δb : 0) / 0.7) ⊙ (uniform() >= 0.3)
            {
                float scalar = (training ? 1 : 0);
                float[] add80_2 = add80[0];
                float[] greater_equal35_2 = greater_equal35[0];
                for (int i = 0; i < rows * 24; i++) {
                    add80_2[i] = ((scalar != 0f ? 0f : add80_2[i]) + (((scalar != 0f ? add80_2[i] : 0f) / 0.7f) * greater_equal35_2[i]));
                }
            }
        }

        private void backwardPart2Step1(int t1) {
            backwardPart2Step1Part0(t1);
            backwardPart2Step1Part1(t1);
            backwardPart2Step1Part2(t1);
            backwardPart2Step1Part3(t1);
        }

        private void backwardPart2Step1Part0(int t1) {
            // δh = (present ? δh + δh_2 : 0)
            // add24 = (present ? 0 : δh + δh_2) + δh ⊙ z
            // r35 = 1 - z
            {
                for (int i = 0; i < rows; i++) {
                    int δhAt = i * 24;
                    float[] δh_2 = greater_equal35[0];
                    int δaAt = i * 24;
                    float[] δa_2 = δa[t1];
                    int present_stepsAt = i;
                    float[] present_steps_2 = present_steps[t1];
                    float present_steps_3 = present_steps_2[present_stepsAt];
                    int zAt = i * 24;
                    float[] z_2 = z[t1];
                    int δhAt_2 = i * 24;
                    float[] δh_3 = δh[0];
                    int add24At = i * 24;
                    float[] add24 = add80[0];
                    int r35At = i * 24;
                    float[] r35_2 = r35[0];
                    for (int j = 0; j < 24; j++) {
                        float v0 = δh_2[δhAt + j] + δa_2[δaAt + j];
                        float δh_4 = present_steps_3 != 0f ? v0 : 0f;
                        float v4 = (present_steps_3 != 0f ? 0f : v0) + (δh_4 * z_2[zAt + j]);
                        float r35_3 = 1f - z_2[zAt + j];
                        δh_3[δhAt_2 + j] = δh_4;
                        add24[add24At + j] = v4;
                        r35_2[r35At + j] = r35_3;
                    }
                }
            }
        }

        private void backwardPart2Step1Part1(int t1) {
            // δp_n = δn ⊙ (1 - (n ⊙ n))
            // δp_z = δz ⊙ (z ⊙ r35)
            {
                float[] δh_2 = δh[0];
                float[] r35_2 = r35[0];
                float[] n_2 = n[t1];
                float[] select40_2 = select40[t1];
                float[] z_2 = z[t1];
                float[] δp_n_2 = δp_n[t1];
                float[] δp_z = δp_z_δp_r_δp_n[t1 * 3];
                for (int i = 0; i < rows * 24; i++) {
                    float δn = δh_2[i] * r35_2[i];
                    float δp_n_3 = δn * (1f - (n_2[i] * n_2[i]));
                    float δz = (δh_2[i] * select40_2[i]) - (δh_2[i] * n_2[i]);
                    float δp_z_2 = δz * (z_2[i] * r35_2[i]);
                    δp_n_2[i] = δp_n_3;
                    δp_z[i] = δp_z_2;
                }
            }
        }

        private void backwardPart2Step1Part2(int t1) {
            // δp_n = δp_n ⊙ r
            // δp_r = δr ⊙ (r ⊙ (1 - r))
            {
                float[] δp_n_2 = δp_n[t1];
                float[] r_2 = r[t1];
                float[] p_n_2 = p_n[t1];
                float[] δp_n_3 = δp_z_δp_r_δp_n[t1 * 3 + 2];
                float[] δp_r = δp_z_δp_r_δp_n[t1 * 3 + 1];
                for (int i = 0; i < rows * 24; i++) {
                    float δp_n_4 = δp_n_2[i] * r_2[i];
                    float δr = δp_n_2[i] * p_n_2[i];
                    float δp_r_2 = δr * (r_2[i] * (1f - r_2[i]));
                    δp_n_3[i] = δp_n_4;
                    δp_r[i] = δp_r_2;
                }
            }
            // δh = add24
            System.arraycopy(add80[0], 0, greater_equal35[0], 0, rows * 24);
            // contract41 = a.U_zᵀ·δp_z
            // contract43 = a.U_rᵀ·δp_r
            // contract39 = a.U_nᵀ·δp_n
            Products.P7.add(rows, δp_z_δp_r_δp_n, t1 * 3, products.w5, greater_equal35, 0);
        }

        private void backwardPart2Step1Part3(int t1) {
            // δa.b_r = sum(δp_r)
            K.columnSums(rows, 24, δp_z_δp_r_δp_n[t1 * 3 + 1], 24, Σδa_b_r, 0);
            // δa.b_z = sum(δp_z)
            K.columnSums(rows, 24, δp_z_δp_r_δp_n[t1 * 3], 24, Σδa_b_z, 0);
            // δa.b_n = sum(δp_n)
            K.columnSums(rows, 24, δp_n[t1], 24, Σδa_b_n, 0);
            // δa.c_n = sum(δp_n)
            K.columnSums(rows, 24, δp_z_δp_r_δp_n[t1 * 3 + 2], 24, Σδa_c_n, 0);
        }

        private void backwardPart2() {
            // δa = ((present steps - pad(present steps[1 to 24])) ? ((training mode ? 0 : δb) + ((… ? δb : …) / 0.7) ⊙ …
            {
                for (int i = 0; i < 24; i++) {
                    for (int j = 0; j < rows; j++) {
                        int subtract28At = j;
                        float[] subtract28_2 = subtract28[i];
                        float subtract28_3 = subtract28_2[subtract28At];
                        int add80At = j * 24;
                        float[] add80_2 = add80[0];
                        int δaAt = j * 24;
                        float[] δa_2 = δa[i];
                        for (int k_2 = 0; k_2 < 24; k_2++) {
                            float δa_3 = subtract28_3 != 0f ? add80_2[add80At + k_2] : 0f;
                            δa_2[δaAt + k_2] = δa_3;
                        }
                    }
                }
            }
            // δh before the first step
            Arrays.fill(greater_equal35[0], 0, rows * 24, 0f);
            // Σδa.b_r before the first step
            Arrays.fill(Σδa_b_r, 0, 24, 0f);
            // Σδa.b_z before the first step
            Arrays.fill(Σδa_b_z, 0, 24, 0f);
            // Σδa.b_n before the first step
            Arrays.fill(Σδa_b_n, 0, 24, 0f);
            // Σδa.c_n before the first step
            Arrays.fill(Σδa_c_n, 0, 24, 0f);
            // scan84 = recurrence over 24 steps, from the last to the first
            for (int t1 = 23; t1 >= 0; t1--) {
                backwardPart2Step1(t1);
            }
        }

        private void backwardPart3() {
            // δa.W_z = Σ δp_z[i]·words[k]
            Products.O8.add(24, rows, δp_z_δp_r_δp_n, 0, 3, words, 0, 1, gradients, Products.I9);
            // δa.W_n = Σ δp_n[i]·words[k]
            Products.O8.add(24, rows, δp_n, 0, 1, words, 0, 1, gradients, Products.I10);
            // δa.W_r = Σ δp_r[i]·words[k]
            Products.O8.add(24, rows, δp_z_δp_r_δp_n, 1, 3, words, 0, 1, gradients, Products.I11);
            // δa.U_z = Σ δp_z[i]·h[t-1][k]
            // δa.U_r = Σ δp_r[i]·h[t-1][k]
            // δa.U_n = Σ δp_n[i]·h[t-1][k]
            Products.O12.add(24, rows, δp_z_δp_r_δp_n, 0, 3, select40, 0, 1, gradients, Products.I13);
        }

        private void backwardPart4() {
            // δlogits.W = Σ δy[i]·b[k]
            Products.O14.add(1, rows, subtract46, 0, 1, b, 0, 1, gradients, Products.I15);
            // δlogits.b = sum(δy)
            K.columnSums(rows, 3, subtract46[0], 3, gradients, 3048);
            // add δa.b_r
            {
                for (int i = 0; i < 24; i++) {
                    gradients[2880 + i] += Σδa_b_r[i];
                }
            }
            // add δa.b_z
            {
                for (int i = 0; i < 24; i++) {
                    gradients[2904 + i] += Σδa_b_z[i];
                }
            }
            // add δa.b_n
            {
                for (int i = 0; i < 24; i++) {
                    gradients[2928 + i] += Σδa_b_n[i];
                }
            }
            // add δa.c_n
            {
                for (int i = 0; i < 24; i++) {
                    gradients[2952 + i] += Σδa_c_n[i];
                }
            }
        }
    }

    /** The initial distributions of the parameters. */
    private static final class Initial {
        private final float[] theta;
        private long key;
        final float[] random7 = new float[384];
        final float[] multiply14 = new float[384];
        final float[] sqrt5 = new float[1];
        final float[] random2 = new float[576];
        final float[] orthonormal3 = new float[576];
        final float[] multiply5 = new float[576];
        final float[] random7_2 = new float[72];
        final float[] multiply14_2 = new float[72];
        final float[] sqrt5_2 = new float[1];

        Initial(float[] theta) {
            this.theta = theta;
        }

        void draw(long seed) {
            // a.W_r
            key = CounterRandom.key(seed, 0, 0);
            draw384();
            System.arraycopy(multiply14, 0, theta, 0, 384);
            // a.W_z
            key = CounterRandom.key(seed, 1, 0);
            draw384();
            System.arraycopy(multiply14, 0, theta, 384, 384);
            // a.W_n
            key = CounterRandom.key(seed, 2, 0);
            draw384();
            System.arraycopy(multiply14, 0, theta, 768, 384);
            // a.U_r
            key = CounterRandom.key(seed, 3, 0);
            draw576();
            System.arraycopy(multiply5, 0, theta, 1152, 576);
            // a.U_z
            key = CounterRandom.key(seed, 4, 0);
            draw576();
            System.arraycopy(multiply5, 0, theta, 1728, 576);
            // a.U_n
            key = CounterRandom.key(seed, 5, 0);
            draw576();
            System.arraycopy(multiply5, 0, theta, 2304, 576);
            // a.b_r
            Arrays.fill(theta, 2880, 2904, 0f);
            // a.b_z
            Arrays.fill(theta, 2904, 2928, 0f);
            // a.b_n
            Arrays.fill(theta, 2928, 2952, 0f);
            // a.c_n
            Arrays.fill(theta, 2952, 2976, 0f);
            // logits.W
            key = CounterRandom.key(seed, 10, 0);
            draw72();
            System.arraycopy(multiply14_2, 0, theta, 2976, 72);
            // logits.b
            Arrays.fill(theta, 3048, 3051, 0f);
        }

        void draw384() {
            // sqrt5 = sqrt(6 / (24 + 16))
            {
                sqrt5[0] = Maths.sqrt((6f / (24f + 16f)));
            }
            // random7 = uniform()
            for (int r = 0; r < 1; r++) {
                long key_2 = CounterRandom.key(key, 0, r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 384; e++) {
                        random7[0 + s * 384 + e] = CounterRandom.uniformFloat(key_2, s * 384 + e);
                    }
                }
            }
            // multiply14 = sqrt(6 / (24 + 16)) ⊙ (2 ⊙ uniform() - 1)
            {
                float sqrt5_2 = sqrt5[0];
                for (int i = 0; i < 384; i++) {
                    multiply14[i] = (sqrt5_2 * ((2f * random7[i]) - 1f));
                }
            }
        }

        void draw576() {
            // random2 = gaussian()
            for (int r = 0; r < 1; r++) {
                long key_2 = CounterRandom.key(key, 0, r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 576; e++) {
                        random2[0 + s * 576 + e] = (float) CounterRandom.gaussian(key_2, s * 576 + e);
                    }
                }
            }
            // random2
            System.arraycopy(random2, 0, orthonormal3, 0, 576);
            // orthonormal3 = orthonormal(gaussian())
            Orthonormal.columnsOrRows(new FloatStorage(orthonormal3), 0, 24, 24);
            // multiply5 = 1 ⊙ orthonormal(gaussian())
            {
                for (int i = 0; i < 576; i++) {
                    multiply5[i] = (1f * orthonormal3[i]);
                }
            }
        }

        void draw72() {
            // sqrt5 = sqrt(6 / (3 + 24))
            {
                sqrt5_2[0] = Maths.sqrt((6f / (3f + 24f)));
            }
            // random7 = uniform()
            for (int r = 0; r < 1; r++) {
                long key_2 = CounterRandom.key(key, 0, r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 72; e++) {
                        random7_2[0 + s * 72 + e] = CounterRandom.uniformFloat(key_2, s * 72 + e);
                    }
                }
            }
            // multiply14 = sqrt(6 / (3 + 24)) ⊙ (2 ⊙ uniform() - 1)
            {
                float sqrt5_3 = sqrt5_2[0];
                for (int i = 0; i < 72; i++) {
                    multiply14_2[i] = (sqrt5_3 * ((2f * random7_2[i]) - 1f));
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
            // multiply7 = 0.002 ⊙ rate
            {
                float scalar = rate;
                multiply7[0] = (0.002f * scalar);
            }
            // add15 = 0.9 ⊙ m + 0.09999999999999998 ⊙ g
            // add21 = 0.999 ⊙ v + 0.0010000000000000009 ⊙ (g ⊙ g)
            {
                for (int i = 0; i < 3051; i++) {
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
            // subtract41 = θ - ((0.002 ⊙ rate) ⊙ (((… + …) ⊙ …) / (sqrt(…) + 1.0E-8) + 0.01 ⊙ θ))
            {
                float divide24_2 = divide24[0];
                float divide29_2 = divide29[0];
                float multiply7_2 = multiply7[0];
                for (int i = 0; i < 3051; i++) {
                    theta[i] = (theta[i] - (multiply7_2 * (((m[i] * divide24_2) / (Maths.sqrt((v[i] * divide29_2)) + 1.0E-8f)) + (0.01f * theta[i]))));
                }
            }
        }
    }

    /** The factor of the learning rate in an epoch, counted from 0. */
    private static final class Schedule {
        private final double epoch;
        private final double epochs;
        private final double[] result = new double[1];
        final double[] subtract10 = new double[1];

        Schedule(double epoch, double epochs) {
            this.epoch = epoch;
            this.epochs = epochs;
        }

        void evaluate() {
            // subtract10 = epoch - 2
            {
                double scalar = epoch;
                subtract10[0] = (scalar - 2.0);
            }
            // multiply19 = (2 > epoch ? (epoch + 1) / 2 : 1) ⊙ (1 - (0.9 ⊙ ((… >= … ? 0 : epoch - …) / (… >= … ? 1 : epochs - ……
            {
                double scalar = epochs;
                double scalar_2 = epoch;
                double v0 = scalar - 2.0;
                result[0] = (((2.0 > scalar_2 ? 1.0 : 0.0) != 0.0 ? ((scalar_2 + 1.0) / 2.0) : 1.0) * (1.0 - (0.9 * (((0.0 >= subtract10[0] ? 1.0 : 0.0) != 0.0 ? 0.0 : subtract10[0]) / ((1.0 >= v0 ? 1.0 : 0.0) != 0.0 ? 1.0 : v0)))));
            }
        }
    }

    /** The matrix products, and the weights laid out for them as of the last change. */
    private static final class Products {
        static final FloatProduct P0 = Kernels.get().floatProduct(new ProductShape(1, 3, 16, 24, 0, 16, 0, 24));
        static final FloatProduct P1 = Kernels.get().floatProduct(new ProductShape(1, 2, 24, 24, 0, 24, 0, 24));

        static final FloatEquations E2 = Kernels.get().floatEquations(
                "24 a0+0 sigmoid =0 $0 >a0+0 a1+0 sigmoid =1 $1 >a1+0");

        static final FloatProduct P3 = Kernels.get().floatProduct(new ProductShape(1, 1, 24, 24, 0, 24, 0, 24));

        static final FloatEquations E4 = Kernels.get().floatEquations(
                "24 a0+0 a1+0 a2+0 * + =0 $0 >a1+0 $0 tanh =1 $1 >a1+0 #1.0 a3+0 - $1 * a3+0 a4+0 * + =2 $2 >a4+0");

        static final FloatProduct P5 = Kernels.get().floatProduct(new ProductShape(1, 1, 24, 3, 0, 24, 0, 3));
        static final FloatProduct P6 = Kernels.get().floatProduct(new ProductShape(1, 1, 3, 24, 0, 3, 0, 24));
        static final FloatProduct P7 = Kernels.get().floatProduct(new ProductShape(3, 1, 24, 24, 0, 24, 0, 24));
        static final FloatOuter O8 = Kernels.get().floatOuter(new OuterShape(1, 24, 16, 0, 24, 0, 16, 16));

        static final int[] I9 = {384};

        static final int[] I10 = {768};

        static final int[] I11 = {0};

        static final FloatOuter O12 = Kernels.get().floatOuter(new OuterShape(3, 24, 24, 0, 24, 0, 24, 24));

        static final int[] I13 = {1728, 1152, 2304};

        static final FloatOuter O14 = Kernels.get().floatOuter(new OuterShape(1, 3, 24, 0, 3, 0, 24, 24));

        static final int[] I15 = {2976};

        private final Sentiment model;
        final FloatWeights w0 = P0.newWeights();
        final FloatWeights w1 = P1.newWeights();
        final FloatWeights w2 = P3.newWeights();
        final FloatWeights w3 = P5.newWeights();
        final FloatWeights w4 = P6.newWeights();
        final FloatWeights w5 = P7.newWeights();
        private volatile long advanceVersion = -1;
        private volatile long backwardVersion = -1;
        private volatile long forwardVersion = -1;

        Products(Sentiment model) {
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
                pack2(w2, model.theta);
                pack3(w3, model.theta);
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
                pack4(w4, model.theta);
                pack5(w5, model.theta);
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
                pack0(w0, model.theta);
                pack1(w1, model.theta);
                pack2(w2, model.theta);
                pack3(w3, model.theta);
                forwardVersion = version;
            }
        }

        private static void pack0(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 0, 1, 16);
            w.pack(0, 1, theta, 384, 1, 16);
            w.pack(0, 2, theta, 768, 1, 16);
            w.start(0, theta, 2880);
            w.start(1, theta, 2904);
            w.start(2, theta, 2928);
        }

        private static void pack1(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 1152, 1, 24);
            w.pack(0, 1, theta, 1728, 1, 24);
        }

        private static void pack2(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 2304, 1, 24);
            w.start(0, theta, 2952);
        }

        private static void pack3(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 2976, 1, 24);
            w.start(0, theta, 3048);
        }

        private static void pack4(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 2976, 24, 1);
        }

        private static void pack5(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 1728, 24, 1);
            w.pack(1, 0, theta, 1152, 24, 1);
            w.pack(2, 0, theta, 2304, 24, 1);
        }
    }
}
