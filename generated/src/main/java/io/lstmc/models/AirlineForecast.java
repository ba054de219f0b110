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
 * The passengers of the twelve months after the last 24, in the unit of the input.
 *
 * <p>Growth is the logarithm of a month over the same month a year before, so what repeats every year is taken out and a
 * per cent counts the same in a small year as in a large one. The memory reads the growth of the last twelve months,
 * in tens of per cent; the forecast applies the growth ahead to the months of the last year.
 *
 * <pre>
 * model AirlineForecast {
 *   time   T = 24
 *   input  passengers[T, 1]
 *   target following[12]
 *   level  = log(passengers)
 *   growth = level[12:] - level[:T-12]
 *   layer  memory = LSTM(10 * growth, units: 8)
 *   layer  recall = dropout(last(memory), rate: 0.5)
 *   layer  ahead  = GrowthAhead(recall, flatten(growth), months: 12)
 *   output forecast = flatten(passengers[T-12:]) ⊙ exp(ahead)
 *   loss   mse(log(forecast), log(following))
 *   train {
 *     optimizer adam(lr: 5e-3)
 *     schedule  cosine()
 *     epochs    30
 *     batch     16
 *     seed      1
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
 * cell GrowthAhead(months) {
 *   input memory, past[months]
 *   param ordinary[]        ~ constant(0.1)
 *   param correction[]      ~ zeros
 *   param W[months, memory] ~ zeros
 *   growth = ordinary + W·memory + correction * (past - mean(past))
 *   output growth
 * }
 * </pre>
 *
 * <p>Its shapes, with 418 trained numbers:
 *
 * <pre>
 * input   passengers        [24 steps, 1]
 * target  following         [12]
 * output  forecast          [12]
 * param   memory.W_i        [8, 1]
 * param   memory.W_f        [8, 1]
 * param   memory.W_g        [8, 1]
 * param   memory.W_o        [8, 1]
 * param   memory.U_i        [8, 8]
 * param   memory.U_f        [8, 8]
 * param   memory.U_g        [8, 8]
 * param   memory.U_o        [8, 8]
 * param   memory.b_i        [8]
 * param   memory.b_g        [8]
 * param   memory.b_o        [8]
 * param   memory.b_f        [8]
 * param   ahead.ordinary    []
 * param   ahead.correction  []
 * param   ahead.W           [12, 8]
 * </pre>
 *
 * <p>To train it and to use it:
 *
 * <pre>
 * AirlineForecast model = new AirlineForecast();
 * AirlineForecast.Data data = new AirlineForecast.Data();
 * data.add(passengers, following);
 * model.train(data, ProgressListener.console());
 * model.save(Path.of("AirlineForecast.safetensors"));
 * float[] forecast = model.predict(passengers);
 * </pre>
 *
 * <p>There is no {@code stream()}, because some output of it needs more than the steps so far.
 *
 * <p>Any number of threads may predict with one object at the same time.
 */
@Generated("lstmc")
public final class AirlineForecast extends Model {
    private static final Kernels K = Kernels.get();

    /** Samples that are computed together. */
    private static final int BLOCK = 16;

    private static final List<Parameter> PARAMETERS = List.of(
            new Parameter("memory.W_i", List.of(8, 1), 0),
            new Parameter("memory.W_f", List.of(8, 1), 8),
            new Parameter("memory.W_g", List.of(8, 1), 16),
            new Parameter("memory.W_o", List.of(8, 1), 24),
            new Parameter("memory.U_i", List.of(8, 8), 32),
            new Parameter("memory.U_f", List.of(8, 8), 96),
            new Parameter("memory.U_g", List.of(8, 8), 160),
            new Parameter("memory.U_o", List.of(8, 8), 224),
            new Parameter("memory.b_i", List.of(8), 288),
            new Parameter("memory.b_g", List.of(8), 296),
            new Parameter("memory.b_o", List.of(8), 304),
            new Parameter("memory.b_f", List.of(8), 312),
            new Parameter("ahead.ordinary", List.of(), 320),
            new Parameter("ahead.correction", List.of(), 321),
            new Parameter("ahead.W", List.of(12, 8), 322));

    private static final List<Column> COLUMNS = List.of(
            new Column("passengers", 24, 1, false),
            new Column("following", 0, 12, false));

    private static final Training TRAINING = Training.DEFAULT
            .withEpochs(30)
            .withBatch(16)
            .withSeed(1L);

    /** All parameters, one behind the other. */
    private final float[] theta;

    /** Workspaces that no thread uses now. */
    private final Queue<Work> idle = new ConcurrentLinkedQueue<>();

    /** Exists from the first update on. */
    private Optimizer optimizer;

    /** A model with random weights, always the same ones. */
    public AirlineForecast() {
        this(1);
    }

    /** A model with random weights that depend on {@code seed} alone. */
    public AirlineForecast(long seed) {
        this(new FloatStorage(new float[418]));
        initialise(seed);
    }

    private AirlineForecast(FloatStorage values) {
        super("AirlineForecast", PARAMETERS, values, TRAINING);
        theta = values.array();
    }

    /**
     * A model with the weights of a file that {@link #save} wrote.
     *
     * @throws IOException if the file cannot be read or was made for other shapes
     */
    public static AirlineForecast from(Path weights) throws IOException {
        AirlineForecast model = new AirlineForecast(new FloatStorage(new float[418]));
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
     * @param passengers 24 values: 24 steps × 1
     * @return forecast: 12 values
     * @throws IllegalArgumentException if an array has another length
     */
    public float[] predict(float[] passengers) {
        Work work = borrow();
        try {
            work.rows = 1;
            work.inputs(0, passengers);
            work.forward();
            return work.forecast(0);
        } finally {
            idle.add(work);
        }
    }

    /**
     * Predicts for many samples, 16 at a time.
     *
     * @param passengers for each sample 24 values: 24 steps × 1
     * @return for each sample what {@code predict} gives for it alone
     * @throws IllegalArgumentException if an array has another length
     */
    public float[][] predict(float[][] passengers) {
        float[][] predictions = new float[passengers.length][];
        Work work = borrow();
        try {
            for (int from = 0; from < passengers.length; from += BLOCK) {
                work.rows = Math.min(BLOCK, passengers.length - from);
                for (int row = 0; row < work.rows; row++) {
                    work.inputs(row, passengers[from + row]);
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
         * @param passengers 24 values: 24 steps × 1
         * @param following 12 values
         * @return this
         * @throws IllegalArgumentException if an array has another length or a value is not finite
         */
        public Data add(float[] passengers, float[] following) {
            add(new Object[] {passengers, following});
            return this;
        }
    }

    /**
     * Up to 16 samples on their way through the equations and back:
     *
     * <pre>
     * AirlineForecast.Pass pass = model.newPass();
     * pass.add(passengers, following);
     * double loss = pass.forward();
     * pass.backward();
     * float[] gradient = pass.gradient("memory.W_i");
     * </pre>
     */
    public static final class Pass {
        private final AirlineForecast model;
        private final Work work;
        private boolean forwardDone;
        private boolean backwardDone;

        private Pass(AirlineForecast model) {
            this.model = model;
            this.work = new Work(model.theta);
        }

        /**
         * Adds a sample as the next row.
         *
         * @param passengers 24 values: 24 steps × 1
         * @param following 12 values
         * @return this
         * @throws IllegalArgumentException if an array has another length
         * @throws IllegalStateException if 16 samples are there already
         */
        public Pass add(float[] passengers, float[] following) {
            require(work.rows < BLOCK, "a pass takes at most 16 samples; see clear()");
            work.inputs(work.rows, passengers);
            work.targets(work.rows, following);
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

    /** Up to 16 samples on their way through the equations, and back. */
    private static final class Work extends Workspace {
        private final float[] theta;

        /** The array of {@link #gradient}. */
        private float[] gradients;
        final float[] passengers = new float[384];
        final float[] following = new float[192];
        final float[] δloss = new float[16];
        final float[] level = new float[384];
        final float[] p_i = new float[1536];
        final float[] multiply24 = new float[192];
        final float[] p_f = new float[1536];
        final float[] p_g = new float[1536];
        final float[] p_o = new float[1536];
        final float[] h = new float[1664];
        final float[] c = new float[1664];
        final float[] i = new float[1536];
        final float[] f = new float[1536];
        final float[] g = new float[1536];
        final float[] o = new float[1536];
        final float[] tanh42 = new float[1536];
        final float[] add20 = new float[128];
        final float[] growth = new float[192];
        final float[] reshape50 = new float[192];
        final float[] recall = new float[128];
        final float[] reduce54 = new float[16];
        final float[] forecast_2 = new float[192];
        final float[] subtract68 = new float[192];
        final float[] divide70 = new float[16];
        final float[] add83 = new float[128];
        final float[] δh = new float[1664];
        final float[] δc = new float[1664];
        final float[] δp_o = new float[1536];
        final float[] subtract58 = new float[192];
        final float[] divide56 = new float[16];
        final float[] exp64 = new float[192];
        final float[] greater_equal45 = new float[128];

        Work(float[] theta) {
            super(BLOCK);
            this.theta = theta;
        }

        void inputs(int row, float[] passengers) {
            checkLength("passengers", passengers.length, 24, "24 = 24 steps × 1");
            for (int step = 0; step < 24; step++) {
                this.passengers[step * 16 + row] = passengers[step];
            }
        }

        void targets(int row, float[] following) {
            checkLength("following", following.length, 12, "12");
            System.arraycopy(following, 0, this.following, row * 12, 12);
        }

        float[] forecast(int row) {
            float[] out = new float[12];
            System.arraycopy(this.forecast_2, row * 12, out, 0, 12);
            return out;
        }

        double totalLoss() {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += this.divide70[row];
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
            forwardPart4();
        }

        private void forwardPart0() {
            // level = log(passengers)
            {
                for (int i_2 = 0; i_2 < 24; i_2++) {
                    int passengersAt = i_2 * 16;
                    int levelAt = i_2 * 16;
                    for (int j = 0; j < rows; j++) {
                        float level_2 = Maths.log(passengers[passengersAt + j]);
                        level[levelAt + j] = level_2;
                    }
                }
            }
            // growth = level[12 to 24] - level[0 to 12]
            // multiply24 = 10 ⊙ growth
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    int levelAt = 192 + i_2 * 16;
                    int levelAt_2 = i_2 * 16;
                    int growthAt = i_2 * 16;
                    int multiply24At = i_2 * 16;
                    for (int j = 0; j < rows; j++) {
                        float growth_2 = level[levelAt + j] - level[levelAt_2 + j];
                        float v1 = 10f * growth_2;
                        growth[growthAt + j] = growth_2;
                        multiply24[multiply24At + j] = v1;
                    }
                }
            }
            // p_i = 0
            for (int i_2 = 0; i_2 < 12; i_2++) {
                Arrays.fill(p_i, i_2 * 128, i_2 * 128 + rows * 8, 0f);
            }
            // p_i = memory.W_i·(10 ⊙ growth)
            K.timesTransposed(12, rows, 8, 1, multiply24, 0, 16, theta, 0, p_i, 0, 128);
            // p_f = 0
            for (int i_2 = 0; i_2 < 12; i_2++) {
                Arrays.fill(p_f, i_2 * 128, i_2 * 128 + rows * 8, 0f);
            }
            // p_f = memory.W_f·(10 ⊙ growth)
            K.timesTransposed(12, rows, 8, 1, multiply24, 0, 16, theta, 8, p_f, 0, 128);
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
            // contract19 = memory.U_i·h
            K.timesTransposed(1, rows, 8, 8, h, t * 128, 128, theta, 32, add20, 0, 128);
            // i = sigmoid(p_i + memory.U_i·h + memory.b_i)
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
            // contract24 = memory.U_f·h
            K.timesTransposed(1, rows, 8, 8, h, t * 128, 128, theta, 96, add20, 0, 128);
        }

        private void forwardPart1Step0Part1(int t) {
            // f = sigmoid(p_f + memory.U_f·h + memory.b_f)
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
            // contract29 = memory.U_g·h
            K.timesTransposed(1, rows, 8, 8, h, t * 128, 128, theta, 160, add20, 0, 128);
            // g = tanh(p_g + memory.U_g·h + memory.b_g)
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
            // contract34 = memory.U_o·h
            K.timesTransposed(1, rows, 8, 8, h, t * 128, 128, theta, 224, add20, 0, 128);
            // o = sigmoid(p_o + memory.U_o·h + memory.b_o)
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
            // p_g = 0
            for (int i_2 = 0; i_2 < 12; i_2++) {
                Arrays.fill(p_g, i_2 * 128, i_2 * 128 + rows * 8, 0f);
            }
            // p_g = memory.W_g·(10 ⊙ growth)
            K.timesTransposed(12, rows, 8, 1, multiply24, 0, 16, theta, 16, p_g, 0, 128);
            // p_o = 0
            for (int i_2 = 0; i_2 < 12; i_2++) {
                Arrays.fill(p_o, i_2 * 128, i_2 * 128 + rows * 8, 0f);
            }
            // p_o = memory.W_o·(10 ⊙ growth)
            K.timesTransposed(12, rows, 8, 1, multiply24, 0, 16, theta, 24, p_o, 0, 128);
            // h before the first step
            Arrays.fill(h, 0, rows * 8, 0f);
            // c before the first step
            Arrays.fill(c, 0, rows * 8, 0f);
            // scan30 = recurrence over 12 steps
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
        }

        private void forwardPart2() {
            // random43 = uniform()
            for (int r = 0; r < rows; r++) {
                long key_2 = CounterRandom.key(seed, 0, firstRow + r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 8; e++) {
                        add20[0 + s * 128 + r * 8 + e] = (float) CounterRandom.uniform(key_2, s * 8 + e);
                    }
                }
            }
            // greater_equal45 = uniform() >= 0.5
            // recall = (training mode ? (memory[11 to 12] ⊙ (uniform() >= 0.5)) / 0.5 : memory[11 to 12])
            {
                float scalar = (training ? 1 : 0);
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float v0 = add20[i_2] >= 0.5f ? 1f : 0f;
                    float recall_2 = scalar != 0f ? ((h[1536 + i_2] * v0) / 0.5f) : h[1536 + i_2];
                    greater_equal45[i_2] = v0;
                    recall[i_2] = recall_2;
                }
            }
            // reshape50 = growth
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    int growthAt = i_2;
                    int reshape50At = i_2 * 12;
                    for (int j = 0; j < 12; j++) {
                        reshape50[reshape50At + j] = growth[growthAt + j * 16];
                    }
                }
            }
            // add53 = broadcast52
            {
                float theta_2 = theta[320];
                for (int i_2 = 0; i_2 < rows * 12; i_2++) {
                    growth[i_2] = theta_2;
                }
            }
            // contract51 = ahead.W·recall
            K.timesTransposed(1, rows, 12, 8, recall, 0, 128, theta, 322, growth, 0, 192);
        }

        private void forwardPart3() {
            // reduce54 = sum(growth)
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    float sum = 0f;
                    int reshape50At = i_2 * 12;
                    for (int j = 0; j < 12; j++) {
                        sum += reshape50[reshape50At + j];
                    }
                    reduce54[i_2] = sum;
                }
            }
            // divide56 = sum(growth) / 12
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    divide56[i_2] = (reduce54[i_2] / 12f);
                }
            }
            // subtract58 = growth - (sum(growth) / 12)
            // exp64 = exp(growth)
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    int reshape50At = i_2 * 12;
                    int divide56At = i_2;
                    float divide56_2 = divide56[divide56At];
                    float theta_2 = theta[321];
                    int add53At = i_2 * 12;
                    int subtract58At = i_2 * 12;
                    int exp64At = i_2 * 12;
                    for (int j = 0; j < 12; j++) {
                        float v0 = reshape50[reshape50At + j] - divide56_2;
                        float growth_2 = growth[add53At + j] + (theta_2 * v0);
                        float v3 = Maths.exp(growth_2);
                        subtract58[subtract58At + j] = v0;
                        exp64[exp64At + j] = v3;
                    }
                }
            }
            // reshape63 = passengers[12 to 24]
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    int passengersAt = 192 + i_2;
                    int reshape63At = i_2 * 12;
                    for (int j = 0; j < 12; j++) {
                        growth[reshape63At + j] = passengers[passengersAt + j * 16];
                    }
                }
            }
        }

        private void forwardPart4() {
            // forecast = passengers[12 to 24] ⊙ exp(growth)
            {
                for (int i_2 = 0; i_2 < rows * 12; i_2++) {
                    float forecast_3 = growth[i_2] * exp64[i_2];
                    forecast_2[i_2] = forecast_3;
                }
            }
        }

        void loss() {
            // log66 = log(forecast)
            {
                for (int i_2 = 0; i_2 < rows * 12; i_2++) {
                    reshape50[i_2] = Maths.log(forecast_2[i_2]);
                }
            }
            // subtract68 = log(forecast) - log(following)
            {
                for (int i_2 = 0; i_2 < rows * 12; i_2++) {
                    subtract68[i_2] = (reshape50[i_2] - Maths.log(following[i_2]));
                }
            }
            // contract69 = Σ (log(forecast) - log(following))[i]·(log(forecast) - log(following))[i]
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    float sum = 0f;
                    int subtract68At = i_2 * 12;
                    for (int j = 0; j < 12; j++) {
                        sum += (subtract68[subtract68At + j] * subtract68[subtract68At + j]);
                    }
                    reduce54[i_2] = sum;
                }
            }
            // divide70 = Σ (log(forecast) - log(following))[i]·(log(forecast) - log(following))[i] / 12
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    divide70[i_2] = (reduce54[i_2] / 12f);
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
            // divide71 = δloss / 12
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    reduce54[i_2] = (δloss[i_2] / 12f);
                }
            }
            // δgrowth = (δforecast ⊙ passengers[12 to 24]) ⊙ exp(growth)
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    int divide71At = i_2;
                    float divide71 = reduce54[divide71At];
                    int subtract68At = i_2 * 12;
                    int forecastAt = i_2 * 12;
                    int reshape63At = i_2 * 12;
                    int exp64At = i_2 * 12;
                    int δgrowthAt = i_2 * 12;
                    for (int j = 0; j < 12; j++) {
                        float v0 = divide71 * subtract68[subtract68At + j];
                        float δforecast = (v0 + v0) / forecast_2[forecastAt + j];
                        float δgrowth = (δforecast * growth[reshape63At + j]) * exp64[exp64At + j];
                        reshape50[δgrowthAt + j] = δgrowth;
                    }
                }
            }
            // δrecall = 0
            Arrays.fill(add20, 0, rows * 8, 0f);
            // δrecall = ahead.Wᵀ·δgrowth
            K.times(1, rows, 8, 12, reshape50, 0, 192, theta, 322, add20, 0, 128);
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
                int δmemoryAt = t1 * 128;
                int oAt = t1 * 128;
                int tanh42At = t1 * 128;
                int δcAt = t1 * 128 + 128;
                int iAt = t1 * 128;
                int gAt = t1 * 128;
                int δp_oAt = t1 * 128;
                int δp_gAt = t1 * 128;
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float δh_2 = δh[δhAt + i_2] + p_i[δmemoryAt + i_2];
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
            // contract28 = memory.U_oᵀ·δp_o
            K.times(1, rows, 8, 8, δp_o, t1 * 128, 128, theta, 224, δh, t1 * 128, 128);
        }

        private void backwardPart1Step1Part2(int t1) {
            // contract32 = memory.U_gᵀ·δp_g
            K.times(1, rows, 8, 8, p_o, t1 * 128, 128, theta, 160, δh, t1 * 128, 128);
            // contract37 = memory.U_fᵀ·δp_f
            K.times(1, rows, 8, 8, p_g, t1 * 128, 128, theta, 96, δh, t1 * 128, 128);
            // contract42 = memory.U_iᵀ·δp_i
            K.times(1, rows, 8, 8, p_f, t1 * 128, 128, theta, 32, δh, t1 * 128, 128);
        }

        private void backwardPart1() {
            // add83 = (training mode ? 0 : δrecall) + ((training mode ? δrecall : 0) / 0.5) ⊙ (uniform() >= 0.5)
            {
                float scalar = (training ? 1 : 0);
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    add83[i_2] = ((scalar != 0f ? 0f : add20[i_2]) + (((scalar != 0f ? add20[i_2] : 0f) / 0.5f) * greater_equal45[i_2]));
                }
            }
            // δmemory = 0
            for (int i_2 = 0; i_2 < 12; i_2++) {
                Arrays.fill(p_i, i_2 * 128, i_2 * 128 + rows * 8, 0f);
            }
            // δmemory = pad(((training mode ? 0 : δrecall) + ((… ? δrecall : …) / 0.5) ⊙ (uniform() >= 0.5)))
            System.arraycopy(add83, 0, p_i, 1408, rows * 8);
            // δh before the first step
            Arrays.fill(δh, 1536, 1536 + rows * 8, 0f);
            // δc before the first step
            Arrays.fill(δc, 1536, 1536 + rows * 8, 0f);
            // scan86 = recurrence over 12 steps, from the last to the first
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
            // δmemory.W_i = Σ δp_i[i]·(10 ⊙ growth)[k]
            K.transposedTimes(12, rows, 8, 1, p_f, 0, 128, multiply24, 0, 16, gradients, 0);
            // δmemory.W_f = Σ δp_f[i]·(10 ⊙ growth)[k]
            K.transposedTimes(12, rows, 8, 1, p_g, 0, 128, multiply24, 0, 16, gradients, 8);
            // δmemory.W_g = Σ δp_g[i]·(10 ⊙ growth)[k]
            K.transposedTimes(12, rows, 8, 1, p_o, 0, 128, multiply24, 0, 16, gradients, 16);
            // δmemory.W_o = Σ δp_o[i]·(10 ⊙ growth)[k]
            K.transposedTimes(12, rows, 8, 1, δp_o, 0, 128, multiply24, 0, 16, gradients, 24);
            // δmemory.U_i = Σ δp_i[i]·result 3 of the recurrence[k]
            K.transposedTimes(12, rows, 8, 8, p_f, 0, 128, h, 0, 128, gradients, 32);
        }

        private void backwardPart3() {
            // δmemory.U_f = Σ δp_f[i]·result 3 of the recurrence[k]
            K.transposedTimes(12, rows, 8, 8, p_g, 0, 128, h, 0, 128, gradients, 96);
            // δmemory.U_g = Σ δp_g[i]·result 3 of the recurrence[k]
            K.transposedTimes(12, rows, 8, 8, p_o, 0, 128, h, 0, 128, gradients, 160);
            // δmemory.U_o = Σ δp_o[i]·result 3 of the recurrence[k]
            K.transposedTimes(12, rows, 8, 8, δp_o, 0, 128, h, 0, 128, gradients, 224);
            // δmemory.b_i = sum(δp_i)
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_iAt = i_2 * 128 + j * 8;
                        for (int k_2 = 0; k_2 < 8; k_2++) {
                            gradients[288 + k_2] += p_f[δp_iAt + k_2];
                        }
                    }
                }
            }
            // δmemory.b_g = sum(δp_g)
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_gAt = i_2 * 128 + j * 8;
                        for (int k_2 = 0; k_2 < 8; k_2++) {
                            gradients[296 + k_2] += p_o[δp_gAt + k_2];
                        }
                    }
                }
            }
            // δmemory.b_o = sum(δp_o)
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_oAt = i_2 * 128 + j * 8;
                        for (int k_2 = 0; k_2 < 8; k_2++) {
                            gradients[304 + k_2] += δp_o[δp_oAt + k_2];
                        }
                    }
                }
            }
        }

        private void backwardPart4() {
            // δmemory.b_f = sum(δp_f)
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    for (int j = 0; j < rows; j++) {
                        int δp_fAt = i_2 * 128 + j * 8;
                        for (int k_2 = 0; k_2 < 8; k_2++) {
                            gradients[312 + k_2] += p_g[δp_fAt + k_2];
                        }
                    }
                }
            }
            // δahead.ordinary = sum(δgrowth)
            {
                float sum = 0f;
                for (int i_2 = 0; i_2 < rows * 12; i_2++) {
                    sum += reshape50[i_2];
                }
                gradients[320] += sum;
            }
            // δahead.correction = Σ δgrowth[i]·(growth - (sum(growth) / 12))[i]
            {
                float sum = 0f;
                for (int i_2 = 0; i_2 < rows * 12; i_2++) {
                    float δahead_correction = reshape50[i_2] * subtract58[i_2];
                    sum += δahead_correction;
                }
                gradients[321] += sum;
            }
            // δahead.W = Σ δgrowth[i]·recall[k]
            K.transposedTimes(1, rows, 12, 8, reshape50, 0, 192, recall, 0, 128, gradients, 322);
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

        Initial(float[] theta) {
            this.theta = theta;
        }

        void draw(long seed) {
            // memory.W_i
            key = CounterRandom.key(seed, 0, 0);
            draw8();
            System.arraycopy(multiply13, 0, theta, 0, 8);
            // memory.W_f
            key = CounterRandom.key(seed, 1, 0);
            draw8();
            System.arraycopy(multiply13, 0, theta, 8, 8);
            // memory.W_g
            key = CounterRandom.key(seed, 2, 0);
            draw8();
            System.arraycopy(multiply13, 0, theta, 16, 8);
            // memory.W_o
            key = CounterRandom.key(seed, 3, 0);
            draw8();
            System.arraycopy(multiply13, 0, theta, 24, 8);
            // memory.U_i
            key = CounterRandom.key(seed, 4, 0);
            draw64();
            System.arraycopy(multiply5, 0, theta, 32, 64);
            // memory.U_f
            key = CounterRandom.key(seed, 5, 0);
            draw64();
            System.arraycopy(multiply5, 0, theta, 96, 64);
            // memory.U_g
            key = CounterRandom.key(seed, 6, 0);
            draw64();
            System.arraycopy(multiply5, 0, theta, 160, 64);
            // memory.U_o
            key = CounterRandom.key(seed, 7, 0);
            draw64();
            System.arraycopy(multiply5, 0, theta, 224, 64);
            // memory.b_i
            Arrays.fill(theta, 288, 296, 0f);
            // memory.b_g
            Arrays.fill(theta, 296, 304, 0f);
            // memory.b_o
            Arrays.fill(theta, 304, 312, 0f);
            // memory.b_f
            Arrays.fill(theta, 312, 320, 1f);
            // ahead.ordinary
            Arrays.fill(theta, 320, 321, 0.1f);
            // ahead.correction
            Arrays.fill(theta, 321, 322, 0f);
            // ahead.W
            Arrays.fill(theta, 322, 418, 0f);
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
            // multiply7 = 0.005 ⊙ rate
            {
                float scalar = rate;
                multiply7[0] = (0.005f * scalar);
            }
            // add15 = 0.9 ⊙ m + 0.09999999999999998 ⊙ g
            // add21 = 0.999 ⊙ v + 0.0010000000000000009 ⊙ (g ⊙ g)
            {
                for (int i = 0; i < 418; i++) {
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
            // subtract36 = θ - (((0.005 ⊙ rate) ⊙ ((… ⊙ m + … ⊙ g) / (… - …))) / (sqrt((… + …) / …) + 1.0E-8))
            {
                float subtract23_2 = subtract23[0];
                float subtract27_2 = subtract27[0];
                float multiply7_2 = multiply7[0];
                for (int i = 0; i < 418; i++) {
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

        Schedule(double epoch, double epochs) {
            this.epoch = epoch;
            this.epochs = epochs;
        }

        void evaluate() {
            // multiply18 = (0 > epoch ? epoch + 1 : 1) ⊙ ((1 + cos(3.141592653589793 ⊙ (… / …))) / 2)
            {
                double scalar = epoch;
                double scalar_2 = epochs;
                result[0] = (((0.0 > scalar ? 1.0 : 0.0) != 0.0 ? (scalar + 1.0) : 1.0) * ((1.0 + Maths.cos((3.141592653589793 * (((scalar > 0.0 ? 1.0 : 0.0) != 0.0 ? scalar : 0.0) / ((scalar_2 > 1.0 ? 1.0 : 0.0) != 0.0 ? scalar_2 : 1.0))))) / 2.0));
            }
        }
    }
}
