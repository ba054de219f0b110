package io.lstmc.runtime.kernel;

import java.util.Optional;

/** Decides between plain and vector kernels. Nothing else names the vector class, which cannot load without its module. */
final class KernelChoice {

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private KernelChoice() {}

    static Kernels make(String wish) {
        return switch (wish) {
            case "plain" -> new PlainKernels();
            case "vector" ->
                load("VectorKernels")
                        .orElseThrow(() -> new IllegalStateException(
                                "lstmc.kernels=vector needs the option --add-modules " + VECTOR_MODULE));
            case "auto" -> load("VectorLateKernels").orElseGet(PlainKernels::new);
            default -> throw new IllegalStateException("lstmc.kernels is plain, vector or auto, not " + wish);
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
