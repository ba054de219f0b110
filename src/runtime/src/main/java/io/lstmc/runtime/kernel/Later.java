package io.lstmc.runtime.kernel;

/**
 * Something for vectors that is made when plain Java has done much of its work, and in another thread: a first prediction is
 * over before vector classes are loaded, and no caller waits while they are.
 */
abstract class Later<T> implements Practice.Piece {

    /** How many operations of plain Java are much: some milliseconds of compiled code. */
    private static final long MUCH = 50_000_000;

    private long done;
    private volatile boolean wanted;
    private volatile T made;

    /** What is made, or null for as long as it is not. */
    final T get() {
        return made;
    }

    /** What is made, here if it is not yet. */
    final T now() {
        T known = made;
        return known != null ? known : makeOnce();
    }

    /** Counts operations of plain Java; threads may lose some of each other's. */
    final void count(long operations) {
        done += operations;
        if (done > MUCH) {
            want();
        }
    }

    /** Has it made soon. */
    final void want() {
        if (!wanted) {
            wanted = true;
            Practice.addFirst(this);
        }
    }

    @Override
    public final boolean practise(long nanoseconds) {
        now();
        return false;
    }

    private synchronized T makeOnce() {
        if (made == null) {
            made = make();
        }
        return made;
    }

    abstract T make();
}
