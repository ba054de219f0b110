package io.lstmc.benchmarks;

import io.lstmc.benchmarks.report.Figures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "peak", description = "what the core can do at most: independent fused multiply-adds and nothing else")
final class PeakCommand implements Runnable {

    @Mixin
    private RunOptions options;

    @Override
    public void run() {
        options.report(
                "The peak of the core", Figures.number(options.peak().peak()) + " GFLOP/s in single precision.\n");
    }
}
