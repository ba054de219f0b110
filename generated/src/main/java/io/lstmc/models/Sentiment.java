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
            new Column("words", 24, 16, true),
            new Column("mood", 0, 3, false));

    private static final Training TRAINING = Training.DEFAULT
            .withEpochs(30)
            .withBatch(16)
            .withClipNorm(5.0)
            .withSeed(3L);

    /** All parameters, one behind the other. */
    private final float[] theta;

    /** Workspaces that no thread uses now. */
    private final Queue<Work> idle = new ConcurrentLinkedQueue<>();

    /** Exists from the first update on. */
    private Optimizer optimizer;

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

    private Work borrow() {
        Work work = idle.poll();
        return work != null ? work : new Work(theta);
    }

    /**
     * Predicts for one sample.
     *
     * @param words 16 values for each of 1 to 24 steps, as many as the sample has
     * @return probabilities: 3 values
     * @throws IllegalArgumentException if an array has another length
     */
    public float[] predict(float[] words) {
        Work work = borrow();
        try {
            work.rows = 1;
            work.inputs(0, words);
            work.forward();
            return work.probabilities(0);
        } finally {
            idle.add(work);
        }
    }

    /**
     * Predicts for many samples, 16 at a time.
     *
     * @param words for each sample 16 values for each of 1 to 24 steps, as many as the sample has
     * @return for each sample what {@code predict} gives for it alone
     * @throws IllegalArgumentException if an array has another length
     */
    public float[][] predict(float[][] words) {
        float[][] predictions = new float[words.length][];
        Work work = borrow();
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

    private static void checkSteps(String name, int length, int steps, int width) {
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
         * @throws IllegalArgumentException if an array has another length or a value is not finite
         */
        public Data add(float[] words, float[] mood) {
            add(new Object[] {words, mood});
            return this;
        }
    }

    /** A sequence of which the steps come one at a time. It sees changed weights at once. */
    public static final class Stream {
        private final float[] theta;
        private final float[] probabilitiesOut = new float[3];
        private final float[] state_h = new float[24];
        final float[] words = new float[16];
        final float[] add18 = new float[24];
        final float[] add31 = new float[24];
        final float[] y = new float[3];
        final float[] reduce43 = new float[1];
        final float[] exp46 = new float[3];
        final float[] r = new float[24];
        final float[] z = new float[24];

        private Stream(float[] theta) {
            this.theta = theta;
            reset();
        }

        /**
         * Takes one step. Allocates nothing: the result is the same object each time, with the values
         * of this step until the next.
         *
         * @param words 16 values
         * @return 3 values
         */
        public float[] step(float[] words) {
            checkLength("words", words.length, 16, "16");
            System.arraycopy(words, 0, this.words, 0, 16);
            advance();
            return this.probabilitiesOut;
        }

        /**
         * Takes one step and copies its result to arrays of the caller.
         *
         * @param words 16 values
         * @param out takes the result
         */
        public void step(float[] words, float[] out) {
            checkLength("out", out.length, 3, "3");
            step(words);
            System.arraycopy(probabilitiesOut, 0, out, 0, 3);
        }

        /** Forgets all steps: the next one is the first of a new sequence. */
        public void reset() {
            Arrays.fill(state_h, 0f);
        }

        void advance() {
            advancePart0();
            advancePart1();
            advancePart2();
            advancePart3();
        }

        private void advancePart0() {
            // add18 = broadcast17
            System.arraycopy(theta, 2880, add18, 0, 24);
            // contract14 = a.W_r·words
            K.timesTransposed(1, 1, 24, 16, words, 0, 16, theta, 0, add18, 0, 24);
            // contract15 = a.U_r·state_h
            K.timesTransposed(1, 1, 24, 24, state_h, 0, 24, theta, 1152, add18, 0, 24);
            // r = sigmoid(a.W_r·words + a.U_r·state_h + a.b_r)
            {
                for (int i = 0; i < 24; i++) {
                    float r_2 = Maths.sigmoid(add18[i]);
                    r[i] = r_2;
                }
            }
            // add24 = broadcast23
            System.arraycopy(theta, 2904, add18, 0, 24);
            // contract20 = a.W_z·words
            K.timesTransposed(1, 1, 24, 16, words, 0, 16, theta, 384, add18, 0, 24);
        }

        private void advancePart1() {
            // contract21 = a.U_z·state_h
            K.timesTransposed(1, 1, 24, 24, state_h, 0, 24, theta, 1728, add18, 0, 24);
            // z = sigmoid(a.W_z·words + a.U_z·state_h + a.b_z)
            {
                for (int i = 0; i < 24; i++) {
                    float z_2 = Maths.sigmoid(add18[i]);
                    z[i] = z_2;
                }
            }
            // add28 = broadcast27
            System.arraycopy(theta, 2928, add18, 0, 24);
            // contract26 = a.W_n·words
            K.timesTransposed(1, 1, 24, 16, words, 0, 16, theta, 768, add18, 0, 24);
            // add31 = broadcast30
            System.arraycopy(theta, 2952, add31, 0, 24);
            // contract29 = a.U_n·state_h
            K.timesTransposed(1, 1, 24, 24, state_h, 0, 24, theta, 2304, add31, 0, 24);
        }

        private void advancePart2() {
            // h = (1 - z) ⊙ n + z ⊙ state_h
            {
                for (int i = 0; i < 24; i++) {
                    float n = Maths.tanh((add18[i] + (r[i] * add31[i])));
                    float h = ((1f - z[i]) * n) + (z[i] * state_h[i]);
                    state_h[i] = h;
                }
            }
            // y = broadcast41
            {
                for (int i = 0; i < 3; i++) {
                    y[i] = theta[3048 + i];
                }
            }
            // contract40 = logits.W·h
            K.timesTransposed(1, 1, 3, 24, state_h, 0, 24, theta, 2976, y, 0, 3);
            // reduce43 = max(y)
            {
                float max = Float.NEGATIVE_INFINITY;
                for (int i = 0; i < 3; i++) {
                    max = Math.max(max, y[i]);
                }
                reduce43[0] = max;
            }
        }

        private void advancePart3() {
            // exp46 = exp(y - max(y))
            {
                float reduce43_2 = reduce43[0];
                for (int i = 0; i < 3; i++) {
                    exp46[i] = Maths.exp((y[i] - reduce43_2));
                }
            }
            // reduce47 = sum(exp(y - max(y)))
            {
                float sum = 0f;
                for (int i = 0; i < 3; i++) {
                    sum += exp46[i];
                }
                reduce43[0] = sum;
            }
            // probabilities = exp(y - max(y)) / sum(exp(y - …))
            {
                float reduce47 = reduce43[0];
                for (int i = 0; i < 3; i++) {
                    float probabilities_2 = exp46[i] / reduce47;
                    probabilitiesOut[i] = probabilities_2;
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
        private final Work work;
        private boolean forwardDone;
        private boolean backwardDone;

        private Pass(Sentiment model) {
            this.model = model;
            this.work = new Work(model.theta);
        }

        /**
         * Adds a sample as the next row.
         *
         * @param words 16 values for each of 1 to 24 steps, as many as the sample has
         * @param mood 3 values
         * @return this
         * @throws IllegalArgumentException if an array has another length
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
         * Output {@code probabilities} of a sample: 3 values.
         *
         * @param row counts the samples from 0
         */
        public float[] probabilities(int row) {
            require(forwardDone, "call forward() first");
            Objects.checkIndex(row, work.rows);
            return work.probabilities(row);
        }
    }

    /** Up to 16 samples on their way through the equations, and back. */
    private static final class Work extends Workspace {
        private final float[] theta;

        /** The array of {@link #gradient}. */
        private float[] gradients;

        /** The number of steps of each row. */
        private final int[] lengths = new int[BLOCK];
        final float[] present_steps = new float[384];
        final float[] words = new float[6144];
        final float[] mood = new float[48];
        final float[] δloss = new float[16];
        final float[] p_r = new float[9216];
        final float[] p_z = new float[9216];
        final float[] p_n = new float[9216];
        final float[] select40 = new float[9600];
        final float[] r = new float[9216];
        final float[] z = new float[9216];
        final float[] add30 = new float[9216];
        final float[] n = new float[9216];
        final float[] subtract35 = new float[9216];
        final float[] add17 = new float[384];
        final float[] subtract32 = new float[384];
        final float[] random37 = new float[384];
        final float[] y = new float[48];
        final float[] b = new float[384];
        final float[] reduce48 = new float[16];
        final float[] exp51 = new float[48];
        final float[] probabilities_2 = new float[48];
        final float[] negate59 = new float[16];
        final float[] δh = new float[9600];
        final float[] δp_n = new float[9216];
        final float[] multiply28 = new float[9216];
        final float[] subtract50 = new float[48];
        final float[] log55 = new float[16];
        final float[] divide65 = new float[16];
        final float[] greater_equal39 = new float[384];

        Work(float[] theta) {
            super(BLOCK);
            this.theta = theta;
        }

        void inputs(int row, float[] words) {
            checkSteps("words", words.length, 24, 16);
            lengths[row] = words.length / 16;
            for (int step = 0; step < lengths[row]; step++) {
                System.arraycopy(words, step * 16, this.words, (step * 16 + row) * 16, 16);
            }
            for (int step = lengths[row]; step < 24; step++) {
                System.arraycopy(words, (lengths[row] - 1) * 16, this.words, (step * 16 + row) * 16, 16);
            }
            for (int step = 0; step < 24; step++) {
                this.present_steps[step * 16 + row] = step < lengths[row] ? 1 : 0;
            }
        }

        void targets(int row, float[] mood) {
            checkLength("mood", mood.length, 3, "3");
            System.arraycopy(mood, 0, this.mood, row * 3, 3);
        }

        float[] probabilities(int row) {
            float[] out = new float[3];
            System.arraycopy(this.probabilities_2, row * 3, out, 0, 3);
            return out;
        }

        double totalLoss() {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += this.negate59[row];
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
            // p_r = 0
            for (int i = 0; i < 24; i++) {
                Arrays.fill(p_r, i * 384, i * 384 + rows * 24, 0f);
            }
            // p_r = a.W_r·words
            K.timesTransposed(24, rows, 24, 16, words, 0, 256, theta, 0, p_r, 0, 384);
            // p_z = 0
            for (int i = 0; i < 24; i++) {
                Arrays.fill(p_z, i * 384, i * 384 + rows * 24, 0f);
            }
            // p_z = a.W_z·words
            K.timesTransposed(24, rows, 24, 16, words, 0, 256, theta, 384, p_z, 0, 384);
            // p_n = 0
            for (int i = 0; i < 24; i++) {
                Arrays.fill(p_n, i * 384, i * 384 + rows * 24, 0f);
            }
            // p_n = a.W_n·words
            K.timesTransposed(24, rows, 24, 16, words, 0, 256, theta, 768, p_n, 0, 384);
            // h before the first step
            Arrays.fill(select40, 0, rows * 24, 0f);
        }

        private void forwardPart1Step0(int t) {
            forwardPart1Step0Part0(t);
            forwardPart1Step0Part1(t);
            forwardPart1Step0Part2(t);
        }

        private void forwardPart1Step0Part0(int t) {
            // add17 = p_r
            System.arraycopy(p_r, t * 384, add17, 0, rows * 24);
            // contract16 = a.U_r·h
            K.timesTransposed(1, rows, 24, 24, select40, t * 384, 384, theta, 1152, add17, 0, 384);
            // r = sigmoid(p_r + a.U_r·h + a.b_r)
            {
                for (int i = 0; i < rows; i++) {
                    int add17At = i * 24;
                    int rAt = t * 384 + i * 24;
                    for (int j = 0; j < 24; j++) {
                        r[rAt + j] = (add17[add17At + j] + theta[2880 + j]);
                    }
                }
            }
            {
                int rAt = t * 384;
                for (int i = 0; i < rows * 24; i++) {
                    float r_2 = Maths.sigmoid(r[rAt + i]);
                    r[rAt + i] = r_2;
                }
            }
            // add22 = p_z
            System.arraycopy(p_z, t * 384, add17, 0, rows * 24);
            // contract21 = a.U_z·h
            K.timesTransposed(1, rows, 24, 24, select40, t * 384, 384, theta, 1728, add17, 0, 384);
        }

        private void forwardPart1Step0Part1(int t) {
            // z = sigmoid(p_z + a.U_z·h + a.b_z)
            // subtract35 = 1 - z
            {
                for (int i = 0; i < rows; i++) {
                    int add22At = i * 24;
                    int zAt = t * 384 + i * 24;
                    for (int j = 0; j < 24; j++) {
                        z[zAt + j] = (add17[add22At + j] + theta[2904 + j]);
                    }
                }
            }
            {
                int zAt = t * 384;
                for (int i = 0; i < rows * 24; i++) {
                    float z_2 = Maths.sigmoid(z[zAt + i]);
                    z[zAt + i] = z_2;
                }
            }
            {
                int zAt = t * 384;
                int subtract35At = t * 384;
                for (int i = 0; i < rows * 24; i++) {
                    subtract35[subtract35At + i] = (1f - z[zAt + i]);
                }
            }
            // add30 = broadcast29
            for (int i = 0; i < rows; i++) {
                System.arraycopy(theta, 2952, add30, t * 384 + i * 24, 24);
            }
            // contract28 = a.U_n·h
            K.timesTransposed(1, rows, 24, 24, select40, t * 384, 384, theta, 2304, add30, t * 384, 384);
        }

        private void forwardPart1Step0Part2(int t) {
            // n = tanh(p_n + a.b_n + r ⊙ (a.U_n·h + a.c_n))
            {
                for (int i = 0; i < rows; i++) {
                    int p_nAt = t * 384 + i * 24;
                    int rAt = t * 384 + i * 24;
                    int add30At = t * 384 + i * 24;
                    int nAt = t * 384 + i * 24;
                    for (int j = 0; j < 24; j++) {
                        n[nAt + j] = ((p_n[p_nAt + j] + theta[2928 + j]) + (r[rAt + j] * add30[add30At + j]));
                    }
                }
            }
            {
                int nAt = t * 384;
                for (int i = 0; i < rows * 24; i++) {
                    float n_2 = Maths.tanh(n[nAt + i]);
                    n[nAt + i] = n_2;
                }
            }
            // select40 = (present ? h : h)
            {
                for (int i = 0; i < rows; i++) {
                    int subtract35At = t * 384 + i * 24;
                    int nAt = t * 384 + i * 24;
                    int zAt = t * 384 + i * 24;
                    int select40At = t * 384 + i * 24;
                    int present_stepsAt = t * 16 + i;
                    float present_steps_2 = present_steps[present_stepsAt];
                    int select40At_2 = t * 384 + 384 + i * 24;
                    for (int j = 0; j < 24; j++) {
                        float h = (subtract35[subtract35At + j] * n[nAt + j]) + (z[zAt + j] * select40[select40At + j]);
                        select40[select40At_2 + j] = (present_steps_2 != 0f ? h : select40[select40At + j]);
                    }
                }
            }
        }

        private void forwardPart1() {
            // scan21 = recurrence over 24 steps
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
            // pad31 = 0
            for (int i = 0; i < 24; i++) {
                Arrays.fill(add17, i * 16, i * 16 + rows, 0f);
            }
            // pad31 = pad(present steps[1 to 24])
            for (int i = 0; i < 23; i++) {
                System.arraycopy(present_steps, 16 + i * 16, add17, i * 16, rows);
            }
            // subtract32 = present steps - pad(present steps[1 to 24])
            {
                for (int i = 0; i < 24; i++) {
                    int present_stepsAt = i * 16;
                    int pad31At = i * 16;
                    int subtract32At = i * 16;
                    for (int j = 0; j < rows; j++) {
                        subtract32[subtract32At + j] = (present_steps[present_stepsAt + j] - add17[pad31At + j]);
                    }
                }
            }
            // reduce36 = sum(((present steps - pad(present steps[1 to 24])) ? a : 0))
            {
                for (int i_2 = 0; i_2 < rows * 24; i_2++) {
                    add17[i_2] = 0f;
                }
                for (int i = 0; i < 24; i++) {
                    for (int j = 0; j < rows; j++) {
                        int subtract32At = i * 16 + j;
                        float subtract32_2 = subtract32[subtract32At];
                        int select40At = 384 + i * 384 + j * 24;
                        int reduce36At = j * 24;
                        for (int k_2 = 0; k_2 < 24; k_2++) {
                            add17[reduce36At + k_2] += (subtract32_2 != 0f ? select40[select40At + k_2] : 0f);
                        }
                    }
                }
            }
            // random37 = uniform()
            for (int r_2 = 0; r_2 < rows; r_2++) {
                long key_2 = CounterRandom.key(seed, 0, firstRow + r_2);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 24; e++) {
                        random37[0 + s * 384 + r_2 * 24 + e] = (float) CounterRandom.uniform(key_2, s * 24 + e);
                    }
                }
            }
        }

        private void forwardPart2() {
            // greater_equal39 = uniform() >= 0.3
            // b = (training mode ? (sum((… ? a : 0)) ⊙ (uniform() >= 0.3)) / 0.7 : sum(((present steps - pad(…)) ? a :…
            {
                float scalar = (training ? 1 : 0);
                for (int i = 0; i < rows * 24; i++) {
                    float v0 = random37[i] >= 0.3f ? 1f : 0f;
                    float b_2 = scalar != 0f ? ((add17[i] * v0) / 0.7f) : add17[i];
                    greater_equal39[i] = v0;
                    b[i] = b_2;
                }
            }
            // y = broadcast46
            {
                for (int i = 0; i < rows; i++) {
                    int yAt = i * 3;
                    for (int j = 0; j < 3; j++) {
                        y[yAt + j] = theta[3048 + j];
                    }
                }
            }
            // contract45 = logits.W·b
            K.timesTransposed(1, rows, 3, 24, b, 0, 384, theta, 2976, y, 0, 48);
            // reduce48 = max(y)
            {
                for (int i = 0; i < rows; i++) {
                    float max = Float.NEGATIVE_INFINITY;
                    int yAt = i * 3;
                    for (int j = 0; j < 3; j++) {
                        max = Math.max(max, y[yAt + j]);
                    }
                    reduce48[i] = max;
                }
            }
        }

        private void forwardPart3() {
            // subtract50 = y - max(y)
            // exp51 = exp(y - max(y))
            {
                for (int i = 0; i < rows; i++) {
                    int yAt = i * 3;
                    int reduce48At = i;
                    float reduce48_2 = reduce48[reduce48At];
                    int subtract50At = i * 3;
                    int exp51At = i * 3;
                    for (int j = 0; j < 3; j++) {
                        float v0 = y[yAt + j] - reduce48_2;
                        float v1 = Maths.exp(v0);
                        subtract50[subtract50At + j] = v0;
                        exp51[exp51At + j] = v1;
                    }
                }
            }
            // reduce52 = sum(exp(y - max(y)))
            {
                for (int i = 0; i < rows; i++) {
                    float sum = 0f;
                    int exp51At = i * 3;
                    for (int j = 0; j < 3; j++) {
                        sum += exp51[exp51At + j];
                    }
                    reduce48[i] = sum;
                }
            }
            // probabilities = exp(y - max(y)) / sum(exp(y - …))
            {
                for (int i = 0; i < rows; i++) {
                    int exp51At = i * 3;
                    int reduce52At = i;
                    float reduce52 = reduce48[reduce52At];
                    int probabilitiesAt = i * 3;
                    for (int j = 0; j < 3; j++) {
                        float probabilities_3 = exp51[exp51At + j] / reduce52;
                        probabilities_2[probabilitiesAt + j] = probabilities_3;
                    }
                }
            }
        }

        void loss() {
            // log55 = log(sum(exp(y - max(y))))
            {
                for (int i = 0; i < rows; i++) {
                    log55[i] = Maths.log(reduce48[i]);
                }
            }
            // subtract57 = y - max(y) - log(sum(exp(y - …)))
            {
                for (int i = 0; i < rows; i++) {
                    int subtract50At = i * 3;
                    int log55At = i;
                    float log55_2 = log55[log55At];
                    int subtract57At = i * 3;
                    for (int j = 0; j < 3; j++) {
                        y[subtract57At + j] = (subtract50[subtract50At + j] - log55_2);
                    }
                }
            }
            // contract58 = Σ mood[i]·(y - max(y) - log(sum(exp(…))))[i]
            {
                for (int i = 0; i < rows; i++) {
                    float sum = 0f;
                    int moodAt = i * 3;
                    int subtract57At = i * 3;
                    for (int j = 0; j < 3; j++) {
                        sum += (mood[moodAt + j] * y[subtract57At + j]);
                    }
                    log55[i] = sum;
                }
            }
            // negate59 = -Σ mood[i]·(y - max(y) - log(sum(…)))[i]
            {
                for (int i = 0; i < rows; i++) {
                    negate59[i] = -(log55[i]);
                }
            }
        }

        void backward() {
            backwardPart0();
            backwardPart1();
            backwardPart2();
            backwardPart3();
            backwardPart4();
        }

        private void backwardPart0() {
            // negate60 = -δloss
            {
                for (int i = 0; i < rows; i++) {
                    log55[i] = -(δloss[i]);
                }
            }
            // multiply62 = -δloss ⊙ mood
            {
                for (int i = 0; i < rows; i++) {
                    int negate60At = i;
                    float negate60 = log55[negate60At];
                    int moodAt = i * 3;
                    int multiply62At = i * 3;
                    for (int j = 0; j < 3; j++) {
                        y[multiply62At + j] = (negate60 * mood[moodAt + j]);
                    }
                }
            }
            // reduce64 = sum(-(-δloss ⊙ mood))
            {
                for (int i = 0; i < rows; i++) {
                    float sum = 0f;
                    int multiply62At = i * 3;
                    for (int j = 0; j < 3; j++) {
                        sum += -(y[multiply62At + j]);
                    }
                    log55[i] = sum;
                }
            }
            // divide65 = sum(-(-δloss ⊙ mood)) / sum(exp(y - max(y)))
            {
                for (int i = 0; i < rows; i++) {
                    divide65[i] = (log55[i] / reduce48[i]);
                }
            }
        }

        private void backwardPart1() {
            // δy = -δloss ⊙ mood + (sum(-…) / sum(exp(…))) ⊙ exp(y - max(y))
            {
                for (int i = 0; i < rows; i++) {
                    int divide65At = i;
                    float divide65_2 = divide65[divide65At];
                    int exp51At = i * 3;
                    int multiply62At = i * 3;
                    int δyAt = i * 3;
                    for (int j = 0; j < 3; j++) {
                        float δy = y[multiply62At + j] + (divide65_2 * exp51[exp51At + j]);
                        subtract50[δyAt + j] = δy;
                    }
                }
            }
            // δb = 0
            Arrays.fill(add17, 0, rows * 24, 0f);
            // δb = logits.Wᵀ·δy
            K.times(1, rows, 24, 3, subtract50, 0, 48, theta, 2976, add17, 0, 384);
            // add74 = (training mode ? 0 : δb) + ((training mode ? δb : 0) / 0.7) ⊙ (uniform() >= 0.3)
            {
                float scalar = (training ? 1 : 0);
                for (int i = 0; i < rows * 24; i++) {
                    random37[i] = ((scalar != 0f ? 0f : add17[i]) + (((scalar != 0f ? add17[i] : 0f) / 0.7f) * greater_equal39[i]));
                }
            }
        }

        private void backwardPart2Step1(int t1) {
            backwardPart2Step1Part0(t1);
            backwardPart2Step1Part1(t1);
            backwardPart2Step1Part2(t1);
        }

        private void backwardPart2Step1Part0(int t1) {
            // δh = (present ? δh + δh_2 : 0)
            // add20 = (present ? 0 : δh + δh_2) + δh ⊙ z
            // δp_n = δn ⊙ (1 - (n ⊙ n))
            // multiply28 = δp_n ⊙ r
            {
                for (int i = 0; i < rows; i++) {
                    int δhAt = t1 * 384 + 384 + i * 24;
                    int δaAt = t1 * 384 + i * 24;
                    int present_stepsAt = t1 * 16 + i;
                    float present_steps_2 = present_steps[present_stepsAt];
                    int zAt = t1 * 384 + i * 24;
                    int subtract35At = t1 * 384 + i * 24;
                    int nAt = t1 * 384 + i * 24;
                    int rAt = t1 * 384 + i * 24;
                    int δhAt_2 = i * 24;
                    int δhAt_3 = t1 * 384 + i * 24;
                    int δp_nAt = t1 * 384 + i * 24;
                    int multiply28At = t1 * 384 + i * 24;
                    for (int j = 0; j < 24; j++) {
                        float v0 = δh[δhAt + j] + p_r[δaAt + j];
                        float δh_2 = present_steps_2 != 0f ? v0 : 0f;
                        float v4 = (present_steps_2 != 0f ? 0f : v0) + (δh_2 * z[zAt + j]);
                        float δn = δh_2 * subtract35[subtract35At + j];
                        float δp_n_2 = δn * (1f - (n[nAt + j] * n[nAt + j]));
                        float v9 = δp_n_2 * r[rAt + j];
                        add17[δhAt_2 + j] = δh_2;
                        δh[δhAt_3 + j] = v4;
                        δp_n[δp_nAt + j] = δp_n_2;
                        multiply28[multiply28At + j] = v9;
                    }
                }
            }
        }

        private void backwardPart2Step1Part1(int t1) {
            // δp_z = δz ⊙ (z ⊙ r35)
            {
                int select40At = t1 * 384;
                int nAt = t1 * 384;
                int zAt = t1 * 384;
                int subtract35At = t1 * 384;
                int δp_zAt = t1 * 384;
                for (int i = 0; i < rows * 24; i++) {
                    float δz = (add17[i] * select40[select40At + i]) - (add17[i] * n[nAt + i]);
                    float δp_z = δz * (z[zAt + i] * subtract35[subtract35At + i]);
                    p_n[δp_zAt + i] = δp_z;
                }
            }
            // δp_r = δr ⊙ (r ⊙ (1 - r))
            {
                int δp_nAt = t1 * 384;
                int add30At = t1 * 384;
                int rAt = t1 * 384;
                int δp_rAt = t1 * 384;
                for (int i = 0; i < rows * 24; i++) {
                    float δr = δp_n[δp_nAt + i] * add30[add30At + i];
                    float δp_r = δr * (r[rAt + i] * (1f - r[rAt + i]));
                    p_z[δp_rAt + i] = δp_r;
                }
            }
            // contract29 = a.U_nᵀ·(δp_n ⊙ r)
            K.times(1, rows, 24, 24, multiply28, t1 * 384, 384, theta, 2304, δh, t1 * 384, 384);
        }

        private void backwardPart2Step1Part2(int t1) {
            // contract33 = a.U_zᵀ·δp_z
            K.times(1, rows, 24, 24, p_n, t1 * 384, 384, theta, 1728, δh, t1 * 384, 384);
            // contract38 = a.U_rᵀ·δp_r
            K.times(1, rows, 24, 24, p_z, t1 * 384, 384, theta, 1152, δh, t1 * 384, 384);
        }

        private void backwardPart2() {
            // δa = ((present steps - pad(present steps[1 to 24])) ? ((training mode ? 0 : δb) + ((… ? δb : …) / 0.7) ⊙ …
            {
                for (int i = 0; i < 24; i++) {
                    for (int j = 0; j < rows; j++) {
                        int subtract32At = i * 16 + j;
                        float subtract32_2 = subtract32[subtract32At];
                        int add74At = j * 24;
                        int δaAt = i * 384 + j * 24;
                        for (int k_2 = 0; k_2 < 24; k_2++) {
                            float δa = subtract32_2 != 0f ? random37[add74At + k_2] : 0f;
                            p_r[δaAt + k_2] = δa;
                        }
                    }
                }
            }
            // δh before the first step
            Arrays.fill(δh, 9216, 9216 + rows * 24, 0f);
            // scan77 = recurrence over 24 steps, from the last to the first
            backwardPart2Step1(23);
            backwardPart2Step1(22);
            backwardPart2Step1(21);
            backwardPart2Step1(20);
            backwardPart2Step1(19);
            backwardPart2Step1(18);
            backwardPart2Step1(17);
            backwardPart2Step1(16);
            backwardPart2Step1(15);
            backwardPart2Step1(14);
            backwardPart2Step1(13);
            backwardPart2Step1(12);
            backwardPart2Step1(11);
            backwardPart2Step1(10);
            backwardPart2Step1(9);
            backwardPart2Step1(8);
            backwardPart2Step1(7);
            backwardPart2Step1(6);
            backwardPart2Step1(5);
            backwardPart2Step1(4);
            backwardPart2Step1(3);
            backwardPart2Step1(2);
            backwardPart2Step1(1);
            backwardPart2Step1(0);
            // δa.W_r = Σ δp_r[i]·words[k]
            K.transposedTimes(24, rows, 24, 16, p_z, 0, 384, words, 0, 256, gradients, 0);
            // δa.W_z = Σ δp_z[i]·words[k]
            K.transposedTimes(24, rows, 24, 16, p_n, 0, 384, words, 0, 256, gradients, 384);
            // δa.W_n = Σ δp_n[i]·words[k]
            K.transposedTimes(24, rows, 24, 16, δp_n, 0, 384, words, 0, 256, gradients, 768);
        }

        private void backwardPart3() {
            // δa.U_r = Σ δp_r[i]·result 2 of the recurrence[k]
            K.transposedTimes(24, rows, 24, 24, p_z, 0, 384, select40, 0, 384, gradients, 1152);
            // δa.U_z = Σ δp_z[i]·result 2 of the recurrence[k]
            K.transposedTimes(24, rows, 24, 24, p_n, 0, 384, select40, 0, 384, gradients, 1728);
            // δa.U_n = Σ result 4 of the recurrence[i]·result 2 of the recurrence[k]
            K.transposedTimes(24, rows, 24, 24, multiply28, 0, 384, select40, 0, 384, gradients, 2304);
            // δa.b_r = sum(δp_r)
            {
                for (int i = 0; i < 24; i++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_rAt = i * 384 + j * 24;
                        for (int k_2 = 0; k_2 < 24; k_2++) {
                            gradients[2880 + k_2] += p_z[δp_rAt + k_2];
                        }
                    }
                }
            }
            // δa.b_z = sum(δp_z)
            {
                for (int i = 0; i < 24; i++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_zAt = i * 384 + j * 24;
                        for (int k_2 = 0; k_2 < 24; k_2++) {
                            gradients[2904 + k_2] += p_n[δp_zAt + k_2];
                        }
                    }
                }
            }
            // δa.b_n = sum(δp_n)
            {
                for (int i = 0; i < 24; i++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_nAt = i * 384 + j * 24;
                        for (int k_2 = 0; k_2 < 24; k_2++) {
                            gradients[2928 + k_2] += δp_n[δp_nAt + k_2];
                        }
                    }
                }
            }
        }

        private void backwardPart4() {
            // δa.c_n = sum(result 4 of the recurrence)
            {
                for (int i = 0; i < 24; i++) {
                    for (int j = 0; j < rows; j++) {
                        int multiply28At = i * 384 + j * 24;
                        for (int k_2 = 0; k_2 < 24; k_2++) {
                            gradients[2952 + k_2] += multiply28[multiply28At + k_2];
                        }
                    }
                }
            }
            // δlogits.W = Σ δy[i]·b[k]
            K.transposedTimes(1, rows, 3, 24, subtract50, 0, 48, b, 0, 384, gradients, 2976);
            // δlogits.b = sum(δy)
            {
                for (int i = 0; i < rows; i++) {
                    int δyAt = i * 3;
                    for (int j = 0; j < 3; j++) {
                        gradients[3048 + j] += subtract50[δyAt + j];
                    }
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
                        random7[0 + s * 384 + e] = (float) CounterRandom.uniform(key_2, s * 384 + e);
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
                        random7_2[0 + s * 72 + e] = (float) CounterRandom.uniform(key_2, s * 72 + e);
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
            // subtract39 = θ - ((0.002 ⊙ rate) ⊙ (((… + …) / …) / (sqrt(…) + 1.0E-8) + 0.01 ⊙ θ))
            {
                float subtract23_2 = subtract23[0];
                float subtract27_2 = subtract27[0];
                float multiply7_2 = multiply7[0];
                for (int i = 0; i < 3051; i++) {
                    theta[i] = (theta[i] - (multiply7_2 * (((m[i] / subtract23_2) / (Maths.sqrt((v[i] / subtract27_2)) + 1.0E-8f)) + (0.01f * theta[i]))));
                }
            }
        }
    }

    /** The factor of the learning rate in an epoch, counted from 0. */
    private static final class Schedule {
        private final double epoch;
        private final double epochs;
        private final double[] result = new double[1];
        final double[] subtract9 = new double[1];

        Schedule(double epoch, double epochs) {
            this.epoch = epoch;
            this.epochs = epochs;
        }

        void evaluate() {
            // subtract9 = epoch - 2
            {
                double scalar = epoch;
                subtract9[0] = (scalar - 2.0);
            }
            // multiply19 = (2 > epoch ? (epoch + 1) / 2 : 1) ⊙ (1 - (0.9 ⊙ ((… > … ? epoch - … : 0) / (… > … ? epochs - … : 1))…
            {
                double scalar = epochs;
                double scalar_2 = epoch;
                double v0 = scalar - 2.0;
                result[0] = (((2.0 > scalar_2 ? 1.0 : 0.0) != 0.0 ? ((scalar_2 + 1.0) / 2.0) : 1.0) * (1.0 - (0.9 * (((subtract9[0] > 0.0 ? 1.0 : 0.0) != 0.0 ? subtract9[0] : 0.0) / ((v0 > 1.0 ? 1.0 : 0.0) != 0.0 ? v0 : 1.0)))));
            }
        }
    }
}
