package io.lstmc.benchmarks.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.model.Cell;
import io.lstmc.benchmarks.model.GeneratedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FirstSecondsTest {

    private static final long MS = 1_000_000;

    /** What the program prints if its step takes so long until some moment, and so long from then on; in ms. */
    private static List<String> lines(long begun, long slow, long until, long fast, long length) {
        List<String> lines = new ArrayList<>(List.of("begun\t" + begun * MS));
        long now = begun;
        long steps = 0;
        long border = 50;
        while (now < length) {
            now += now < until ? slow : fast;
            steps++;
            if (now >= border) {
                lines.add("window\t" + now * MS + '\t' + steps);
                steps = 0;
                border = now / 50 * 50 + 50;
            }
        }
        lines.addAll(List.of("longest\t" + slow * MS, "late\t" + fast * MS, "processor\t4000000000\t5000000000"));
        return lines;
    }

    @Test
    void stepsOfTheFirstFiveSeconds() {
        // Three of a second each from 0.2 s on, then one in 7 ms: (5000 - 3200) / 7 is 257.1.
        FirstSeconds run = FirstSeconds.read(lines(200, 1000, 3000, 7, 20_000));
        assertEquals(260, run.done());
        assertEquals(7 * MS, run.steadyStep());
        assertEquals(5 - 260 * 0.007, run.lost(run.steadyStep()), 1e-12);
        assertEquals(5 - 260 * 0.004, run.lost(4 * MS), 1e-12);
        assertEquals(3200 * MS, run.steadyAfter());
        assertEquals(1000 * MS, run.longest());
        assertEquals(7 * MS, run.longestLate());
        assertEquals(1.25, run.busy());
    }

    @Test
    void aStepThatEndsWithTheFiveSecondsCounts() {
        FirstSeconds run = FirstSeconds.read(lines(0, 100, 0, 100, 8000));
        assertEquals(50, run.done());
        assertEquals(0, run.lost(100 * MS), 1e-12);
        assertEquals(0, run.steadyAfter());
    }

    @Test
    void aStepAcrossTheFiveSecondsDoesNot() {
        FirstSeconds run = FirstSeconds.read(lines(0, 6000, 1, 10, 20_000));
        assertEquals(0, run.done());
        assertEquals(5, run.lost(10 * MS));
    }

    @Test
    void whatNeverSettlesIsNotSteady() {
        FirstSeconds run = FirstSeconds.read(lines(0, 100, 7000, 10, 8000));
        assertTrue(Double.isInfinite(run.steadyAfter()));
    }

    /**
     * Each kind of work is done by a program that has nothing on its class path but itself and the runtime, and at least
     * once, even if its time is over before it begins.
     */
    @ParameterizedTest
    @CsvSource({"TRAINING,0", "SEQUENCES,0", "STREAMING,0", "STREAMING,1"})
    void theProgramRuns(Kind kind, int seconds) throws IOException {
        Case at = new Case(kind, Cell.LSTM, 2, 3, 4, 5);
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            GeneratedModel.writePrograms(at, directory.path());
            FirstSeconds run = FirstSeconds.run(directory.path(), kind, "plain", new Cores("", 0), seconds, List.of());
            assertTrue(Arrays.stream(run.steps()).allMatch(steps -> steps > 0), () -> Arrays.toString(run.steps()));
            assertTrue(run.longest() > 0 && run.longest() >= run.longestLate());
            assertTrue(run.begun() > 0 && run.begun() < run.ends()[0]);
        }
    }

    @Test
    void coresThatAreNotThere() {
        assertEquals("not bound to cores", Cores.of("no list").title());
        assertEquals(List.of("java"), Cores.of("no list").bind(List.of("java")));
        assertEquals(List.of("taskset", "-c", "0,1", "java"), new Cores("0,1", 2).bind(List.of("java")));
        assertEquals("one core", new Cores("7", 1).title());
        assertEquals("2 cores", new Cores("0,1", 2).title());
    }
}
