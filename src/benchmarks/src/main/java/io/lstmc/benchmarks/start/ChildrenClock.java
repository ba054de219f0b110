package io.lstmc.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time of all processes that this one started and that have ended. */
final class ChildrenClock {

    private static final Path STATUS = Path.of("/proc/self/stat");

    /** Where Linux tells the time of children as users and in the system, behind the name in parentheses. */
    private static final int USER = 13;

    private static final int SYSTEM = 14;

    /** Linux counts hundredths of a second for programs, whatever it does inside. */
    private static final double MILLISECONDS_OF_A_TICK = 10;

    private ChildrenClock() {}

    /** Milliseconds so far; not a number where this system does not tell. */
    static double milliseconds() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return Double.NaN;
        }
        String line = Files.readString(STATUS);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * MILLISECONDS_OF_A_TICK;
    }
}
