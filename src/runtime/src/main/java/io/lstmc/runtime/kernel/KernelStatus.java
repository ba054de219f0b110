package io.lstmc.runtime.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which kernels a process has, and why. The log {@code io.lstmc.runtime} gets a warning if vector code that was to be there does
 * not load, and at the level DEBUG each piece of it that is given up.
 *
 * @param kind the kernels, for example {@code plain} or {@code vector 512 bit}
 * @param reason why they are plain although {@code lstmc.kernels} would allow vectors; empty if they are not, or were asked for
 * @param compiled names of pieces of vector code that are in use
 * @param waiting names of pieces for which plain Java still does the work, until they are compiled
 * @param givenUp pieces for which plain Java does the work for good, each with the reason
 */
public record KernelStatus(
        String kind, String reason, List<String> compiled, List<String> waiting, Map<String, String> givenUp) {

    private enum State {
        WAITING,
        COMPILED
    }

    private static final Map<String, State> PIECES = new LinkedHashMap<>();
    private static final Map<String, String> GIVEN_UP = new LinkedHashMap<>();

    static KernelStatus of(String kind, String reason) {
        synchronized (PIECES) {
            return new KernelStatus(kind, reason, named(State.COMPILED), named(State.WAITING), Map.copyOf(GIVEN_UP));
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
        }
    }

    static void givenUp(String name, String reason) {
        synchronized (PIECES) {
            PIECES.remove(name);
            GIVEN_UP.put(name, reason);
        }
        log(System.Logger.Level.DEBUG, "given up, plain Java computes it: " + name + ": " + reason);
    }

    static void log(System.Logger.Level level, String message) {
        System.getLogger("io.lstmc.runtime").log(level, message);
    }
}
