package io.lstmc.benchmarks.measure;

import io.lstmc.benchmarks.model.GeneratedModel;
import io.lstmc.compiler.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures training with several threads in this JVM; {@link #outcome} starts it in another one. */
public final class ThreadsMain {

    private ThreadsMain() {}

    public static void main(String[] words) {
        Child.exitAfter(() -> measure(Arguments.read(words)));
    }

    /**
     * Measures in a JVM of its own; the times that count are those of the clock on the wall.
     *
     * @throws IllegalStateException if the parameters of a trained model depend on the number of threads
     */
    public static Outcome outcome(Child child, Case at, int threads, Effort effort, List<String> peers) {
        return Outcome.read(child.run(ThreadsMain.class, new Arguments(at, effort, threads, peers).write()));
    }

    private static Outcome measure(Arguments arguments) {
        Case at = arguments.at();
        GeneratedModel model = new GeneratedModel(at, Precision.FLOAT);
        Problem problem = new Problem(at, model.parameters());
        Contender trained = model.epochs(Measurement.LSTMC, problem, arguments.threads());
        requireSameBits(model.epochs("one thread", problem, 1).results(), trained.results());
        List<Contender> contenders = new ArrayList<>(List.of(trained));
        for (Peer peer : arguments.chosenPeers()) {
            peer.contender(at, problem).ifPresent(contenders::add);
        }
        List<Timing> times = new Race(arguments.effort(), arguments.threads() == 1).run(contenders);
        Map<String, Timing> timings = new LinkedHashMap<>();
        for (int i = 0; i < times.size(); i++) {
            Timing time = times.get(i);
            int steps = contenders.get(i) == trained ? GeneratedModel.STEPS_OF_AN_EPOCH : 1;
            timings.put(
                    contenders.get(i).name(),
                    new Timing(
                            time.nanos() / steps, time.wallNanos() / steps, time.bytes() / steps, time.steadyAfter()));
        }
        return new Outcome(timings, Map.of(), 0);
    }

    private static void requireSameBits(Map<String, double[]> expected, Map<String, double[]> actual) {
        expected.forEach((name, values) -> {
            if (!Arrays.equals(values, actual.get(name))) {
                throw new IllegalStateException(name + " depends on the number of threads");
            }
        });
    }
}
