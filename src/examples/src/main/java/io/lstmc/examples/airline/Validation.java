package io.lstmc.examples.airline;

import static io.lstmc.examples.airline.Forecasts.YEAR;
import static io.lstmc.examples.airline.Passengers.TEST_START;

import io.lstmc.models.AirlineForecast;
import io.lstmc.runtime.ProgressListener;
import java.io.PrintStream;
import java.util.Locale;

/**
 * How the settings in {@code airline.lstm} were chosen, without the last two years: blocked cross-validation. Of the
 * months before the test, twelve are left out as targets, the model is trained on the windows that predict none of
 * them, and their forecast is scored; then the twelve from half a year later, and so on.
 *
 * <p>Forecasts of the last years alone do not suffice. They tell of one slump, that of 1958, and preferred a larger network
 * with a longer past, which foresees it and is worse in most other years, and in the test.
 */
final class Validation {

    private static final int FIRST_BLOCK = 36;
    private static final int STEP = 6;
    private static final int SEEDS = 3;

    private Validation() {}

    static void print(Passengers series, PrintStream out) {
        out.println("Root mean square error of the logarithm, for twelve months left out of training");
        out.println("from         model   ordinary growth");
        double model = 0;
        double ordinary = 0;
        int blocks = 0;
        for (int block = FIRST_BLOCK; block + YEAR <= TEST_START; block += STEP) {
            double m = modelError(series, block);
            double o = ordinaryError(series, block);
            out.printf(Locale.ROOT, "%s     %.3f   %.3f%n", series.month(block), Math.sqrt(m), Math.sqrt(o));
            model += m;
            ordinary += o;
            blocks++;
        }
        out.printf(Locale.ROOT, "all         %.4f   %.4f%n", Math.sqrt(model / blocks), Math.sqrt(ordinary / blocks));
    }

    /** The mean square error for the months from {@code block} on, also over the seeds. */
    private static double modelError(Passengers series, int block) {
        AirlineForecast.Data others =
                Windows.before(series, TEST_START, origin -> origin + YEAR <= block || origin >= block + YEAR);
        double error = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            AirlineForecast model = Windows.train(others, seed, ProgressListener.none());
            error += error(series, block, model.predict(Windows.past(series, block)));
        }
        return error / SEEDS;
    }

    /** That of the same months a year before, grown by the mean growth of all other months. */
    private static double ordinaryError(Passengers series, int block) {
        double sum = 0;
        int months = 0;
        for (int i = YEAR; i < TEST_START; i++) {
            if (i < block || i >= block + YEAR) {
                sum += Math.log(series.count(i) / series.count(i - YEAR));
                months++;
            }
        }
        return error(series, block, Forecasts.sameMonth(series, block, Math.exp(sum / months)));
    }

    private static double error(Passengers series, int origin, float[] forecast) {
        double squares = 0;
        for (int i = 0; i < YEAR; i++) {
            double error = Math.log(forecast[i] / series.count(origin + i));
            squares += error * error;
        }
        return squares / YEAR;
    }
}
