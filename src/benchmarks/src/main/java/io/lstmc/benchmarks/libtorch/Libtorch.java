package io.lstmc.benchmarks.libtorch;

import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.measure.Peer;
import io.lstmc.benchmarks.measure.Problem;
import io.lstmc.benchmarks.model.Cell;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch;

/** The LSTM that libtorch has ready. */
public final class Libtorch implements Peer {

    public static final String NAME = "libtorch";

    private final int threads;

    public Libtorch(int threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Contender> contender(Case at, Problem problem) {
        if (!at.cell().word().equals(Cell.LSTM.word())) {
            return Optional.empty();
        }
        torch.set_num_threads(threads);
        FusedLstm cell = new FusedLstm(problem, at.kind() == Kind.TRAINING);
        return Optional.of(
                switch (at.kind()) {
                    case TRAINING -> new TrainingStep(NAME, cell, problem);
                    case SEQUENCES -> new Sequences(NAME, cell, problem);
                    case STREAMING -> new Streaming(NAME, cell, problem);
                });
    }
}
