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
            new Column("x", 12, 8, false),
            new Column("y", 12, 5, false));

    private static final Training TRAINING = Training.DEFAULT
            .withEpochs(40)
            .withBatch(8)
            .withClipValue(1.0)
            .withSeed(11L);

    /** All parameters, one behind the other. */
    private final float[] theta;

    /** Workspaces that no thread uses now. */
    private final Queue<Work> idle = new ConcurrentLinkedQueue<>();

    /** Exists from the first update on. */
    private Optimizer optimizer;

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

    private Work borrow() {
        Work work = idle.poll();
        return work != null ? work : new Work(theta);
    }

    /**
     * Predicts for one sample.
     *
     * @param x 96 values: 12 steps × 8
     * @return tags: 60 values: 12 steps × 5
     * @throws IllegalArgumentException if an array has another length
     */
    public float[] predict(float[] x) {
        Work work = borrow();
        try {
            work.rows = 1;
            work.inputs(0, x);
            work.forward();
            return work.tags(0);
        } finally {
            idle.add(work);
        }
    }

    /**
     * Predicts for many samples, 8 at a time.
     *
     * @param x for each sample 96 values: 12 steps × 8
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
                    predictions[from + row] = work.tags(row);
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
        return new Storage[] {values().zeros()};
    }

    @Override
    protected void update(Storage gradient, Storage[] states, long k, double rate) {
        if (optimizer == null) {
            optimizer = new Optimizer(theta);
        }
        optimizer.gradient = ((FloatStorage) gradient).array();
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
         * @param x 96 values: 12 steps × 8
         * @param y 60 values: 12 steps × 5
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
        private final float[] tagsOut = new float[5];
        private final float[] state_h = new float[10];
        private final float[] state_c = new float[10];
        final float[] x = new float[8];
        final float[] add18 = new float[10];
        final float[] add32 = new float[10];
        final float[] y = new float[5];
        final float[] reduce42 = new float[1];
        final float[] subtract44 = new float[5];
        final float[] f = new float[10];
        final float[] o = new float[10];
        final float[] log47 = new float[1];

        private Stream(float[] theta) {
            this.theta = theta;
            reset();
        }

        /**
         * Takes one step. Allocates nothing: the result is the same object each time, with the values
         * of this step until the next.
         *
         * @param x 8 values
         * @return 5 values
         */
        public float[] step(float[] x) {
            checkLength("x", x.length, 8, "8");
            System.arraycopy(x, 0, this.x, 0, 8);
            advance();
            return this.tagsOut;
        }

        /**
         * Takes one step and copies its result to arrays of the caller.
         *
         * @param x 8 values
         * @param out takes the result
         */
        public void step(float[] x, float[] out) {
            checkLength("out", out.length, 5, "5");
            step(x);
            System.arraycopy(tagsOut, 0, out, 0, 5);
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
            advancePart4();
        }

        private void advancePart0() {
            // add18 = broadcast17
            System.arraycopy(theta, 560, add18, 0, 10);
            // contract14 = a.W_f·x
            K.timesTransposed(1, 1, 10, 8, x, 0, 8, theta, 0, add18, 0, 10);
            // contract15 = a.U_f·state_h
            K.timesTransposed(1, 1, 10, 10, state_h, 0, 10, theta, 240, add18, 0, 10);
            // f = sigmoid(a.W_f·x + a.U_f·state_h + a.b_f)
            {
                for (int i = 0; i < 10; i++) {
                    float f_2 = Maths.sigmoid(add18[i]);
                    f[i] = f_2;
                }
            }
            // add26 = broadcast25
            System.arraycopy(theta, 540, add18, 0, 10);
            // contract22 = a.W_g·x
            K.timesTransposed(1, 1, 10, 8, x, 0, 8, theta, 80, add18, 0, 10);
        }

        private void advancePart1() {
            // contract23 = a.U_g·state_h
            K.timesTransposed(1, 1, 10, 10, state_h, 0, 10, theta, 340, add18, 0, 10);
            // add32 = broadcast31
            System.arraycopy(theta, 550, add32, 0, 10);
            // contract28 = a.W_o·x
            K.timesTransposed(1, 1, 10, 8, x, 0, 8, theta, 160, add32, 0, 10);
            // contract29 = a.U_o·state_h
            K.timesTransposed(1, 1, 10, 10, state_h, 0, 10, theta, 440, add32, 0, 10);
            // o = sigmoid(a.W_o·x + a.U_o·state_h + a.b_o)
            {
                for (int i = 0; i < 10; i++) {
                    float o_2 = Maths.sigmoid(add32[i]);
                    o[i] = o_2;
                }
            }
        }

        private void advancePart2() {
            // c = f ⊙ state_c + i ⊙ g
            {
                for (int i = 0; i < 10; i++) {
                    float i_2 = 1f - f[i];
                    float g = Maths.tanh(add18[i]);
                    float c = (f[i] * state_c[i]) + (i_2 * g);
                    state_c[i] = c;
                }
            }
            // h = o ⊙ tanh(c)
            {
                for (int i = 0; i < 10; i++) {
                    float h = o[i] * Maths.tanh(state_c[i]);
                    state_h[i] = h;
                }
            }
            // y = broadcast40
            System.arraycopy(theta, 620, y, 0, 5);
            // contract39 = b.W·h
            K.timesTransposed(1, 1, 5, 10, state_h, 0, 10, theta, 570, y, 0, 5);
        }

        private void advancePart3() {
            // reduce42 = max(y)
            {
                float max = Float.NEGATIVE_INFINITY;
                for (int i = 0; i < 5; i++) {
                    max = Math.max(max, y[i]);
                }
                reduce42[0] = max;
            }
            // subtract44 = y - max(y)
            {
                float reduce42_2 = reduce42[0];
                for (int i = 0; i < 5; i++) {
                    subtract44[i] = (y[i] - reduce42_2);
                }
            }
            // reduce46 = sum(exp(y - max(y)))
            {
                float sum = 0f;
                for (int i = 0; i < 5; i++) {
                    sum += Maths.exp(subtract44[i]);
                }
                reduce42[0] = sum;
            }
            // log47 = log(sum(exp(y - max(y))))
            {
                log47[0] = Maths.log(reduce42[0]);
            }
        }

        private void advancePart4() {
            // tags = y - max(y) - log(sum(exp(y - …)))
            {
                float log47_2 = log47[0];
                for (int i = 0; i < 5; i++) {
                    float tags_2 = subtract44[i] - log47_2;
                    tagsOut[i] = tags_2;
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
        private final Work work;
        private boolean forwardDone;
        private boolean backwardDone;

        private Pass(Tagger model) {
            this.model = model;
            this.work = new Work(model.theta);
        }

        /**
         * Adds a sample as the next row.
         *
         * @param x 96 values: 12 steps × 8
         * @param y 60 values: 12 steps × 5
         * @return this
         * @throws IllegalArgumentException if an array has another length
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
         * Output {@code tags} of a sample: 60 values: 12 steps × 5.
         *
         * @param row counts the samples from 0
         */
        public float[] tags(int row) {
            require(forwardDone, "call forward() first");
            Objects.checkIndex(row, work.rows);
            return work.tags(row);
        }
    }

    /** Up to 8 samples on their way through the equations, and back. */
    private static final class Work extends Workspace {
        private final float[] theta;

        /** The array of {@link #gradient}. */
        private float[] gradients;
        final float[] x = new float[768];
        final float[] y = new float[480];
        final float[] δloss = new float[8];
        final float[] p_f = new float[960];
        final float[] p_g = new float[960];
        final float[] p_o = new float[960];
        final float[] h = new float[1040];
        final float[] c = new float[1040];
        final float[] f = new float[960];
        final float[] i = new float[960];
        final float[] g = new float[960];
        final float[] o = new float[960];
        final float[] tanh35 = new float[960];
        final float[] add16 = new float[80];
        final float[] y_2 = new float[480];
        final float[] reduce32 = new float[96];
        final float[] exp35 = new float[480];
        final float[] tags_2 = new float[480];
        final float[] contract40 = new float[8];
        final float[] divide43 = new float[8];
        final float[] δh = new float[1040];
        final float[] δc = new float[1040];
        final float[] δp_o = new float[960];
        final float[] subtract34 = new float[480];
        final float[] log37 = new float[96];
        final float[] divide50 = new float[96];

        Work(float[] theta) {
            super(BLOCK);
            this.theta = theta;
        }

        void inputs(int row, float[] x) {
            checkLength("x", x.length, 96, "96 = 12 steps × 8");
            for (int step = 0; step < 12; step++) {
                System.arraycopy(x, step * 8, this.x, (step * 8 + row) * 8, 8);
            }
        }

        void targets(int row, float[] y) {
            checkLength("y", y.length, 60, "60 = 12 steps × 5");
            for (int step = 0; step < 12; step++) {
                System.arraycopy(y, step * 5, this.y, (step * 8 + row) * 5, 5);
            }
        }

        float[] tags(int row) {
            float[] out = new float[60];
            for (int step = 0; step < 12; step++) {
                System.arraycopy(this.tags_2, (step * 8 + row) * 5, out, step * 5, 5);
            }
            return out;
        }

        double totalLoss() {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += this.divide43[row];
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
        }

        private void forwardPart0() {
            // p_f = 0
            for (int i_2 = 0; i_2 < 12; i_2++) {
                Arrays.fill(p_f, i_2 * 80, i_2 * 80 + rows * 10, 0f);
            }
            // p_f = a.W_f·x
            K.timesTransposed(12, rows, 10, 8, x, 0, 64, theta, 0, p_f, 0, 80);
            // p_g = 0
            for (int i_2 = 0; i_2 < 12; i_2++) {
                Arrays.fill(p_g, i_2 * 80, i_2 * 80 + rows * 10, 0f);
            }
            // p_g = a.W_g·x
            K.timesTransposed(12, rows, 10, 8, x, 0, 64, theta, 80, p_g, 0, 80);
            // p_o = 0
            for (int i_2 = 0; i_2 < 12; i_2++) {
                Arrays.fill(p_o, i_2 * 80, i_2 * 80 + rows * 10, 0f);
            }
            // p_o = a.W_o·x
            K.timesTransposed(12, rows, 10, 8, x, 0, 64, theta, 160, p_o, 0, 80);
            // h before the first step
            Arrays.fill(h, 0, rows * 10, 0f);
        }

        private void forwardPart1Step0(int t) {
            forwardPart1Step0Part0(t);
            forwardPart1Step0Part1(t);
            forwardPart1Step0Part2(t);
        }

        private void forwardPart1Step0Part0(int t) {
            // add16 = p_f
            System.arraycopy(p_f, t * 80, add16, 0, rows * 10);
            // contract15 = a.U_f·h
            K.timesTransposed(1, rows, 10, 10, h, t * 80, 80, theta, 240, add16, 0, 80);
            // f = sigmoid(p_f + a.U_f·h + a.b_f)
            // i = 1 - f
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    int add16At = i_2 * 10;
                    int fAt = t * 80 + i_2 * 10;
                    for (int j = 0; j < 10; j++) {
                        f[fAt + j] = (add16[add16At + j] + theta[560 + j]);
                    }
                }
            }
            {
                int fAt = t * 80;
                for (int i_2 = 0; i_2 < rows * 10; i_2++) {
                    float f_2 = Maths.sigmoid(f[fAt + i_2]);
                    f[fAt + i_2] = f_2;
                }
            }
            {
                int fAt = t * 80;
                int iAt = t * 80;
                for (int i_2 = 0; i_2 < rows * 10; i_2++) {
                    float i_3 = 1f - f[fAt + i_2];
                    i[iAt + i_2] = i_3;
                }
            }
            // add23 = p_g
            System.arraycopy(p_g, t * 80, add16, 0, rows * 10);
        }

        private void forwardPart1Step0Part1(int t) {
            // contract22 = a.U_g·h
            K.timesTransposed(1, rows, 10, 10, h, t * 80, 80, theta, 340, add16, 0, 80);
            // g = tanh(p_g + a.U_g·h + a.b_g)
            // c = f ⊙ c + i ⊙ g
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    int add23At = i_2 * 10;
                    int gAt = t * 80 + i_2 * 10;
                    for (int j = 0; j < 10; j++) {
                        g[gAt + j] = (add16[add23At + j] + theta[540 + j]);
                    }
                }
            }
            {
                int gAt = t * 80;
                for (int i_2 = 0; i_2 < rows * 10; i_2++) {
                    float g_2 = Maths.tanh(g[gAt + i_2]);
                    g[gAt + i_2] = g_2;
                }
            }
            {
                int fAt = t * 80;
                int cAt = t * 80;
                int iAt = t * 80;
                int gAt = t * 80;
                int cAt_2 = t * 80 + 80;
                for (int i_2 = 0; i_2 < rows * 10; i_2++) {
                    float c_2 = (f[fAt + i_2] * c[cAt + i_2]) + (i[iAt + i_2] * g[gAt + i_2]);
                    c[cAt_2 + i_2] = c_2;
                }
            }
            // add28 = p_o
            System.arraycopy(p_o, t * 80, add16, 0, rows * 10);
        }

        private void forwardPart1Step0Part2(int t) {
            // contract27 = a.U_o·h
            K.timesTransposed(1, rows, 10, 10, h, t * 80, 80, theta, 440, add16, 0, 80);
            // o = sigmoid(p_o + a.U_o·h + a.b_o)
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    int add28At = i_2 * 10;
                    int oAt = t * 80 + i_2 * 10;
                    for (int j = 0; j < 10; j++) {
                        o[oAt + j] = (add16[add28At + j] + theta[550 + j]);
                    }
                }
            }
            {
                int oAt = t * 80;
                for (int i_2 = 0; i_2 < rows * 10; i_2++) {
                    float o_2 = Maths.sigmoid(o[oAt + i_2]);
                    o[oAt + i_2] = o_2;
                }
            }
            // tanh35 = tanh(c)
            // h = o ⊙ tanh(c)
            {
                int cAt = t * 80 + 80;
                int oAt = t * 80;
                int tanh35At = t * 80;
                int hAt = t * 80 + 80;
                for (int i_2 = 0; i_2 < rows * 10; i_2++) {
                    float v0 = Maths.tanh(c[cAt + i_2]);
                    float h_2 = o[oAt + i_2] * v0;
                    tanh35[tanh35At + i_2] = v0;
                    h[hAt + i_2] = h_2;
                }
            }
        }

        private void forwardPart1() {
            // c before the first step
            Arrays.fill(c, 0, rows * 10, 0f);
            // scan18 = recurrence over 12 steps
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
            // y = broadcast30
            for (int i_2 = 0; i_2 < 12; i_2++) {
                for (int j = 0; j < rows; j++) {
                    System.arraycopy(theta, 620, y_2, i_2 * 40 + j * 5, 5);
                }
            }
            // contract29 = b.W·a
            K.timesTransposed(12, rows, 5, 10, h, 80, 80, theta, 570, y_2, 0, 40);
            // reduce32 = max(y)
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        float max = Float.NEGATIVE_INFINITY;
                        int yAt = i_2 * 40 + j * 5;
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            max = Math.max(max, y_2[yAt + k_2]);
                        }
                        reduce32[i_2 * 8 + j] = max;
                    }
                }
            }
            // subtract34 = y - max(y)
            // exp35 = exp(y - max(y))
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int yAt = i_2 * 40 + j * 5;
                        int reduce32At = i_2 * 8 + j;
                        float reduce32_2 = reduce32[reduce32At];
                        int subtract34At = i_2 * 40 + j * 5;
                        int exp35At = i_2 * 40 + j * 5;
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            float v0 = y_2[yAt + k_2] - reduce32_2;
                            float v1 = Maths.exp(v0);
                            subtract34[subtract34At + k_2] = v0;
                            exp35[exp35At + k_2] = v1;
                        }
                    }
                }
            }
        }

        private void forwardPart2() {
            // reduce36 = sum(exp(y - max(y)))
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        float sum = 0f;
                        int exp35At = i_2 * 40 + j * 5;
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            sum += exp35[exp35At + k_2];
                        }
                        reduce32[i_2 * 8 + j] = sum;
                    }
                }
            }
            // log37 = log(sum(exp(y - max(y))))
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    int reduce36At = i_2 * 8;
                    int log37At = i_2 * 8;
                    for (int j = 0; j < rows; j++) {
                        log37[log37At + j] = Maths.log(reduce32[reduce36At + j]);
                    }
                }
            }
            // tags = y - max(y) - log(sum(exp(y - …)))
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int subtract34At = i_2 * 40 + j * 5;
                        int log37At = i_2 * 8 + j;
                        float log37_2 = log37[log37At];
                        int tagsAt = i_2 * 40 + j * 5;
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            float tags_3 = subtract34[subtract34At + k_2] - log37_2;
                            tags_2[tagsAt + k_2] = tags_3;
                        }
                    }
                }
            }
        }

        void loss() {
            // contract40 = Σ y[i]·tags[i]
            {
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    contract40[i_3] = 0f;
                }
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        float sum = 0f;
                        int yAt = i_2 * 40 + j * 5;
                        int tagsAt = i_2 * 40 + j * 5;
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            sum += (y[yAt + k_2] * tags_2[tagsAt + k_2]);
                        }
                        contract40[j] += sum;
                    }
                }
            }
            // divide43 = -Σ y[i]·tags[i] / 12
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    divide43[i_2] = (-(contract40[i_2]) / 12f);
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
            // negate45 = -(δloss / 12)
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    contract40[i_2] = -((δloss[i_2] / 12f));
                }
            }
            // δtags = -(δloss / 12) ⊙ y
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int negate45At = j;
                        float negate45 = contract40[negate45At];
                        int yAt = i_2 * 40 + j * 5;
                        int δtagsAt = i_2 * 40 + j * 5;
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            float δtags = negate45 * y[yAt + k_2];
                            y_2[δtagsAt + k_2] = δtags;
                        }
                    }
                }
            }
            // reduce49 = sum(-δtags)
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        float sum = 0f;
                        int δtagsAt = i_2 * 40 + j * 5;
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            sum += -(y_2[δtagsAt + k_2]);
                        }
                        log37[i_2 * 8 + j] = sum;
                    }
                }
            }
            // divide50 = sum(-δtags) / sum(exp(y - max(y)))
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    int reduce49At = i_2 * 8;
                    int reduce36At = i_2 * 8;
                    int divide50At = i_2 * 8;
                    for (int j = 0; j < rows; j++) {
                        divide50[divide50At + j] = (log37[reduce49At + j] / reduce32[reduce36At + j]);
                    }
                }
            }
        }

        private void backwardPart1Step1(int t1) {
            backwardPart1Step1Part0(t1);
            backwardPart1Step1Part1(t1);
            backwardPart1Step1Part2(t1);
        }

        private void backwardPart1Step1Part0(int t1) {
            // δc = δc + (δh ⊙ o) ⊙ (1 - (r35 ⊙ r35))
            // δp_o = δo ⊙ (o ⊙ (1 - o))
            // δp_g = δg ⊙ (1 - (g ⊙ g))
            {
                int δhAt = t1 * 80 + 80;
                int δaAt = t1 * 80;
                int oAt = t1 * 80;
                int tanh35At = t1 * 80;
                int δcAt = t1 * 80 + 80;
                int iAt = t1 * 80;
                int gAt = t1 * 80;
                int δp_oAt = t1 * 80;
                int δp_gAt = t1 * 80;
                for (int i_2 = 0; i_2 < rows * 10; i_2++) {
                    float δh_2 = δh[δhAt + i_2] + p_f[δaAt + i_2];
                    float δc_2 = δc[δcAt + i_2] + ((δh_2 * o[oAt + i_2]) * (1f - (tanh35[tanh35At + i_2] * tanh35[tanh35At + i_2])));
                    float δo = δh_2 * tanh35[tanh35At + i_2];
                    float δp_o_2 = δo * (o[oAt + i_2] * (1f - o[oAt + i_2]));
                    float δg = δc_2 * i[iAt + i_2];
                    float δp_g = δg * (1f - (g[gAt + i_2] * g[gAt + i_2]));
                    add16[i_2] = δc_2;
                    δp_o[δp_oAt + i_2] = δp_o_2;
                    p_o[δp_gAt + i_2] = δp_g;
                }
            }
        }

        private void backwardPart1Step1Part1(int t1) {
            // δp_f = δf ⊙ (f ⊙ i)
            // δc = δc ⊙ f
            {
                int gAt = t1 * 80;
                int cAt = t1 * 80;
                int fAt = t1 * 80;
                int iAt = t1 * 80;
                int δp_fAt = t1 * 80;
                int δcAt = t1 * 80;
                for (int i_2 = 0; i_2 < rows * 10; i_2++) {
                    float δi = add16[i_2] * g[gAt + i_2];
                    float δf = (add16[i_2] * c[cAt + i_2]) - δi;
                    float δp_f = δf * (f[fAt + i_2] * i[iAt + i_2]);
                    float δc_2 = add16[i_2] * f[fAt + i_2];
                    p_g[δp_fAt + i_2] = δp_f;
                    δc[δcAt + i_2] = δc_2;
                }
            }
            // contract27 = 0
            Arrays.fill(δh, t1 * 80, t1 * 80 + rows * 10, 0f);
            // contract27 = a.U_oᵀ·δp_o
            K.times(1, rows, 10, 10, δp_o, t1 * 80, 80, theta, 440, δh, t1 * 80, 80);
            // contract31 = a.U_gᵀ·δp_g
            K.times(1, rows, 10, 10, p_o, t1 * 80, 80, theta, 340, δh, t1 * 80, 80);
        }

        private void backwardPart1Step1Part2(int t1) {
            // contract36 = a.U_fᵀ·δp_f
            K.times(1, rows, 10, 10, p_g, t1 * 80, 80, theta, 240, δh, t1 * 80, 80);
        }

        private void backwardPart1() {
            // δy = δtags + (sum(-δtags) / sum(exp(…))) ⊙ exp(y - max(y))
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int divide50At = i_2 * 8 + j;
                        float divide50_2 = divide50[divide50At];
                        int exp35At = i_2 * 40 + j * 5;
                        int δtagsAt = i_2 * 40 + j * 5;
                        int δyAt = i_2 * 40 + j * 5;
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            float δy = y_2[δtagsAt + k_2] + (divide50_2 * exp35[exp35At + k_2]);
                            subtract34[δyAt + k_2] = δy;
                        }
                    }
                }
            }
            // δa = 0
            for (int i_2 = 0; i_2 < 12; i_2++) {
                Arrays.fill(p_f, i_2 * 80, i_2 * 80 + rows * 10, 0f);
            }
            // δa = b.Wᵀ·δy
            K.times(12, rows, 10, 5, subtract34, 0, 40, theta, 570, p_f, 0, 80);
            // δh before the first step
            Arrays.fill(δh, 960, 960 + rows * 10, 0f);
            // δc before the first step
            Arrays.fill(δc, 960, 960 + rows * 10, 0f);
            // scan55 = recurrence over 12 steps, from the last to the first
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
        }

        private void backwardPart2() {
            // δa.W_f = Σ δp_f[i]·x[k]
            K.transposedTimes(12, rows, 10, 8, p_g, 0, 80, x, 0, 64, gradients, 0);
            // δa.W_g = Σ δp_g[i]·x[k]
            K.transposedTimes(12, rows, 10, 8, p_o, 0, 80, x, 0, 64, gradients, 80);
            // δa.W_o = Σ δp_o[i]·x[k]
            K.transposedTimes(12, rows, 10, 8, δp_o, 0, 80, x, 0, 64, gradients, 160);
            // δa.U_f = Σ δp_f[i]·result 3 of the recurrence[k]
            K.transposedTimes(12, rows, 10, 10, p_g, 0, 80, h, 0, 80, gradients, 240);
            // δa.U_g = Σ δp_g[i]·result 3 of the recurrence[k]
            K.transposedTimes(12, rows, 10, 10, p_o, 0, 80, h, 0, 80, gradients, 340);
        }

        private void backwardPart3() {
            // δa.U_o = Σ δp_o[i]·result 3 of the recurrence[k]
            K.transposedTimes(12, rows, 10, 10, δp_o, 0, 80, h, 0, 80, gradients, 440);
            // δa.b_g = sum(δp_g)
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_gAt = i_2 * 80 + j * 10;
                        for (int k_2 = 0; k_2 < 10; k_2++) {
                            gradients[540 + k_2] += p_o[δp_gAt + k_2];
                        }
                    }
                }
            }
            // δa.b_o = sum(δp_o)
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_oAt = i_2 * 80 + j * 10;
                        for (int k_2 = 0; k_2 < 10; k_2++) {
                            gradients[550 + k_2] += δp_o[δp_oAt + k_2];
                        }
                    }
                }
            }
            // δa.b_f = sum(δp_f)
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_fAt = i_2 * 80 + j * 10;
                        for (int k_2 = 0; k_2 < 10; k_2++) {
                            gradients[560 + k_2] += p_g[δp_fAt + k_2];
                        }
                    }
                }
            }
            // δb.W = Σ δy[i]·a[k]
            K.transposedTimes(12, rows, 5, 10, subtract34, 0, 40, h, 80, 80, gradients, 570);
        }

        private void backwardPart4() {
            // δb.b = sum(δy)
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int δyAt = i_2 * 40 + j * 5;
                        for (int k_2 = 0; k_2 < 5; k_2++) {
                            gradients[620 + k_2] += subtract34[δyAt + k_2];
                        }
                    }
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
                        random7[0 + s * 80 + e] = (float) CounterRandom.uniform(key_2, s * 80 + e);
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
                        random7_2[0 + s * 50 + e] = (float) CounterRandom.uniform(key_2, s * 50 + e);
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
}
