package io.lstmc.examples.airline;

import java.util.function.IntFunction;

/** The two simple forecasts, and the error of any. A forecast is of the twelve months from an origin on. */
final class Forecasts {

    static final int YEAR = 12;

    private Forecasts() {}

    /** The same month a year before, times a factor. */
    static float[] sameMonth(Passengers series, int origin, double factor) {
        float[] forecast = series.between(origin - YEAR, origin);
        for (int i = 0; i < YEAR; i++) {
            forecast[i] *= (float) factor;
        }
        return forecast;
    }

    /** The mean, over the whole years before a month, of a year's passengers over those of the year before. */
    static double meanYearlyGrowth(Passengers series, int end) {
        double ratios = 0;
        int years = 0;
        for (int year = YEAR; year + YEAR <= end; year += YEAR) {
            ratios += total(series, year) / total(series, year - YEAR);
            years++;
        }
        return ratios / years;
    }

    private static double total(Passengers series, int from) {
        double sum = 0;
        for (int i = from; i < from + YEAR; i++) {
            sum += series.count(i);
        }
        return sum;
    }

    /**
     * The root mean square error of forecasts made every twelve months, in the unit of the series.
     *
     * @param from the first origin
     * @param to the end of the last forecast
     * @param forecast the forecast made at an origin
     */
    static double rmse(Passengers series, int from, int to, IntFunction<float[]> forecast) {
        double squares = 0;
        for (int origin = from; origin < to; origin += YEAR) {
            float[] months = forecast.apply(origin);
            for (int i = 0; i < YEAR; i++) {
                double error = months[i] - series.count(origin + i);
                squares += error * error;
            }
        }
        return Math.sqrt(squares / (to - from));
    }
}
