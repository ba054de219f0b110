package io.lstmc.runtime.math;

/**
 * Random numbers without state: the number is a hash of a key and an index, so that any thread can draw any number in
 * any order, with the same bits on every machine.
 *
 * <p>The hash is the output function of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", 2014) with the constants of Stafford's variant 13.
 */
public final class CounterRandom {

    /** 2⁶⁴ divided by the golden ratio, odd: the step of SplitMix64. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private static final long GAUSSIAN = 0x6A09E667F3BCC909L;

    private CounterRandom() {}

    /** A key for the stream that {@code (seed, a, b)} names, for example (seed, parameter, 0) or (seed, update, row). */
    public static long key(long seed, long a, long b) {
        long h = mix(seed + STEP);
        h = mix((h ^ a) + STEP);
        return mix((h ^ b) + STEP);
    }

    /** Uniform in [0, 1), 53 random bits. */
    public static double uniform(long key, long index) {
        return (mix(key + (index + 1) * STEP) >>> 11) * 0x1p-53;
    }

    /** Uniform in [0, 1), 24 random bits: the first ones of {@link #uniform}, which as a float could be rounded to 1. */
    public static float uniformFloat(long key, long index) {
        return (mix(key + (index + 1) * STEP) >>> 40) * 0x1p-24f;
    }

    /** Standard normal, by the method of Box and Muller. */
    public static double gaussian(long key, long index) {
        long own = mix(key ^ GAUSSIAN);
        double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform(own, 2 * index)));
        return radius * StrictMath.cos(2 * Math.PI * uniform(own, 2 * index + 1));
    }

    private static long mix(long x) {
        long z = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
