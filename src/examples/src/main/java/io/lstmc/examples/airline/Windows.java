package io.lstmc.examples.airline;

import static io.lstmc.examples.airline.Forecasts.YEAR;

import io.lstmc.models.AirlineForecast;
import io.lstmc.runtime.ProgressListener;
import java.util.function.IntPredicate;

/** What the model is trained on: at every month the 24 months before it and the twelve from it on. */
final class Windows {

    /** Months that the model sees. */
    static final int PAST = 24;

    private Windows() {}

    /** All windows that end before a month. */
    static AirlineForecast.Data before(Passengers series, int end) {
        return before(series, end, origin -> true);
    }

    /** Those windows that end before a month and whose origin is chosen. */
    static AirlineForecast.Data before(Passengers series, int end, IntPredicate chosen) {
        AirlineForecast.Data data = new AirlineForecast.Data();
        for (int origin = PAST; origin + YEAR <= end; origin++) {
            if (chosen.test(origin)) {
                data.add(past(series, origin), series.between(origin, origin + YEAR));
            }
        }
        return data;
    }

    static float[] past(Passengers series, int origin) {
        return series.between(origin - PAST, origin);
    }

    /** A model whose first weights, order of samples and dropout come from one seed. */
    static AirlineForecast train(AirlineForecast.Data data, long seed, ProgressListener listener) {
        AirlineForecast model = new AirlineForecast(seed);
        model.train(data, model.training().withSeed(seed), listener);
        return model;
    }
}
