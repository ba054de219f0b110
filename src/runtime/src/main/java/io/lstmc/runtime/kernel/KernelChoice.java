package io.lstmc.runtime.kernel;

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

    final Kernels kernels;
    private final IllegalStateException refusal;

    KernelChoice() {
        Kernels made = new PlainKernels();
        IllegalStateException wrong = null;
        try {
            check("lstmc.activations", "fast", "accurate");
            check("lstmc.lanes", "4", "8", "16");
            made = make(System.getProperty("lstmc.kernels", "auto"));
        } catch (IllegalStateException e) {
            wrong = e;
        }
        kernels = made;
        refusal = wrong;
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

    static Kernels make(String wish) {
        return switch (wish) {
            case "plain" -> new PlainKernels();
            case "vector" ->
                load("VectorKernels")
                        .orElseThrow(() -> new IllegalStateException(
                                "lstmc.kernels=vector needs the option --add-modules " + VECTOR_MODULE));
            case "auto" -> load("VectorLateKernels").orElseGet(PlainKernels::new);
            default -> throw new IllegalStateException("lstmc.kernels is plain or vector or auto, not " + wish);
        };
    }

    private static Optional<Kernels> load(String name) {
        Optional<Module> module = ModuleLayer.boot().findModule(VECTOR_MODULE);
        if (module.isEmpty()) {
            return Optional.empty();
        }
        KernelChoice.class.getModule().addReads(module.get());
        try {
            return Optional.of((Kernels) Class.forName("io.lstmc.runtime.kernel." + name)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("the vector kernels do not load; lstmc.kernels=plain avoids them", e);
        }
    }
}
