package io.lstmc.benchmarks.measure;

/** The fastest fused multiply-adds of this machine, which run beside the others to tell how much of it they use. */
public final class Peak {

    private Peak() {}

    /** A loop of known work. */
    public interface Loop extends Contender {

        /** Floating-point operations of one run; a fused multiply-add has two. */
        double flops();

        @Override
        default String name() {
            return "peak";
        }
    }

    /** The loop with the Vector API, of which this JVM has the module. */
    public static Loop loop() {
        try {
            return (Loop) Class.forName("io.lstmc.benchmarks.measure.VectorPeak")
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("needs the option --add-modules jdk.incubator.vector", e);
        }
    }
}
