package io.lstmc.benchmarks;

import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Measurement;
import io.lstmc.benchmarks.measure.Outcome;
import io.lstmc.benchmarks.report.Figures;
import io.lstmc.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table of cases in which the generated class stands beside its peers; ratios above 1 mean that it is faster. */
final class Comparison {

    /** In which times are shown. */
    enum Unit {
        NANOSECONDS("ns", 1),
        MICROSECONDS("µs", 1e3);

        private final String symbol;
        private final double nanos;

        Unit(String symbol, double nanos) {
            this.symbol = symbol;
            this.nanos = nanos;
        }
    }

    private final Unit unit;
    private final List<String> peers;
    private final Table table;
    private final List<List<Double>> ratios = new ArrayList<>();

    /** @param peers in the order of their columns */
    Comparison(String first, Unit unit, List<String> peers, String... further) {
        this.unit = unit;
        this.peers = peers;
        List<String> header = new ArrayList<>(List.of(
                first,
                Measurement.LSTMC + " " + unit.symbol,
                "GFLOP/s",
                "peak",
                "of peak",
                "steady after s",
                "difference"));
        for (String peer : peers) {
            header.add(peer + " " + unit.symbol);
            header.add("ratio");
            ratios.add(new ArrayList<>());
        }
        header.addAll(List.of(further));
        table = new Table(header.toArray(String[]::new));
    }

    /** Adds a case; further cells are those that the header ends with. */
    void add(String first, Case at, Outcome outcome, String... further) {
        double nanos = outcome.nanos(Measurement.LSTMC).orElseThrow();
        List<String> cells = new ArrayList<>(List.of(
                first,
                Figures.number(nanos / unit.nanos),
                Figures.number(at.flops() / nanos),
                Figures.number(outcome.peak()),
                Figures.percent(outcome.shareOfPeak(Measurement.LSTMC, at.flops())),
                Figures.seconds(outcome.steadyAfter(Measurement.LSTMC)),
                Figures.error(outcome.error())));
        for (int i = 0; i < peers.size(); i++) {
            Optional<Double> other = outcome.nanos(peers.get(i));
            Optional<Double> ratio = other.map(n -> n / nanos);
            ratio.ifPresent(ratios.get(i)::add);
            cells.add(Figures.number(other.map(n -> n / unit.nanos)));
            cells.add(Figures.ratio(ratio));
        }
        cells.addAll(List.of(further));
        table.row(cells);
    }

    /** The table, of which the last row is the geometric means of the ratios, if there are any. */
    String finish() {
        if (ratios.stream().allMatch(List::isEmpty)) {
            return table.toString();
        }
        List<String> means = new ArrayList<>(List.of("geometric mean", "", "", "", "", "", ""));
        ratios.forEach(ratio -> {
            means.add("");
            means.add(Figures.ratio(Figures.geometricMean(ratio)));
        });
        return table.row(means).toString();
    }
}
