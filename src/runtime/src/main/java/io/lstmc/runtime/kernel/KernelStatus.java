package io.lstmc.runtime.kernel;

import io.lstmc.runtime.kernel.warmup.PieceStatus;
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
 * @param givenUp pieces for which plain Java does the work for good, or for more than a minute now, each with the reason
 */
public record KernelStatus(
        String kind, String reason, List<String> compiled, List<String> waiting, Map<String, String> givenUp) {

    static KernelStatus of(String kind, String reason) {
        PieceStatus.Snapshot pieces = PieceStatus.now();
        return new KernelStatus(kind, reason, pieces.compiled(), pieces.waiting(), pieces.givenUp());
    }
}
