package io.lstmc.runtime.kernel.warmup;

/**
 * Something for vectors that is made when plain Java has done much of its work, and in another thread: a first prediction is
 * over before vector classes are loaded, and no caller waits while they are.
 */
public abstract class LazyKernel<T> extends WarmUp.Task {

    /** How many operations of a plain product take as long as an element of another plain loop, about. */
    public static final int LOOP = 8;

    /**
     * How many operations of plain Java are much. A program of small calls that ends before that, within a second, would spend
     * more on the compiler than vectors bring.
     */
    private static final long MUCH = 500_000_000;

    /** A kernel with so many operations for each row of its results is that of a large model, of which much is to come. */
    private static final long LARGE = 2_000;

    /** By what the operations of a large model count for more. */
    private static final long FACTOR = 64;

    /** Whether a large model has been seen, to which functions and small kernels belong too. */
    private static volatile boolean large;

    private volatile boolean wanted;
    private volatile T made;
    private volatile boolean givenUp;

    /** What is made, or null for as long as it is not. */
    public final T get() {
        return made;
    }

    /** Whether it was to be made and could not be. */
    public final boolean isGivenUp() {
        return givenUp;
    }

    /** What is made, here if it is not yet. */
    public final T now() {
        T known = made;
        return known != null ? known : makeOnce();
    }

    /**
     * Counts the operations of a call in plain Java.
     *
     * @param ofRow those for each row of its results
     */
    public final void count(long operations, long ofRow) {
        if (ofRow >= LARGE && !large) {
            large = true;
        }
        addDemand(large ? FACTOR * operations : operations);
        if (!wanted && demand() > MUCH) {
            want();
        }
    }

    /** Has it made soon. */
    public final synchronized void want() {
        if (!wanted) {
            wanted = true;
            WarmUp.add(this);
        }
    }

    @Override
    final long advance() {
        now();
        return DONE;
    }

    @Override
    final void late(String reason) {
        PieceStatus.late(toString(), reason);
    }

    @Override
    final void giveUp(String reason) {
        givenUp = true;
        PieceStatus.givenUp(toString(), reason);
    }

    private synchronized T makeOnce() {
        if (made == null) {
            made = make();
        }
        return made;
    }

    protected abstract T make();
}
