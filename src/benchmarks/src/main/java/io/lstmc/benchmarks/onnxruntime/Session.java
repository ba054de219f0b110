package io.lstmc.benchmarks.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lstmc.benchmarks.measure.Problem;
import io.lstmc.benchmarks.model.Numbers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** An LSTM with its arrays, which stay the same for all runs. */
final class Session implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final FloatBuffer x;
    private final FloatBuffer[] h = new FloatBuffer[2];
    private final FloatBuffer[] c = new FloatBuffer[2];

    /** From the first states to the second ones, and back. */
    private final Map<String, OnnxTensor>[] inputs;

    private final Map<String, OnnxTensor>[] outputs;
    private int before;

    // There are no arrays of generic types.
    @SuppressWarnings({"unchecked", "rawtypes"})
    Session(Problem problem, int steps) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(LstmModel.of(problem, steps), options);
        }
        long batch = problem.batch();
        x = floats(steps * batch * problem.x());
        OnnxTensor tensor = OnnxTensor.createTensor(environment, x, new long[] {steps, batch, problem.x()});
        inputs = new Map[2];
        outputs = new Map[2];
        OnnxTensor[] hs = new OnnxTensor[2];
        OnnxTensor[] cs = new OnnxTensor[2];
        long[] shape = {1, batch, problem.h()};
        for (int i = 0; i < 2; i++) {
            h[i] = floats(batch * problem.h());
            c[i] = floats(batch * problem.h());
            hs[i] = OnnxTensor.createTensor(environment, h[i], shape);
            cs[i] = OnnxTensor.createTensor(environment, c[i], shape);
        }
        for (int i = 0; i < 2; i++) {
            inputs[i] = Map.of("X", tensor, "h", hs[i], "c", cs[i]);
            outputs[i] = Map.of("Y_h", hs[1 - i], "Y_c", cs[1 - i]);
        }
    }

    private static FloatBuffer floats(long size) {
        return ByteBuffer.allocateDirect((int) size * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Sets the inputs. */
    void input(float[] values) {
        x.put(0, values);
    }

    void run() {
        try {
            session.run(inputs[before], outputs[before]).close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the next run begin where the last one ended. */
    void carryOn() {
        before = 1 - before;
    }

    /** Lets the next run begin with zeros. */
    void forget() {
        float[] zeros = new float[h[before].capacity()];
        h[before].put(0, zeros);
        c[before].put(0, zeros);
    }

    /** The hidden states that the next run begins with after {@link #carryOn}. */
    double[] last() {
        float[] values = new float[h[0].capacity()];
        h[1 - before].get(0, values);
        return Numbers.doubles(values);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
