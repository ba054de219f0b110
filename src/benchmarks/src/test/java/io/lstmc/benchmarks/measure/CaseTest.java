package io.lstmc.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.benchmarks.model.Cell;
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
}
