package io.lstmc.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.benchmarks.model.Cell;
import io.lstmc.benchmarks.model.GeneratedModel;
import io.lstmc.compiler.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who computes something else is not timed, which is no reason to stop unless it is the generated class. */
final class MeasurementTest {

    private static final Case AT = new Case(Kind.SEQUENCES, Cell.LSTM, 2, 3, 4, 1);

    /** Something with results of its own. */
    private static final class Fixed implements Contender {
        private final String name;
        private final Map<String, double[]> results;
        private boolean ran;
        private boolean closed;

        Fixed(String name, Map<String, double[]> results) {
            this.name = name;
            this.results = results;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void run(int times) {
            ran = true;
        }

        @Override
        public Map<String, double[]> results() {
            return results;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private record Other(Fixed contender) implements Peer {

        @Override
        public String name() {
            return contender.name();
        }

        @Override
        public Optional<Contender> contender(Case at, Problem problem) {
            return Optional.of(contender);
        }
    }

    private static Map<String, double[]> right() {
        GeneratedModel model = new GeneratedModel(AT, Precision.DOUBLE);
        return model.contender("right", AT, new Problem(AT, model.parameters())).results();
    }

    private static Map<String, double[]> off(double by) {
        Map<String, double[]> results = new LinkedHashMap<>(right());
        results.computeIfPresent(Contender.OUTPUT, (name, values) -> {
            double[] off = values.clone();
            off[off.length - 1] += by;
            return off;
        });
        return results;
    }

    @Test
    void aWrongPeerIsLeftOutAndNamed() {
        Fixed right = new Fixed("right", right());
        Fixed off = new Fixed("off", off(1e-2));
        Fixed none = new Fixed("none", off(Double.NaN));
        List<Peer> peers = List.of(new Other(off), new Other(right), new Other(none));

        Outcome outcome = new Measurement(peers, new Effort(0, 1, 1)).of(AT);

        assertEquals(Set.of("lstmc", "right", "peak"), outcome.timings().keySet());
        assertEquals(Set.of("off", "none"), outcome.wrong().keySet());
        assertTrue(outcome.wrong().get("off") > 1e-3);
        assertTrue(Double.isNaN(outcome.wrong().get("none")));
        // That of the ones that were timed.
        assertTrue(outcome.error() < 1e-5, () -> "" + outcome.error());
        assertEquals(Optional.empty(), outcome.nanos("off"));
        assertTrue(right.ran && right.closed);
        assertTrue(off.closed && none.closed);
        assertFalse(off.ran || none.ran);
    }

    @Test
    void aWrongGeneratedClassIsAFailure() {
        Map<String, double[]> expected = Map.of("a", new double[] {1, -4});
        List<Contender> contenders =
                new ArrayList<>(List.of(new Fixed(Measurement.LSTMC, Map.of("a", new double[] {1, -4.01}))));
        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> Measurement.compare(expected, contenders));
        assertEquals("lstmc is wrong: it differs by 2.5e-03 from the reference", failure.getMessage());
    }
}
