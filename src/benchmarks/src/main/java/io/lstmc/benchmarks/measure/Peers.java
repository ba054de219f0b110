package io.lstmc.benchmarks.measure;

import io.lstmc.benchmarks.libtorch.Libtorch;
import io.lstmc.benchmarks.libtorch.LibtorchOperations;
import io.lstmc.benchmarks.onednn.OneDnn;
import io.lstmc.benchmarks.onnxruntime.OnnxRuntime;
import java.util.List;

/** The other software. Its libraries load when it is asked for a contender. */
public final class Peers {

    /** What they are called. */
    public static final List<String> NAMES = List.of(
            Libtorch.NAME, OneDnn.NAME, OnnxRuntime.NAME, LibtorchOperations.PACKED, LibtorchOperations.WRITTEN);

    private Peers() {}

    /**
     * The peer of a name.
     *
     * @param threads that it may use; oneDNN asks the environment, see {@link Child}
     */
    public static Peer named(String name, int threads) {
        return switch (name) {
            case Libtorch.NAME -> new Libtorch(threads);
            case LibtorchOperations.PACKED, LibtorchOperations.WRITTEN -> new LibtorchOperations(name, threads);
            case OneDnn.NAME -> new OneDnn();
            case OnnxRuntime.NAME -> new OnnxRuntime();
            default -> throw new IllegalArgumentException("no peer is named " + name);
        };
    }
}
