package io.lstmc.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Numbers as tables show them. */
public final class Figures {

    /** Where there is no number. */
    public static final String NONE = "–";

    private Figures() {}

    /** Three significant digits or all before the point. */
    public static String number(double value) {
        int digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    public static String number(Optional<Double> value) {
        return value.map(Figures::number).orElse(NONE);
    }

    public static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f×", value);
    }

    public static String ratio(Optional<Double> value) {
        return value.map(Figures::ratio).orElse(NONE);
    }

    public static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * fraction);
    }

    /** Seconds of so many nanoseconds, unless they are infinite. */
    public static String seconds(double nanos) {
        return Double.isInfinite(nanos) ? NONE : number(nanos / 1e9);
    }

    public static String error(double value) {
        return String.format(Locale.ROOT, "%.0e", value);
    }

    /** The geometric mean, unless there are no values. */
    public static Optional<Double> geometricMean(List<Double> values) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(Math.exp(values.stream().mapToDouble(Math::log).sum() / values.size()));
    }
}
