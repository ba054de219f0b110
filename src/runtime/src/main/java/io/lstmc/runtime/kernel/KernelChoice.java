package io.lstmc.runtime.kernel;

import io.lstmc.runtime.kernel.warmup.PaddedClass;
import io.lstmc.runtime.kernel.warmup.PieceStatus;
import io.lstmc.runtime.math.Fma;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;

/**
 * What the system properties ask for. Nothing else names the vector classes, which cannot load without their module.
 *
 * <p>A wrong value is no exception here, since what an initialiser of a class throws reaches nobody as it is: such a process
 * has plain kernels, and each model that is made in it refuses.
 */
final class KernelChoice {

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /** Has a static method without parameters for each way to have vectors. */
    private static final String VECTOR_CLASS = "io.lstmc.runtime.kernel.vector.VectorEntry";

    /**
     * Loops of plain Java. Where vector code takes over from them, they are compiled once each and not again in each of their
     * callers, since that keeps it waiting.
     */
    private static final List<String> PLAIN_LOOPS =
            List.of("ColumnSums", "PlainFloatSums", "PlainFunctions", "RowSums");

    final Kernels kernels;

    /** Why kernels are plain that need not be; empty if they are not. */
    final String reason;

    private final IllegalStateException refusal;

    private KernelChoice(Kernels kernels, String reason, IllegalStateException refusal) {
        this.kernels = kernels;
        this.reason = reason;
        this.refusal = refusal;
    }

    static KernelChoice ofProperties() {
        try {
            check("lstmc.activations", "fast", "accurate");
            check("lstmc.lanes", "4", "8", "16");
            return of(System.getProperty("lstmc.kernels", "auto"));
        } catch (IllegalStateException e) {
            return new KernelChoice(new PlainKernels(), "", e);
        }
    }

    private static void check(String property, String... values) {
        String value = System.getProperty(property);
        if (value != null && !List.of(values).contains(value)) {
            throw new IllegalStateException(property + " is " + String.join(" or ", values) + ", not " + value);
        }
    }

    /** Refuses with a new exception each time, which shows who asked. */
    void check() {
        if (refusal != null) {
            throw new IllegalStateException(refusal.getMessage(), refusal.getCause());
        }
    }

    /** @throws IllegalStateException if the wish is none, or is {@code vector} and cannot be had */
    static KernelChoice of(String wish) {
        return switch (wish) {
            case "plain" -> new KernelChoice(new PlainKernels(), "", null);
            case "vector" -> {
                Optional<String> missing = missing();
                if (missing.isPresent()) {
                    throw new IllegalStateException("lstmc.kernels=vector needs " + missing.get());
                }
                try {
                    yield new KernelChoice(vectors("atOnce"), "", null);
                } catch (ReflectiveOperationException | LinkageError e) {
                    throw new IllegalStateException(
                            "the vector kernels do not load; lstmc.kernels=plain avoids them", e);
                }
            }
            case "auto" ->
                missing()
                        .map(missing -> new KernelChoice(new PlainKernels(), "vectors need " + missing, null))
                        .orElseGet(KernelChoice::auto);
            default -> throw new IllegalStateException("lstmc.kernels is plain or vector or auto, not " + wish);
        };
    }

    private static KernelChoice auto() {
        try {
            MethodHandles.Lookup here = MethodHandles.lookup();
            for (String loops : PLAIN_LOOPS) {
                PaddedClass.define(here, loops);
            }
            return new KernelChoice(vectors("whenCompiled"), "", null);
        } catch (ReflectiveOperationException | LinkageError e) {
            String reason = "the vector kernels do not load: " + e;
            PieceStatus.log(System.Logger.Level.WARNING, "Plain Java computes all, since " + reason);
            return new KernelChoice(new PlainKernels(), reason, null);
        }
    }

    /** What is missing for vectors. */
    static Optional<String> missing() {
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
            return Optional.of("the option --add-modules " + VECTOR_MODULE);
        }
        return Fma.fused() ? Optional.empty() : Optional.of("a processor that multiplies and adds at once");
    }

    private static Kernels vectors(String when) throws ReflectiveOperationException {
        Module module = ModuleLayer.boot().findModule(VECTOR_MODULE).orElseThrow();
        KernelChoice.class.getModule().addReads(module);
        return (Kernels) Class.forName(VECTOR_CLASS).getMethod(when).invoke(null);
    }
}
