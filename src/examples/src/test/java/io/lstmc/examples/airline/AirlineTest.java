package io.lstmc.examples.airline;

import static io.lstmc.examples.airline.Passengers.TEST_START;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.models.AirlineForecast;
import io.lstmc.runtime.ProgressListener;
import io.lstmc.runtime.tensor.Parameter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AirlineTest {

    private static Passengers series;
    private static List<Airline.Run> runs;
    private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();

    @BeforeAll
    static void train() throws IOException {
        series = Passengers.read();
        runs = Airline.runs(
                series, Windows.before(series, TEST_START), new PrintStream(PRINTED, true, StandardCharsets.UTF_8));
    }

    @Test
    void seriesIsThatOfBoxAndJenkins() {
        assertEquals(144, series.size());
        assertEquals(YearMonth.of(1949, 1), series.month(0));
        assertEquals(YearMonth.of(1960, 12), series.month(143));
        assertEquals(112, series.count(0));
        assertEquals(432, series.count(143));
        int[] years = {1520, 1676, 2042, 2364, 2700, 2867, 3408, 3939, 4421, 4572, 5140, 5714};
        double total = 0;
        for (int year = 0; year < years.length; year++) {
            double sum = 0;
            for (float count : series.between(12 * year, 12 * year + 12)) {
                sum += count;
            }
            assertEquals(years[year], sum, "passengers of " + (1949 + year));
            total += sum;
        }
        assertEquals(40_363, total);
    }

    @Test
    void simpleForecastsHaveTheKnownErrors() {
        assertEquals(49.99, simpleError(1), 0.005);
        double growth = Forecasts.meanYearlyGrowth(series, TEST_START);
        assertEquals(1.1315, growth, 5e-5);
        assertEquals(16.24, simpleError(growth), 0.005);
    }

    private static double simpleError(double factor) {
        return Forecasts.rmse(series, TEST_START, series.size(), origin -> Forecasts.sameMonth(series, origin, factor));
    }

    @Test
    void medianOfTheSeedsIsAtMostTwenty() {
        assertEquals(Airline.SEEDS, runs.size());
        double median = Airline.median(runs).rmse();
        assertTrue(median <= 20, "the median is " + median);
        assertEquals(2, runs.stream().filter(r -> r.rmse() < median).count());
    }

    @Test
    void figureOfTheReadmeIsThatOfTheApplication() throws IOException {
        String readme = Files.readString(Path.of("../../README.md"));
        Matcher figure = Pattern.compile("the model, median of 5 seeds \\(seed \\d\\) +([\\d.]+)")
                .matcher(readme);
        assertTrue(figure.find());
        // Sums in another order, on a processor with other vectors, change a little.
        assertEquals(Airline.median(runs).rmse(), Double.parseDouble(figure.group(1)), 0.2);
    }

    @Test
    void nothingOfTheTestReachesTheWeights() {
        float[] counts = series.counts();
        for (int i = TEST_START; i < counts.length; i++) {
            counts[i] = 1000 - counts[i];
        }
        Passengers other = new Passengers(series.month(0), counts);
        assertWeights(true, other);
        counts[TEST_START - 1] += 1;
        assertWeights(false, new Passengers(series.month(0), counts));
    }

    private static void assertWeights(boolean same, Passengers other) {
        AirlineForecast first = runs.get(0).model();
        AirlineForecast second = Windows.train(Windows.before(other, TEST_START), 1, ProgressListener.none());
        boolean equal = true;
        for (Parameter p : first.parameters()) {
            float[] expected = first.weights(p.name());
            float[] actual = second.weights(p.name());
            for (int i = 0; i < expected.length; i++) {
                equal &= Float.floatToRawIntBits(expected[i]) == Float.floatToRawIntBits(actual[i]);
            }
        }
        assertEquals(same, equal);
    }

    @Test
    void windowsEndBeforeTheTest() {
        AirlineForecast.Data data = Windows.before(series, TEST_START);
        assertEquals(TEST_START - 24 - 12 + 1, data.size());
        float[] last = (float[]) data.array(data.size() - 1, 1);
        assertArrayEquals(series.between(TEST_START - 12, TEST_START), last);
    }

    @Test
    void savedWeightsForecastTheSame(@TempDir Path directory) throws IOException {
        AirlineForecast model = runs.get(0).model();
        Path file = directory.resolve("airline.safetensors");
        model.save(file);
        float[] past = Windows.past(series, TEST_START);
        float[] forecast = model.predict(past);
        assertArrayEquals(forecast, AirlineForecast.from(file).predict(past));
        AirlineForecast other = new AirlineForecast(77);
        assertFalse(java.util.Arrays.equals(forecast, other.predict(past)));
        other.load(file);
        assertArrayEquals(forecast, other.predict(past));
    }

    /** One of two forecasts at once is that made alone: no sample sees its neighbours. */
    @Test
    void forecastsTogetherAreThoseAlone() {
        AirlineForecast model = runs.get(0).model();
        float[][] past = {Windows.past(series, 120), Windows.past(series, 132)};
        float[][] both = model.predict(past);
        assertArrayEquals(model.predict(past[0]), both[0], 1e-3f);
        assertArrayEquals(model.predict(past[1]), both[1], 1e-3f);
    }

    @Test
    void progressIsPrinted() {
        List<String> lines = PRINTED.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(1 + Airline.SEEDS, lines.size());
        assertTrue(
                lines.get(1).matches(" +1(  0\\.\\d{4}){" + ProgressLine.STEPS + "} +[\\d.]+ +[\\d.]+"), lines.get(1));
    }

    @Test
    void pictureIsDrawn(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("airline.png");
        Picture.draw(series, runs.get(0).model(), file);
        assertEquals(1200, ImageIO.read(file.toFile()).getWidth());
    }

    @Test
    void choiceOfTheModelTouchesNoTest() {
        List<String> tables = new ArrayList<>();
        for (float factor : new float[] {1, 2}) {
            float[] counts = series.counts();
            for (int i = TEST_START; i < counts.length; i++) {
                counts[i] *= factor;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Validation.print(
                    new Passengers(series.month(0), counts), new PrintStream(out, true, StandardCharsets.UTF_8));
            tables.add(out.toString(StandardCharsets.UTF_8));
        }
        assertEquals(tables.get(0), tables.get(1));
    }

    @Test
    void monthsMustFollowEachOther() {
        IOException error = assertThrows(
                IOException.class, () -> Passengers.read(new StringReader("month,passengers\n1949-01,1\n1949-03,2\n")));
        assertEquals("line 2: 1949-03 does not follow", error.getMessage());
    }
}
