package io.lstmc.runtime.kernel.vector.piece;

import io.lstmc.runtime.kernel.warmup.CompilationProbe;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Calls of a piece of vector code. Until it is compiled, the JVM runs the methods of each vector operation as they are, and
 * compiles them on their own. If all that the JVM has seen of them is one kind of operator, they are compiled for that kind
 * and fail with the next. Each such failure counts against every method into which they are inlined: where some thirty
 * operations have failed four times each, which is its {@code PerMethodTrapLimit}, the JIT compiler (C2) believes no type any
 * more and leaves vectors behind as objects. Operators of all kinds before each call that computes make this rarer, but do not
 * exclude it: such code is never in use, and plain Java goes on.
 */
public abstract class VectorCode implements CompilationProbe.Code {

    private static float result;

    /** An operator of each kind: of one operand, of two, of two in any order, of three; a comparison. */
    @Override
    public final void others() {
        FloatVector x = FloatVector.broadcast(VectorLanes.SPECIES, result);
        VectorMask<Float> mask = x.neg().compare(VectorOperators.LT, x.sub(x));
        result = x.add(x).fma(x, x).blend(x, mask).lane(0);
    }
}
