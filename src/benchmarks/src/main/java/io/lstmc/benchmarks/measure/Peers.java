package io.lstmc.benchmarks.measure;

import java.util.List;

/** The other software. A peer's libraries load when it is asked for. */
public final class Peers {

    public static final List<String> NAMES = List.of();

    private Peers() {}

    static Peer named(String name) {
        throw new IllegalArgumentException("no peer " + name + "; there are " + NAMES);
    }
}
