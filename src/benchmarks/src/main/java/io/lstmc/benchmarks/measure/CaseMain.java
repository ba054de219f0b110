package io.lstmc.benchmarks.measure;

import java.util.List;

/** Measures one case in this JVM; {@link #outcome} starts it in another one. */
public final class CaseMain {

    private CaseMain() {}

    public static void main(String[] words) {
        Child.exitAfter(() -> {
            Arguments arguments = Arguments.read(words);
            return new Measurement(arguments.chosenPeers(), arguments.effort()).of(arguments.at());
        });
    }

    /** Measures with one thread in a JVM of its own. */
    public static Outcome outcome(Child child, Case at, Effort effort, List<String> peers) {
        return Outcome.read(child.run(CaseMain.class, new Arguments(at, effort, 1, peers).write()));
    }
}
