package io.lstmc.runtime.kernel;

/**
 * Something for vectors that is made when plain Java has done much of its work, and in another thread: a first prediction is
 * over before vector classes are loaded, and no caller waits while they are.
 */
abstract class LazyKernel<T> extends WarmUp.Task {

    /** How many operations of plain Java are much: a millisecond of compiled code, and more than a first prediction. */
    private static final long MUCH = 8_000_000;

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

    /** Counts operations of plain Java. */
    final void count(long operations) {
        addDemand(operations);
        if (!wanted && demand() > MUCH) {
            want();
        }
    }

    /** Has it made soon. */
    final synchronized void want() {
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
    final void giveUp(String reason) {
        KernelStatus.givenUp(toString(), reason);
    }

    private synchronized T makeOnce() {
        if (made == null) {
            made = make();
        }
        return made;
    }

    abstract T make();
}
