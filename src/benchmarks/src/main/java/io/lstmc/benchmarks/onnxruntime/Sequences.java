package io.lstmc.benchmarks.onnxruntime;

import ai.onnxruntime.OrtException;
import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Problem;
import java.util.Map;

/** Whole sequences. */
final class Sequences implements Contender {

    private final Session session;

    Sequences(Problem problem) throws OrtException {
        session = new Session(problem, problem.steps());
        session.input(problem.stepsOfBatch());
    }

    @Override
    public String name() {
        return OnnxRuntime.NAME;
    }

    @Override
    public void run(int times) {
        for (int i = 0; i < times; i++) {
            session.run();
        }
    }

    @Override
    public Map<String, double[]> results() {
        run(1);
        return Map.of(OUTPUT, session.last());
    }

    @Override
    public void close() {
        session.close();
    }
}
