package io.lstmc.runtime.kernel.vector.piece;

import io.lstmc.runtime.math.Maths;
import io.lstmc.runtime.math.TanhFraction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions of {@link Maths}, operation for operation, so that they give the same bits, but for those of a NaN.
 *
 * <p>What is too far from 0 gets its bound as an integer: the bits of a float but its sign are in the order of the sizes, and
 * those of NaN behind infinity, where all bits are set. JDK 17 makes whole vectors of what comparisons say: two of them took a
 * third of the time of tanh, and a minimum and a maximum as long. These lines stand in each function, since a method of their
 * own might not be inlined. Constants come first where they can: their class is known ({@link VectorTypes}).
 */
public final class VectorFunctions {

    static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
    private static final int LANES = SPECIES.length();

    /** All bits of a float but its sign. */
    public static final IntVector SIZE = all(0x7fffffff);

    public static final IntVector INFINITE = bits(Float.POSITIVE_INFINITY);
    private static final IntVector BOUND = bits(TanhFraction.BOUND);
    private static final IntVector HALF_BOUND = bits(TanhFraction.HALF_BOUND);

    /** Beyond it the result is 0 or ∞. That of Maths is 89 on the side of ∞, where 88.73 is enough. */
    private static final IntVector EXP_BOUND = bits(104f);

    private static final float ROUND = 12582912f;
    private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
    private static final float LN2_HIGH = 0.693145751953125f;
    private static final float LN2_LOW = 1.428606765330187e-06f;

    /**
     * Constants that are objects already, and are loaded in each turn: a broadcast in the loop has a register, but costs the
     * compiler's patience, and beyond that vectors are boxed. With four of those of tanh in the loop it is faster than with
     * none or all.
     */
    private static final FloatVector P4 = all(TanhFraction.P4);

    private static final FloatVector P3 = all(TanhFraction.P3);
    private static final FloatVector P1 = all(TanhFraction.P1);
    private static final FloatVector Q3 = all(TanhFraction.Q3);
    private static final FloatVector Q1 = all(TanhFraction.Q1);
    private static final FloatVector HALF_P4 = all(TanhFraction.HALF_P4);
    private static final FloatVector HALF_P3 = all(TanhFraction.HALF_P3);
    private static final FloatVector HALF_P1 = all(TanhFraction.HALF_P1);
    private static final FloatVector HALF_Q3 = all(TanhFraction.HALF_Q3);
    private static final FloatVector HALF_Q1 = all(TanhFraction.HALF_Q1);
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

    public static void tanh(int n, float[] from, float[] to) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, from, i);
            IntVector bits = v.reinterpretAsInts();
            IntVector size = SIZE.and(bits);
            IntVector nan = INFINITE.sub(size).lanewise(VectorOperators.ASHR, 31);
            FloatVector x = size.min(BOUND).or(nan).or(bits.sub(size)).reinterpretAsFloats();
            FloatVector s = x.mul(x);
            FloatVector t = s.mul(s);
            FloatVector p = t.fma(
                    t.fma(P4, s.fma(P3, FloatVector.broadcast(SPECIES, TanhFraction.P2))),
                    s.fma(P1, FloatVector.broadcast(SPECIES, TanhFraction.P0)));
            FloatVector q = t.fma(
                    s.fma(s.add(Q3), FloatVector.broadcast(SPECIES, TanhFraction.Q2)),
                    s.fma(Q1, FloatVector.broadcast(SPECIES, TanhFraction.Q0)));
            x.mul(p).div(q).intoArray(to, i);
        }
    }

    /** The same text again but for the constants and the last line. */
    public static void sigmoid(int n, float[] from, float[] to) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, from, i);
            IntVector bits = v.reinterpretAsInts();
            IntVector size = SIZE.and(bits);
            IntVector nan = INFINITE.sub(size).lanewise(VectorOperators.ASHR, 31);
            FloatVector x = size.min(HALF_BOUND).or(nan).or(bits.sub(size)).reinterpretAsFloats();
            FloatVector s = x.mul(x);
            FloatVector t = s.mul(s);
            FloatVector p = t.fma(
                    t.fma(HALF_P4, s.fma(HALF_P3, FloatVector.broadcast(SPECIES, TanhFraction.HALF_P2))),
                    s.fma(HALF_P1, FloatVector.broadcast(SPECIES, TanhFraction.HALF_P0)));
            FloatVector q = t.fma(
                    s.fma(s.add(HALF_Q3), FloatVector.broadcast(SPECIES, TanhFraction.HALF_Q2)),
                    s.fma(HALF_Q1, FloatVector.broadcast(SPECIES, TanhFraction.HALF_Q0)));
            x.mul(p).div(q).add(0.5f).intoArray(to, i);
        }
    }

    public static void exp(int n, float[] from, float[] to) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, from, i);
            IntVector bits = v.reinterpretAsInts();
            IntVector size = SIZE.and(bits);
            IntVector nan = INFINITE.sub(size).lanewise(VectorOperators.ASHR, 31);
            FloatVector x = size.min(EXP_BOUND).or(nan).or(bits.sub(size)).reinterpretAsFloats();
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
    }

    private static IntVector bits(float value) {
        return all(Float.floatToRawIntBits(value));
    }

    private static IntVector all(int value) {
        return IntVector.broadcast(VectorLanes.INTS, value);
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
