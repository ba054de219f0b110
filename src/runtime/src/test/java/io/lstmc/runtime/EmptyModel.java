package io.lstmc.runtime;

import io.lstmc.runtime.generated.Workspace;
import io.lstmc.runtime.tensor.FloatStorage;
import io.lstmc.runtime.tensor.Storage;
import java.util.List;

/** The loss x², with nothing to train. */
final class EmptyModel extends Model {

    EmptyModel() {
        super("Empty", List.of(), new FloatStorage(new float[0]), Training.DEFAULT);
    }

    private static final class Sum extends Workspace {
        double squares;

        Sum() {
            super(4);
        }
    }

    @Override
    protected List<Column> columns() {
        return List.of(new Column("x", "", 0, 1, 0, false));
    }

    @Override
    protected Workspace newWorkspace() {
        return new Sum();
    }

    @Override
    protected void fill(Workspace w, Samples s, int[] order, int from) {
        Sum sum = (Sum) w;
        sum.squares = 0;
        for (int row = 0; row < w.rows; row++) {
            float x = ((float[]) s.array(order[from + row], 0))[0];
            sum.squares += x * x;
        }
    }

    @Override
    protected double forwardLoss(Workspace w) {
        return ((Sum) w).squares;
    }

    @Override
    protected void backward(Workspace w, double weight) {}

    @Override
    protected List<String> optimizerStates() {
        return List.of();
    }

    @Override
    protected Storage[] newOptimizerStates() {
        return new Storage[0];
    }

    @Override
    protected void update(Gradient gradient, Storage[] states, long k, double rate) {}

    @Override
    protected void initialise(long seed) {}
}
