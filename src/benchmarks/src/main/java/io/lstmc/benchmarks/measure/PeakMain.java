package io.lstmc.benchmarks.measure;

import java.util.List;
import java.util.Map;

/** Measures the peak alone in this JVM; {@link #outcome} starts it in another one. */
public final class PeakMain {

    private PeakMain() {}

    public static void main(String[] words) {
        Child.exitAfter(() -> {
            Peak.Loop peak = Peak.loop();
            Timing timing = new Race(Effort.FULL, true).run(List.of(peak)).get(0);
            return new Outcome(Map.of(peak.name(), timing), Map.of(), peak.flops());
        });
    }

    /** Measures in a JVM of its own. */
    public static Outcome outcome(Child child) {
        return Outcome.read(child.run(PeakMain.class, List.of()));
    }
}
