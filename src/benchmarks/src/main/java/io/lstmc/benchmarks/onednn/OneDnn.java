package io.lstmc.benchmarks.onednn;

import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Peer;
import io.lstmc.benchmarks.measure.Problem;
import io.lstmc.benchmarks.model.Cell;
import java.util.Optional;

/** The LSTM of oneDNN. It has one thread if the environment says {@code OMP_NUM_THREADS=1}. */
public final class OneDnn implements Peer {

    public static final String NAME = "oneDNN";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Contender> contender(Case at, Problem problem) {
        if (at.cell() != Cell.LSTM) {
            return Optional.empty();
        }
        return Optional.of(
                switch (at.kind()) {
                    case TRAINING -> new TrainingStep(problem);
                    case SEQUENCES -> new Sequences(problem);
                    case STREAMING -> new Streaming(problem);
                });
    }
}
