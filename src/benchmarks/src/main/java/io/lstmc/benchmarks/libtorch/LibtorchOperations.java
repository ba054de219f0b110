package io.lstmc.benchmarks.libtorch;

import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.measure.Peer;
import io.lstmc.benchmarks.measure.Problem;
import io.lstmc.benchmarks.model.Cell;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch;

/** Any cell in operations of libtorch, with its autograd. */
public final class LibtorchOperations implements Peer {

    /** The products of a step packed into one by hand, and those of the input done for all steps at once. */
    public static final String PACKED = "packed";

    /** The equations as they are written. */
    public static final String WRITTEN = "written";

    private final String name;
    private final int threads;

    /** @param name one of the two above */
    public LibtorchOperations(String name, int threads) {
        this.name = name;
        this.threads = threads;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Contender> contender(Case at, Problem problem) {
        if (at.kind() != Kind.TRAINING || !Cell.ofLastStates().contains(at.cell())) {
            return Optional.empty();
        }
        torch.set_num_threads(threads);
        EagerCell cell = name.equals(PACKED) ? PackedCells.of(problem) : new WrittenCell(problem);
        return Optional.of(new TrainingStep(name, cell, problem));
    }
}
