package io.lstmc.benchmarks.measure;

import io.lstmc.benchmarks.model.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * What one JVM of this program tells another one to measure.
 *
 * @param threads that each contender may use
 * @param peers by name
 */
public record Arguments(Case at, Effort effort, int threads, List<String> peers) {

    /** As arguments of a command. */
    public List<String> write() {
        List<String> words = new ArrayList<>();
        words.add(at.kind().name());
        words.add(at.cell().name());
        for (long number : new long[] {
            at.x(),
            at.h(),
            at.steps(),
            at.batch(),
            effort.longestWarmUpNanos(),
            effort.samples(),
            effort.sampleNanos(),
            threads
        }) {
            words.add(Long.toString(number));
        }
        words.addAll(peers);
        return words;
    }

    /** Reads what {@link #write} wrote. */
    public static Arguments read(String... words) {
        long[] numbers = new long[8];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Long.parseLong(words[2 + i]);
        }
        return new Arguments(
                new Case(
                        Kind.valueOf(words[0]),
                        Cell.valueOf(words[1]),
                        (int) numbers[0],
                        (int) numbers[1],
                        (int) numbers[2],
                        (int) numbers[3]),
                new Effort(numbers[4], (int) numbers[5], numbers[6]),
                (int) numbers[7],
                List.of(words).subList(2 + numbers.length, words.length));
    }

    /** The peers, which may use as many threads. */
    public List<Peer> chosenPeers() {
        return peers.stream().map(name -> Peers.named(name, threads)).toList();
    }
}
