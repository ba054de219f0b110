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
            new Column("x", "T", 36, 1, 0, false),
            new Column("y", "", 0, 12, 0, false));

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
    private final Queue<SampleWorkspace> idleSampleWorkspaces = new ConcurrentLinkedQueue<>();

    /** Workspaces that no thread uses now. */
    private final Queue<BatchWorkspace> idleBatchWorkspaces = new ConcurrentLinkedQueue<>();

    /** Exists from the first update on. */
    private Optimizer optimizer;
    private final Products products = new Products(this);

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
     * @param x 36 values: 36 steps × 1
     * @return forecast: 12 values
     * @throws IllegalArgumentException if an array is null or has another length
     */
    public float[] predict(float[] x) {
        SampleWorkspace work = borrowSampleWorkspace();
        try {
            work.rows = 1;
            work.inputs(0, x);
            work.forward();
            return work.forecast(0);
        } finally {
            idleSampleWorkspaces.add(work);
        }
    }

    /**
     * Predicts for many samples, 32 at a time. The values are not tested: NaN goes through the equations.
     *
     * @param x for each sample 36 values: 36 steps × 1
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
                new Parameter("a.h", List.of(16), 0),
                new Parameter("a.c", List.of(16), 16),
                new Parameter("z.h", List.of(16), 32),
                new Parameter("z.c", List.of(16), 48));

        private final SalesForecast model;
        private final float[] theta;
        private final Products products;
        private final float[][] forecastOut = new float[1][12];
        private final float[][] a_c = new float[1][16];
        private final float[][] z_c = new float[1][16];
        final float[][] g = new float[1][16];
        final float[][] o_i = new float[2][16];
        final float[][] x_a_h_z_h = new float[1][33];

        private final float[][] arrays = {a_c[0], o_i[0], o_i[1]};

        private final float[][] arrays_2 = {o_i[0], o_i[1]};

        private final float[][] arrays_3 = {g[0], o_i[0], a_c[0], o_i[1]};

        private final float[][] arrays_4 = {o_i[0], a_c[0], g[0], x_a_h_z_h[0], z_c[0], o_i[1]};

        private final float[][] arrays_5 = {o_i[0], o_i[1]};

        private final float[][] arrays_6 = {g[0], o_i[0], z_c[0], o_i[1]};

        private final float[][] arrays_7 = {o_i[0], z_c[0], g[0], x_a_h_z_h[0]};

        private Stream(SalesForecast model) {
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
         * @return 12 values
         */
        public float[] step(float[] x) {
            checkLength("x", x, 1, "1");
            System.arraycopy(x, 0, this.x_a_h_z_h[0], 0, 1);
            advance();
            return this.forecastOut[0];
        }

        /**
         * Takes one step and copies its result to arrays of the caller.
         *
         * @param x 1 value
         * @param out takes the result
         */
        public void step(float[] x, float[] out) {
            checkLength("out", out, 12, "12");
            step(x);
            System.arraycopy(forecastOut[0], 0, out, 0, 12);
        }

        /** Forgets all steps: the next one is the first of a new sequence. */
        public void reset() {
            Arrays.fill(x_a_h_z_h[0], 1, 17, 0f);
            Arrays.fill(a_c[0], 0, 16, 0f);
            Arrays.fill(x_a_h_z_h[0], 17, 33, 0f);
            Arrays.fill(z_c[0], 0, 16, 0f);
        }

        /** A copy of the states: what the steps so far have left for those to come. */
        public StreamState state() {
            StreamState state = new StreamState("SalesForecast", STATES, new FloatStorage(new float[64]));
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
            System.arraycopy(this.x_a_h_z_h[0], 1, values, 0, 16);
            System.arraycopy(this.a_c[0], 0, values, 16, 16);
            System.arraycopy(this.x_a_h_z_h[0], 17, values, 32, 16);
            System.arraycopy(this.z_c[0], 0, values, 48, 16);
        }

        /**
         * Goes on from states that a stream of this model gave; allocates nothing.
         *
         * @throws IllegalArgumentException if they are those of another model's stream
         */
        public void set(StreamState state) {
            float[] values = StreamState.values(state, STATES, FloatStorage.class).array();
            System.arraycopy(values, 0, this.x_a_h_z_h[0], 1, 16);
            System.arraycopy(values, 16, this.a_c[0], 0, 16);
            System.arraycopy(values, 32, this.x_a_h_z_h[0], 17, 16);
            System.arraycopy(values, 48, this.z_c[0], 0, 16);
        }

        /** Goes on from where another stream of this class is; allocates nothing. */
        public void set(Stream other) {
            Objects.requireNonNull(other, "other is null");
            System.arraycopy(other.x_a_h_z_h[0], 1, this.x_a_h_z_h[0], 1, 16);
            System.arraycopy(other.a_c[0], 0, this.a_c[0], 0, 16);
            System.arraycopy(other.x_a_h_z_h[0], 17, this.x_a_h_z_h[0], 17, 16);
            System.arraycopy(other.z_c[0], 0, this.z_c[0], 0, 16);
        }

        /** Another stream of the same model, which goes on from where this one is. */
        public Stream copy() {
            Stream copy = new Stream(model);
            copy.set(this);
            return copy;
        }

        @Override
        public String toString() {
            return "a stream of SalesForecast";
        }

        void advance() {
            products.advance();
            if (!Products.E0.run(arrays, theta)) {
                advancePart0();
            }
            advancePart1();
            if (!Products.E3.run(arrays_2, theta)) {
                advancePart2();
            }
            // contract55 = a.W_g·x
            // contract56 = a.U_g·a.h
            Products.P4.set(1, x_a_h_z_h, 0, products.w2, g, 0);
            if (!Products.E5.run(arrays_3, theta)) {
                advancePart3();
            }
            advancePart4();
            if (!Products.E8.run(arrays_4, theta)) {
                advancePart5();
            }
            advancePart6();
            if (!Products.E10.run(arrays_5, theta)) {
                advancePart7();
            }
            // contract93 = z.W_g·h
            // contract94 = z.U_g·z.h
            Products.P11.set(1, x_a_h_z_h, 0, products.w7, g, 0);
            if (!Products.E12.run(arrays_6, theta)) {
                advancePart8();
            }
            advancePart9();
            if (!Products.E14.run(arrays_7, theta)) {
                advancePart10();
            }
            advancePart11();
        }

        private void advancePart0() {
            // multiply41 = a.p_f ⊙ a.c
            // multiply50 = a.p_i ⊙ a.c
            {
                float[] a_c_2 = a_c[0];
                float[] o = o_i[0];
                float[] i_2 = o_i[1];
                for (int i = 0; i < 16; i++) {
                    float v0 = theta[1088 + i] * a_c_2[i];
                    float v1 = theta[1104 + i] * a_c_2[i];
                    o[i] = v0;
                    i_2[i] = v1;
                }
            }
        }

        private void advancePart1() {
            // contract37 = a.W_f·x
            // contract46 = a.W_i·x
            Products.P1.add(1, x_a_h_z_h, 0, products.w0, o_i, 0);
            // contract38 = a.U_f·a.h
            // contract47 = a.U_i·a.h
            Products.P2.add(1, x_a_h_z_h, 0, products.w1, o_i, 0);
        }

        private void advancePart2() {
            // add44 = a.W_f·x + a.U_f·a.h + a.p_f ⊙ a.c + a.b_f
            {
                float[] o = o_i[0];
                for (int i = 0; i < 16; i++) {
                    o[i] = (o[i] + theta[1184 + i]);
                }
            }
            // f = sigmoid(a.W_f·x + a.U_f·a.h + a.p_f ⊙ a.c + a.b_f)
            K.sigmoid(16, o_i[0], o_i[0]);
            // add53 = a.W_i·x + a.U_i·a.h + a.p_i ⊙ a.c + a.b_i
            {
                float[] i_2 = o_i[1];
                for (int i = 0; i < 16; i++) {
                    i_2[i] = (i_2[i] + theta[1136 + i]);
                }
            }
            // i = sigmoid(a.W_i·x + a.U_i·a.h + a.p_i ⊙ a.c + a.b_i)
            K.sigmoid(16, o_i[1], o_i[1]);
        }

        private void advancePart3() {
            // g = tanh(a.W_g·x + a.U_g·a.h + a.b_g)
            K.tanh(16, g[0], g[0]);
            // c = f ⊙ a.c + i ⊙ g
            // multiply68 = a.p_o ⊙ c
            {
                float[] o = o_i[0];
                float[] a_c_2 = a_c[0];
                float[] i_2 = o_i[1];
                float[] g_2 = g[0];
                for (int i = 0; i < 16; i++) {
                    float c = (o[i] * a_c_2[i]) + (i_2[i] * g_2[i]);
                    float v3 = theta[1120 + i] * c;
                    a_c_2[i] = c;
                    o[i] = v3;
                }
            }
        }

        private void advancePart4() {
            // contract64 = a.W_o·x
            Products.P6.add(1, x_a_h_z_h, 0, products.w3, o_i, 0);
            // contract65 = a.U_o·a.h
            Products.P7.add(1, x_a_h_z_h, 0, products.w4, o_i, 0);
        }

        private void advancePart5() {
            advancePart5Part0();
            advancePart5Part1();
        }

        private void advancePart5Part0() {
            // add71 = a.W_o·x + a.U_o·a.h + a.p_o ⊙ c + a.b_o
            {
                float[] o = o_i[0];
                for (int i = 0; i < 16; i++) {
                    o[i] = (o[i] + theta[1168 + i]);
                }
            }
            // o = sigmoid(a.W_o·x + a.U_o·a.h + a.p_o ⊙ c + a.b_o)
            K.sigmoid(16, o_i[0], o_i[0]);
            // tanh73 = tanh(c)
            K.tanh(16, a_c[0], g[0]);
            // h = o ⊙ tanh(c)
            {
                float[] o = o_i[0];
                float[] tanh73 = g[0];
                float[] x_a_h_z_h_2 = x_a_h_z_h[0];
                for (int i = 0; i < 16; i++) {
                    float h = o[i] * tanh73[i];
                    x_a_h_z_h_2[1 + i] = h;
                }
            }
        }

        private void advancePart5Part1() {
            // multiply79 = z.p_f ⊙ z.c
            // multiply88 = z.p_i ⊙ z.c
            {
                float[] z_c_2 = z_c[0];
                float[] o = o_i[0];
                float[] i_2 = o_i[1];
                for (int i = 0; i < 16; i++) {
                    float v0 = theta[3248 + i] * z_c_2[i];
                    float v1 = theta[3264 + i] * z_c_2[i];
                    o[i] = v0;
                    i_2[i] = v1;
                }
            }
        }

        private void advancePart6() {
            // contract75 = z.W_f·h
            // contract84 = z.W_i·h
            Products.P2.add(1, x_a_h_z_h, 0, products.w5, o_i, 0);
            // contract76 = z.U_f·z.h
            // contract85 = z.U_i·z.h
            Products.P9.add(1, x_a_h_z_h, 0, products.w6, o_i, 0);
        }

        private void advancePart7() {
            // add82 = z.W_f·h + z.U_f·z.h + z.p_f ⊙ z.c + z.b_f
            {
                float[] o = o_i[0];
                for (int i = 0; i < 16; i++) {
                    o[i] = (o[i] + theta[3344 + i]);
                }
            }
            // f = sigmoid(z.W_f·h + z.U_f·z.h + z.p_f ⊙ z.c + z.b_f)
            K.sigmoid(16, o_i[0], o_i[0]);
            // add91 = z.W_i·h + z.U_i·z.h + z.p_i ⊙ z.c + z.b_i
            {
                float[] i_2 = o_i[1];
                for (int i = 0; i < 16; i++) {
                    i_2[i] = (i_2[i] + theta[3296 + i]);
                }
            }
            // i = sigmoid(z.W_i·h + z.U_i·z.h + z.p_i ⊙ z.c + z.b_i)
            K.sigmoid(16, o_i[1], o_i[1]);
        }

        private void advancePart8() {
            // g = tanh(z.W_g·h + z.U_g·z.h + z.b_g)
            K.tanh(16, g[0], g[0]);
            // c = f ⊙ z.c + i ⊙ g
            // multiply106 = z.p_o ⊙ c
            {
                float[] o = o_i[0];
                float[] z_c_2 = z_c[0];
                float[] i_2 = o_i[1];
                float[] g_2 = g[0];
                for (int i = 0; i < 16; i++) {
                    float c = (o[i] * z_c_2[i]) + (i_2[i] * g_2[i]);
                    float v3 = theta[3280 + i] * c;
                    z_c_2[i] = c;
                    o[i] = v3;
                }
            }
        }

        private void advancePart9() {
            // contract102 = z.W_o·h
            Products.P7.add(1, x_a_h_z_h, 0, products.w8, o_i, 0);
            // contract103 = z.U_o·z.h
            Products.P13.add(1, x_a_h_z_h, 0, products.w9, o_i, 0);
        }

        private void advancePart10() {
            // add109 = z.W_o·h + z.U_o·z.h + z.p_o ⊙ c + z.b_o
            {
                float[] o = o_i[0];
                for (int i = 0; i < 16; i++) {
                    o[i] = (o[i] + theta[3328 + i]);
                }
            }
            // o = sigmoid(z.W_o·h + z.U_o·z.h + z.p_o ⊙ c + z.b_o)
            K.sigmoid(16, o_i[0], o_i[0]);
            // tanh111 = tanh(c)
            K.tanh(16, z_c[0], g[0]);
            // h = o ⊙ tanh(c)
            {
                float[] o = o_i[0];
                float[] tanh111 = g[0];
                float[] x_a_h_z_h_2 = x_a_h_z_h[0];
                for (int i = 0; i < 16; i++) {
                    float h = o[i] * tanh111[i];
                    x_a_h_z_h_2[17 + i] = h;
                }
            }
        }

        private void advancePart11() {
            // contract113 = forecast.W·h
            Products.P15.set(1, x_a_h_z_h, 0, products.w10, forecastOut, 0);
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
        private final TrainingWorkspace work;
        private boolean forwardDone;
        private boolean backwardDone;

        /** Whether all is there that forward() keeps for backward(). */
        private boolean residuals;

        private Pass(SalesForecast model) {
            this.model = model;
            this.work = new TrainingWorkspace(model);
        }

        /**
         * Adds a sample as the next row.
         *
         * @param x 36 values: 36 steps × 1
         * @param y 12 values
         * @return this
         * @throws IllegalArgumentException if an array is null or has another length
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

        /** As {@code a pass of SalesForecast with 3 of 32 samples}. */
        @Override
        public String toString() {
            return "a pass of SalesForecast with " + work.rows + " of 32 samples";
        }
    }

    /** Up to 32 samples on their way through the equations. */
    private static final class BatchWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;
        final float[][] x = new float[36][32];
        final float[][] y = new float[1][384];
        final float[][] h = new float[37][512];
        final float[][] c = new float[1][512];
        final float[][] broadcast20 = new float[1][512];
        final float[][] broadcast28 = new float[1][512];
        final float[][] broadcast47 = new float[1][512];
        final float[][] tanh54 = new float[1][512];
        final float[][] tanh54_2 = new float[1][512];
        final float[][] y_2 = new float[1][384];
        final float[][] f_i_g_o = new float[4][512];

        BatchWorkspace(SalesForecast model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] x) {
            checkLength("x", x, 36, "36 = 36 steps × 1");
            for (int step = 0; step < 36; step++) {
                this.x[step][row] = x[step];
            }
        }

        float[] forecast(int row) {
            float[] out = new float[12];
            System.arraycopy(this.y_2[0], row * 12, out, 0, 12);
            return out;
        }

        void forward() {
            products.forward();
            forwardPart0();
            forwardPart1();
        }

        private void forwardPart0Step0(int t) {
            forwardPart0Step0Part0(t);
            forwardPart0Step0Part1(t);
            forwardPart0Step0Part2(t);
            forwardPart0Step0Part3(t);
        }

        private void forwardPart0Step0Part0(int t) {
            // contract18 = a.W_f·x
            // contract26 = a.W_i·x
            // contract34 = a.W_g·x
            // contract45 = a.W_o·x
            Products.P16.set(rows, x, t, products.w11, f_i_g_o, 0);
            // contract19 = a.U_f·h
            // contract27 = a.U_i·h
            // contract35 = a.U_g·h
            // contract46 = a.U_o·h
            Products.P17.add(rows, h, t, products.w12, f_i_g_o, 0);
        }

        private void forwardPart0Step0Part1(int t) {
            // p_f = a.W_f·x + a.b_f + a.U_f·h + a.p_f ⊙ c
            {
                float[] broadcast20_2 = broadcast20[0];
                float[] c_2 = c[0];
                float[] f = f_i_g_o[0];
                for (int i = 0; i < rows * 16; i++) {
                    float p_f = f[i] + (broadcast20_2[i] * c_2[i]);
                    f[i] = p_f;
                }
            }
            // p_i = a.W_i·x + a.b_i + a.U_i·h + a.p_i ⊙ c
            {
                float[] broadcast28_2 = broadcast28[0];
                float[] c_2 = c[0];
                float[] i_2 = f_i_g_o[1];
                for (int i = 0; i < rows * 16; i++) {
                    float p_i = i_2[i] + (broadcast28_2[i] * c_2[i]);
                    i_2[i] = p_i;
                }
            }
            // f = sigmoid(p_f)
            K.sigmoid(rows * 16, f_i_g_o[0], f_i_g_o[0]);
            // i = sigmoid(p_i)
            K.sigmoid(rows * 16, f_i_g_o[1], f_i_g_o[1]);
        }

        private void forwardPart0Step0Part2(int t) {
            // g = tanh(p_g)
            K.tanh(rows * 16, f_i_g_o[2], f_i_g_o[2]);
            // c = f ⊙ c + i ⊙ g
            {
                float[] f = f_i_g_o[0];
                float[] c_2 = c[0];
                float[] i_2 = f_i_g_o[1];
                float[] g = f_i_g_o[2];
                for (int i = 0; i < rows * 16; i++) {
                    float c_3 = (f[i] * c_2[i]) + (i_2[i] * g[i]);
                    c_2[i] = c_3;
                }
            }
            // p_o = a.W_o·x + a.b_o + a.U_o·h + a.p_o ⊙ c
            {
                float[] broadcast47_2 = broadcast47[0];
                float[] c_2 = c[0];
                float[] o = f_i_g_o[3];
                for (int i = 0; i < rows * 16; i++) {
                    float p_o = o[i] + (broadcast47_2[i] * c_2[i]);
                    o[i] = p_o;
                }
            }
            // o = sigmoid(p_o)
            K.sigmoid(rows * 16, f_i_g_o[3], f_i_g_o[3]);
        }

        private void forwardPart0Step0Part3(int t) {
            // tanh54 = tanh(c)
            K.tanh(rows * 16, c[0], tanh54[0]);
            // h = o ⊙ tanh(c)
            {
                float[] o = f_i_g_o[3];
                float[] tanh54_3 = tanh54[0];
                float[] h_2 = h[t + 1];
                for (int i = 0; i < rows * 16; i++) {
                    float h_3 = o[i] * tanh54_3[i];
                    h_2[i] = h_3;
                }
            }
        }

        private void forwardPart0() {
            // h before the first step
            Arrays.fill(h[0], 0, rows * 16, 0f);
            // c before the first step
            Arrays.fill(c[0], 0, rows * 16, 0f);
            // broadcast20 for each row
            for (int i = 0; i < rows; i++) {
                System.arraycopy(theta, 1088, broadcast20[0], i * 16, 16);
            }
            // broadcast28 for each row
            for (int i = 0; i < rows; i++) {
                System.arraycopy(theta, 1104, broadcast28[0], i * 16, 16);
            }
            // broadcast47 for each row
            for (int i = 0; i < rows; i++) {
                System.arraycopy(theta, 1120, broadcast47[0], i * 16, 16);
            }
            // scan35 = recurrence over 36 steps
            for (int t = 0; t < 36; t++) {
                forwardPart0Step0(t);
            }
            // h before the first step
            Arrays.fill(c[0], 0, rows * 16, 0f);
            // c before the first step
            Arrays.fill(broadcast20[0], 0, rows * 16, 0f);
        }

        private void forwardPart1Step1(int t1) {
            forwardPart1Step1Part0(t1);
            forwardPart1Step1Part1(t1);
            forwardPart1Step1Part2(t1);
            forwardPart1Step1Part3(t1);
        }

        private void forwardPart1Step1Part0(int t1) {
            // contract18 = z.W_f·x
            // contract26 = z.W_i·x
            // contract34 = z.W_g·x
            // contract45 = z.W_o·x
            Products.P17.set(rows, h, t1 + 1, products.w13, f_i_g_o, 0);
            // contract19 = z.U_f·h
            // contract27 = z.U_i·h
            // contract35 = z.U_g·h
            // contract46 = z.U_o·h
            Products.P17.add(rows, c, 0, products.w14, f_i_g_o, 0);
        }

        private void forwardPart1Step1Part1(int t1) {
            // p_f = z.W_f·x + z.b_f + z.U_f·h + z.p_f ⊙ c
            {
                float[] broadcast20_2 = broadcast28[0];
                float[] c_2 = broadcast20[0];
                float[] f = f_i_g_o[0];
                for (int i = 0; i < rows * 16; i++) {
                    float p_f = f[i] + (broadcast20_2[i] * c_2[i]);
                    f[i] = p_f;
                }
            }
            // p_i = z.W_i·x + z.b_i + z.U_i·h + z.p_i ⊙ c
            {
                float[] broadcast28_2 = broadcast47[0];
                float[] c_2 = broadcast20[0];
                float[] i_2 = f_i_g_o[1];
                for (int i = 0; i < rows * 16; i++) {
                    float p_i = i_2[i] + (broadcast28_2[i] * c_2[i]);
                    i_2[i] = p_i;
                }
            }
            // f = sigmoid(p_f)
            K.sigmoid(rows * 16, f_i_g_o[0], f_i_g_o[0]);
            // i = sigmoid(p_i)
            K.sigmoid(rows * 16, f_i_g_o[1], f_i_g_o[1]);
        }

        private void forwardPart1Step1Part2(int t1) {
            // g = tanh(p_g)
            K.tanh(rows * 16, f_i_g_o[2], f_i_g_o[2]);
            // c = f ⊙ c + i ⊙ g
            {
                float[] f = f_i_g_o[0];
                float[] c_2 = broadcast20[0];
                float[] i_2 = f_i_g_o[1];
                float[] g = f_i_g_o[2];
                for (int i = 0; i < rows * 16; i++) {
                    float c_3 = (f[i] * c_2[i]) + (i_2[i] * g[i]);
                    c_2[i] = c_3;
                }
            }
            // p_o = z.W_o·x + z.b_o + z.U_o·h + z.p_o ⊙ c
            {
                float[] broadcast47_2 = tanh54[0];
                float[] c_2 = broadcast20[0];
                float[] o = f_i_g_o[3];
                for (int i = 0; i < rows * 16; i++) {
                    float p_o = o[i] + (broadcast47_2[i] * c_2[i]);
                    o[i] = p_o;
                }
            }
            // o = sigmoid(p_o)
            K.sigmoid(rows * 16, f_i_g_o[3], f_i_g_o[3]);
        }

        private void forwardPart1Step1Part3(int t1) {
            // tanh54 = tanh(c)
            K.tanh(rows * 16, broadcast20[0], tanh54_2[0]);
            // h = o ⊙ tanh(c)
            {
                float[] o = f_i_g_o[3];
                float[] tanh54_3 = tanh54_2[0];
                float[] h_2 = c[0];
                for (int i = 0; i < rows * 16; i++) {
                    float h_3 = o[i] * tanh54_3[i];
                    h_2[i] = h_3;
                }
            }
        }

        private void forwardPart1() {
            // broadcast20 for each row
            for (int i = 0; i < rows; i++) {
                System.arraycopy(theta, 3248, broadcast28[0], i * 16, 16);
            }
            // broadcast28 for each row
            for (int i = 0; i < rows; i++) {
                System.arraycopy(theta, 3264, broadcast47[0], i * 16, 16);
            }
            // broadcast47 for each row
            for (int i = 0; i < rows; i++) {
                System.arraycopy(theta, 3280, tanh54[0], i * 16, 16);
            }
            // scan39 = recurrence over 36 steps
            for (int t1 = 0; t1 < 36; t1++) {
                forwardPart1Step1(t1);
            }
            // contract42 = forecast.W·h
            Products.P18.set(rows, c, 0, products.w15, y_2, 0);
        }
    }

    /** The steps of one sample on their way through the equations. */
    private static final class SampleWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;
        final float[][] x = new float[36][1];
        final float[][] y = new float[1][12];
        final float[][] h = new float[37][16];
        final float[][] c = new float[1][16];
        final float[][] broadcast23 = new float[1][16];
        final float[][] broadcast28 = new float[1][16];
        final float[][] broadcast41 = new float[1][16];
        final float[][] f = new float[1][16];
        final float[][] i = new float[1][16];
        final float[][] g = new float[1][16];
        final float[][] g_2 = new float[1][16];
        final float[][] y_2 = new float[1][12];
        final float[][] p_f_p_i_p_g_p_o = new float[144][16];

        SampleWorkspace(SalesForecast model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] x) {
            checkLength("x", x, 36, "36 = 36 steps × 1");
            for (int step = 0; step < 36; step++) {
                this.x[step][row] = x[step];
            }
        }

        float[] forecast(int row) {
            float[] out = new float[12];
            System.arraycopy(this.y_2[0], row * 12, out, 0, 12);
            return out;
        }

        void forward() {
            products.forward();
            forwardPart0();
            forwardPart1();
            forwardPart2();
            forwardPart3();
            forwardPart4();
        }

        private void forwardPart0() {
            // contract35 = a.W_f·x
            // contract38 = a.W_i·x
            // contract41 = a.W_g·x
            // contract44 = a.W_o·x
            Products.P16.setAll(36, 1, x, 0, 1, products.w11, p_f_p_i_p_g_p_o, 0, 4);
        }

        private void forwardPart1() {
            // h before the first step
            Arrays.fill(h[0], 0, 16, 0f);
            // c before the first step
            Arrays.fill(c[0], 0, 16, 0f);
            // broadcast23 for each row
            System.arraycopy(theta, 1088, broadcast23[0], 0, 16);
            // broadcast28 for each row
            System.arraycopy(theta, 1104, broadcast28[0], 0, 16);
            // broadcast41 for each row
            System.arraycopy(theta, 1120, broadcast41[0], 0, 16);
        }

        private void forwardPart2Step0(int t) {
            forwardPart2Step0Part0(t);
            forwardPart2Step0Part1(t);
            forwardPart2Step0Part2(t);
        }

        private void forwardPart2Step0Part0(int t) {
            // contract22 = a.U_f·h
            // contract27 = a.U_i·h
            // contract32 = a.U_g·h
            // contract40 = a.U_o·h
            Products.P17.add(1, h, t, products.w12, p_f_p_i_p_g_p_o, t * 4);
            // p_f = p_f + a.U_f·h + a.p_f ⊙ c
            {
                float[] broadcast23_2 = broadcast23[0];
                float[] c_2 = c[0];
                float[] p_f = p_f_p_i_p_g_p_o[t * 4];
                float[] f_2 = f[0];
                for (int i_2 = 0; i_2 < 16; i_2++) {
                    float p_f_2 = p_f[i_2] + (broadcast23_2[i_2] * c_2[i_2]);
                    f_2[i_2] = p_f_2;
                }
            }
            // p_i = p_i + a.U_i·h + a.p_i ⊙ c
            {
                float[] broadcast28_2 = broadcast28[0];
                float[] c_2 = c[0];
                float[] p_i = p_f_p_i_p_g_p_o[t * 4 + 1];
                float[] i_3 = i[0];
                for (int i_2 = 0; i_2 < 16; i_2++) {
                    float p_i_2 = p_i[i_2] + (broadcast28_2[i_2] * c_2[i_2]);
                    i_3[i_2] = p_i_2;
                }
            }
        }

        private void forwardPart2Step0Part1(int t) {
            // f = sigmoid(p_f)
            K.sigmoid(16, f[0], f[0]);
            // i = sigmoid(p_i)
            K.sigmoid(16, i[0], i[0]);
            // g = tanh(p_g)
            K.tanh(16, p_f_p_i_p_g_p_o[t * 4 + 2], g[0]);
            // c = f ⊙ c + i ⊙ g
            {
                float[] f_2 = f[0];
                float[] c_2 = c[0];
                float[] i_3 = i[0];
                float[] g_3 = g[0];
                for (int i_2 = 0; i_2 < 16; i_2++) {
                    float c_3 = (f_2[i_2] * c_2[i_2]) + (i_3[i_2] * g_3[i_2]);
                    c_2[i_2] = c_3;
                }
            }
        }

        private void forwardPart2Step0Part2(int t) {
            // p_o = p_o + a.U_o·h + a.p_o ⊙ c
            {
                float[] broadcast41_2 = broadcast41[0];
                float[] c_2 = c[0];
                float[] p_o = p_f_p_i_p_g_p_o[t * 4 + 3];
                float[] o = f[0];
                for (int i_2 = 0; i_2 < 16; i_2++) {
                    float p_o_2 = p_o[i_2] + (broadcast41_2[i_2] * c_2[i_2]);
                    o[i_2] = p_o_2;
                }
            }
            // o = sigmoid(p_o)
            K.sigmoid(16, f[0], f[0]);
            // tanh46 = tanh(c)
            K.tanh(16, c[0], i[0]);
            // h = o ⊙ tanh(c)
            {
                float[] o = f[0];
                float[] tanh46 = i[0];
                float[] h_2 = h[t + 1];
                for (int i_2 = 0; i_2 < 16; i_2++) {
                    float h_3 = o[i_2] * tanh46[i_2];
                    h_2[i_2] = h_3;
                }
            }
        }

        private void forwardPart2() {
            // scan47 = recurrence over 36 steps
            for (int t = 0; t < 36; t++) {
                forwardPart2Step0(t);
            }
            // contract51 = z.W_f·a
            // contract54 = z.W_i·a
            // contract57 = z.W_g·a
            // contract60 = z.W_o·a
            Products.P17.setAll(36, 1, h, 1, 1, products.w13, p_f_p_i_p_g_p_o, 0, 4);
        }

        private void forwardPart3() {
            // h before the first step
            Arrays.fill(c[0], 0, 16, 0f);
            // c before the first step
            Arrays.fill(broadcast23[0], 0, 16, 0f);
            // broadcast23 for each row
            System.arraycopy(theta, 3248, broadcast28[0], 0, 16);
            // broadcast28 for each row
            System.arraycopy(theta, 3264, broadcast41[0], 0, 16);
            // broadcast41 for each row
            System.arraycopy(theta, 3280, f[0], 0, 16);
        }

        private void forwardPart4Step1(int t1) {
            forwardPart4Step1Part0(t1);
            forwardPart4Step1Part1(t1);
            forwardPart4Step1Part2(t1);
        }

        private void forwardPart4Step1Part0(int t1) {
            // contract22 = z.U_f·h
            // contract27 = z.U_i·h
            // contract32 = z.U_g·h
            // contract40 = z.U_o·h
            Products.P17.add(1, c, 0, products.w14, p_f_p_i_p_g_p_o, t1 * 4);
            // p_f = p_f + z.U_f·h + z.p_f ⊙ c
            {
                float[] broadcast23_2 = broadcast28[0];
                float[] c_2 = broadcast23[0];
                float[] p_f = p_f_p_i_p_g_p_o[t1 * 4];
                float[] f_2 = i[0];
                for (int i_2 = 0; i_2 < 16; i_2++) {
                    float p_f_2 = p_f[i_2] + (broadcast23_2[i_2] * c_2[i_2]);
                    f_2[i_2] = p_f_2;
                }
            }
            // p_i = p_i + z.U_i·h + z.p_i ⊙ c
            {
                float[] broadcast28_2 = broadcast41[0];
                float[] c_2 = broadcast23[0];
                float[] p_i = p_f_p_i_p_g_p_o[t1 * 4 + 1];
                float[] i_3 = g[0];
                for (int i_2 = 0; i_2 < 16; i_2++) {
                    float p_i_2 = p_i[i_2] + (broadcast28_2[i_2] * c_2[i_2]);
                    i_3[i_2] = p_i_2;
                }
            }
        }

        private void forwardPart4Step1Part1(int t1) {
            // f = sigmoid(p_f)
            K.sigmoid(16, i[0], i[0]);
            // i = sigmoid(p_i)
            K.sigmoid(16, g[0], g[0]);
            // g = tanh(p_g)
            K.tanh(16, p_f_p_i_p_g_p_o[t1 * 4 + 2], g_2[0]);
            // c = f ⊙ c + i ⊙ g
            {
                float[] f_2 = i[0];
                float[] c_2 = broadcast23[0];
                float[] i_3 = g[0];
                float[] g_3 = g_2[0];
                for (int i_2 = 0; i_2 < 16; i_2++) {
                    float c_3 = (f_2[i_2] * c_2[i_2]) + (i_3[i_2] * g_3[i_2]);
                    c_2[i_2] = c_3;
                }
            }
        }

        private void forwardPart4Step1Part2(int t1) {
            // p_o = p_o + z.U_o·h + z.p_o ⊙ c
            {
                float[] broadcast41_2 = f[0];
                float[] c_2 = broadcast23[0];
                float[] p_o = p_f_p_i_p_g_p_o[t1 * 4 + 3];
                float[] o = i[0];
                for (int i_2 = 0; i_2 < 16; i_2++) {
                    float p_o_2 = p_o[i_2] + (broadcast41_2[i_2] * c_2[i_2]);
                    o[i_2] = p_o_2;
                }
            }
            // o = sigmoid(p_o)
            K.sigmoid(16, i[0], i[0]);
            // tanh46 = tanh(c)
            K.tanh(16, broadcast23[0], g[0]);
            // h = o ⊙ tanh(c)
            {
                float[] o = i[0];
                float[] tanh46 = g[0];
                float[] h_2 = c[0];
                for (int i_2 = 0; i_2 < 16; i_2++) {
                    float h_3 = o[i_2] * tanh46[i_2];
                    h_2[i_2] = h_3;
                }
            }
        }

        private void forwardPart4() {
            // scan63 = recurrence over 36 steps
            for (int t1 = 0; t1 < 36; t1++) {
                forwardPart4Step1(t1);
            }
            // contract66 = forecast.W·h
            Products.P18.set(1, c, 0, products.w15, y_2, 0);
        }
    }

    /** Up to 32 samples on their way through the equations, and back. */
    private static final class TrainingWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;

        /** The array of {@link #gradient}. */
        private float[] gradients;
        final float[][] x = new float[36][32];
        final float[][] y = new float[1][384];
        final float[][] δloss = new float[1][32];
        final float[][] h = new float[37][512];
        final float[][] c = new float[37][512];
        final float[][] broadcast20 = new float[1][512];
        final float[][] broadcast28 = new float[1][512];
        final float[][] broadcast47 = new float[1][512];
        final float[][] f = new float[36][512];
        final float[][] i = new float[36][512];
        final float[][] g = new float[36][512];
        final float[][] o = new float[36][512];
        final float[][] tanh54 = new float[36][512];
        final float[][] h_2 = new float[37][512];
        final float[][] c_2 = new float[37][512];
        final float[][] b = new float[36][512];
        final float[][] f_2 = new float[36][512];
        final float[][] i_2 = new float[36][512];
        final float[][] g_2 = new float[36][512];
        final float[][] o_2 = new float[36][512];
        final float[][] tanh54_2 = new float[36][512];
        final float[][] y_2 = new float[1][384];
        final float[][] subtract69 = new float[1][384];
        final float[][] divide72 = new float[1][32];
        final float[][] δy = new float[1][384];
        final float[] Σδz_p_f = new float[16];
        final float[] Σδz_p_i = new float[16];
        final float[] Σδz_p_o = new float[16];
        final float[] Σδz_b_i = new float[16];
        final float[] Σδz_b_g = new float[16];
        final float[] Σδz_b_o = new float[16];
        final float[] Σδz_b_f = new float[16];
        final float[][] broadcast60 = new float[1][512];
        final float[][] broadcast61 = new float[1][512];
        final float[][] c_3 = new float[1][512];
        final float[][] δc = new float[1][512];
        final float[] Σδa_p_f = new float[16];
        final float[] Σδa_p_i = new float[16];
        final float[] Σδa_p_o = new float[16];
        final float[] Σδa_b_i = new float[16];
        final float[] Σδa_b_g = new float[16];
        final float[] Σδa_b_o = new float[16];
        final float[] Σδa_b_f = new float[16];
        final float[][] divide73 = new float[1][32];
        final float[][] greater_equal50 = new float[36][512];
        final float[][] p_f_p_i_p_g_p_o = new float[4][512];
        final float[][] δp_o_δp_g_δp_i_δp_f = new float[144][512];
        final float[][] δp_o_δp_g_δp_i_δp_f_2 = new float[144][512];

        TrainingWorkspace(SalesForecast model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] x) {
            checkLength("x", x, 36, "36 = 36 steps × 1");
            for (int step = 0; step < 36; step++) {
                this.x[step][row] = x[step];
            }
        }

        float[] forecast(int row) {
            float[] out = new float[12];
            System.arraycopy(this.y_2[0], row * 12, out, 0, 12);
            return out;
        }

        /** Lets {@link #backward} add to {@link #gradient}. */
        void take() {
            gradients = ((FloatStorage) gradient.values()).array();
        }

        void targets(int row, float[] y) {
            checkLength("y", y, 12, "12");
            System.arraycopy(y, 0, this.y[0], row * 12, 12);
        }

        double totalLoss() {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += this.divide72[0][row];
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
            forwardPart0Step0Part2(t);
            forwardPart0Step0Part3(t);
        }

        private void forwardPart0Step0Part0(int t) {
            // contract18 = a.W_f·x
            // contract26 = a.W_i·x
            // contract34 = a.W_g·x
            // contract45 = a.W_o·x
            Products.P16.set(rows, x, t, products.w11, p_f_p_i_p_g_p_o, 0);
            // contract19 = a.U_f·h
            // contract27 = a.U_i·h
            // contract35 = a.U_g·h
            // contract46 = a.U_o·h
            Products.P17.add(rows, h, t, products.w12, p_f_p_i_p_g_p_o, 0);
        }

        private void forwardPart0Step0Part1(int t) {
            // p_f = a.W_f·x + a.b_f + a.U_f·h + a.p_f ⊙ c
            {
                float[] broadcast20_2 = broadcast20[0];
                float[] c_4 = c[t];
                float[] p_f = p_f_p_i_p_g_p_o[0];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float p_f_2 = p_f[i_3] + (broadcast20_2[i_3] * c_4[i_3]);
                    p_f[i_3] = p_f_2;
                }
            }
            // p_i = a.W_i·x + a.b_i + a.U_i·h + a.p_i ⊙ c
            {
                float[] broadcast28_2 = broadcast28[0];
                float[] c_4 = c[t];
                float[] p_i = p_f_p_i_p_g_p_o[1];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float p_i_2 = p_i[i_3] + (broadcast28_2[i_3] * c_4[i_3]);
                    p_i[i_3] = p_i_2;
                }
            }
            // f = sigmoid(p_f)
            K.sigmoid(rows * 16, p_f_p_i_p_g_p_o[0], f[t]);
            // i = sigmoid(p_i)
            K.sigmoid(rows * 16, p_f_p_i_p_g_p_o[1], i[t]);
        }

        private void forwardPart0Step0Part2(int t) {
            // g = tanh(p_g)
            K.tanh(rows * 16, p_f_p_i_p_g_p_o[2], g[t]);
            // c = f ⊙ c + i ⊙ g
            {
                float[] f_3 = f[t];
                float[] c_4 = c[t];
                float[] i_4 = i[t];
                float[] g_3 = g[t];
                float[] c_5 = c[t + 1];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float c_6 = (f_3[i_3] * c_4[i_3]) + (i_4[i_3] * g_3[i_3]);
                    c_5[i_3] = c_6;
                }
            }
            // p_o = a.W_o·x + a.b_o + a.U_o·h + a.p_o ⊙ c
            {
                float[] broadcast47_2 = broadcast47[0];
                float[] c_4 = c[t + 1];
                float[] p_o = p_f_p_i_p_g_p_o[3];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float p_o_2 = p_o[i_3] + (broadcast47_2[i_3] * c_4[i_3]);
                    p_o[i_3] = p_o_2;
                }
            }
            // o = sigmoid(p_o)
            K.sigmoid(rows * 16, p_f_p_i_p_g_p_o[3], o[t]);
        }

        private void forwardPart0Step0Part3(int t) {
            // tanh54 = tanh(c)
            K.tanh(rows * 16, c[t + 1], tanh54[t]);
            // h = o ⊙ tanh(c)
            {
                float[] o_3 = o[t];
                float[] tanh54_3 = tanh54[t];
                float[] h_3 = h[t + 1];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float h_4 = o_3[i_3] * tanh54_3[i_3];
                    h_3[i_3] = h_4;
                }
            }
        }

        private void forwardPart0() {
            // h before the first step
            Arrays.fill(h[0], 0, rows * 16, 0f);
            // c before the first step
            Arrays.fill(c[0], 0, rows * 16, 0f);
            // broadcast20 for each row
            for (int i_3 = 0; i_3 < rows; i_3++) {
                System.arraycopy(theta, 1088, broadcast20[0], i_3 * 16, 16);
            }
            // broadcast28 for each row
            for (int i_3 = 0; i_3 < rows; i_3++) {
                System.arraycopy(theta, 1104, broadcast28[0], i_3 * 16, 16);
            }
            // broadcast47 for each row
            for (int i_3 = 0; i_3 < rows; i_3++) {
                System.arraycopy(theta, 1120, broadcast47[0], i_3 * 16, 16);
            }
            // scan37 = recurrence over 36 steps
            for (int t = 0; t < 36; t++) {
                forwardPart0Step0(t);
            }
            // random48 = uniform()
            for (int r = 0; r < rows; r++) {
                long key_2 = CounterRandom.key(seed, 0, randomRow(r));
                for (int s = 0; s < 36; s++) {
                    for (int e = 0; e < 16; e++) {
                        greater_equal50[0 + s][0 + r * 16 + e] = !training ? 0 : CounterRandom.uniformFloat(key_2, s * 16 + e);
                    }
                }
            }
        }

        private void forwardPart1() {
            // greater_equal50 = uniform() >= 0.2
            // b = (training mode ? (a ⊙ (uniform() >= 0.2)) / 0.8 : a)
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    float[] greater_equal50_2 = greater_equal50[i_3];
                    float[] h_3 = h[1 + i_3];
                    float scalar = (training ? 1 : 0);
                    float[] b_2 = b[i_3];
                    for (int j = 0; j < rows * 16; j++) {
                        float v0 = greater_equal50_2[j] >= 0.2f ? 1f : 0f;
                        float b_3 = scalar != 0f ? ((h_3[j] * v0) / 0.8f) : h_3[j];
                        greater_equal50_2[j] = v0;
                        b_2[j] = b_3;
                    }
                }
            }
            // h before the first step
            Arrays.fill(h_2[0], 0, rows * 16, 0f);
            // c before the first step
            Arrays.fill(c_2[0], 0, rows * 16, 0f);
            // broadcast20 for each row
            for (int i_3 = 0; i_3 < rows; i_3++) {
                System.arraycopy(theta, 3248, broadcast20[0], i_3 * 16, 16);
            }
            // broadcast28 for each row
            for (int i_3 = 0; i_3 < rows; i_3++) {
                System.arraycopy(theta, 3264, broadcast28[0], i_3 * 16, 16);
            }
        }

        private void forwardPart2Step1(int t1) {
            forwardPart2Step1Part0(t1);
            forwardPart2Step1Part1(t1);
            forwardPart2Step1Part2(t1);
            forwardPart2Step1Part3(t1);
        }

        private void forwardPart2Step1Part0(int t1) {
            // contract18 = z.W_f·x
            // contract26 = z.W_i·x
            // contract34 = z.W_g·x
            // contract45 = z.W_o·x
            Products.P17.set(rows, b, t1, products.w13, p_f_p_i_p_g_p_o, 0);
            // contract19 = z.U_f·h
            // contract27 = z.U_i·h
            // contract35 = z.U_g·h
            // contract46 = z.U_o·h
            Products.P17.add(rows, h_2, t1, products.w14, p_f_p_i_p_g_p_o, 0);
        }

        private void forwardPart2Step1Part1(int t1) {
            // p_f = z.W_f·x + z.b_f + z.U_f·h + z.p_f ⊙ c
            {
                float[] broadcast20_2 = broadcast20[0];
                float[] c_4 = c_2[t1];
                float[] p_f = p_f_p_i_p_g_p_o[0];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float p_f_2 = p_f[i_3] + (broadcast20_2[i_3] * c_4[i_3]);
                    p_f[i_3] = p_f_2;
                }
            }
            // p_i = z.W_i·x + z.b_i + z.U_i·h + z.p_i ⊙ c
            {
                float[] broadcast28_2 = broadcast28[0];
                float[] c_4 = c_2[t1];
                float[] p_i = p_f_p_i_p_g_p_o[1];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float p_i_2 = p_i[i_3] + (broadcast28_2[i_3] * c_4[i_3]);
                    p_i[i_3] = p_i_2;
                }
            }
            // f = sigmoid(p_f)
            K.sigmoid(rows * 16, p_f_p_i_p_g_p_o[0], f_2[t1]);
            // i = sigmoid(p_i)
            K.sigmoid(rows * 16, p_f_p_i_p_g_p_o[1], i_2[t1]);
        }

        private void forwardPart2Step1Part2(int t1) {
            // g = tanh(p_g)
            K.tanh(rows * 16, p_f_p_i_p_g_p_o[2], g_2[t1]);
            // c = f ⊙ c + i ⊙ g
            {
                float[] f_3 = f_2[t1];
                float[] c_4 = c_2[t1];
                float[] i_4 = i_2[t1];
                float[] g_3 = g_2[t1];
                float[] c_5 = c_2[t1 + 1];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float c_6 = (f_3[i_3] * c_4[i_3]) + (i_4[i_3] * g_3[i_3]);
                    c_5[i_3] = c_6;
                }
            }
            // p_o = z.W_o·x + z.b_o + z.U_o·h + z.p_o ⊙ c
            {
                float[] broadcast47_2 = broadcast47[0];
                float[] c_4 = c_2[t1 + 1];
                float[] p_o = p_f_p_i_p_g_p_o[3];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float p_o_2 = p_o[i_3] + (broadcast47_2[i_3] * c_4[i_3]);
                    p_o[i_3] = p_o_2;
                }
            }
            // o = sigmoid(p_o)
            K.sigmoid(rows * 16, p_f_p_i_p_g_p_o[3], o_2[t1]);
        }

        private void forwardPart2Step1Part3(int t1) {
            // tanh54 = tanh(c)
            K.tanh(rows * 16, c_2[t1 + 1], tanh54_2[t1]);
            // h = o ⊙ tanh(c)
            {
                float[] o_3 = o_2[t1];
                float[] tanh54_3 = tanh54_2[t1];
                float[] h_3 = h_2[t1 + 1];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float h_4 = o_3[i_3] * tanh54_3[i_3];
                    h_3[i_3] = h_4;
                }
            }
        }

        private void forwardPart2() {
            // broadcast47 for each row
            for (int i_3 = 0; i_3 < rows; i_3++) {
                System.arraycopy(theta, 3280, broadcast47[0], i_3 * 16, 16);
            }
            // scan56 = recurrence over 36 steps
            for (int t1 = 0; t1 < 36; t1++) {
                forwardPart2Step1(t1);
            }
            // contract66 = forecast.W·h
            Products.P18.set(rows, h_2, 36, products.w15, y_2, 0);
        }

        void loss() {
            // subtract69 = y - y
            {
                float[] y_3 = y_2[0];
                float[] y_4 = y[0];
                float[] subtract69_2 = subtract69[0];
                for (int i_3 = 0; i_3 < rows * 12; i_3++) {
                    subtract69_2[i_3] = (y_3[i_3] - y_4[i_3]);
                }
            }
            // contract70 = Σ (y - y)[i]·(y - y)[i]
            K.rowSums(rows, 12, subtract69[0], 12, subtract69[0], 12, divide72[0]);
            // divide72 = Σ (y - y)[i]·(y - y)[i] / 12
            {
                float[] divide72_2 = divide72[0];
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    divide72_2[i_3] = (divide72_2[i_3] / 12f);
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
            backwardPart5();
            backwardPart6();
            backwardPart7();
            backwardPart8();
        }

        private void backwardPart0() {
            // divide73 = δloss / 12
            {
                float[] δloss_2 = δloss[0];
                float[] divide73_2 = divide73[0];
                for (int i_3 = 0; i_3 < rows; i_3++) {
                    divide73_2[i_3] = (δloss_2[i_3] / 12f);
                }
            }
            // multiply75 = (δloss / 12) ⊙ (y - y)
            K.rowTimes(rows, 12, subtract69[0], divide73[0], δy[0]);
            // δy = (δloss / 12) ⊙ (y - y) + (δloss / 12) ⊙ (y - y)
            {
                float[] δy_2 = δy[0];
                for (int i_3 = 0; i_3 < rows * 12; i_3++) {
                    float δy_3 = δy_2[i_3] + δy_2[i_3];
                    δy_2[i_3] = δy_3;
                }
            }
            // contract77 = forecast.Wᵀ·δy
            Products.P19.set(rows, δy, 0, products.w16, broadcast20, 0);
            // δc before the first step
            Arrays.fill(broadcast28[0], 0, rows * 16, 0f);
            // Σδz.p_f before the first step
            Arrays.fill(Σδz_p_f, 0, 16, 0f);
        }

        private void backwardPart1() {
            // Σδz.p_i before the first step
            Arrays.fill(Σδz_p_i, 0, 16, 0f);
            // Σδz.p_o before the first step
            Arrays.fill(Σδz_p_o, 0, 16, 0f);
            // Σδz.b_i before the first step
            Arrays.fill(Σδz_b_i, 0, 16, 0f);
            // Σδz.b_g before the first step
            Arrays.fill(Σδz_b_g, 0, 16, 0f);
            // Σδz.b_o before the first step
            Arrays.fill(Σδz_b_o, 0, 16, 0f);
            // Σδz.b_f before the first step
            Arrays.fill(Σδz_b_f, 0, 16, 0f);
            // broadcast28 for each row
            for (int i_3 = 0; i_3 < rows; i_3++) {
                System.arraycopy(theta, 3280, broadcast47[0], i_3 * 16, 16);
            }
            // broadcast60 for each row
            for (int i_3 = 0; i_3 < rows; i_3++) {
                System.arraycopy(theta, 3248, broadcast60[0], i_3 * 16, 16);
            }
        }

        private void backwardPart2Step2(int t2) {
            backwardPart2Step2Part0(t2);
            backwardPart2Step2Part1(t2);
            backwardPart2Step2Part2(t2);
            backwardPart2Step2Part3(t2);
            backwardPart2Step2Part4(t2);
            backwardPart2Step2Part5(t2);
        }

        private void backwardPart2Step2Part0(int t2) {
            // δp_o = δo ⊙ (o ⊙ (1 - o))
            {
                float[] δh = broadcast20[0];
                float[] tanh54_3 = tanh54_2[t2];
                float[] o_3 = o_2[t2];
                float[] δp_o = δp_o_δp_g_δp_i_δp_f[t2 * 4];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float δo = δh[i_3] * tanh54_3[i_3];
                    float δp_o_2 = δo * (o_3[i_3] * (1f - o_3[i_3]));
                    δp_o[i_3] = δp_o_2;
                }
            }
            // δc = δc + (δh ⊙ o) ⊙ (1 - (r54 ⊙ r54)) + δp_o ⊙ z.p_o
            {
                float[] δh = broadcast20[0];
                float[] o_3 = o_2[t2];
                float[] tanh54_3 = tanh54_2[t2];
                float[] δc_2 = broadcast28[0];
                float[] δp_o = δp_o_δp_g_δp_i_δp_f[t2 * 4];
                float[] broadcast28_2 = broadcast47[0];
                float[] δc_3 = δc[0];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float δc_4 = (δc_2[i_3] + ((δh[i_3] * o_3[i_3]) * (1f - (tanh54_3[i_3] * tanh54_3[i_3])))) + (δp_o[i_3] * broadcast28_2[i_3]);
                    δc_3[i_3] = δc_4;
                }
            }
        }

        private void backwardPart2Step2Part1(int t2) {
            // δp_g = δg ⊙ (1 - (g ⊙ g))
            // δp_i = δi ⊙ (i ⊙ (1 - i))
            {
                float[] δc_2 = δc[0];
                float[] i_4 = i_2[t2];
                float[] g_3 = g_2[t2];
                float[] δp_g = δp_o_δp_g_δp_i_δp_f[t2 * 4 + 1];
                float[] δp_i = δp_o_δp_g_δp_i_δp_f[t2 * 4 + 2];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float δg = δc_2[i_3] * i_4[i_3];
                    float δp_g_2 = δg * (1f - (g_3[i_3] * g_3[i_3]));
                    float δi = δc_2[i_3] * g_3[i_3];
                    float δp_i_2 = δi * (i_4[i_3] * (1f - i_4[i_3]));
                    δp_g[i_3] = δp_g_2;
                    δp_i[i_3] = δp_i_2;
                }
            }
        }

        private void backwardPart2Step2Part2(int t2) {
            // δp_f = δf ⊙ (f ⊙ (1 - f))
            // c = f ⊙ c + i ⊙ g
            {
                float[] δc_2 = δc[0];
                float[] c_4 = c_2[t2];
                float[] f_3 = f_2[t2];
                float[] i_4 = i_2[t2];
                float[] g_3 = g_2[t2];
                float[] δp_f = δp_o_δp_g_δp_i_δp_f[t2 * 4 + 3];
                float[] c_5 = c_3[0];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float δf = δc_2[i_3] * c_4[i_3];
                    float δp_f_2 = δf * (f_3[i_3] * (1f - f_3[i_3]));
                    float c_6 = (f_3[i_3] * c_4[i_3]) + (i_4[i_3] * g_3[i_3]);
                    δp_f[i_3] = δp_f_2;
                    c_5[i_3] = c_6;
                }
            }
            // δz.p_o = Σ δp_o[i]·c[i]
            K.columnSums(rows, 16, δp_o_δp_g_δp_i_δp_f[t2 * 4], 16, c_3[0], 16, Σδz_p_o, 0);
        }

        private void backwardPart2Step2Part3(int t2) {
            // contract41 = z.U_oᵀ·δp_o
            // contract54 = z.U_gᵀ·δp_g
            // contract56 = z.U_iᵀ·δp_i
            // contract58 = z.U_fᵀ·δp_f
            Products.P20.set(rows, δp_o_δp_g_δp_i_δp_f, t2 * 4, products.w17, broadcast20, 0);
            // δc = δc ⊙ f + δp_i ⊙ z.p_i + δp_f ⊙ z.p_f
            {
                float[] δc_2 = δc[0];
                float[] f_3 = f_2[t2];
                float[] δp_i = δp_o_δp_g_δp_i_δp_f[t2 * 4 + 2];
                float[] broadcast61_2 = broadcast61[0];
                float[] δp_f = δp_o_δp_g_δp_i_δp_f[t2 * 4 + 3];
                float[] broadcast60_2 = broadcast60[0];
                float[] δc_3 = broadcast28[0];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float δc_4 = ((δc_2[i_3] * f_3[i_3]) + (δp_i[i_3] * broadcast61_2[i_3])) + (δp_f[i_3] * broadcast60_2[i_3]);
                    δc_3[i_3] = δc_4;
                }
            }
            // δz.p_f = Σ δp_f[i]·c[i]
            K.columnSums(rows, 16, δp_o_δp_g_δp_i_δp_f[t2 * 4 + 3], 16, c_2[t2], 16, Σδz_p_f, 0);
        }

        private void backwardPart2Step2Part4(int t2) {
            // δz.p_i = Σ δp_i[i]·c[i]
            K.columnSums(rows, 16, δp_o_δp_g_δp_i_δp_f[t2 * 4 + 2], 16, c_2[t2], 16, Σδz_p_i, 0);
            // δz.b_i = sum(δp_i)
            K.columnSums(rows, 16, δp_o_δp_g_δp_i_δp_f[t2 * 4 + 2], 16, Σδz_b_i, 0);
            // δz.b_g = sum(δp_g)
            K.columnSums(rows, 16, δp_o_δp_g_δp_i_δp_f[t2 * 4 + 1], 16, Σδz_b_g, 0);
            // δz.b_o = sum(δp_o)
            K.columnSums(rows, 16, δp_o_δp_g_δp_i_δp_f[t2 * 4], 16, Σδz_b_o, 0);
        }

        private void backwardPart2Step2Part5(int t2) {
            // δz.b_f = sum(δp_f)
            K.columnSums(rows, 16, δp_o_δp_g_δp_i_δp_f[t2 * 4 + 3], 16, Σδz_b_f, 0);
        }

        private void backwardPart2() {
            // broadcast61 for each row
            for (int i_3 = 0; i_3 < rows; i_3++) {
                System.arraycopy(theta, 3264, broadcast61[0], i_3 * 16, 16);
            }
            // scan79 = recurrence over 36 steps, from the last to the first
            for (int t2 = 35; t2 >= 0; t2--) {
                backwardPart2Step2(t2);
            }
            // contract93 = z.W_oᵀ·δp_o
            // contract94 = z.W_gᵀ·δp_g
            // contract96 = z.W_iᵀ·δp_i
            // contract98 = z.W_fᵀ·δp_f
            Products.P20.setAll(36, rows, δp_o_δp_g_δp_i_δp_f, 0, 4, products.w18, δp_o_δp_g_δp_i_δp_f_2, 0, 4);
            // δa = (training mode ? 0 : δx) + ((training mode ? δx : 0) / 0.8) ⊙ (uniform() >= 0.2)
            {
                for (int i_3 = 0; i_3 < 36; i_3++) {
                    float scalar = (training ? 1 : 0);
                    float[] δp_o = δp_o_δp_g_δp_i_δp_f_2[i_3 * 4];
                    float[] greater_equal50_2 = greater_equal50[i_3];
                    for (int j = 0; j < rows * 16; j++) {
                        float δa = (scalar != 0f ? 0f : δp_o[j]) + (((scalar != 0f ? δp_o[j] : 0f) / 0.8f) * greater_equal50_2[j]);
                        δp_o[j] = δa;
                    }
                }
            }
        }

        private void backwardPart3() {
            // δh before the first step
            Arrays.fill(broadcast20[0], 0, rows * 16, 0f);
            // δc before the first step
            Arrays.fill(broadcast28[0], 0, rows * 16, 0f);
            // Σδa.p_f before the first step
            Arrays.fill(Σδa_p_f, 0, 16, 0f);
            // Σδa.p_i before the first step
            Arrays.fill(Σδa_p_i, 0, 16, 0f);
            // Σδa.p_o before the first step
            Arrays.fill(Σδa_p_o, 0, 16, 0f);
            // Σδa.b_i before the first step
            Arrays.fill(Σδa_b_i, 0, 16, 0f);
            // Σδa.b_g before the first step
            Arrays.fill(Σδa_b_g, 0, 16, 0f);
            // Σδa.b_o before the first step
            Arrays.fill(Σδa_b_o, 0, 16, 0f);
        }

        private void backwardPart4Step3(int t3) {
            backwardPart4Step3Part0(t3);
            backwardPart4Step3Part1(t3);
            backwardPart4Step3Part2(t3);
            backwardPart4Step3Part3(t3);
            backwardPart4Step3Part4(t3);
            backwardPart4Step3Part5(t3);
        }

        private void backwardPart4Step3Part0(int t3) {
            // δh = δh + δh_2
            // δp_o = δo ⊙ (o ⊙ (1 - o))
            {
                float[] δh = broadcast20[0];
                float[] δp_o = δp_o_δp_g_δp_i_δp_f_2[t3 * 4];
                float[] tanh54_3 = tanh54[t3];
                float[] o_3 = o[t3];
                float[] δc_2 = δc[0];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float δh_2 = δh[i_3] + δp_o[i_3];
                    float δo = δh_2 * tanh54_3[i_3];
                    float δp_o_2 = δo * (o_3[i_3] * (1f - o_3[i_3]));
                    δc_2[i_3] = δh_2;
                    δp_o[i_3] = δp_o_2;
                }
            }
            // δc = δc + (δh ⊙ o) ⊙ (1 - (r54 ⊙ r54)) + δp_o ⊙ a.p_o
            {
                float[] δc_2 = δc[0];
                float[] o_3 = o[t3];
                float[] tanh54_3 = tanh54[t3];
                float[] δc_3 = broadcast28[0];
                float[] δp_o = δp_o_δp_g_δp_i_δp_f_2[t3 * 4];
                float[] broadcast25 = broadcast47[0];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float δc_4 = (δc_3[i_3] + ((δc_2[i_3] * o_3[i_3]) * (1f - (tanh54_3[i_3] * tanh54_3[i_3])))) + (δp_o[i_3] * broadcast25[i_3]);
                    δc_2[i_3] = δc_4;
                }
            }
        }

        private void backwardPart4Step3Part1(int t3) {
            // δp_g = δg ⊙ (1 - (g ⊙ g))
            // δp_i = δi ⊙ (i ⊙ (1 - i))
            {
                float[] δc_2 = δc[0];
                float[] i_4 = i[t3];
                float[] g_3 = g[t3];
                float[] δp_g = δp_o_δp_g_δp_i_δp_f_2[t3 * 4 + 1];
                float[] δp_i = δp_o_δp_g_δp_i_δp_f_2[t3 * 4 + 2];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float δg = δc_2[i_3] * i_4[i_3];
                    float δp_g_2 = δg * (1f - (g_3[i_3] * g_3[i_3]));
                    float δi = δc_2[i_3] * g_3[i_3];
                    float δp_i_2 = δi * (i_4[i_3] * (1f - i_4[i_3]));
                    δp_g[i_3] = δp_g_2;
                    δp_i[i_3] = δp_i_2;
                }
            }
        }

        private void backwardPart4Step3Part2(int t3) {
            // δp_f = δf ⊙ (f ⊙ (1 - f))
            // c = f ⊙ c + i ⊙ g
            {
                float[] δc_2 = δc[0];
                float[] c_4 = c[t3];
                float[] f_3 = f[t3];
                float[] i_4 = i[t3];
                float[] g_3 = g[t3];
                float[] δp_f = δp_o_δp_g_δp_i_δp_f_2[t3 * 4 + 3];
                float[] c_5 = c_3[0];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float δf = δc_2[i_3] * c_4[i_3];
                    float δp_f_2 = δf * (f_3[i_3] * (1f - f_3[i_3]));
                    float c_6 = (f_3[i_3] * c_4[i_3]) + (i_4[i_3] * g_3[i_3]);
                    δp_f[i_3] = δp_f_2;
                    c_5[i_3] = c_6;
                }
            }
            // δa.p_o = Σ δp_o[i]·c[i]
            K.columnSums(rows, 16, δp_o_δp_g_δp_i_δp_f_2[t3 * 4], 16, c_3[0], 16, Σδa_p_o, 0);
        }

        private void backwardPart4Step3Part3(int t3) {
            // contract39 = a.U_oᵀ·δp_o
            // contract52 = a.U_gᵀ·δp_g
            // contract54 = a.U_iᵀ·δp_i
            // contract56 = a.U_fᵀ·δp_f
            Products.P20.set(rows, δp_o_δp_g_δp_i_δp_f_2, t3 * 4, products.w19, broadcast20, 0);
            // δc = δc ⊙ f + δp_i ⊙ a.p_i + δp_f ⊙ a.p_f
            {
                float[] δc_2 = δc[0];
                float[] f_3 = f[t3];
                float[] δp_i = δp_o_δp_g_δp_i_δp_f_2[t3 * 4 + 2];
                float[] broadcast59 = broadcast61[0];
                float[] δp_f = δp_o_δp_g_δp_i_δp_f_2[t3 * 4 + 3];
                float[] broadcast58 = broadcast60[0];
                float[] δc_3 = broadcast28[0];
                for (int i_3 = 0; i_3 < rows * 16; i_3++) {
                    float δc_4 = ((δc_2[i_3] * f_3[i_3]) + (δp_i[i_3] * broadcast59[i_3])) + (δp_f[i_3] * broadcast58[i_3]);
                    δc_3[i_3] = δc_4;
                }
            }
            // δa.p_f = Σ δp_f[i]·c[i]
            K.columnSums(rows, 16, δp_o_δp_g_δp_i_δp_f_2[t3 * 4 + 3], 16, c[t3], 16, Σδa_p_f, 0);
        }

        private void backwardPart4Step3Part4(int t3) {
            // δa.p_i = Σ δp_i[i]·c[i]
            K.columnSums(rows, 16, δp_o_δp_g_δp_i_δp_f_2[t3 * 4 + 2], 16, c[t3], 16, Σδa_p_i, 0);
            // δa.b_i = sum(δp_i)
            K.columnSums(rows, 16, δp_o_δp_g_δp_i_δp_f_2[t3 * 4 + 2], 16, Σδa_b_i, 0);
            // δa.b_g = sum(δp_g)
            K.columnSums(rows, 16, δp_o_δp_g_δp_i_δp_f_2[t3 * 4 + 1], 16, Σδa_b_g, 0);
            // δa.b_o = sum(δp_o)
            K.columnSums(rows, 16, δp_o_δp_g_δp_i_δp_f_2[t3 * 4], 16, Σδa_b_o, 0);
        }

        private void backwardPart4Step3Part5(int t3) {
            // δa.b_f = sum(δp_f)
            K.columnSums(rows, 16, δp_o_δp_g_δp_i_δp_f_2[t3 * 4 + 3], 16, Σδa_b_f, 0);
        }

        private void backwardPart4() {
            // Σδa.b_f before the first step
            Arrays.fill(Σδa_b_f, 0, 16, 0f);
            // broadcast25 for each row
            for (int i_3 = 0; i_3 < rows; i_3++) {
                System.arraycopy(theta, 1120, broadcast47[0], i_3 * 16, 16);
            }
            // broadcast58 for each row
            for (int i_3 = 0; i_3 < rows; i_3++) {
                System.arraycopy(theta, 1088, broadcast60[0], i_3 * 16, 16);
            }
            // broadcast59 for each row
            for (int i_3 = 0; i_3 < rows; i_3++) {
                System.arraycopy(theta, 1104, broadcast61[0], i_3 * 16, 16);
            }
            // scan106 = recurrence over 36 steps, from the last to the first
            for (int t3 = 35; t3 >= 0; t3--) {
                backwardPart4Step3(t3);
            }
            // δa.W_o = Σ δp_o[i]·x[k]
            // δa.W_g = Σ δp_g[i]·x[k]
            // δa.W_i = Σ δp_i[i]·x[k]
            // δa.W_f = Σ δp_f[i]·x[k]
            Products.O21.add(36, rows, δp_o_δp_g_δp_i_δp_f_2, 0, 4, x, 0, 1, gradients, Products.I22);
        }

        private void backwardPart5() {
            // δa.U_o = Σ δp_o[i]·h[t-1][k]
            // δa.U_g = Σ δp_g[i]·h[t-1][k]
            // δa.U_i = Σ δp_i[i]·h[t-1][k]
            // δa.U_f = Σ δp_f[i]·h[t-1][k]
            Products.O23.add(36, rows, δp_o_δp_g_δp_i_δp_f_2, 0, 4, h, 0, 1, gradients, Products.I24);
            // δz.W_o = Σ δp_o[i]·b[k]
            // δz.W_g = Σ δp_g[i]·b[k]
            // δz.W_i = Σ δp_i[i]·b[k]
            // δz.W_f = Σ δp_f[i]·b[k]
            Products.O23.add(36, rows, δp_o_δp_g_δp_i_δp_f, 0, 4, b, 0, 1, gradients, Products.I25);
        }

        private void backwardPart6() {
            // δz.U_o = Σ δp_o[i]·h[t-1][k]
            // δz.U_g = Σ δp_g[i]·h[t-1][k]
            // δz.U_i = Σ δp_i[i]·h[t-1][k]
            // δz.U_f = Σ δp_f[i]·h[t-1][k]
            Products.O23.add(36, rows, δp_o_δp_g_δp_i_δp_f, 0, 4, h_2, 0, 1, gradients, Products.I26);
            // δforecast.W = Σ δy[i]·h[k]
            Products.O27.add(1, rows, δy, 0, 1, h_2, 36, 1, gradients, Products.I28);
            // δforecast.b = sum(δy)
            K.columnSums(rows, 12, δy[0], 12, gradients, 3552);
            // add δa.p_f
            {
                for (int i_3 = 0; i_3 < 16; i_3++) {
                    gradients[1088 + i_3] += Σδa_p_f[i_3];
                }
            }
            // add δa.p_i
            {
                for (int i_3 = 0; i_3 < 16; i_3++) {
                    gradients[1104 + i_3] += Σδa_p_i[i_3];
                }
            }
        }

        private void backwardPart7() {
            // add δa.p_o
            {
                for (int i_3 = 0; i_3 < 16; i_3++) {
                    gradients[1120 + i_3] += Σδa_p_o[i_3];
                }
            }
            // add δa.b_i
            {
                for (int i_3 = 0; i_3 < 16; i_3++) {
                    gradients[1136 + i_3] += Σδa_b_i[i_3];
                }
            }
            // add δa.b_g
            {
                for (int i_3 = 0; i_3 < 16; i_3++) {
                    gradients[1152 + i_3] += Σδa_b_g[i_3];
                }
            }
            // add δa.b_o
            {
                for (int i_3 = 0; i_3 < 16; i_3++) {
                    gradients[1168 + i_3] += Σδa_b_o[i_3];
                }
            }
            // add δa.b_f
            {
                for (int i_3 = 0; i_3 < 16; i_3++) {
                    gradients[1184 + i_3] += Σδa_b_f[i_3];
                }
            }
            // add δz.p_f
            {
                for (int i_3 = 0; i_3 < 16; i_3++) {
                    gradients[3248 + i_3] += Σδz_p_f[i_3];
                }
            }
            // add δz.p_i
            {
                for (int i_3 = 0; i_3 < 16; i_3++) {
                    gradients[3264 + i_3] += Σδz_p_i[i_3];
                }
            }
        }

        private void backwardPart8() {
            // add δz.p_o
            {
                for (int i_3 = 0; i_3 < 16; i_3++) {
                    gradients[3280 + i_3] += Σδz_p_o[i_3];
                }
            }
            // add δz.b_i
            {
                for (int i_3 = 0; i_3 < 16; i_3++) {
                    gradients[3296 + i_3] += Σδz_b_i[i_3];
                }
            }
            // add δz.b_g
            {
                for (int i_3 = 0; i_3 < 16; i_3++) {
                    gradients[3312 + i_3] += Σδz_b_g[i_3];
                }
            }
            // add δz.b_o
            {
                for (int i_3 = 0; i_3 < 16; i_3++) {
                    gradients[3328 + i_3] += Σδz_b_o[i_3];
                }
            }
            // add δz.b_f
            {
                for (int i_3 = 0; i_3 < 16; i_3++) {
                    gradients[3344 + i_3] += Σδz_b_f[i_3];
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
                        random7[0 + s * 16 + e] = CounterRandom.uniformFloat(key_2, s * 16 + e);
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
                        random6[0 + s * 256 + e] = CounterRandom.uniformFloat(key_2, s * 256 + e);
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
                        random7_2[0 + s * 192 + e] = CounterRandom.uniformFloat(key_2, s * 192 + e);
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
            // subtract38 = θ - (((0.001 ⊙ rate) ⊙ ((… ⊙ m + … ⊙ g) ⊙ (… / …))) / (sqrt((… + …) ⊙ …) + 1.0E-8))
            {
                float divide24_2 = divide24[0];
                float divide29_2 = divide29[0];
                float multiply7_2 = multiply7[0];
                for (int i = 0; i < 3564; i++) {
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
        final double[] subtract10 = new double[1];
        final double[] multiply17 = new double[1];

        Schedule(double epoch, double epochs) {
            this.epoch = epoch;
            this.epochs = epochs;
        }

        void evaluate() {
            evaluatePart0();
            evaluatePart1();
        }

        private void evaluatePart0() {
            // subtract10 = epoch - 5
            {
                double scalar = epoch;
                subtract10[0] = (scalar - 5.0);
            }
            // multiply17 = 3.141592653589793 ⊙ ((0 >= (epoch - 5) ? 0 : epoch - 5) / (1 >= (epochs - 5) ? 1 : epochs - 5))
            {
                double scalar = epochs;
                double v0 = scalar - 5.0;
                multiply17[0] = (3.141592653589793 * (((0.0 >= subtract10[0] ? 1.0 : 0.0) != 0.0 ? 0.0 : subtract10[0]) / ((1.0 >= v0 ? 1.0 : 0.0) != 0.0 ? 1.0 : v0)));
            }
            // cos18 = cos(3.141592653589793 ⊙ ((0 >= (epoch - …) ? 0 : epoch - 5) / (1 >= (epochs - …) ? 1 : epochs - 5)))
            {
                subtract10[0] = Maths.cos(multiply17[0]);
            }
        }

        private void evaluatePart1() {
            // multiply23 = (5 > epoch ? (epoch + 1) / 5 : 1) ⊙ (0 + (1 + cos(… ⊙ …)) / 2)
            {
                double scalar = epoch;
                result[0] = (((5.0 > scalar ? 1.0 : 0.0) != 0.0 ? ((scalar + 1.0) / 5.0) : 1.0) * (0.0 + ((1.0 + subtract10[0]) / 2.0)));
            }
        }
    }

    /** The matrix products, and the weights laid out for them as of the last change. */
    private static final class Products {
        static final FloatEquations E0 = Kernels.get().floatEquations(
                "16 p+1088 a0+0 * =0 p+1104 a0+0 * =1 $0 >a1+0 $1 >a2+0");

        static final FloatProduct P1 = Kernels.get().floatProduct(new ProductShape(1, 2, 1, 16, 0, 1, 0, 16));
        static final FloatProduct P2 = Kernels.get().floatProduct(new ProductShape(1, 2, 16, 16, 1, 16, 0, 16));

        static final FloatEquations E3 = Kernels.get().floatEquations(
                "16 a0+0 p+1184 + =0 $0 >a0+0 $0 sigmoid =1 $1 >a0+0 a1+0 p+1136 + =2 $2 >a1+0 $2 sigmoid =3 $3 >a1+0");

        static final FloatProduct P4 = Kernels.get().floatProduct(new ProductShape(1, 1, 17, 16, 0, 17, 0, 16));

        static final FloatEquations E5 = Kernels.get().floatEquations(
                "16 a0+0 tanh =0 $0 >a0+0 a1+0 a2+0 * a3+0 $0 * + =1 $1 =2 p+1120 $1 * =3 $2 >a2+0 $3 >a1+0");

        static final FloatProduct P6 = Kernels.get().floatProduct(new ProductShape(1, 1, 1, 16, 0, 1, 0, 16));
        static final FloatProduct P7 = Kernels.get().floatProduct(new ProductShape(1, 1, 16, 16, 1, 16, 0, 16));

        static final FloatEquations E8 = Kernels.get().floatEquations(
                "16 a0+0 p+1168 + =0 $0 >a0+0 $0 sigmoid =1 $1 >a0+0 a1+0 tanh =2 $2 >a2+0",
                "16 a0+0 a2+0 * =0 $0 >a3+1 p+3248 a4+0 * =1 p+3264 a4+0 * =2 $1 >a0+0 $2 >a5+0");

        static final FloatProduct P9 = Kernels.get().floatProduct(new ProductShape(1, 2, 16, 16, 17, 16, 0, 16));

        static final FloatEquations E10 = Kernels.get().floatEquations(
                "16 a0+0 p+3344 + =0 $0 >a0+0 $0 sigmoid =1 $1 >a0+0 a1+0 p+3296 + =2 $2 >a1+0 $2 sigmoid =3 $3 >a1+0");

        static final FloatProduct P11 = Kernels.get().floatProduct(new ProductShape(1, 1, 32, 16, 1, 32, 0, 16));

        static final FloatEquations E12 = Kernels.get().floatEquations(
                "16 a0+0 tanh =0 $0 >a0+0 a1+0 a2+0 * a3+0 $0 * + =1 $1 =2 p+3280 $1 * =3 $2 >a2+0 $3 >a1+0");

        static final FloatProduct P13 = Kernels.get().floatProduct(new ProductShape(1, 1, 16, 16, 17, 16, 0, 16));

        static final FloatEquations E14 = Kernels.get().floatEquations(
                "16 a0+0 p+3328 + =0 $0 >a0+0 $0 sigmoid =1 $1 >a0+0 a1+0 tanh =2 $2 >a2+0 $1 $2 * =3 $3 >a3+17");

        static final FloatProduct P15 = Kernels.get().floatProduct(new ProductShape(1, 1, 16, 12, 17, 16, 0, 12));
        static final FloatProduct P16 = Kernels.get().floatProduct(new ProductShape(1, 4, 1, 16, 0, 1, 0, 16));
        static final FloatProduct P17 = Kernels.get().floatProduct(new ProductShape(1, 4, 16, 16, 0, 16, 0, 16));
        static final FloatProduct P18 = Kernels.get().floatProduct(new ProductShape(1, 1, 16, 12, 0, 16, 0, 12));
        static final FloatProduct P19 = Kernels.get().floatProduct(new ProductShape(1, 1, 12, 16, 0, 12, 0, 16));
        static final FloatProduct P20 = Kernels.get().floatProduct(new ProductShape(4, 1, 16, 16, 0, 16, 0, 16));
        static final FloatOuter O21 = Kernels.get().floatOuter(new OuterShape(4, 16, 1, 0, 16, 0, 1, 1));

        static final int[] I22 = {48, 32, 16, 0};

        static final FloatOuter O23 = Kernels.get().floatOuter(new OuterShape(4, 16, 16, 0, 16, 0, 16, 16));

        static final int[] I24 = {832, 576, 320, 64};

        static final int[] I25 = {1968, 1712, 1456, 1200};

        static final int[] I26 = {2992, 2736, 2480, 2224};

        static final FloatOuter O27 = Kernels.get().floatOuter(new OuterShape(1, 12, 16, 0, 12, 0, 16, 16));

        static final int[] I28 = {3360};

        private final SalesForecast model;
        final FloatWeights w0 = P1.newWeights();
        final FloatWeights w1 = P2.newWeights();
        final FloatWeights w2 = P4.newWeights();
        final FloatWeights w3 = P6.newWeights();
        final FloatWeights w4 = P7.newWeights();
        final FloatWeights w5 = P2.newWeights();
        final FloatWeights w6 = P9.newWeights();
        final FloatWeights w7 = P11.newWeights();
        final FloatWeights w8 = P7.newWeights();
        final FloatWeights w9 = P13.newWeights();
        final FloatWeights w10 = P15.newWeights();
        final FloatWeights w11 = P16.newWeights();
        final FloatWeights w12 = P17.newWeights();
        final FloatWeights w13 = P17.newWeights();
        final FloatWeights w14 = P17.newWeights();
        final FloatWeights w15 = P18.newWeights();
        final FloatWeights w16 = P19.newWeights();
        final FloatWeights w17 = P20.newWeights();
        final FloatWeights w18 = P20.newWeights();
        final FloatWeights w19 = P20.newWeights();
        private volatile long advanceVersion = -1;
        private volatile long backwardVersion = -1;
        private volatile long forwardVersion = -1;

        Products(SalesForecast model) {
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
                pack4(w4, model.theta);
                pack5(w5, model.theta);
                pack6(w6, model.theta);
                pack7(w7, model.theta);
                pack8(w8, model.theta);
                pack9(w9, model.theta);
                pack10(w10, model.theta);
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
                pack16(w16, model.theta);
                pack17(w17, model.theta);
                pack18(w18, model.theta);
                pack19(w19, model.theta);
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
                pack11(w11, model.theta);
                pack12(w12, model.theta);
                pack13(w13, model.theta);
                pack14(w14, model.theta);
                pack15(w15, model.theta);
                forwardVersion = version;
            }
        }

        private static void pack0(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 0, 1, 1);
            w.pack(0, 1, theta, 16, 1, 1);
        }

        private static void pack1(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 64, 1, 16);
            w.pack(0, 1, theta, 320, 1, 16);
        }

        private static void pack2(FloatWeights w, float[] theta) {
            w.rows(0, 1, 0, theta, 32, 1, 1);
            w.rows(1, 16, 0, theta, 576, 1, 16);
            w.start(0, theta, 1152);
        }

        private static void pack3(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 48, 1, 1);
        }

        private static void pack4(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 832, 1, 16);
        }

        private static void pack5(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 1200, 1, 16);
            w.pack(0, 1, theta, 1456, 1, 16);
        }

        private static void pack6(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 2224, 1, 16);
            w.pack(0, 1, theta, 2480, 1, 16);
        }

        private static void pack7(FloatWeights w, float[] theta) {
            w.rows(0, 16, 0, theta, 1712, 1, 16);
            w.rows(16, 16, 0, theta, 2736, 1, 16);
            w.start(0, theta, 3312);
        }

        private static void pack8(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 1968, 1, 16);
        }

        private static void pack9(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 2992, 1, 16);
        }

        private static void pack10(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 3360, 1, 16);
            w.start(0, theta, 3552);
        }

        private static void pack11(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 0, 1, 1);
            w.pack(0, 1, theta, 16, 1, 1);
            w.pack(0, 2, theta, 32, 1, 1);
            w.pack(0, 3, theta, 48, 1, 1);
            w.start(0, theta, 1184);
            w.start(1, theta, 1136);
            w.start(2, theta, 1152);
            w.start(3, theta, 1168);
        }

        private static void pack12(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 64, 1, 16);
            w.pack(0, 1, theta, 320, 1, 16);
            w.pack(0, 2, theta, 576, 1, 16);
            w.pack(0, 3, theta, 832, 1, 16);
        }

        private static void pack13(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 1200, 1, 16);
            w.pack(0, 1, theta, 1456, 1, 16);
            w.pack(0, 2, theta, 1712, 1, 16);
            w.pack(0, 3, theta, 1968, 1, 16);
            w.start(0, theta, 3344);
            w.start(1, theta, 3296);
            w.start(2, theta, 3312);
            w.start(3, theta, 3328);
        }

        private static void pack14(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 2224, 1, 16);
            w.pack(0, 1, theta, 2480, 1, 16);
            w.pack(0, 2, theta, 2736, 1, 16);
            w.pack(0, 3, theta, 2992, 1, 16);
        }

        private static void pack15(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 3360, 1, 16);
            w.start(0, theta, 3552);
        }

        private static void pack16(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 3360, 16, 1);
        }

        private static void pack17(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 2992, 16, 1);
            w.pack(1, 0, theta, 2736, 16, 1);
            w.pack(2, 0, theta, 2480, 16, 1);
            w.pack(3, 0, theta, 2224, 16, 1);
        }

        private static void pack18(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 1968, 16, 1);
            w.pack(1, 0, theta, 1712, 16, 1);
            w.pack(2, 0, theta, 1456, 16, 1);
            w.pack(3, 0, theta, 1200, 16, 1);
        }

        private static void pack19(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 832, 16, 1);
            w.pack(1, 0, theta, 576, 16, 1);
            w.pack(2, 0, theta, 320, 16, 1);
            w.pack(3, 0, theta, 64, 16, 1);
        }
    }
}
