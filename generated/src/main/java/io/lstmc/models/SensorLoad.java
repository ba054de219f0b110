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
 * A load of the next hour from two sensors over a day, by a cell of one's own and a loss of one's own.
 *
 * <pre>
 * model SensorLoad {
 *   time   T = 24
 *   input  sensors[T, 2]
 *   target load[1]
 *   layer  m = MGU(sensors, units: 12)
 *   output estimate = Dense(last(m), units: 1)
 *   output gate = last(m.f)             // how much the unit took in at the last hour
 *   loss   pseudo_huber(estimate, load)
 *   train {
 *     optimizer rmsprop(lr: 3e-3)
 *     epochs    60
 *     batch     8
 *     seed      7
 *   }
 * }
 * cell MGU(units) {
 *   input x
 *   state h[units]
 *   param W_f, W_h ~ glorot         // [units, units + x]
 *   param b_f, b_h ~ zeros
 *   f    = σ(W_f·[h[t-1], x] + b_f)
 *   h̃    = tanh(W_h·[f ⊙ h[t-1], x] + b_h)
 *   h[t] = (1 - f) ⊙ h[t-1] + f ⊙ h̃
 *   output h[t], f
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
 * <p>Its shapes, with 373 trained numbers:
 *
 * <pre>
 * input   sensors     [24 steps, 2]
 * target  load        [1]
 * output  estimate    [1]
 * output  gate        [12]
 * param   m.W_f       [12, 14]
 * param   m.W_h       [12, 14]
 * param   m.b_f       [12]
 * param   m.b_h       [12]
 * param   estimate.W  [1, 12]
 * param   estimate.b  [1]
 * </pre>
 *
 * <p>To train it and to use it:
 *
 * <pre>
 * SensorLoad model = new SensorLoad();
 * SensorLoad.Data data = new SensorLoad.Data();
 * data.add(sensors, load);
 * model.train(data, ProgressListener.console());
 * model.save(Path.of("SensorLoad.safetensors"));
 * SensorLoad.Prediction prediction = model.predict(sensors);
 * </pre>
 *
 * <p>Any number of threads may predict with one object at the same time.
 */
@Generated("lstmc")
public final class SensorLoad extends Model {
    private static final Kernels K = Kernels.get();

    /** Samples that are computed together. */
    private static final int BLOCK = 8;

    private static final List<Parameter> PARAMETERS = List.of(
            new Parameter("m.W_f", List.of(12, 14), 0),
            new Parameter("m.W_h", List.of(12, 14), 168),
            new Parameter("m.b_f", List.of(12), 336),
            new Parameter("m.b_h", List.of(12), 348),
            new Parameter("estimate.W", List.of(1, 12), 360),
            new Parameter("estimate.b", List.of(1), 372));

    private static final List<Column> COLUMNS = List.of(
            new Column("sensors", "T", 24, 2, 0, false),
            new Column("load", "", 0, 1, 0, false));

    private static final Training TRAINING = Training.DEFAULT
            .withEpochs(60)
            .withBatch(8)
            .withSeed(7L);

    /** All parameters, one behind the other. */
    private final float[] theta;

    /** Workspaces that no thread uses now. */
    private final Queue<BatchWorkspace> idleBatchWorkspaces = new ConcurrentLinkedQueue<>();

    /** Exists from the first update on. */
    private Optimizer optimizer;
    private final Products products = new Products(this);

    /** A model with random weights, always the same ones. */
    public SensorLoad() {
        this(7);
    }

    /** A model with random weights that depend on {@code seed} alone. */
    public SensorLoad(long seed) {
        this(new FloatStorage(new float[373]));
        initialise(seed);
    }

    private SensorLoad(FloatStorage values) {
        super("SensorLoad", PARAMETERS, values, TRAINING);
        theta = values.array();
    }

    /**
     * A model with the weights of a file that {@link #save} wrote.
     *
     * @throws IOException if the file cannot be read or was made for other shapes
     */
    public static SensorLoad from(Path weights) throws IOException {
        SensorLoad model = new SensorLoad(new FloatStorage(new float[373]));
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

    private BatchWorkspace borrowBatchWorkspace() {
        BatchWorkspace work = idleBatchWorkspaces.poll();
        return work != null ? work : new BatchWorkspace(this);
    }

    /**
     * Predicts for one sample. The values are not tested: NaN goes through the equations.
     *
     * @param sensors 48 values: 24 steps × 2
     * @return all outputs
     * @throws IllegalArgumentException if an array is null or has another length
     */
    public Prediction predict(float[] sensors) {
        BatchWorkspace work = borrowBatchWorkspace();
        try {
            work.rows = 1;
            work.inputs(0, sensors);
            work.forward();
            return work.prediction(0);
        } finally {
            idleBatchWorkspaces.add(work);
        }
    }

    /**
     * Predicts for many samples, 8 at a time. The values are not tested: NaN goes through the equations.
     *
     * @param sensors for each sample 48 values: 24 steps × 2
     * @return for each sample what {@code predict} gives for it alone, but for rounding
     * @throws IllegalArgumentException if an array is null or has another length
     */
    public Prediction[] predict(float[][] sensors) {
        checkGiven("sensors", sensors);
        Prediction[] predictions = new Prediction[sensors.length];
        BatchWorkspace work = borrowBatchWorkspace();
        try {
            for (int from = 0; from < sensors.length; from += BLOCK) {
                work.rows = Math.min(BLOCK, sensors.length - from);
                for (int row = 0; row < work.rows; row++) {
                    work.inputs(row, sensors[from + row]);
                }
                work.forward();
                for (int row = 0; row < work.rows; row++) {
                    predictions[from + row] = work.prediction(row);
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

    /**
     * All outputs of one sample. Predictions of the same values are equal.
     *
     * @param estimate 1 value
     * @param gate 12 values
     */
    public record Prediction(float[] estimate, float[] gate) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Prediction that && Arrays.equals(this.estimate, that.estimate) && Arrays.equals(this.gate, that.gate);
        }

        @Override
        public int hashCode() {
            int hash = 0;
            hash = 31 * hash + Arrays.hashCode(this.estimate);
            hash = 31 * hash + Arrays.hashCode(this.gate);
            return hash;
        }

        @Override
        public String toString() {
            return "Prediction[" + "estimate=" + Arrays.toString(this.estimate) + ", gate=" + Arrays.toString(this.gate) + "]";
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
         * @param sensors 48 values: 24 steps × 2
         * @param load 1 value
         * @return this
         * @throws IllegalArgumentException if an array is null or has another length, or a value is not finite
         */
        public Data add(float[] sensors, float[] load) {
            add(new Object[] {sensors, load});
            return this;
        }
    }

    /** A sequence of which the steps come one at a time. It sees changed weights at once. */
    public static final class Stream {
        private static final List<Parameter> STATES = List.of(
                new Parameter("m.h", List.of(12), 0));

        private final SensorLoad model;
        private final float[] theta;
        private final Products products;
        private final float[][] estimateOut = new float[1][1];
        private final float[][] gateOut = new float[1][12];
        private final Prediction result;
        private final float[][] m_h = new float[1][12];
        final float[][] sensors = new float[1][2];
        final float[][] concatenate8 = new float[1][14];
        final float[][] add11 = new float[1][12];

        private Stream(SensorLoad model) {
            this.model = model;
            theta = model.theta;
            products = model.products;
            this.result = new Prediction(estimateOut[0], gateOut[0]);
            reset();
        }

        /**
         * Takes one step. Allocates nothing once its code is compiled: the result is the same object each time, with the values
         * of this step until the next.
         *
         * @param sensors 2 values
         * @return all outputs
         */
        public Prediction step(float[] sensors) {
            checkLength("sensors", sensors, 2, "2");
            System.arraycopy(sensors, 0, this.sensors[0], 0, 2);
            advance();
            return this.result;
        }

        /**
         * Takes one step and copies its result to arrays of the caller.
         *
         * @param sensors 2 values
         * @param out takes the result
         */
        public void step(float[] sensors, Prediction out) {
            checkGiven("out", out);
            checkLength("out.estimate", out.estimate(), 1, "1");
            checkLength("out.gate", out.gate(), 12, "12");
            step(sensors);
            System.arraycopy(estimateOut[0], 0, out.estimate(), 0, 1);
            System.arraycopy(gateOut[0], 0, out.gate(), 0, 12);
        }

        /** Forgets all steps: the next one is the first of a new sequence. */
        public void reset() {
            Arrays.fill(m_h[0], 0, 12, 0f);
        }

        /** A copy of the states: what the steps so far have left for those to come. */
        public StreamState state() {
            StreamState state = new StreamState("SensorLoad", STATES, new FloatStorage(new float[12]));
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
            System.arraycopy(this.m_h[0], 0, values, 0, 12);
        }

        /**
         * Goes on from states that a stream of this model gave; allocates nothing.
         *
         * @throws IllegalArgumentException if they are those of another model's stream
         */
        public void set(StreamState state) {
            float[] values = StreamState.values(state, STATES, FloatStorage.class).array();
            System.arraycopy(values, 0, this.m_h[0], 0, 12);
        }

        /** Goes on from where another stream of this class is; allocates nothing. */
        public void set(Stream other) {
            Objects.requireNonNull(other, "other is null");
            System.arraycopy(other.m_h[0], 0, this.m_h[0], 0, 12);
        }

        /** Another stream of the same model, which goes on from where this one is. */
        public Stream copy() {
            Stream copy = new Stream(model);
            copy.set(this);
            return copy;
        }

        @Override
        public String toString() {
            return "a stream of SensorLoad";
        }

        void advance() {
            products.advance();
            advancePart0();
        }

        private void advancePart0() {
            advancePart0Part0();
            advancePart0Part1();
            advancePart0Part2();
        }

        private void advancePart0Part0() {
            // concatenate8 = [m.h, sensors]
            System.arraycopy(m_h[0], 0, concatenate8[0], 0, 12);
            // concatenate8 = [m.h, sensors]
            {
                float[] sensors_2 = sensors[0];
                float[] concatenate8_2 = concatenate8[0];
                for (int i = 0; i < 2; i++) {
                    concatenate8_2[12 + i] = sensors_2[i];
                }
            }
            // contract9 = m.W_f·[m.h, sensors]
            Products.P0.set(1, concatenate8, 0, products.w0, add11, 0);
            // f = sigmoid(m.W_f·[m.h, sensors] + m.b_f)
            K.sigmoid(12, add11[0], gateOut[0]);
            // multiply13 = f ⊙ m.h
            {
                float[] gateOut_2 = gateOut[0];
                float[] m_h_2 = m_h[0];
                float[] multiply13 = add11[0];
                for (int i = 0; i < 12; i++) {
                    multiply13[i] = (gateOut_2[i] * m_h_2[i]);
                }
            }
            // concatenate14 = [f ⊙ m.h, sensors]
            System.arraycopy(add11[0], 0, concatenate8[0], 0, 12);
        }

        private void advancePart0Part1() {
            // concatenate14 = [f ⊙ m.h, sensors]
            {
                float[] sensors_2 = sensors[0];
                float[] concatenate14 = concatenate8[0];
                for (int i = 0; i < 2; i++) {
                    concatenate14[12 + i] = sensors_2[i];
                }
            }
            // contract15 = m.W_h·[f ⊙ m.h, sensors]
            Products.P0.set(1, concatenate8, 0, products.w1, add11, 0);
            // h̃ = tanh(m.W_h·[f ⊙ m.h, sensors] + m.b_h)
            K.tanh(12, add11[0], add11[0]);
            // h = (1 - f) ⊙ m.h + f ⊙ h̃
            {
                float[] gateOut_2 = gateOut[0];
                float[] m_h_2 = m_h[0];
                float[] h̃ = add11[0];
                for (int i = 0; i < 12; i++) {
                    float h = ((1f - gateOut_2[i]) * m_h_2[i]) + (gateOut_2[i] * h̃[i]);
                    m_h_2[i] = h;
                }
            }
        }

        private void advancePart0Part2() {
            // contract24 = estimate.W·h
            Products.P1.set(1, m_h, 0, products.w2, estimateOut, 0);
        }
    }

    /**
     * Up to 8 samples on their way through the equations and back:
     *
     * <pre>
     * SensorLoad.Pass pass = model.newPass();
     * pass.add(sensors, load);
     * double loss = pass.forward();
     * pass.backward();
     * float[] gradient = pass.gradient("m.W_f");
     * </pre>
     */
    public static final class Pass {
        private final SensorLoad model;
        private final TrainingWorkspace work;
        private boolean forwardDone;
        private boolean backwardDone;

        /** Whether all is there that forward() keeps for backward(). */
        private boolean residuals;

        private Pass(SensorLoad model) {
            this.model = model;
            this.work = new TrainingWorkspace(model);
        }

        /**
         * Adds a sample as the next row.
         *
         * @param sensors 48 values: 24 steps × 2
         * @param load 1 value
         * @return this
         * @throws IllegalArgumentException if an array is null or has another length
         * @throws IllegalStateException if 8 samples are there already
         */
        public Pass add(float[] sensors, float[] load) {
            require(work.rows < BLOCK, "a pass takes at most 8 samples; see clear()");
            work.inputs(work.rows, sensors);
            work.targets(work.rows, load);
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
         * Output {@code estimate} of a sample: 1 value.
         *
         * @param row counts the samples from 0
         */
        public float[] estimate(int row) {
            require(forwardDone, "call forward() first");
            Workspace.checkRow(row, work.rows);
            return work.estimate(row);
        }

        /**
         * Output {@code gate} of a sample: 12 values.
         *
         * @param row counts the samples from 0
         */
        public float[] gate(int row) {
            require(forwardDone, "call forward() first");
            Workspace.checkRow(row, work.rows);
            return work.gate(row);
        }

        /** As {@code a pass of SensorLoad with 3 of 8 samples}. */
        @Override
        public String toString() {
            return "a pass of SensorLoad with " + work.rows + " of 8 samples";
        }
    }

    /** Up to 8 samples on their way through the equations. */
    private static final class BatchWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;
        final float[][] sensors = new float[24][16];
        final float[][] load = new float[1][8];
        final float[][] h = new float[1][96];
        final float[][] f = new float[24][96];
        final float[][] concatenate6 = new float[1][112];
        final float[][] p_f = new float[1][96];
        final float[][] y = new float[1][8];

        BatchWorkspace(SensorLoad model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] sensors) {
            checkLength("sensors", sensors, 48, "48 = 24 steps × 2");
            for (int step = 0; step < 24; step++) {
                System.arraycopy(sensors, step * 2, this.sensors[step], row * 2, 2);
            }
        }

        float[] estimate(int row) {
            float[] out = new float[1];
            out[0] = this.y[0][row];
            return out;
        }

        float[] gate(int row) {
            float[] out = new float[12];
            System.arraycopy(this.f[23], row * 12, out, 0, 12);
            return out;
        }

        Prediction prediction(int row) {
            return new Prediction(estimate(row), gate(row));
        }

        private void forwardStep0(int t) {
            forwardStep0Part0(t);
            forwardStep0Part1(t);
        }

        private void forwardStep0Part0(int t) {
            // concatenate6 = [h, x]
            for (int i = 0; i < rows; i++) {
                System.arraycopy(h[0], i * 12, concatenate6[0], i * 14, 12);
            }
            // concatenate6 = [h, x]
            {
                for (int i = 0; i < rows; i++) {
                    int sensorsAt = i * 2;
                    float[] sensors_2 = sensors[t];
                    int concatenate6At = 12 + i * 14;
                    float[] concatenate6_2 = concatenate6[0];
                    for (int j = 0; j < 2; j++) {
                        concatenate6_2[concatenate6At + j] = sensors_2[sensorsAt + j];
                    }
                }
            }
            // contract7 = m.W_f·[h, x]
            Products.P0.set(rows, concatenate6, 0, products.w0, p_f, 0);
            // f = sigmoid(p_f)
            K.sigmoid(rows * 12, p_f[0], f[t]);
            // multiply11 = f ⊙ h
            {
                float[] f_2 = f[t];
                float[] h_2 = h[0];
                float[] multiply11 = p_f[0];
                for (int i = 0; i < rows * 12; i++) {
                    multiply11[i] = (f_2[i] * h_2[i]);
                }
            }
            // concatenate12 = [f ⊙ h, x]
            for (int i = 0; i < rows; i++) {
                System.arraycopy(p_f[0], i * 12, concatenate6[0], i * 14, 12);
            }
        }

        private void forwardStep0Part1(int t) {
            // concatenate12 = [f ⊙ h, x]
            {
                for (int i = 0; i < rows; i++) {
                    int sensorsAt = i * 2;
                    float[] sensors_2 = sensors[t];
                    int concatenate12At = 12 + i * 14;
                    float[] concatenate12 = concatenate6[0];
                    for (int j = 0; j < 2; j++) {
                        concatenate12[concatenate12At + j] = sensors_2[sensorsAt + j];
                    }
                }
            }
            // contract13 = m.W_h·[f ⊙ h, x]
            Products.P0.set(rows, concatenate6, 0, products.w1, p_f, 0);
            // h̃ = tanh(p_h̃)
            K.tanh(rows * 12, p_f[0], p_f[0]);
            // h = (1 - f) ⊙ h + f ⊙ h̃
            {
                float[] f_2 = f[t];
                float[] h_2 = h[0];
                float[] h̃ = p_f[0];
                for (int i = 0; i < rows * 12; i++) {
                    float h_3 = ((1f - f_2[i]) * h_2[i]) + (f_2[i] * h̃[i]);
                    h_2[i] = h_3;
                }
            }
        }

        void forward() {
            products.forward();
            // h before the first step
            Arrays.fill(h[0], 0, rows * 12, 0f);
            // scan9 = recurrence over 24 steps
            for (int t = 0; t < 24; t++) {
                forwardStep0(t);
            }
            // contract12 = estimate.W·h
            Products.P1.set(rows, h, 0, products.w2, y, 0);
        }
    }

    /** Up to 8 samples on their way through the equations, and back. */
    private static final class TrainingWorkspace extends Workspace {
        private final float[] theta;
        private final Products products;

        /** The array of {@link #gradient}. */
        private float[] gradients;
        final float[][] sensors = new float[24][16];
        final float[][] load = new float[1][8];
        final float[][] δloss = new float[1][8];
        final float[][] h = new float[25][96];
        final float[][] f = new float[24][96];
        final float[][] concatenate6 = new float[24][112];
        final float[][] concatenate12 = new float[24][112];
        final float[][] h̃ = new float[24][96];
        final float[][] p_f = new float[1][96];
        final float[][] y = new float[1][8];
        final float[][] reduce28 = new float[1][8];
        final float[][] sqrt26 = new float[1][8];
        final float[][] δy = new float[1][8];
        final float[] Σδm_b_f = new float[12];
        final float[] Σδm_b_h = new float[12];
        final float[][] δp_h̃ = new float[24][96];
        final float[][] δp_f = new float[24][96];
        final float[][] contract21 = new float[1][112];
        final float[][] contract29 = new float[1][112];
        final float[][] r18 = new float[1][96];
        final float[][] subtract22 = new float[1][8];

        TrainingWorkspace(SensorLoad model) {
            super(BLOCK);
            theta = model.theta;
            products = model.products;
        }

        void inputs(int row, float[] sensors) {
            checkLength("sensors", sensors, 48, "48 = 24 steps × 2");
            for (int step = 0; step < 24; step++) {
                System.arraycopy(sensors, step * 2, this.sensors[step], row * 2, 2);
            }
        }

        float[] estimate(int row) {
            float[] out = new float[1];
            out[0] = this.y[0][row];
            return out;
        }

        float[] gate(int row) {
            float[] out = new float[12];
            System.arraycopy(this.f[23], row * 12, out, 0, 12);
            return out;
        }

        Prediction prediction(int row) {
            return new Prediction(estimate(row), gate(row));
        }

        /** Lets {@link #backward} add to {@link #gradient}. */
        void take() {
            gradients = ((FloatStorage) gradient.values()).array();
        }

        void targets(int row, float[] load) {
            checkLength("load", load, 1, "1");
            this.load[0][row] = load[0];
        }

        double totalLoss() {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += this.reduce28[0][row];
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
        }

        private void forwardStep0Part0(int t) {
            // concatenate6 = [h, x]
            for (int i = 0; i < rows; i++) {
                System.arraycopy(h[t], i * 12, concatenate6[t], i * 14, 12);
            }
            // concatenate6 = [h, x]
            {
                for (int i = 0; i < rows; i++) {
                    int sensorsAt = i * 2;
                    float[] sensors_2 = sensors[t];
                    int concatenate6At = 12 + i * 14;
                    float[] concatenate6_2 = concatenate6[t];
                    for (int j = 0; j < 2; j++) {
                        concatenate6_2[concatenate6At + j] = sensors_2[sensorsAt + j];
                    }
                }
            }
            // contract7 = m.W_f·[h, x]
            Products.P0.set(rows, concatenate6, t, products.w0, p_f, 0);
            // f = sigmoid(p_f)
            K.sigmoid(rows * 12, p_f[0], f[t]);
            // multiply11 = f ⊙ h
            {
                float[] f_2 = f[t];
                float[] h_2 = h[t];
                float[] multiply11 = p_f[0];
                for (int i = 0; i < rows * 12; i++) {
                    multiply11[i] = (f_2[i] * h_2[i]);
                }
            }
            // concatenate12 = [f ⊙ h, x]
            for (int i = 0; i < rows; i++) {
                System.arraycopy(p_f[0], i * 12, concatenate12[t], i * 14, 12);
            }
        }

        private void forwardStep0Part1(int t) {
            // concatenate12 = [f ⊙ h, x]
            {
                for (int i = 0; i < rows; i++) {
                    int sensorsAt = i * 2;
                    float[] sensors_2 = sensors[t];
                    int concatenate12At = 12 + i * 14;
                    float[] concatenate12_2 = concatenate12[t];
                    for (int j = 0; j < 2; j++) {
                        concatenate12_2[concatenate12At + j] = sensors_2[sensorsAt + j];
                    }
                }
            }
            // contract13 = m.W_h·[f ⊙ h, x]
            Products.P0.set(rows, concatenate12, t, products.w1, p_f, 0);
            // h̃ = tanh(p_h̃)
            K.tanh(rows * 12, p_f[0], h̃[t]);
            // h = (1 - f) ⊙ h + f ⊙ h̃
            {
                float[] f_2 = f[t];
                float[] h_2 = h[t];
                float[] h̃_2 = h̃[t];
                float[] h_3 = h[t + 1];
                for (int i = 0; i < rows * 12; i++) {
                    float h_4 = ((1f - f_2[i]) * h_2[i]) + (f_2[i] * h̃_2[i]);
                    h_3[i] = h_4;
                }
            }
        }

        void forward() {
            products.forward();
            // h before the first step
            Arrays.fill(h[0], 0, rows * 12, 0f);
            // scan10 = recurrence over 24 steps
            for (int t = 0; t < 24; t++) {
                forwardStep0(t);
            }
            // contract17 = estimate.W·h
            Products.P1.set(rows, h, 24, products.w2, y, 0);
        }

        void loss() {
            // subtract22 = y - load
            // sqrt26 = sqrt(1 + (y - load) ⊙ (y - load))
            {
                float[] y_2 = y[0];
                float[] load_2 = load[0];
                float[] subtract22_2 = subtract22[0];
                float[] sqrt26_2 = sqrt26[0];
                for (int i = 0; i < rows; i++) {
                    float v0 = y_2[i] - load_2[i];
                    float v3 = Maths.sqrt((1f + (v0 * v0)));
                    subtract22_2[i] = v0;
                    sqrt26_2[i] = v3;
                }
            }
            // reduce28 = sum(sqrt(1 + (y - load) ⊙ (y - load)) - 1)
            {
                float[] sqrt26_2 = sqrt26[0];
                float[] reduce28_2 = reduce28[0];
                for (int i = 0; i < rows; i++) {
                    reduce28_2[i] = (sqrt26_2[i] - 1f);
                }
            }
        }

        void backward() {
            products.backward();
            backwardPart0();
            backwardPart1();
        }

        private void backwardPart0Step1(int t1) {
            backwardPart0Step1Part0(t1);
            backwardPart0Step1Part1(t1);
            backwardPart0Step1Part2(t1);
        }

        private void backwardPart0Step1Part0(int t1) {
            // r18 = 1 - f_2
            {
                float[] f_2 = f[t1];
                float[] r18_2 = r18[0];
                for (int i = 0; i < rows * 12; i++) {
                    float r18_3 = 1f - f_2[i];
                    r18_2[i] = r18_3;
                }
            }
            // δp_h̃ = δh̃ ⊙ (1 - (h̃ ⊙ h̃))
            {
                float[] δh = p_f[0];
                float[] f_2 = f[t1];
                float[] h̃_2 = h̃[t1];
                float[] δp_h̃_2 = δp_h̃[t1];
                for (int i = 0; i < rows * 12; i++) {
                    float δh̃ = δh[i] * f_2[i];
                    float δp_h̃_3 = δh̃ * (1f - (h̃_2[i] * h̃_2[i]));
                    δp_h̃_2[i] = δp_h̃_3;
                }
            }
            // contract21 = m.W_hᵀ·δp_h̃
            Products.P3.set(rows, δp_h̃, t1, products.w4, contract21, 0);
        }

        private void backwardPart0Step1Part1(int t1) {
            // δp_f = δf ⊙ (f ⊙ r18)
            {
                for (int i = 0; i < rows; i++) {
                    int δhAt = i * 12;
                    float[] δh = p_f[0];
                    int h̃At = i * 12;
                    float[] h̃_2 = h̃[t1];
                    int hAt = i * 12;
                    float[] h_2 = h[t1];
                    int contract21At = i * 14;
                    float[] contract21_2 = contract21[0];
                    int fAt = i * 12;
                    float[] f_2 = f[t1];
                    int r18At = i * 12;
                    float[] r18_2 = r18[0];
                    int δp_fAt = i * 12;
                    float[] δp_f_2 = δp_f[t1];
                    for (int j = 0; j < 12; j++) {
                        float δf = ((δh[δhAt + j] * h̃_2[h̃At + j]) - (δh[δhAt + j] * h_2[hAt + j])) + (contract21_2[contract21At + j] * h_2[hAt + j]);
                        float δp_f_3 = δf * (f_2[fAt + j] * r18_2[r18At + j]);
                        δp_f_2[δp_fAt + j] = δp_f_3;
                    }
                }
            }
            // contract29 = m.W_fᵀ·δp_f
            Products.P3.set(rows, δp_f, t1, products.w5, contract29, 0);
        }

        private void backwardPart0Step1Part2(int t1) {
            // δh = δh ⊙ r18 + m.W_hᵀ·δp_h̃[0 to 12] ⊙ f + m.W_fᵀ·δp_f[0 to 12]
            {
                for (int i = 0; i < rows; i++) {
                    int δhAt = i * 12;
                    float[] δh = p_f[0];
                    int r18At = i * 12;
                    float[] r18_2 = r18[0];
                    int contract21At = i * 14;
                    float[] contract21_2 = contract21[0];
                    int fAt = i * 12;
                    float[] f_2 = f[t1];
                    int contract29At = i * 14;
                    float[] contract29_2 = contract29[0];
                    for (int j = 0; j < 12; j++) {
                        float δh_2 = ((δh[δhAt + j] * r18_2[r18At + j]) + (contract21_2[contract21At + j] * f_2[fAt + j])) + contract29_2[contract29At + j];
                        δh[δhAt + j] = δh_2;
                    }
                }
            }
            // δm.b_f = sum(δp_f)
            K.columnSums(rows, 12, δp_f[t1], 12, Σδm_b_f, 0);
            // δm.b_h = sum(δp_h̃)
            K.columnSums(rows, 12, δp_h̃[t1], 12, Σδm_b_h, 0);
        }

        private void backwardPart0() {
            // δy = (δloss / (2 ⊙ sqrt(… + …))) ⊙ (y - load) + (δloss / (2 ⊙ sqrt(… + …))) ⊙ (y - load)
            {
                float[] sqrt26_2 = sqrt26[0];
                float[] δloss_2 = δloss[0];
                float[] subtract22_2 = subtract22[0];
                float[] δy_2 = δy[0];
                for (int i = 0; i < rows; i++) {
                    float v2 = (δloss_2[i] / (2f * sqrt26_2[i])) * subtract22_2[i];
                    float δy_3 = v2 + v2;
                    δy_2[i] = δy_3;
                }
            }
            // contract35 = estimate.Wᵀ·δy
            Products.P2.set(rows, δy, 0, products.w3, p_f, 0);
            // Σδm.b_f before the first step
            Arrays.fill(Σδm_b_f, 0, 12, 0f);
            // Σδm.b_h before the first step
            Arrays.fill(Σδm_b_h, 0, 12, 0f);
            // scan37 = recurrence over 24 steps, from the last to the first
            for (int t1 = 23; t1 >= 0; t1--) {
                backwardPart0Step1(t1);
            }
            // δm.W_f = Σ δp_f[i]·result 3 of the recurrence[k]
            Products.O4.add(24, rows, δp_f, 0, 1, concatenate6, 0, 1, gradients, Products.I5);
        }

        private void backwardPart1() {
            // δm.W_h = Σ δp_h̃[i]·result 4 of the recurrence[k]
            Products.O4.add(24, rows, δp_h̃, 0, 1, concatenate12, 0, 1, gradients, Products.I6);
            // δestimate.W = Σ δy[i]·h[k]
            Products.O7.add(1, rows, δy, 0, 1, h, 24, 1, gradients, Products.I8);
            // δestimate.b = sum(δy)
            {
                float sum = 0f;
                float[] δy_2 = δy[0];
                for (int i = 0; i < rows; i++) {
                    sum += δy_2[i];
                }
                gradients[372] += sum;
            }
            // add δm.b_f
            {
                for (int i = 0; i < 12; i++) {
                    gradients[336 + i] += Σδm_b_f[i];
                }
            }
            // add δm.b_h
            {
                for (int i = 0; i < 12; i++) {
                    gradients[348 + i] += Σδm_b_h[i];
                }
            }
        }
    }

    /** The initial distributions of the parameters. */
    private static final class Initial {
        private final float[] theta;
        private long key;
        final float[] random7 = new float[168];
        final float[] multiply14 = new float[168];
        final float[] sqrt5 = new float[1];
        final float[] random7_2 = new float[12];
        final float[] multiply13 = new float[12];
        final float[] sqrt5_2 = new float[1];

        Initial(float[] theta) {
            this.theta = theta;
        }

        void draw(long seed) {
            // m.W_f
            key = CounterRandom.key(seed, 0, 0);
            draw168();
            System.arraycopy(multiply14, 0, theta, 0, 168);
            // m.W_h
            key = CounterRandom.key(seed, 1, 0);
            draw168();
            System.arraycopy(multiply14, 0, theta, 168, 168);
            // m.b_f
            Arrays.fill(theta, 336, 348, 0f);
            // m.b_h
            Arrays.fill(theta, 348, 360, 0f);
            // estimate.W
            key = CounterRandom.key(seed, 4, 0);
            draw12();
            System.arraycopy(multiply13, 0, theta, 360, 12);
            // estimate.b
            Arrays.fill(theta, 372, 373, 0f);
        }

        void draw168() {
            // sqrt5 = sqrt(6 / (12 + 14))
            {
                sqrt5[0] = Maths.sqrt((6f / (12f + 14f)));
            }
            // random7 = uniform()
            for (int r = 0; r < 1; r++) {
                long key_2 = CounterRandom.key(key, 0, r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 168; e++) {
                        random7[0 + s * 168 + e] = CounterRandom.uniformFloat(key_2, s * 168 + e);
                    }
                }
            }
            // multiply14 = sqrt(6 / (12 + 14)) ⊙ (2 ⊙ uniform() - 1)
            {
                float sqrt5_2 = sqrt5[0];
                for (int i = 0; i < 168; i++) {
                    multiply14[i] = (sqrt5_2 * ((2f * random7[i]) - 1f));
                }
            }
        }

        void draw12() {
            // sqrt5 = sqrt(6 / (1 + 12))
            {
                sqrt5_2[0] = Maths.sqrt((6f / (1f + 12f)));
            }
            // random7 = uniform()
            for (int r = 0; r < 1; r++) {
                long key_2 = CounterRandom.key(key, 0, r);
                for (int s = 0; s < 1; s++) {
                    for (int e = 0; e < 12; e++) {
                        random7_2[0 + s * 12 + e] = CounterRandom.uniformFloat(key_2, s * 12 + e);
                    }
                }
            }
            // multiply13 = sqrt(6 / (1 + 12)) ⊙ (2 ⊙ uniform() - 1)
            {
                float sqrt5_3 = sqrt5_2[0];
                for (int i = 0; i < 12; i++) {
                    multiply13[i] = (sqrt5_3 * ((2f * random7_2[i]) - 1f));
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
            // multiply6 = 0.003 ⊙ rate
            {
                float scalar = rate;
                multiply6[0] = (0.003f * scalar);
            }
            // add12 = 0.9 ⊙ v + 0.09999999999999998 ⊙ (g ⊙ g)
            // subtract19 = θ - (((0.003 ⊙ rate) ⊙ g) / (sqrt(… ⊙ v + … ⊙ …) + 1.0E-8))
            {
                float multiply6_2 = multiply6[0];
                for (int i = 0; i < 373; i++) {
                    float v3 = (0.9f * v[i]) + (0.1f * (gradient[i] * gradient[i]));
                    float v8 = theta[i] - ((multiply6_2 * gradient[i]) / (Maths.sqrt(v3) + 1.0E-8f));
                    v[i] = v3;
                    theta[i] = v8;
                }
            }
        }
    }

    /** The matrix products, and the weights laid out for them as of the last change. */
    private static final class Products {
        static final FloatProduct P0 = Kernels.get().floatProduct(new ProductShape(1, 1, 14, 12, 0, 14, 0, 12));
        static final FloatProduct P1 = Kernels.get().floatProduct(new ProductShape(1, 1, 12, 1, 0, 12, 0, 1));
        static final FloatProduct P2 = Kernels.get().floatProduct(new ProductShape(1, 1, 1, 12, 0, 1, 0, 12));
        static final FloatProduct P3 = Kernels.get().floatProduct(new ProductShape(1, 1, 12, 14, 0, 12, 0, 14));
        static final FloatOuter O4 = Kernels.get().floatOuter(new OuterShape(1, 12, 14, 0, 12, 0, 14, 14));

        static final int[] I5 = {0};

        static final int[] I6 = {168};

        static final FloatOuter O7 = Kernels.get().floatOuter(new OuterShape(1, 1, 12, 0, 1, 0, 12, 12));

        static final int[] I8 = {360};

        private final SensorLoad model;
        final FloatWeights w0 = P0.newWeights();
        final FloatWeights w1 = P0.newWeights();
        final FloatWeights w2 = P1.newWeights();
        final FloatWeights w3 = P2.newWeights();
        final FloatWeights w4 = P3.newWeights();
        final FloatWeights w5 = P3.newWeights();
        private volatile long advanceVersion = -1;
        private volatile long backwardVersion = -1;
        private volatile long forwardVersion = -1;

        Products(SensorLoad model) {
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
                pack3(w3, model.theta);
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
                forwardVersion = version;
            }
        }

        private static void pack0(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 0, 1, 14);
            w.start(0, theta, 336);
        }

        private static void pack1(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 168, 1, 14);
            w.start(0, theta, 348);
        }

        private static void pack2(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 360, 1, 12);
            w.start(0, theta, 372);
        }

        private static void pack3(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 360, 12, 1);
        }

        private static void pack4(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 168, 14, 1);
        }

        private static void pack5(FloatWeights w, float[] theta) {
            w.pack(0, 0, theta, 0, 14, 1);
        }
    }
}
