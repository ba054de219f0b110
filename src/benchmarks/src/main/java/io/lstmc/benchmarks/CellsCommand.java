package io.lstmc.benchmarks;

import io.lstmc.benchmarks.libtorch.LibtorchOperations;
import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Kind;
import io.lstmc.benchmarks.measure.Measurement;
import io.lstmc.benchmarks.measure.Outcome;
import io.lstmc.benchmarks.model.Cell;
import io.lstmc.benchmarks.report.Figures;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "cells", description = "a training step of any cell, beside the same cell in operations of libtorch")
final class CellsCommand implements Runnable {

    @Mixin
    private RunOptions options;

    @Option(
            names = "--cells",
            split = ",",
            paramLabel = "CELL",
            description = "measure only these beside the LSTM: ${COMPLETION-CANDIDATES}")
    private List<Cell> cells = Cell.ofLastStates();

    @Override
    public void run() {
        List<String> peers = List.of(LibtorchOperations.PACKED, LibtorchOperations.WRITTEN);
        StringBuilder text =
                new StringBuilder("As a training step of an LSTM. MGU, MultiplicativeLSTM, LayerNormLSTM and"
                        + " AttentionLSTM are written in a model file. The last one is a decoder that looks at 40 vectors of H numbers"
                        + " at each step, each of which a product has made of X others. The peers are the same cell in operations of libtorch with its"
                        + " autograd: packed by hand, with one product for the gates of a step and those of the input done for"
                        + " all steps at once, and as the equations are written. The last column is the time of a floating-point"
                        + " operation of the products, relative to that of an LSTM of the same size.\n");
        for (Size size : options.sizes(new Size(8, 32), new Size(16, 64), new Size(64, 128), new Size(128, 256))) {
            Comparison comparison =
                    new Comparison(size.toString(), Comparison.Unit.MICROSECONDS, peers, "time of a FLOP");
            double ofLstm = 0;
            for (Cell cell : Cell.ofLastStates()) {
                if (cell != Cell.LSTM && !cells.contains(cell)) {
                    continue;
                }
                Case at =
                        new Case(Kind.TRAINING, cell, size.x(), size.h(), TrainingCommand.STEPS, TrainingCommand.BATCH);
                Outcome outcome = options.outcome(at, peers);
                double share = outcome.shareOfPeak(Measurement.LSTMC, at.flops());
                // The LSTM is the first of all cells.
                ofLstm = cell == Cell.LSTM ? share : ofLstm;
                comparison.add(cell.word(), at, outcome, Figures.ratio(ofLstm / share));
            }
            text.append('\n').append(comparison.finish());
        }
        options.report("A training step of any cell", text.toString());
    }
}
