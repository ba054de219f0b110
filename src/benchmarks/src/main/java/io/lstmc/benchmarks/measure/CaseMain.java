package io.lstmc.benchmarks.measure;

import io.lstmc.benchmarks.model.Cell;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures one case in this JVM; {@link #outcome} starts it in another one. */
public final class CaseMain {

    private CaseMain() {}

    /** @param arguments those of {@link #outcome} */
    public static void main(String[] arguments) {
        Case at = new Case(
                Kind.valueOf(arguments[0]),
                Cell.valueOf(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]));
        Effort effort =
                new Effort(Long.parseLong(arguments[6]), Integer.parseInt(arguments[7]), Long.parseLong(arguments[8]));
        List<Peer> peers = Stream.of(arguments).skip(9).map(Peers::named).collect(Collectors.toList());
        int code = 0;
        try {
            new Measurement(peers, effort).of(at).write(System.out);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            code = 1;
        }
        // Libraries may keep threads.
        System.out.flush();
        System.exit(code);
    }

    /** Measures in a JVM of its own. */
    public static Outcome outcome(Child child, Case at, Effort effort, List<String> peers) {
        Stream<Object> arguments = Stream.of(
                at.kind().name(),
                at.cell().name(),
                at.x(),
                at.h(),
                at.steps(),
                at.batch(),
                effort.warmUpNanos(),
                effort.samples(),
                effort.sampleNanos());
        return Outcome.read(child.run(
                CaseMain.class.getName(),
                Stream.concat(arguments, peers.stream()).map(Object::toString).collect(Collectors.toList())));
    }
}
