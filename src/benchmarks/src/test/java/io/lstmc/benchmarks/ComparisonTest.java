package io.lstmc.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Effort;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.measure.Outcome;
import io.lstmc.benchmarks.measure.Timing;
import io.lstmc.benchmarks.model.Cell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A peer that is wrong has no place in its row, nor in the means, and is named below. */
final class ComparisonTest {

    private static final Case AT = new Case(Kind.SEQUENCES, Cell.LSTM, 1, 8, 100, 1);

    private static Timing timing(double micros, double steadyAfter) {
        return new Timing(micros * 1000, micros * 1000, 0, steadyAfter);
    }

    /** The peer takes so many times longer, or is wrong. */
    private static Outcome outcome(double ratio, boolean right) {
        Map<String, Timing> timings = new LinkedHashMap<>();
        timings.put("lstmc", timing(100, 1.25e9));
        timings.put("peak", timing(1, 0.1e9));
        if (right) {
            timings.put("other", timing(100 * ratio, Double.POSITIVE_INFINITY));
        }
        return new Outcome(timings, Map.of("lstmc", 1e-7, "other", right ? 2e-6 : 0.03), 90_000);
    }

    @Test
    void aWrongPeerIsInNoMean() {
        Comparison comparison = new Comparison("at", Comparison.Unit.MICROSECONDS, List.of("other"));
        comparison.add("a", AT, outcome(2, true));
        comparison.add("b", AT, outcome(50, false));
        comparison.add("c", AT, outcome(8, true));
        assertEquals("""
                | at             | lstmc µs | GFLOP/s | peak | of peak | steady after s | difference | other µs | ratio |
                |----------------|---------:|--------:|-----:|--------:|---------------:|-----------:|---------:|------:|
                | a              |      100 |    0.58 | 90.0 |     1 % |           1.25 |      2e-06 |      200 | 2.00× |
                | b              |      100 |    0.58 | 90.0 |     1 % |           1.25 |      1e-07 |        – |     – |
                | c              |      100 |    0.58 | 90.0 |     1 % |           1.25 |      2e-06 |      800 | 8.00× |
                | geometric mean |          |         |      |         |                |            |          | 4.00× |
                """, comparison.finish());
    }

    @Test
    void remarksNameWhatIsWrongAndWhatIsNotSteady() {
        assertEquals(
                List.of(
                        "other is left out at LSTM (1, 8), 1 × 100 steps, where it computes something else: it differs by"
                                + " 3e-02."),
                RunOptions.remarks(AT.title(), outcome(1, false), Effort.FULL));
        assertEquals(
                List.of("The times of other at LSTM (1, 8), 1 × 100 steps were not steady after 60 s."),
                RunOptions.remarks(AT.title(), outcome(1, true), Effort.FULL));
    }
}
