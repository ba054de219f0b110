package io.lstmc.benchmarks.onnxruntime;

import ai.onnxruntime.OrtException;
import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Problem;
import java.util.Map;

/** Sequences of one step, each beginning where the last one ended. */
final class Streaming implements Contender {

    private final Problem problem;
    private final Session session;

    Streaming(Problem problem) throws OrtException {
        this.problem = problem;
        session = new Session(problem, 1);
        session.input(problem.x(0, 0));
    }

    @Override
    public String name() {
        return OnnxRuntime.NAME;
    }

    @Override
    public void run(int times) {
        for (int i = 0; i < times; i++) {
            session.carryOn();
            session.run();
        }
    }

    @Override
    public Map<String, double[]> results() {
        session.carryOn();
        session.forget();
        session.carryOn();
        for (int step = 0; step < problem.steps(); step++) {
            session.input(problem.x(0, step));
            run(1);
        }
        session.input(problem.x(0, 0));
        return Map.of(OUTPUT, session.last());
    }

    @Override
    public void close() {
        session.close();
    }
}
