package io.lstmc.benchmarks.onnxruntime;

import ai.onnxruntime.OrtException;
import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Peer;
import io.lstmc.benchmarks.measure.Problem;
import io.lstmc.benchmarks.model.Cell;
import java.util.Optional;

/** The LSTM of ONNX Runtime, which does not train. */
public final class OnnxRuntime implements Peer {

    public static final String NAME = "onnxruntime";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Contender> contender(Case at, Problem problem) {
        if (at.cell() != Cell.LSTM) {
            return Optional.empty();
        }
        try {
            return switch (at.kind()) {
                case TRAINING -> Optional.empty();
                case SEQUENCES -> Optional.of(new Sequences(problem));
                case STREAMING -> Optional.of(new Streaming(problem));
            };
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
