package io.lstmc.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.benchmarks.libtorch.Libtorch;
import io.lstmc.benchmarks.libtorch.LibtorchOperations;
import io.lstmc.benchmarks.model.Cell;
import io.lstmc.benchmarks.onednn.OneDnn;
import io.lstmc.benchmarks.onnxruntime.OnnxRuntime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All software computes the same: the measurement times nothing else. */
final class PeersTest {

    private static final Effort NONE = new Effort(0, 1, 1);

    // No two sizes are equal, or transposed arrays would go unseen.
    private static final int X = 3;
    private static final int H = 10;
    private static final int STEPS = 7;
    private static final int BATCH = 5;

    private static Set<String> compared(Case at, String... peers) {
        List<Peer> chosen =
                List.of(peers).stream().map(name -> Peers.named(name, 1)).toList();
        Outcome outcome = new Measurement(chosen, NONE).of(at);
        assertEquals(Map.of(), outcome.wrong());
        return outcome.errors().keySet();
    }

    @Test
    void trainingStepsOfFusedLstmsAgree() {
        Case at = new Case(Kind.TRAINING, Cell.LSTM, X, H, STEPS, BATCH);
        assertEquals(Set.of("lstmc", "libtorch", "oneDNN"), compared(at, Libtorch.NAME, OneDnn.NAME, OnnxRuntime.NAME));
    }

    @ParameterizedTest
    @EnumSource(
            value = Cell.class,
            names = {"LSTM_OF_ALL_STEPS", "LSTM_OF_BOTH_DIRECTIONS"},
            mode = EnumSource.Mode.EXCLUDE)
    void trainingStepsInOperationsAgree(Cell cell) {
        Case at = new Case(Kind.TRAINING, cell, X, H, STEPS, BATCH);
        assertEquals(
                Set.of("lstmc", "packed", "written"),
                compared(at, LibtorchOperations.PACKED, LibtorchOperations.WRITTEN));
    }

    @ParameterizedTest
    @EnumSource(names = {"LSTM_OF_ALL_STEPS", "LSTM_OF_BOTH_DIRECTIONS"})
    void directionsAgree(Cell cell) {
        assertEquals(
                Set.of("lstmc", "libtorch"),
                compared(new Case(Kind.TRAINING, cell, X, H, STEPS, BATCH), Libtorch.NAME, LibtorchOperations.PACKED));
        for (int batch : new int[] {1, BATCH}) {
            assertEquals(
                    Set.of("lstmc", "libtorch"),
                    compared(new Case(Kind.SEQUENCES, cell, X, H, STEPS, batch), Libtorch.NAME, OneDnn.NAME));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, BATCH})
    void sequencesAgree(int batch) {
        Case at = new Case(Kind.SEQUENCES, Cell.LSTM, X, H, STEPS, batch);
        assertEquals(
                Set.of("lstmc", "libtorch", "oneDNN", "onnxruntime"),
                compared(at, Libtorch.NAME, OneDnn.NAME, OnnxRuntime.NAME));
    }

    @Test
    void streamsAgree() {
        Case at = new Case(Kind.STREAMING, Cell.LSTM, X, H, STEPS, 1);
        assertEquals(
                Set.of("lstmc", "libtorch", "oneDNN", "onnxruntime"),
                compared(at, Libtorch.NAME, OneDnn.NAME, OnnxRuntime.NAME));
    }
}
