package io.lstmc.runtime.kernel.warmup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which pieces of vector code were wanted in this process, and what has become of them. */
public final class PieceStatus {

    private enum State {
        WAITING,
        COMPILED
    }

    private static final Map<String, State> PIECES = new LinkedHashMap<>();
    private static final Map<String, String> GIVEN_UP = new LinkedHashMap<>();

    /**
     * The pieces at one moment, by their names.
     *
     * @param compiled those that are in use
     * @param waiting those for which plain Java still does the work
     * @param givenUp those for which plain Java does it for good or for long, each with the reason
     */
    public record Snapshot(List<String> compiled, List<String> waiting, Map<String, String> givenUp) {}

    private PieceStatus() {}

    public static Snapshot now() {
        synchronized (PIECES) {
            return new Snapshot(named(State.COMPILED), named(State.WAITING), Map.copyOf(GIVEN_UP));
        }
    }

    private static List<String> named(State state) {
        List<String> names = new ArrayList<>();
        PIECES.forEach((name, known) -> {
            if (known == state) {
                names.add(name);
            }
        });
        return List.copyOf(names);
    }

    static void wanted(String name) {
        synchronized (PIECES) {
            PIECES.put(name, State.WAITING);
        }
    }

    static void compiled(String name) {
        synchronized (PIECES) {
            PIECES.put(name, State.COMPILED);
            GIVEN_UP.remove(name);
        }
    }

    /** Plain Java does it for good. */
    public static void givenUp(String name, String reason) {
        put(name, reason);
        log(System.Logger.Level.DEBUG, "given up, plain Java computes it: " + name + ": " + reason);
    }

    /** Plain Java does it for so long that one should know; it may be compiled all the same. */
    static void late(String name, String reason) {
        put(name, reason);
        log(System.Logger.Level.DEBUG, "late, plain Java computes it so far: " + name + ": " + reason);
    }

    private static void put(String name, String reason) {
        synchronized (PIECES) {
            PIECES.remove(name);
            GIVEN_UP.put(name, reason);
        }
    }

    /** Writes to the log of the runtime. */
    public static void log(System.Logger.Level level, String message) {
        System.getLogger("io.lstmc.runtime").log(level, message);
    }
}
