package io.lstmc.runtime.kernel.vector.piece;

import java.util.concurrent.locks.LockSupport;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Lets the JIT compiler (C2) see of which class vectors are. A method such as {@code FloatVector.add} calls one of the width of
 * its vector, which is inlined where the profile says that it has always been the same one, and a profile is asked only when
 * the method has been called a thousand times in code of the first compiler (C1). A piece that was compiled before had vectors
 * as objects in it, a hundred times slower, and stayed so: a sum of two rows was never compiled well in a program that
 * does little else. So the methods are called here before any piece is.
 *
 * <p>Methods that are called on constants need none of that: their class is known.
 */
final class VectorTypes {

    /** Calls in compiled code: those that a profile needs, and some that came too early. */
    private static final int CALLS = 1200;

    /** At most so many in all, however long they take. */
    private static final int MOST_CALLS = 4000;

    private static final int ROUND = 50;

    /** Calls after which C1 compiles them. */
    private static final int TO_COMPILE = 200;

    /** Nanoseconds of one round of calls in code of C1; interpreted ones take longer, for vectors of 4 to 16 numbers. */
    private static final long COMPILED = ROUND * 20_000L;

    private static final long WAIT = 1_000_000;

    private VectorTypes() {}

    static void learn(VectorSpecies<Float> species) {
        float[] array = new float[2 * species.length()];
        int compiled = 0;
        for (int calls = 0; compiled < CALLS && calls < MOST_CALLS; calls += ROUND) {
            long begin = System.nanoTime();
            for (int i = 0; i < ROUND; i++) {
                callEach(species, array);
            }
            if (System.nanoTime() - begin < COMPILED) {
                compiled += ROUND;
            } else if (calls > TO_COMPILE) {
                LockSupport.parkNanos(WAIT);
            }
        }
    }

    private static void callEach(VectorSpecies<Float> species, float[] array) {
        FloatVector a = FloatVector.fromArray(species, array, 0);
        FloatVector b = FloatVector.broadcast(species, 0.5f);
        a.add(b);
        a.sub(b);
        a.mul(b);
        a.div(b);
        a.fma(b, b);
        a.neg();
        IntVector bits = a.reinterpretAsInts();
        bits.sub(bits);
        bits.sub(1);
        a.add(0.5f);
        a.sqrt();
        a.intoArray(array, species.length());
    }
}
