package io.lstmc.runtime.math;

import java.lang.reflect.Method;

/**
 * Multiply and add: fused where the processor does that, apart where it does not. {@code Math.fma} gives the fused result
 * everywhere, but without the instruction it computes with {@code BigDecimal}, some hundred times slower than all the rest
 * of a model. So machines with the instruction share their bits, and machines without it share theirs.
 */
public final class Fma {

    /** Calls that are timed together, so that reading the clock does not count. */
    private static final int CALLS = 16;

    /** A preempted turn must not decide, so the fastest of some does. */
    private static final int TURNS = 5;

    /** The instruction takes as long as a comparison; {@code BigDecimal} takes a thousand times as long, compiled or not. */
    private static final int SLOW = 30;

    private static final boolean FUSED = isFused();

    private Fma() {}

    /** Whether {@link #fma} rounds once. */
    public static boolean fused() {
        return FUSED;
    }

    /** x·y + z, rounded once where {@link #fused}, else twice. */
    public static float fma(float x, float y, float z) {
        return FUSED ? Math.fma(x, y, z) : x * y + z;
    }

    /** x·y + z, rounded once where {@link #fused}, else twice. */
    public static double fma(double x, double y, double z) {
        return FUSED ? Math.fma(x, y, z) : x * y + z;
    }

    /**
     * The JVM knows, but its management classes take longer to load than a first prediction. So it is asked only where the
     * clock says that the instruction seems to be missing.
     */
    private static boolean isFused() {
        float sum = 0.3f;
        long fused = Long.MAX_VALUE;
        long compared = Long.MAX_VALUE;
        for (int turn = 0; turn < TURNS; turn++) {
            long begin = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                sum = Math.fma(sum, 0.9f, 0.1f);
            }
            long middle = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                sum = Math.max(sum, 0.5f);
            }
            fused = Math.min(fused, middle - begin);
            compared = Math.min(compared, System.nanoTime() - middle);
        }
        // The sum is used, or the compiler would leave it out.
        return sum > 0 && fused < SLOW * Math.max(100, compared) || jvmSaysSo();
    }

    private static boolean jvmSaysSo() {
        try {
            Class<?> bean = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
            Method ask =
                    Class.forName("java.lang.management.ManagementFactory").getMethod("getPlatformMXBean", Class.class);
            Object option = bean.getMethod("getVMOption", String.class).invoke(ask.invoke(null, bean), "UseFMA");
            return "true".equals(option.getClass().getMethod("getValue").invoke(option));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return false;
        }
    }
}
