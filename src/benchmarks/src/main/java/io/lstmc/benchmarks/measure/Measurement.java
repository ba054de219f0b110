package io.lstmc.benchmarks.measure;

import io.lstmc.benchmarks.model.GeneratedModel;
import io.lstmc.compiler.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares and times all contenders of one case in this process. */
public final class Measurement {

    /** The name of the generated class among the contenders. */
    public static final String LSTMC = "lstmc";

    private final List<Peer> peers;
    private final Effort effort;

    public Measurement(List<Peer> peers, Effort effort) {
        this.peers = peers;
        this.effort = effort;
    }

    /**
     * Measures.
     *
     * @throws IllegalStateException if the results of the generated class are wrong, for then its times mean nothing
     */
    public Outcome of(Case at) {
        GeneratedModel wide = new GeneratedModel(at, Precision.DOUBLE);
        Problem problem = new Problem(at, wide.parameters());
        Map<String, double[]> expected =
                wide.contender("reference", at, problem).results();
        List<Contender> contenders = contenders(at, problem);
        try {
            Map<String, Double> errors = compare(expected, contenders);
            Peak.Loop peak = Peak.loop();
            contenders.add(peak);
            List<Timing> times = new Race(effort, true).run(contenders);
            Map<String, Timing> timings = new LinkedHashMap<>();
            for (int i = 0; i < times.size(); i++) {
                timings.put(contenders.get(i).name(), times.get(i));
            }
            return new Outcome(timings, errors, peak.flops());
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    private List<Contender> contenders(Case at, Problem problem) {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new GeneratedModel(at, Precision.FLOAT).contender(LSTMC, at, problem));
        for (Peer peer : peers) {
            peer.contender(at, problem).ifPresent(contenders::add);
        }
        return contenders;
    }

    /**
     * The differences of all from the reference. A peer that computes something else is closed and taken off the list.
     *
     * @throws IllegalStateException if it is the generated class that computes something else
     */
    static Map<String, Double> compare(Map<String, double[]> expected, List<Contender> contenders) {
        Map<String, Double> errors = new LinkedHashMap<>();
        for (Contender contender : List.copyOf(contenders)) {
            double error = Agreement.difference(expected, contender.results());
            errors.put(contender.name(), error);
            if (!Agreement.isWrong(error)) {
                continue;
            }
            if (contender.name().equals(LSTMC)) {
                throw new IllegalStateException(
                        String.format(Locale.ROOT, "%s is wrong: it differs by %.1e from the reference", LSTMC, error));
            }
            contenders.remove(contender);
            contender.close();
        }
        return errors;
    }
}
