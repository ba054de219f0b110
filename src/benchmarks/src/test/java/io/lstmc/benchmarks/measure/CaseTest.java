package io.lstmc.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.benchmarks.model.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CaseTest {

    @Test
    void flopsOfAnLstm() {
        // 4 gates, 5 units: 4·5·3 multiply-adds with the inputs and 4·5·5 with the state.
        assertEquals(2 * (60 + 100), new Case(Kind.STREAMING, Cell.LSTM, 3, 5, 7, 1).flops());
        assertEquals(2 * (60 + 100) * 7 * 2, new Case(Kind.SEQUENCES, Cell.LSTM, 3, 5, 7, 2).flops());
        // Backward both give the gradient of the parameters, but only the state's is passed on.
        assertEquals(2 * (2 * 60 + 3 * 100) * 7 * 2, new Case(Kind.TRAINING, Cell.LSTM, 3, 5, 7, 2).flops());
    }

    @Test
    void bothDirectionsAreTwice() {
        for (Kind kind : List.of(Kind.TRAINING, Kind.SEQUENCES)) {
            assertEquals(
                    2 * new Case(kind, Cell.LSTM_OF_ALL_STEPS, 3, 5, 7, 2).flops(),
                    new Case(kind, Cell.LSTM_OF_BOTH_DIRECTIONS, 3, 5, 7, 2).flops());
        }
    }

    @Test
    void flopsOfADecoder() {
        // A step: 4·5·3 with the input, 9·5·5 with the state and the context, and 5 vectors of 5 for the scores and for
        // the mean.
        // Before the first: 5·3 and 5·5 for each of the 5 vectors.
        assertEquals(
                2 * (7 * (60 + 225 + 2 * 25) + 5 * (15 + 25)) * 2,
                new Case(Kind.SEQUENCES, Cell.ATTENTION_LSTM, 3, 5, 7, 2).flops());
        assertEquals(
                2 * (7 * (2 * 60 + 3 * (225 + 2 * 25)) + 5 * (2 * 15 + 3 * 25)) * 2,
                new Case(Kind.TRAINING, Cell.ATTENTION_LSTM, 3, 5, 7, 2).flops());
    }
}
