package io.lstmc.benchmarks.libtorch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;

/** Work whose native objects are freed when it is done. */
final class Scoped {

    private Scoped() {}

    // javac does not know that a scope works by being there.
    @SuppressWarnings("try")
    static <T> T call(Supplier<T> work) {
        try (PointerScope scope = new PointerScope()) {
            return work.get();
        }
    }

    /** Without autograd and its bookkeeping, as under {@code torch.inference_mode}. */
    @SuppressWarnings("try")
    static <T> T withoutGradients(Supplier<T> work) {
        try (PointerScope scope = new PointerScope();
                InferenceMode mode = new InferenceMode()) {
            return work.get();
        }
    }
}
