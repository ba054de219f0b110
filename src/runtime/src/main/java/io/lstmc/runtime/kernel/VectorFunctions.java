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

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private static final float TANH_BOUND = 8.12742f;
    private static final float ROUND = 12582912f;
    private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
    private static final float LN2_HIGH = 0.693145751953125f;
    private static final float LN2_LOW = 1.428606765330187e-06f;

    private VectorFunctions() {}

    static void tanh(int n, float[] from, float[] to) {
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, from, i);
            FloatVector u = v.blend(TANH_BOUND, v.compare(VectorOperators.GT, TANH_BOUND));
            FloatVector x = u.blend(-TANH_BOUND, u.compare(VectorOperators.LT, -TANH_BOUND));
            FloatVector s = x.mul(x);
            FloatVector p = s.fma(all(-2.76076847742355e-16f), all(2.00018790482477e-13f));
            p = s.fma(p, all(-8.60467152213735e-11f));
            p = s.fma(p, all(5.12229709037114e-08f));
            p = s.fma(p, all(1.48572235717979e-05f));
            p = s.fma(p, all(6.37261928875436e-04f));
            p = s.fma(p, all(4.89352455891786e-03f));
            FloatVector q = s.fma(all(1.19825839466702e-06f), all(1.18534705686654e-04f));
            q = s.fma(q, all(2.26843463243900e-03f));
            q = s.fma(q, all(4.89352518554385e-03f));
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
            FloatVector p = s.fma(all(-2.76076847742355e-16f), all(2.00018790482477e-13f));
            p = s.fma(p, all(-8.60467152213735e-11f));
            p = s.fma(p, all(5.12229709037114e-08f));
            p = s.fma(p, all(1.48572235717979e-05f));
            p = s.fma(p, all(6.37261928875436e-04f));
            p = s.fma(p, all(4.89352455891786e-03f));
            FloatVector q = s.fma(all(1.19825839466702e-06f), all(1.18534705686654e-04f));
            q = s.fma(q, all(2.26843463243900e-03f));
            q = s.fma(q, all(4.89352518554385e-03f));
            all(0.5f).fma(x.mul(p).div(q), all(0.5f)).intoArray(to, i);
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
            FloatVector shifted = x.fma(all(1.44269504f), all(ROUND));
            FloatVector whole = shifted.sub(ROUND);
            FloatVector r = whole.fma(all(-LN2_HIGH), x);
            r = whole.fma(all(-LN2_LOW), r);
            FloatVector p = r.fma(all(1.9875691500e-4f), all(1.3981999507e-3f));
            p = r.fma(p, all(8.3334519073e-3f));
            p = r.fma(p, all(4.1665795894e-2f));
            p = r.fma(p, all(1.6666665459e-1f));
            p = r.fma(p, all(5.0000001201e-1f));
            p = r.fma(p, all(1f));
            p = r.fma(p, all(1f));
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
