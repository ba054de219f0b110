package io.lstmc.models;

import io.lstmc.runtime.Column;
import io.lstmc.runtime.Gradient;
import io.lstmc.runtime.Model;
import io.lstmc.runtime.Samples;
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
 * <p>There is no {@code stream()}: growth needs other steps of a sequence than the present one.
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
            new Column("passengers", "T", 24, 1, 0, false),
            new Column("following", "", 0, 12, 0, false));

    private static final Training TRAINING = Training.DEFAULT
            .withEpochs(30)
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
     * @param passengers 24 values: 24 steps × 1
     * @return forecast: 12 values
     * @throws IllegalArgumentException if an array is null or has another length
     */
    public float[] predict(float[] passengers) {
        SampleWorkspace work = borrowSampleWorkspace();
        try {
            work.rows = 1;
            work.inputs(0, passengers);
            work.forward();
            return work.forecast(0);
        } finally {
            idleSampleWorkspaces.add(work);
        }
    }

    /**
     * Predicts for many samples, 16 at a time. The values are not tested: NaN goes through the equations.
     *
     * @param passengers for each sample 24 values: 24 steps × 1
     * @return for each sample what {@code predict} gives for it alone, but for rounding
     * @throws IllegalArgumentException if an array is null or has another length
     */
    public float[][] predict(float[][] passengers) {
        checkGiven("passengers", passengers);
        float[][] predictions = new float[passengers.length][];
        BatchWorkspace work = borrowBatchWorkspace();
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
            idleBatchWorkspaces.add(work);
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
         * @throws IllegalArgumentException if an array is null or has another length, or a value is not finite
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
        private final TrainingWorkspace work;
        private boolean forwardDone;
        private boolean backwardDone;

        /** Whether all is there that forward() keeps for backward(). */
        private boolean residuals;

        private Pass(AirlineForecast model) {
            this.model = model;
            this.work = new TrainingWorkspace(model);
        }

        /**
         * Adds a sample as the next row.
         *
         * @param passengers 24 values: 24 steps × 1
         * @param following 12 values
         * @return this
         * @throws IllegalArgumentException if an array is null or has another length
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
         * Output {@code forecast} of a sample: 12 values.
         *
         * @param row counts the samples from 0
         */
        public float[] forecast(int row) {
            require(forwardDone, "call forward() first");
            Workspace.checkRow(row, work.rows);
            return work.forecast(row);
        }

        /** As {@code a pass of AirlineForecast with 3 of 16 samples}. */
        @Override
        public String toString() {
            return "a pass of AirlineForecast with " + work.rows + " of 16 samples";
        }
    }

    /** Up to 16 samples on their way through the equations. */
    private static final class BatchWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;
        final float[][] passengers = new float[24][16];
        final float[][] following = new float[1][192];
        final float[][] level = new float[24][16];
        final float[][] h = new float[1][128];
        final float[][] c = new float[1][128];
        final float[][] multiply22 = new float[12][16];
        final float[][] tanh42 = new float[1][128];
        final float[][] growth = new float[12][16];
        final float[][] add30 = new float[1][192];
        final float[][] forecast_2 = new float[1][192];
        final float[][] divide33 = new float[1][16];
        final float[][] exp41 = new float[1][192];
        final float[][] i_f_g_o = new float[4][128];

        BatchWorkspace(AirlineForecast model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] passengers) {
            checkLength("passengers", passengers, 24, "24 = 24 steps × 1");
            for (int step = 0; step < 24; step++) {
                this.passengers[step][row] = passengers[step];
            }
        }

        float[] forecast(int row) {
            float[] out = new float[12];
            System.arraycopy(this.forecast_2[0], row * 12, out, 0, 12);
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
            // contract15 = memory.W_i·x
            // contract20 = memory.W_f·x
            // contract25 = memory.W_g·x
            // contract30 = memory.W_o·x
            Products.P0.set(rows, multiply22, t, products.w0, i_f_g_o, 0);
            // contract16 = memory.U_i·h
            // contract21 = memory.U_f·h
            // contract26 = memory.U_g·h
            // contract31 = memory.U_o·h
            Products.P1.add(rows, h, 0, products.w1, i_f_g_o, 0);
            // i = sigmoid(p_i)
            K.sigmoid(rows * 8, i_f_g_o[0], i_f_g_o[0]);
        }

        private void forwardPart0Step0Part1(int t) {
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

        private void forwardPart0Step0Part2(int t) {
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

        private void forwardPart0() {
            // level = log(passengers)
            for (int i = 0; i < 24; i++) {
                K.log(rows, passengers[i], level[i]);
            }
            // growth = level[12 to 24] - level[0 to 12]
            // multiply22 = 10 ⊙ growth
            {
                for (int i = 0; i < 12; i++) {
                    float[] level_2 = level[12 + i];
                    float[] level_3 = level[i];
                    float[] growth_2 = growth[i];
                    float[] multiply22_2 = multiply22[i];
                    for (int j = 0; j < rows; j++) {
                        float growth_3 = level_2[j] - level_3[j];
                        float v1 = 10f * growth_3;
                        growth_2[j] = growth_3;
                        multiply22_2[j] = v1;
                    }
                }
            }
            // h before the first step
            Arrays.fill(h[0], 0, rows * 8, 0f);
            // c before the first step
            Arrays.fill(c[0], 0, rows * 8, 0f);
            // scan24 = recurrence over 12 steps
            for (int t = 0; t < 12; t++) {
                forwardPart0Step0(t);
            }
            // reshape27 = growth
            {
                for (int i = 0; i < rows; i++) {
                    int growthAt = i;
                    int exp41At = i * 12;
                    float[] exp41_2 = exp41[0];
                    for (int j = 0; j < 12; j++) {
                        exp41_2[exp41At + j] = growth[j][growthAt];
                    }
                }
            }
        }

        private void forwardPart1() {
            // add30 = broadcast29
            {
                float theta_2 = theta[320];
                float[] add30_2 = add30[0];
                for (int i = 0; i < rows * 12; i++) {
                    add30_2[i] = theta_2;
                }
            }
            // contract28 = ahead.W·recall
            Products.P2.add(rows, h, 0, products.w2, add30, 0);
            // reduce31 = sum(growth)
            K.rowSums(rows, 12, exp41[0], 12, divide33[0]);
            // divide33 = sum(growth) / 12
            {
                float[] divide33_2 = divide33[0];
                for (int i = 0; i < rows; i++) {
                    divide33_2[i] = (divide33_2[i] / 12f);
                }
            }
            // subtract35 = growth - (sum(growth) / 12)
            K.rowMinus(rows, 12, exp41[0], divide33[0], exp41[0]);
        }

        private void forwardPart2() {
            // growth = ahead.ordinary + ahead.W·recall + ahead.correction ⊙ (growth - (sum(…) / 12))
            {
                float theta_2 = theta[321];
                float[] exp41_2 = exp41[0];
                float[] add30_2 = add30[0];
                for (int i = 0; i < rows * 12; i++) {
                    float growth_2 = add30_2[i] + (theta_2 * exp41_2[i]);
                    exp41_2[i] = growth_2;
                }
            }
            // reshape40 = passengers[12 to 24]
            {
                for (int i = 0; i < rows; i++) {
                    int passengersAt = i;
                    int forecastAt = i * 12;
                    float[] forecast_3 = forecast_2[0];
                    for (int j = 0; j < 12; j++) {
                        forecast_3[forecastAt + j] = passengers[12 + j][passengersAt];
                    }
                }
            }
            // exp41 = exp(growth)
            K.exp(rows * 12, exp41[0], exp41[0]);
            // forecast = passengers[12 to 24] ⊙ exp(growth)
            {
                float[] forecast_3 = forecast_2[0];
                float[] exp41_2 = exp41[0];
                for (int i = 0; i < rows * 12; i++) {
                    float forecast_4 = forecast_3[i] * exp41_2[i];
                    forecast_3[i] = forecast_4;
                }
            }
        }
    }

    /** The steps of one sample on their way through the equations. */
    private static final class SampleWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;
        final float[][] passengers = new float[24][1];
        final float[][] following = new float[1][12];
        final float[][] level = new float[24][1];
        final float[][] multiply22 = new float[12][1];
        final float[][] h = new float[1][8];
        final float[][] c = new float[1][8];
        final float[][] f = new float[1][8];
        final float[][] i = new float[1][8];
        final float[][] g = new float[1][8];
        final float[][] o = new float[1][8];
        final float[][] growth = new float[12][1];
        final float[][] add42 = new float[1][12];
        final float[][] forecast_2 = new float[1][12];
        final float[][] divide45 = new float[1][1];
        final float[][] exp53 = new float[1][12];
        final float[][] p_i_p_f_p_g_p_o = new float[48][8];

        SampleWorkspace(AirlineForecast model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] passengers) {
            checkLength("passengers", passengers, 24, "24 = 24 steps × 1");
            for (int step = 0; step < 24; step++) {
                this.passengers[step][row] = passengers[step];
            }
        }

        float[] forecast(int row) {
            float[] out = new float[12];
            System.arraycopy(this.forecast_2[0], row * 12, out, 0, 12);
            return out;
        }

        void forward() {
            products.forward();
            forwardPart0();
            forwardPart1();
            forwardPart2();
        }

        private void forwardPart0() {
            // level = log(passengers)
            {
                for (int i_2 = 0; i_2 < 24; i_2++) {
                    float level_2 = Maths.log(passengers[i_2][0]);
                    level[i_2][0] = level_2;
                }
            }
            // growth = level[12 to 24] - level[0 to 12]
            // multiply22 = 10 ⊙ growth
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    float growth_2 = level[12 + i_2][0] - level[i_2][0];
                    float v1 = 10f * growth_2;
                    growth[i_2][0] = growth_2;
                    multiply22[i_2][0] = v1;
                }
            }
            // contract24 = memory.W_i·(10 ⊙ growth)
            // contract27 = memory.W_f·(10 ⊙ growth)
            // contract30 = memory.W_g·(10 ⊙ growth)
            // contract33 = memory.W_o·(10 ⊙ growth)
            Products.P0.setAll(12, 1, multiply22, 0, 1, products.w0, p_i_p_f_p_g_p_o, 0, 4);
        }

        private void forwardPart1() {
            // h before the first step
            Arrays.fill(h[0], 0, 8, 0f);
            // c before the first step
            Arrays.fill(c[0], 0, 8, 0f);
        }

        private void forwardPart2() {
            forwardPart2Part0();
            forwardPart2Part1();
        }

        private void forwardPart2Part0Step0(int t) {
            forwardPart2Part0Step0Part0(t);
            forwardPart2Part0Step0Part1(t);
        }

        private void forwardPart2Part0Step0Part0(int t) {
            // contract19 = memory.U_i·h
            // contract21 = memory.U_f·h
            // contract23 = memory.U_g·h
            // contract25 = memory.U_o·h
            Products.P1.add(1, h, 0, products.w1, p_i_p_f_p_g_p_o, t * 4);
            // i = sigmoid(p_i)
            K.sigmoid(8, p_i_p_f_p_g_p_o[t * 4], i[0]);
            // f = sigmoid(p_f)
            K.sigmoid(8, p_i_p_f_p_g_p_o[t * 4 + 1], f[0]);
            // g = tanh(p_g)
            K.tanh(8, p_i_p_f_p_g_p_o[t * 4 + 2], g[0]);
        }

        private void forwardPart2Part0Step0Part1(int t) {
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

        private void forwardPart2Part0() {
            // scan36 = recurrence over 12 steps
            for (int t = 0; t < 12; t++) {
                forwardPart2Part0Step0(t);
            }
            // reshape39 = growth
            {
                float[] exp53_2 = exp53[0];
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    exp53_2[i_2] = growth[i_2][0];
                }
            }
            // add42 = broadcast41
            {
                float theta_2 = theta[320];
                float[] add42_2 = add42[0];
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    add42_2[i_2] = theta_2;
                }
            }
            // contract40 = ahead.W·recall
            Products.P2.add(1, h, 0, products.w2, add42, 0);
            // reduce43 = sum(growth)
            {
                float sum = 0f;
                float[] exp53_2 = exp53[0];
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    sum += exp53_2[i_2];
                }
                divide45[0][0] = sum;
            }
            // divide45 = sum(growth) / 12
            {
                divide45[0][0] = (divide45[0][0] / 12f);
            }
        }

        private void forwardPart2Part1() {
            // subtract47 = growth - (sum(growth) / 12)
            {
                float[] exp53_2 = exp53[0];
                float[] divide45_2 = divide45[0];
                float divide45_3 = divide45_2[0];
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    exp53_2[i_2] = (exp53_2[i_2] - divide45_3);
                }
            }
            // growth = ahead.ordinary + ahead.W·recall + ahead.correction ⊙ (growth - (sum(…) / 12))
            {
                float theta_2 = theta[321];
                float[] exp53_2 = exp53[0];
                float[] add42_2 = add42[0];
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    float growth_2 = add42_2[i_2] + (theta_2 * exp53_2[i_2]);
                    exp53_2[i_2] = growth_2;
                }
            }
            // reshape52 = passengers[12 to 24]
            {
                float[] forecast_3 = forecast_2[0];
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    forecast_3[i_2] = passengers[12 + i_2][0];
                }
            }
            // exp53 = exp(growth)
            K.exp(12, exp53[0], exp53[0]);
            // forecast = passengers[12 to 24] ⊙ exp(growth)
            {
                float[] forecast_3 = forecast_2[0];
                float[] exp53_2 = exp53[0];
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    float forecast_4 = forecast_3[i_2] * exp53_2[i_2];
                    forecast_3[i_2] = forecast_4;
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
        final float[][] passengers = new float[24][16];
        final float[][] following = new float[1][192];
        final float[][] δloss = new float[1][16];
        final float[][] level = new float[24][16];
        final float[][] h = new float[13][128];
        final float[][] c = new float[13][128];
        final float[][] multiply24 = new float[12][16];
        final float[][] i = new float[12][128];
        final float[][] f = new float[12][128];
        final float[][] g = new float[12][128];
        final float[][] o = new float[12][128];
        final float[][] tanh42 = new float[12][128];
        final float[][] growth = new float[12][16];
        final float[][] recall = new float[1][128];
        final float[][] reshape56 = new float[1][192];
        final float[][] forecast_2 = new float[1][192];
        final float[][] subtract61 = new float[1][192];
        final float[][] divide63 = new float[1][16];
        final float[][] δh = new float[1][128];
        final float[] Σδmemory_b_i = new float[8];
        final float[] Σδmemory_b_g = new float[8];
        final float[] Σδmemory_b_o = new float[8];
        final float[] Σδmemory_b_f = new float[8];
        final float[][] δc = new float[1][128];
        final float[][] subtract51 = new float[1][192];
        final float[][] divide49 = new float[1][16];
        final float[][] exp57 = new float[1][192];
        final float[][] log60 = new float[1][192];
        final float[][] greater_equal38 = new float[1][128];
        final float[][] p_i_p_f_p_g_p_o = new float[4][128];
        final float[][] δp_o_δp_g_δp_f_δp_i = new float[48][128];

        TrainingWorkspace(AirlineForecast model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] passengers) {
            checkLength("passengers", passengers, 24, "24 = 24 steps × 1");
            for (int step = 0; step < 24; step++) {
                this.passengers[step][row] = passengers[step];
            }
        }

        float[] forecast(int row) {
            float[] out = new float[12];
            System.arraycopy(this.forecast_2[0], row * 12, out, 0, 12);
            return out;
        }

        /** Lets {@link #backward} add to {@link #gradient}. */
        void take() {
            gradients = ((FloatStorage) gradient.values()).array();
        }

        void targets(int row, float[] following) {
            checkLength("following", following, 12, "12");
            System.arraycopy(following, 0, this.following[0], row * 12, 12);
        }

        double totalLoss() {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += this.divide63[0][row];
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
            // contract15 = memory.W_i·x
            // contract20 = memory.W_f·x
            // contract25 = memory.W_g·x
            // contract30 = memory.W_o·x
            Products.P0.set(rows, multiply24, t, products.w0, p_i_p_f_p_g_p_o, 0);
            // contract16 = memory.U_i·h
            // contract21 = memory.U_f·h
            // contract26 = memory.U_g·h
            // contract31 = memory.U_o·h
            Products.P1.add(rows, h, t, products.w1, p_i_p_f_p_g_p_o, 0);
            // i = sigmoid(p_i)
            K.sigmoid(rows * 8, p_i_p_f_p_g_p_o[0], i[t]);
        }

        private void forwardPart0Step0Part1(int t) {
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

        private void forwardPart0Step0Part2(int t) {
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

        private void forwardPart0() {
            // level = log(passengers)
            for (int i_2 = 0; i_2 < 24; i_2++) {
                K.log(rows, passengers[i_2], level[i_2]);
            }
            // growth = level[12 to 24] - level[0 to 12]
            // multiply24 = 10 ⊙ growth
            {
                for (int i_2 = 0; i_2 < 12; i_2++) {
                    float[] level_2 = level[12 + i_2];
                    float[] level_3 = level[i_2];
                    float[] growth_2 = growth[i_2];
                    float[] multiply24_2 = multiply24[i_2];
                    for (int j = 0; j < rows; j++) {
                        float growth_3 = level_2[j] - level_3[j];
                        float v1 = 10f * growth_3;
                        growth_2[j] = growth_3;
                        multiply24_2[j] = v1;
                    }
                }
            }
            // h before the first step
            Arrays.fill(h[0], 0, rows * 8, 0f);
            // c before the first step
            Arrays.fill(c[0], 0, rows * 8, 0f);
            // scan26 = recurrence over 12 steps
            for (int t = 0; t < 12; t++) {
                forwardPart0Step0(t);
            }
            // random36 = uniform()
            for (int r = 0; r < rows; r++) {
                long key_2 = CounterRandom.key(seed, 0, randomRow(r));
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 8; e++) {
                        greater_equal38[0 + s][0 + r * 8 + e] = !training ? 0 : CounterRandom.uniformFloat(key_2, s * 8 + e);
                    }
                }
            }
        }

        private void forwardPart1() {
            // greater_equal38 = uniform() >= 0.5
            // recall = (training mode ? (h ⊙ (uniform() >= 0.5)) / 0.5 : h)
            {
                float[] greater_equal38_2 = greater_equal38[0];
                float[] h_2 = h[12];
                float scalar = (training ? 1 : 0);
                float[] recall_2 = recall[0];
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float v0 = greater_equal38_2[i_2] >= 0.5f ? 1f : 0f;
                    float recall_3 = scalar != 0f ? ((h_2[i_2] * v0) / 0.5f) : h_2[i_2];
                    greater_equal38_2[i_2] = v0;
                    recall_2[i_2] = recall_3;
                }
            }
            // reshape43 = growth
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    int growthAt = i_2;
                    int subtract51At = i_2 * 12;
                    float[] subtract51_2 = subtract51[0];
                    for (int j = 0; j < 12; j++) {
                        subtract51_2[subtract51At + j] = growth[j][growthAt];
                    }
                }
            }
            // add46 = broadcast45
            {
                float theta_2 = theta[320];
                float[] exp57_2 = exp57[0];
                for (int i_2 = 0; i_2 < rows * 12; i_2++) {
                    exp57_2[i_2] = theta_2;
                }
            }
            // contract44 = ahead.W·recall
            Products.P2.add(rows, recall, 0, products.w2, exp57, 0);
            // reduce47 = sum(growth)
            K.rowSums(rows, 12, subtract51[0], 12, divide49[0]);
        }

        private void forwardPart2() {
            // divide49 = sum(growth) / 12
            {
                float[] divide49_2 = divide49[0];
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    divide49_2[i_2] = (divide49_2[i_2] / 12f);
                }
            }
            // subtract51 = growth - (sum(growth) / 12)
            K.rowMinus(rows, 12, subtract51[0], divide49[0], subtract51[0]);
            // growth = ahead.ordinary + ahead.W·recall + ahead.correction ⊙ (growth - (sum(…) / 12))
            {
                float theta_2 = theta[321];
                float[] subtract51_2 = subtract51[0];
                float[] exp57_2 = exp57[0];
                for (int i_2 = 0; i_2 < rows * 12; i_2++) {
                    float growth_2 = exp57_2[i_2] + (theta_2 * subtract51_2[i_2]);
                    exp57_2[i_2] = growth_2;
                }
            }
            // reshape56 = passengers[12 to 24]
            {
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    int passengersAt = i_2;
                    int reshape56At = i_2 * 12;
                    float[] reshape56_2 = reshape56[0];
                    for (int j = 0; j < 12; j++) {
                        reshape56_2[reshape56At + j] = passengers[12 + j][passengersAt];
                    }
                }
            }
            // exp57 = exp(growth)
            K.exp(rows * 12, exp57[0], exp57[0]);
        }

        private void forwardPart3() {
            // forecast = passengers[12 to 24] ⊙ exp(growth)
            {
                float[] reshape56_2 = reshape56[0];
                float[] exp57_2 = exp57[0];
                float[] forecast_3 = forecast_2[0];
                for (int i_2 = 0; i_2 < rows * 12; i_2++) {
                    float forecast_4 = reshape56_2[i_2] * exp57_2[i_2];
                    forecast_3[i_2] = forecast_4;
                }
            }
        }

        void loss() {
            lossPart0();
            lossPart1();
        }

        private void lossPart0() {
            // log59 = log(forecast)
            K.log(rows * 12, forecast_2[0], subtract61[0]);
            // log60 = log(following)
            K.log(rows * 12, following[0], log60[0]);
            // subtract61 = log(forecast) - log(following)
            {
                float[] subtract61_2 = subtract61[0];
                float[] log60_2 = log60[0];
                for (int i_2 = 0; i_2 < rows * 12; i_2++) {
                    subtract61_2[i_2] = (subtract61_2[i_2] - log60_2[i_2]);
                }
            }
            // contract62 = Σ (log(forecast) - log(following))[i]·(log(forecast) - log(following))[i]
            K.rowSums(rows, 12, subtract61[0], 12, subtract61[0], 12, divide63[0]);
        }

        private void lossPart1() {
            // divide63 = Σ (log(forecast) - log(following))[i]·(log(forecast) - log(following))[i] / 12
            {
                float[] divide63_2 = divide63[0];
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    divide63_2[i_2] = (divide63_2[i_2] / 12f);
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
            // divide64 = δloss / 12
            {
                float[] δloss_2 = δloss[0];
                float[] divide64 = divide49[0];
                for (int i_2 = 0; i_2 < rows; i_2++) {
                    divide64[i_2] = (δloss_2[i_2] / 12f);
                }
            }
            // multiply66 = (δloss / 12) ⊙ (log(forecast) - log(following))
            K.rowTimes(rows, 12, subtract61[0], divide49[0], log60[0]);
            // δgrowth = (δforecast ⊙ passengers[12 to 24]) ⊙ exp(growth)
            {
                float[] δgrowth = log60[0];
                float[] forecast_3 = forecast_2[0];
                float[] reshape56_2 = reshape56[0];
                float[] exp57_2 = exp57[0];
                for (int i_2 = 0; i_2 < rows * 12; i_2++) {
                    float δforecast = (δgrowth[i_2] + δgrowth[i_2]) / forecast_3[i_2];
                    float δgrowth_2 = (δforecast * reshape56_2[i_2]) * exp57_2[i_2];
                    δgrowth[i_2] = δgrowth_2;
                }
            }
            // δrecall = ahead.Wᵀ·δgrowth
            Products.P3.set(rows, log60, 0, products.w3, δh, 0);
        }

        private void backwardPart1() {
            // add76 = (training mode ? 0 : δrecall) + ((training mode ? δrecall : 0) / 0.5) ⊙ (uniform() >= 0.5)
            {
                float scalar = (training ? 1 : 0);
                float[] δh_2 = δh[0];
                float[] greater_equal38_2 = greater_equal38[0];
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    δh_2[i_2] = ((scalar != 0f ? 0f : δh_2[i_2]) + (((scalar != 0f ? δh_2[i_2] : 0f) / 0.5f) * greater_equal38_2[i_2]));
                }
            }
            // δc before the first step
            Arrays.fill(greater_equal38[0], 0, rows * 8, 0f);
            // Σδmemory.b_i before the first step
            Arrays.fill(Σδmemory_b_i, 0, 8, 0f);
            // Σδmemory.b_g before the first step
            Arrays.fill(Σδmemory_b_g, 0, 8, 0f);
            // Σδmemory.b_o before the first step
            Arrays.fill(Σδmemory_b_o, 0, 8, 0f);
            // Σδmemory.b_f before the first step
            Arrays.fill(Σδmemory_b_f, 0, 8, 0f);
        }

        private void backwardPart2Step1(int t1) {
            backwardPart2Step1Part0(t1);
            backwardPart2Step1Part1(t1);
            backwardPart2Step1Part2(t1);
            backwardPart2Step1Part3(t1);
        }

        private void backwardPart2Step1Part0(int t1) {
            // δc = δc + (δh ⊙ o) ⊙ (1 - (r42 ⊙ r42))
            // δp_o = δo ⊙ (o ⊙ (1 - o))
            {
                float[] δh_2 = δh[0];
                float[] o_2 = o[t1];
                float[] tanh42_2 = tanh42[t1];
                float[] δc_2 = greater_equal38[0];
                float[] δc_3 = δc[0];
                float[] δp_o = δp_o_δp_g_δp_f_δp_i[t1 * 4];
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float δc_4 = δc_2[i_2] + ((δh_2[i_2] * o_2[i_2]) * (1f - (tanh42_2[i_2] * tanh42_2[i_2])));
                    float δo = δh_2[i_2] * tanh42_2[i_2];
                    float δp_o_2 = δo * (o_2[i_2] * (1f - o_2[i_2]));
                    δc_3[i_2] = δc_4;
                    δp_o[i_2] = δp_o_2;
                }
            }
        }

        private void backwardPart2Step1Part1(int t1) {
            // δp_g = δg ⊙ (1 - (g ⊙ g))
            // δp_f = δf ⊙ (f ⊙ (1 - f))
            {
                float[] δc_2 = δc[0];
                float[] i_3 = i[t1];
                float[] g_2 = g[t1];
                float[] c_2 = c[t1];
                float[] f_2 = f[t1];
                float[] δp_g = δp_o_δp_g_δp_f_δp_i[t1 * 4 + 1];
                float[] δp_f = δp_o_δp_g_δp_f_δp_i[t1 * 4 + 2];
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float δg = δc_2[i_2] * i_3[i_2];
                    float δp_g_2 = δg * (1f - (g_2[i_2] * g_2[i_2]));
                    float δf = δc_2[i_2] * c_2[i_2];
                    float δp_f_2 = δf * (f_2[i_2] * (1f - f_2[i_2]));
                    δp_g[i_2] = δp_g_2;
                    δp_f[i_2] = δp_f_2;
                }
            }
        }

        private void backwardPart2Step1Part2(int t1) {
            // δp_i = δi ⊙ (i ⊙ (1 - i))
            // δc = δc ⊙ f
            {
                float[] δc_2 = δc[0];
                float[] g_2 = g[t1];
                float[] i_3 = i[t1];
                float[] f_2 = f[t1];
                float[] δp_i = δp_o_δp_g_δp_f_δp_i[t1 * 4 + 3];
                float[] δc_3 = greater_equal38[0];
                for (int i_2 = 0; i_2 < rows * 8; i_2++) {
                    float δi = δc_2[i_2] * g_2[i_2];
                    float δp_i_2 = δi * (i_3[i_2] * (1f - i_3[i_2]));
                    float δc_4 = δc_2[i_2] * f_2[i_2];
                    δp_i[i_2] = δp_i_2;
                    δc_3[i_2] = δc_4;
                }
            }
            // contract40 = memory.U_oᵀ·δp_o
            // contract41 = memory.U_gᵀ·δp_g
            // contract43 = memory.U_fᵀ·δp_f
            // contract45 = memory.U_iᵀ·δp_i
            Products.P4.set(rows, δp_o_δp_g_δp_f_δp_i, t1 * 4, products.w4, δh, 0);
            // δmemory.b_i = sum(δp_i)
            K.columnSums(rows, 8, δp_o_δp_g_δp_f_δp_i[t1 * 4 + 3], 8, Σδmemory_b_i, 0);
        }

        private void backwardPart2Step1Part3(int t1) {
            // δmemory.b_g = sum(δp_g)
            K.columnSums(rows, 8, δp_o_δp_g_δp_f_δp_i[t1 * 4 + 1], 8, Σδmemory_b_g, 0);
            // δmemory.b_o = sum(δp_o)
            K.columnSums(rows, 8, δp_o_δp_g_δp_f_δp_i[t1 * 4], 8, Σδmemory_b_o, 0);
            // δmemory.b_f = sum(δp_f)
            K.columnSums(rows, 8, δp_o_δp_g_δp_f_δp_i[t1 * 4 + 2], 8, Σδmemory_b_f, 0);
        }

        private void backwardPart2() {
            // scan78 = recurrence over 12 steps, from the last to the first
            for (int t1 = 11; t1 >= 0; t1--) {
                backwardPart2Step1(t1);
            }
            // δmemory.W_o = Σ δp_o[i]·(10 ⊙ growth)[k]
            // δmemory.W_g = Σ δp_g[i]·(10 ⊙ growth)[k]
            // δmemory.W_f = Σ δp_f[i]·(10 ⊙ growth)[k]
            // δmemory.W_i = Σ δp_i[i]·(10 ⊙ growth)[k]
            Products.O5.add(12, rows, δp_o_δp_g_δp_f_δp_i, 0, 4, multiply24, 0, 1, gradients, Products.I6);
            // δmemory.U_o = Σ δp_o[i]·h[t-1][k]
            // δmemory.U_g = Σ δp_g[i]·h[t-1][k]
            // δmemory.U_f = Σ δp_f[i]·h[t-1][k]
            // δmemory.U_i = Σ δp_i[i]·h[t-1][k]
            Products.O7.add(12, rows, δp_o_δp_g_δp_f_δp_i, 0, 4, h, 0, 1, gradients, Products.I8);
            // δahead.ordinary = sum(δgrowth)
            {
                float sum = 0f;
                float[] δgrowth = log60[0];
                for (int i_2 = 0; i_2 < rows * 12; i_2++) {
                    sum += δgrowth[i_2];
                }
                gradients[320] += sum;
            }
        }

        private void backwardPart3() {
            // δahead.correction = Σ δgrowth[i]·(growth - (sum(growth) / 12))[i]
            {
                float sum = 0f;
                float[] δgrowth = log60[0];
                float[] subtract51_2 = subtract51[0];
                for (int i_2 = 0; i_2 < rows * 12; i_2++) {
                    float δahead_correction = δgrowth[i_2] * subtract51_2[i_2];
                    sum += δahead_correction;
                }
                gradients[321] += sum;
            }
            // δahead.W = Σ δgrowth[i]·recall[k]
            Products.O9.add(1, rows, log60, 0, 1, recall, 0, 1, gradients, Products.I10);
            // add δmemory.b_i
            {
                for (int i_2 = 0; i_2 < 8; i_2++) {
                    gradients[288 + i_2] += Σδmemory_b_i[i_2];
                }
            }
            // add δmemory.b_g
            {
                for (int i_2 = 0; i_2 < 8; i_2++) {
                    gradients[296 + i_2] += Σδmemory_b_g[i_2];
                }
            }
            // add δmemory.b_o
            {
                for (int i_2 = 0; i_2 < 8; i_2++) {
                    gradients[304 + i_2] += Σδmemory_b_o[i_2];
                }
            }
            // add δmemory.b_f
            {
                for (int i_2 = 0; i_2 < 8; i_2++) {
                    gradients[312 + i_2] += Σδmemory_b_f[i_2];
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
            // subtract38 = θ - (((0.005 ⊙ rate) ⊙ ((… ⊙ m + … ⊙ g) ⊙ (… / …))) / (sqrt((… + …) ⊙ …) + 1.0E-8))
            {
                float divide24_2 = divide24[0];
                float divide29_2 = divide29[0];
                float multiply7_2 = multiply7[0];
                for (int i = 0; i < 418; i++) {
                    theta[i] = (theta[i] - ((multiply7_2 * (m[i] * divide24_2)) / (Maths.sqrt((v[i] * divide29_2)) + 1.0E-8f)));
                }
            }
        }
    }

    /** The factor of the learning rate in an epoch, counted from 0. */
    private static final class Schedule {
        private final double epoch;
        private final double epochs;
        private final double[] result = new double[1];
        final double[] multiply13 = new double[1];
        final double[] cos14 = new double[1];

        Schedule(double epoch, double epochs) {
            this.epoch = epoch;
            this.epochs = epochs;
        }

        void evaluate() {
            // multiply13 = 3.141592653589793 ⊙ ((0 >= epoch ? 0 : epoch) / (1 >= epochs ? 1 : epochs))
            {
                double scalar = epoch;
                double scalar_2 = epochs;
                multiply13[0] = (3.141592653589793 * (((0.0 >= scalar ? 1.0 : 0.0) != 0.0 ? 0.0 : scalar) / ((1.0 >= scalar_2 ? 1.0 : 0.0) != 0.0 ? 1.0 : scalar_2)));
            }
            // cos14 = cos(3.141592653589793 ⊙ ((0 >= epoch ? 0 : epoch) / (1 >= epochs ? 1 : epochs)))
            {
                cos14[0] = Maths.cos(multiply13[0]);
            }
            // multiply19 = (0 > epoch ? epoch + 1 : 1) ⊙ (0 + (1 + cos(… ⊙ …)) / 2)
            {
                double scalar = epoch;
                result[0] = (((0.0 > scalar ? 1.0 : 0.0) != 0.0 ? (scalar + 1.0) : 1.0) * (0.0 + ((1.0 + cos14[0]) / 2.0)));
            }
        }
    }

    /** The matrix products, and the weights laid out for them as of the last change. */
    private static final class Products {
        static final FloatProduct P0 = Kernels.get().floatProduct(new ProductShape(1, 4, 1, 8, 0, 1, 0, 8));
        static final FloatProduct P1 = Kernels.get().floatProduct(new ProductShape(1, 4, 8, 8, 0, 8, 0, 8));
        static final FloatProduct P2 = Kernels.get().floatProduct(new ProductShape(1, 1, 8, 12, 0, 8, 0, 12));
        static final FloatProduct P3 = Kernels.get().floatProduct(new ProductShape(1, 1, 12, 8, 0, 12, 0, 8));
        static final FloatProduct P4 = Kernels.get().floatProduct(new ProductShape(4, 1, 8, 8, 0, 8, 0, 8));
        static final FloatOuter O5 = Kernels.get().floatOuter(new OuterShape(4, 8, 1, 0, 8, 0, 1, 1));

        static final int[] I6 = {24, 16, 8, 0};

        static final FloatOuter O7 = Kernels.get().floatOuter(new OuterShape(4, 8, 8, 0, 8, 0, 8, 8));

        static final int[] I8 = {224, 160, 96, 32};

        static final FloatOuter O9 = Kernels.get().floatOuter(new OuterShape(1, 12, 8, 0, 12, 0, 8, 8));

        static final int[] I10 = {322};

        private final AirlineForecast model;
        final FloatWeights w0 = P0.newWeights();
        final FloatWeights w1 = P1.newWeights();
        final FloatWeights w2 = P2.newWeights();
        final FloatWeights w3 = P3.newWeights();
        final FloatWeights w4 = P4.newWeights();
        private volatile long backwardVersion = -1;
        private volatile long forwardVersion = -1;

        Products(AirlineForecast model) {
            this.model = model;
        }

        void backward() {
            if (backwardVersion != model.version()) {
                backwardPack();
            }
        }

        private synchronized void backwardPack() {
            long version = model.version();
            if (backwardVersion != version) {
                pack3(w3, model.theta);
                pack4(w4, model.theta);
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
                forwardVersion = version;
            }
        }

        private static void pack0(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 0, 1, 1);
            w.pack(0, 1, theta, 8, 1, 1);
            w.pack(0, 2, theta, 16, 1, 1);
            w.pack(0, 3, theta, 24, 1, 1);
            w.start(0, theta, 288);
            w.start(1, theta, 312);
            w.start(2, theta, 296);
            w.start(3, theta, 304);
        }

        private static void pack1(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 32, 1, 8);
            w.pack(0, 1, theta, 96, 1, 8);
            w.pack(0, 2, theta, 160, 1, 8);
            w.pack(0, 3, theta, 224, 1, 8);
        }

        private static void pack2(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 322, 1, 8);
        }

        private static void pack3(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 322, 8, 1);
        }

        private static void pack4(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 224, 8, 1);
            w.pack(1, 0, theta, 160, 8, 1);
            w.pack(2, 0, theta, 96, 8, 1);
            w.pack(3, 0, theta, 32, 8, 1);
        }
    }
}
