package io.lstmc.runtime.kernel;

import io.lstmc.runtime.Maths;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions of {@link Maths}, operation for operation, so that they give the same bits. A bound is a comparison here: the
 * minimum of floats takes five instructions, and neither is true of NaN.
 */
final class VectorFunctions {

    static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
    private static final int LANES = SPECIES.length();

    private static final float TANH_BOUND = 8.12742f;
    private static final float ROUND = 12582912f;
    private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
    private static final float LN2_HIGH = 0.693145751953125f;
    private static final float LN2_LOW = 1.428606765330187e-06f;

    /** Constants that are objects already: a broadcast in the loop costs the compiler's patience, and then vectors are boxed. */
    private static final FloatVector A13 = all(-2.76076847742355e-16f);

    private static final FloatVector A11 = all(2.00018790482477e-13f);
    private static final FloatVector A9 = all(-8.60467152213735e-11f);
    private static final FloatVector A7 = all(5.12229709037114e-08f);
    private static final FloatVector A5 = all(1.48572235717979e-05f);
    private static final FloatVector A3 = all(6.37261928875436e-04f);
    private static final FloatVector A1 = all(4.89352455891786e-03f);
    private static final FloatVector B6 = all(1.19825839466702e-06f);
    private static final FloatVector B4 = all(1.18534705686654e-04f);
    private static final FloatVector B2 = all(2.26843463243900e-03f);
    private static final FloatVector B0 = all(4.89352518554385e-03f);
    private static final FloatVector HALF = all(0.5f);
    private static final FloatVector LOG2_E = all(1.44269504f);
    private static final FloatVector ROUNDING = all(ROUND);
    private static final FloatVector MINUS_LN2_HIGH = all(-LN2_HIGH);
    private static final FloatVector MINUS_LN2_LOW = all(-LN2_LOW);
    private static final FloatVector E7 = all(1.9875691500e-4f);
    private static final FloatVector E6 = all(1.3981999507e-3f);
    private static final FloatVector E5 = all(8.3334519073e-3f);
    private static final FloatVector E4 = all(4.1665795894e-2f);
    private static final FloatVector E3 = all(1.6666665459e-1f);
    private static final FloatVector E2 = all(5.0000001201e-1f);
    private static final FloatVector ONE = all(1f);

    private VectorFunctions() {}

    static void tanh(int n, float[] from, float[] to) {
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, from, i);
            FloatVector u = v.blend(TANH_BOUND, v.compare(VectorOperators.GT, TANH_BOUND));
            FloatVector x = u.blend(-TANH_BOUND, u.compare(VectorOperators.LT, -TANH_BOUND));
            FloatVector s = x.mul(x);
            FloatVector p = s.fma(A13, A11);
            p = s.fma(p, A9);
            p = s.fma(p, A7);
            p = s.fma(p, A5);
            p = s.fma(p, A3);
            p = s.fma(p, A1);
            FloatVector q = s.fma(B6, B4);
            q = s.fma(q, B2);
            q = s.fma(q, B0);
            x.mul(p).div(q).intoArray(to, i);
        }
        for (; i < n; i++) {
            to[i] = Maths.tanh(from[i]);
        }
    }

    /** The same text again but for the first line and the last: a method of its own might not be inlined. */
    static void sigmoid(int n, float[] from, float[] to) {
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, from, i).mul(0.5f);
            FloatVector u = v.blend(TANH_BOUND, v.compare(VectorOperators.GT, TANH_BOUND));
            FloatVector x = u.blend(-TANH_BOUND, u.compare(VectorOperators.LT, -TANH_BOUND));
            FloatVector s = x.mul(x);
            FloatVector p = s.fma(A13, A11);
            p = s.fma(p, A9);
            p = s.fma(p, A7);
            p = s.fma(p, A5);
            p = s.fma(p, A3);
            p = s.fma(p, A1);
            FloatVector q = s.fma(B6, B4);
            q = s.fma(q, B2);
            q = s.fma(q, B0);
            HALF.fma(x.mul(p).div(q), HALF).intoArray(to, i);
        }
        for (; i < n; i++) {
            to[i] = Maths.sigmoid(from[i]);
        }
    }

    static void exp(int n, float[] from, float[] to) {
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, from, i);
            FloatVector u = v.blend(89f, v.compare(VectorOperators.GT, 89f));
            FloatVector x = u.blend(-104f, u.compare(VectorOperators.LT, -104f));
            FloatVector shifted = x.fma(LOG2_E, ROUNDING);
            FloatVector whole = shifted.sub(ROUND);
            FloatVector r = whole.fma(MINUS_LN2_HIGH, x);
            r = whole.fma(MINUS_LN2_LOW, r);
            FloatVector p = r.fma(E7, E6);
            p = r.fma(p, E5);
            p = r.fma(p, E4);
            p = r.fma(p, E3);
            p = r.fma(p, E2);
            p = r.fma(p, ONE);
            p = r.fma(p, ONE);
            IntVector k = shifted.reinterpretAsInts().sub(ROUND_BITS);
            IntVector half = k.lanewise(VectorOperators.ASHR, 1);
            IntVector first = half.add(127).lanewise(VectorOperators.LSHL, 23);
            IntVector second = k.sub(half).add(127).lanewise(VectorOperators.LSHL, 23);
            p.mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats()).intoArray(to, i);
        }
        for (; i < n; i++) {
            to[i] = Maths.exp(from[i]);
        }
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
