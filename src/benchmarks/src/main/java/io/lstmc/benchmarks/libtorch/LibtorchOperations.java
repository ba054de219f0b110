package io.lstmc.benchmarks.libtorch;

import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.measure.Peer;
import io.lstmc.benchmarks.measure.Problem;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch;

/** Any cell in operations of libtorch, with its autograd. */
public final class LibtorchOperations implements Peer {

    public static final String NAME = "operations";

    private final int threads;

    public LibtorchOperations(int threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Contender> contender(Case at, Problem problem) {
        if (at.kind() != Kind.TRAINING) {
            return Optional.empty();
        }
        torch.set_num_threads(threads);
        return Optional.of(new TrainingStep(NAME, Cells.of(problem), problem));
    }
}
