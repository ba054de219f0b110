package io.lstmc.examples.airline;

import static io.lstmc.examples.airline.Forecasts.YEAR;
import static io.lstmc.examples.airline.Passengers.TEST_START;

import io.lstmc.models.AirlineForecast;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Forecasts the airline passengers of 1959 and of 1960, each from the months before it, by weights trained on the ten
 * years before 1959.
 *
 * <p>Usage: {@code java -jar airline.jar [directory]} trains five models and writes the weights and a picture of the
 * median one, beside the jar unless a directory is given; {@code java -jar airline.jar --validate} shows how the model
 * was chosen.
 */
public final class Airline {

    static final int SEEDS = 5;

    private Airline() {}

    /** A trained model and its error over the two years of the test. */
    record Run(int seed, AirlineForecast model, double rmse) {}

    /** Trains, tests, and writes the files. */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Passengers series = Passengers.read();
        if (arguments.length == 1 && arguments[0].equals("--validate")) {
            Validation.print(series, System.out);
            return;
        }
        if (arguments.length > 1 || arguments.length == 1 && arguments[0].startsWith("-")) {
            System.err.println("usage: java -jar airline.jar [directory | --validate]");
            System.exit(2);
        }
        run(series, arguments.length == 1 ? Path.of(arguments[0]) : besideTheJar(), System.out);
    }

    private static void run(Passengers series, Path directory, PrintStream out) throws IOException {
        AirlineForecast.Data data = Windows.before(series, TEST_START);
        out.printf(
                "Airline passengers in thousands, %s to %s. Training on %d windows up to %s.%n%n",
                series.month(0), series.month(series.size() - 1), data.size(), series.month(TEST_START - 1));
        List<Run> runs = runs(series, data, out);
        Run median = median(runs);
        printErrors(series, runs, out);

        Files.createDirectories(directory);
        Path weights = directory.resolve("airline.safetensors");
        median.model().save(weights);
        out.println("weights  " + shown(weights));
        Path picture = directory.resolve("airline.png");
        try {
            Picture.draw(series, median.model(), picture);
            out.println("picture  " + shown(picture));
        } catch (IOException | RuntimeException | LinkageError e) {
            // A Java without fonts can do all but this.
            out.println("picture  not drawn: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** Trains once for each seed and prints a line for each. */
    static List<Run> runs(Passengers series, AirlineForecast.Data data, PrintStream out) {
        out.println("seed  loss as training goes on                  seconds  RMSE 1959-60");
        List<Run> runs = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            out.printf("%4d", seed);
            out.flush();
            long start = System.nanoTime();
            AirlineForecast model = Windows.train(data, seed, new ProgressLine(out));
            double seconds = (System.nanoTime() - start) * 1e-9;
            double rmse = Forecasts.rmse(
                    series, TEST_START, series.size(), origin -> model.predict(Windows.past(series, origin)));
            runs.add(new Run(seed, model, rmse));
            out.printf(Locale.ROOT, "  %7.1f  %12.2f%n", seconds, rmse);
        }
        return runs;
    }

    /** The run whose error is the median. */
    static Run median(List<Run> runs) {
        return runs.stream()
                .sorted(Comparator.comparingDouble(Run::rmse))
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static void printErrors(Passengers series, List<Run> runs, PrintStream out) {
        double growth = Forecasts.meanYearlyGrowth(series, TEST_START);
        double naive =
                Forecasts.rmse(series, TEST_START, series.size(), origin -> Forecasts.sameMonth(series, origin, 1));
        double grown = Forecasts.rmse(
                series, TEST_START, series.size(), origin -> Forecasts.sameMonth(series, origin, growth));
        Run median = median(runs);
        out.printf("%nRMSE of two forecasts of %d months, made at the end of 1958 and of 1959%n", YEAR);
        row(out, "the same month a year before", naive);
        row(
                out,
                String.format(Locale.ROOT, "the same, grown by %.1f %% as the years before", 100 * (growth - 1)),
                grown);
        row(out, "the model, median of " + runs.size() + " seeds (seed " + median.seed() + ")", median.rmse());
        out.println();
    }

    private static void row(PrintStream out, String name, double rmse) {
        out.printf(Locale.ROOT, "  %-46s %6.2f%n", name, rmse);
    }

    /** The build directory that the application runs from, or the working directory. */
    private static Path besideTheJar() {
        Path first = Path.of(System.getProperty("java.class.path").split(File.pathSeparator)[0]);
        Path parent = first.toAbsolutePath().getParent();
        return Files.isDirectory(parent) && first.toString().endsWith(".jar") ? parent : Path.of("");
    }

    private static Path shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    }
}
