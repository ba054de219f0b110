package io.lstmc.examples.airline;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * A monthly series. That of the example: passengers of international airlines, in thousands, January 1949 to December
 * 1960; series G of Box and Jenkins, "Time Series Analysis", 1970.
 */
final class Passengers {

    /** Months before this one, January 1959, are for training; the two years from it on are for the test alone. */
    static final int TEST_START = 120;

    private final YearMonth first;
    private final float[] counts;

    /** A series of consecutive months; {@code counts} is copied. */
    Passengers(YearMonth first, float[] counts) {
        this.first = first;
        this.counts = counts.clone();
    }

    /** Reads the series that belongs to the example. */
    static Passengers read() throws IOException {
        try (InputStream in = Passengers.class.getResourceAsStream("airline.csv")) {
            if (in == null) {
                throw new IOException("airline.csv is not beside the classes");
            }
            return read(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
    }

    /**
     * Reads the columns {@code month} and {@code passengers}.
     *
     * @throws IOException if a month is not the one after the month before it
     */
    static Passengers read(Reader reader) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<CSVRecord> records = format.parse(reader).getRecords();
        YearMonth first = YearMonth.parse(records.get(0).get("month"));
        List<Float> counts = new ArrayList<>();
        for (CSVRecord line : records) {
            YearMonth month = YearMonth.parse(line.get("month"));
            if (!month.equals(first.plusMonths(counts.size()))) {
                throw new IOException("line " + line.getRecordNumber() + ": " + month + " does not follow");
            }
            counts.add(Float.parseFloat(line.get("passengers")));
        }
        float[] values = new float[counts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = counts.get(i);
        }
        return new Passengers(first, values);
    }

    int size() {
        return counts.length;
    }

    YearMonth month(int index) {
        return first.plusMonths(index);
    }

    float count(int index) {
        return counts[index];
    }

    /** A copy of the months from {@code from} to before {@code to}. */
    float[] between(int from, int to) {
        return Arrays.copyOfRange(counts, from, to);
    }

    /** All counts, a copy. */
    float[] counts() {
        return counts.clone();
    }
}
