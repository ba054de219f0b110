package io.lstmc.examples.airline;

import static io.lstmc.examples.airline.Forecasts.YEAR;
import static io.lstmc.examples.airline.Passengers.TEST_START;

import io.lstmc.models.AirlineForecast;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The forecasts of the two years of the test against what happened. */
final class Picture {

    /** The history that is shown begins here, January 1955. */
    private static final int FIRST = 72;

    // The colours of Okabe and Ito, "Color Universal Design", 2008, that are told apart by all kinds of sight.
    private static final Color BLUE = new Color(0, 114, 178);
    private static final Color VERMILION = new Color(213, 94, 0);
    private static final Color GREY = new Color(150, 150, 150);
    private static final Color INK = new Color(40, 40, 40);

    private Picture() {}

    static void draw(Passengers series, AirlineForecast model, Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(1200)
                .height(640)
                .title("Airline passengers: forecasts of 1959 and of 1960")
                .xAxisTitle("month")
                .yAxisTitle("passengers per month, thousands")
                .build();
        style(chart);
        add(chart, "history", series, FIRST, TEST_START + 1, series.between(FIRST, TEST_START + 1))
                .setLineColor(INK)
                .setLineStyle(stroke(2));
        IntFunction<float[]> lastYear = origin -> Forecasts.sameMonth(series, origin, 1);
        add(chart, "the same month a year before", series, TEST_START, series.size(), forecasts(series, lastYear))
                .setLineColor(GREY)
                .setLineStyle(
                        new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {7, 5}, 0));
        marked(
                add(chart, "truth", series, TEST_START, series.size(), series.between(TEST_START, series.size())),
                BLUE,
                SeriesMarkers.CIRCLE);
        IntFunction<float[]> predict = origin -> model.predict(Windows.past(series, origin));
        marked(
                add(chart, "forecast of the model", series, TEST_START, series.size(), forecasts(series, predict)),
                VERMILION,
                SeriesMarkers.DIAMOND);
        ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", file.toFile());
    }

    private static void style(XYChart chart) {
        var styler = chart.getStyler();
        styler.setTimezone(TimeZone.getTimeZone(ZoneOffset.UTC));
        styler.setDatePattern("yyyy");
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(228, 228, 228));
        styler.setPlotGridLinesStroke(stroke(1));
        styler.setPlotGridVerticalLinesVisible(true);
        styler.setChartFontColor(INK);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        styler.setLegendPosition(LegendPosition.InsideNW);
        styler.setLegendBorderColor(new Color(210, 210, 210));
        styler.setLegendPadding(12);
        styler.setMarkerSize(7);
        styler.setYAxisMin(150.0);
        styler.setYAxisMax(650.0);
        styler.setChartPadding(16);
        styler.setChartTitlePadding(14);
    }

    private static BasicStroke stroke(float width) {
        return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private static void marked(XYSeries line, Color color, Marker marker) {
        line.setMarker(marker).setMarkerColor(color);
        line.setLineColor(color).setLineStyle(stroke(2.4f));
    }

    /** Both forecasts of the test, one behind the other. */
    private static float[] forecasts(Passengers series, IntFunction<float[]> forecast) {
        float[] all = new float[series.size() - TEST_START];
        for (int origin = TEST_START; origin < series.size(); origin += YEAR) {
            System.arraycopy(forecast.apply(origin), 0, all, origin - TEST_START, YEAR);
        }
        return all;
    }

    private static XYSeries add(XYChart chart, String name, Passengers series, int from, int to, float[] values) {
        List<Date> months = new ArrayList<>();
        List<Float> counts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            months.add(Date.from(
                    series.month(i).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
            counts.add(values[i - from]);
        }
        XYSeries line = chart.addSeries(name, months, counts);
        line.setMarker(SeriesMarkers.NONE);
        return line;
    }
}
