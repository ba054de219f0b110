package io.lstmc.runtime.kernel.warmup;

/**
 * Whether the JIT compiler (C2) has compiled a piece of vector code. Until it has, every vector is an object, and the code a
 * hundred times slower than plain Java; so until then plain Java does the work, while {@link WarmUp} gets it compiled. Both
 * give the same bits, so that no result depends on when this happens.
 *
 * <p>What has it compiled is the number of its calls. Nearly all of them return at once, since a call that computes with
 * vectors as objects takes milliseconds: it costs half the processor time, and no loop is compiled on its own because it runs
 * for so long.
 */
public class CompilationProbe extends WarmUp.Task {

    /** The kinds of calls of a piece of code. */
    public interface Code {

        /** Runs the code on data of its own. */
        void full();

        /** Calls the same methods so that they return at once. */
        void empty();
    }

    /** Operations in a nanosecond: compiled code makes more on any machine, other code less than half as many. */
    private static final double COMPILED = 2;

    /** How many operations are timed at once, so that the call and the clock do not matter. */
    private static final int TIMED = 8192;

    /** How many runs one after the other must be fast, and among how many. */
    private static final int RUNS = 3;

    private static final int MOST_RUNS = 12;

    /**
     * How many times longer than compiled code takes what is not. Less may be compiled code that other programs disturbed, and is
     * timed again.
     */
    private static final int OTHER = 10;

    /**
     * At most one call in so many computes. Some must while the JVM counts what happens in code of its first compiler (C1): what the
     * second (C2) has not seen there it leaves out, and vectors whose types it has not seen stay objects.
     */
    private static final int FULL = 500;

    /**
     * Nanoseconds of a round for calls that compute, spread over it, since only those in code of C1 are counted: large tiles take
     * milliseconds, and show all that they do in a few.
     */
    private static final long LEARNING_TIME = 2_000_000;

    /** Calls of a round, and rounds, in which the first compiler gets to work. */
    private static final int FEW = 500;

    private static final int LEARNING = 3;

    /** Calls between two looks, because the compiler takes first what is called most. */
    private static final int MORE = 8000;

    /** The fewest nanoseconds between two looks whether it is compiled. */
    private static final long WAIT = 2_000_000;

    private static final long LONGEST_WAIT = 500_000_000;

    /**
     * What a piece costs, some tenth of a second of compilers and of calls until it is compiled, in operations of vector code that take as
     * long.
     */
    private static final long COST = 3_000_000_000L;

    private final String name;
    private final long work;
    private final int times;
    private Code code;
    private int rounds;
    private long asked;
    private volatile boolean wanted;
    private volatile boolean ready;
    private volatile boolean late;

    /** How many tiles of some work a full call should have. They are few, because a tile that is not compiled takes milliseconds. */
    public static int atOnce(long work) {
        return work > 2 * TIMED ? 1 : 2;
    }

    /**
     * @param name for {@link PieceStatus}
     * @param work number of operations of the full call
     */
    public CompilationProbe(String name, long work, Code code) {
        this.name = name;
        times = (int) (1 + TIMED / work);
        this.work = times * work;
        this.code = code;
    }

    /**
     * Whether it is compiled; if not, it will be.
     *
     * @param operations how many plain Java is about to compute in its place
     */
    public boolean ready(long operations) {
        return ready(operations, 0);
    }

    /**
     * Whether it is compiled, and so may replace compiled code that is a little slower. Where the compiler has no processor of its own
     * it will not be before it would have saved as much as it costs.
     *
     * @param saved how many operations of vector code take as long as what it would save now
     */
    public boolean readyToReplace(long saved) {
        return ready(saved, WarmUp.SHARED ? COST : 0);
    }

    /** @param least how many operations it must have been asked for before it will be compiled */
    boolean ready(long operations, long least) {
        if (ready) {
            return true;
        }
        addDemand(operations);
        if (!wanted && demand() >= least) {
            want();
        }
        return false;
    }

    /** Whether it is compiled or will be soon, as far as one knows. */
    public boolean isExpected() {
        return !late;
    }

    private synchronized void want() {
        if (!wanted) {
            wanted = true;
            PieceStatus.wanted(name);
            WarmUp.add(this);
        }
    }

    @Override
    long advance() {
        long learning = 0;
        int some = rounds < LEARNING ? FEW : MORE;
        for (int i = 1; i <= some; i++) {
            code.empty();
            if (i % FULL == 0 && learning < LEARNING_TIME * i / some) {
                long begin = now();
                code.full();
                learning += now() - begin;
            }
        }
        if (rounds < LEARNING) {
            rounds++;
            asked = now();
            return WAIT;
        }
        if (!isFast()) {
            return Math.min(LONGEST_WAIT, Math.max(WAIT, (now() - asked) / 3));
        }
        ready = true;
        late = false;
        PieceStatus.compiled(name);
        code = null;
        return DONE;
    }

    private boolean isFast() {
        double longest = work / COMPILED;
        int fast = 0;
        for (int run = 0; run < MOST_RUNS && fast < RUNS; run++) {
            long begin = now();
            code.full();
            if (now() - begin > OTHER * longest) {
                return false;
            }
            for (int i = 1; i < times; i++) {
                code.full();
            }
            long took = now() - begin;
            if (took > OTHER * longest) {
                return false;
            }
            fast = took < longest ? fast + 1 : 0;
        }
        return fast == RUNS;
    }

    /** A time in nanoseconds. */
    long now() {
        return System.nanoTime();
    }

    @Override
    void late(String reason) {
        late = true;
        PieceStatus.late(name, reason);
    }

    @Override
    void giveUp(String reason) {
        late = true;
        wanted = true;
        PieceStatus.givenUp(name, reason);
        code = null;
    }
}
