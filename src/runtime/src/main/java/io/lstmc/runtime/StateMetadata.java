package io.lstmc.runtime;

import io.lstmc.runtime.file.Quote;
import io.lstmc.runtime.file.TensorHeader;
import io.lstmc.runtime.file.WeightFileException;
import java.util.Map;

/** The metadata of a training state's file, which are taken to come from anywhere. */
final class StateMetadata {

    private final Map<String, String> metadata;

    StateMetadata(Map<String, String> metadata) {
        this.metadata = metadata;
    }

    void check(String format, String version) throws WeightFileException {
        String found = metadata.get(TensorHeader.FORMAT);
        if (!format.equals(found)) {
            throw new WeightFileException("this is no training state; a file of weights is read by load()");
        }
        if (!version.equals(text("version"))) {
            throw new WeightFileException("this is a training state of version " + Quote.of(text("version"))
                    + "; this program reads version " + version);
        }
    }

    Training settings() throws WeightFileException {
        try {
            return new Training(
                    (int) whole("epochs", Integer.MAX_VALUE),
                    (int) whole("batch", Integer.MAX_VALUE),
                    number("clip_norm"),
                    number("clip_value"),
                    (int) whole("patience", Integer.MAX_VALUE),
                    number("validation"),
                    seed(),
                    (int) whole("threads", Integer.MAX_VALUE),
                    has("carry") && truth("carry"));
        } catch (IllegalArgumentException e) {
            throw new WeightFileException(e.getMessage());
        }
    }

    boolean has(String key) {
        return metadata.containsKey(key);
    }

    private String text(String key) throws WeightFileException {
        String found = metadata.get(key);
        if (found == null) {
            throw new WeightFileException("the metadata have no " + key);
        }
        return found;
    }

    /** A whole number from 0 to {@code most}. */
    long whole(String key, long most) throws WeightFileException {
        String found = text(key);
        if (found.matches("0|[1-9][0-9]{0,18}")) {
            try {
                long value = Long.parseLong(found);
                if (value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // It has 19 digits and more than 63 bits.
            }
        }
        throw wrong(key, "a whole number from 0 to " + most);
    }

    private long seed() throws WeightFileException {
        try {
            return Long.parseLong(text("seed"));
        } catch (NumberFormatException e) {
            throw wrong("seed", "a whole number of 64 bits");
        }
    }

    private double number(String key) throws WeightFileException {
        try {
            return Double.parseDouble(text(key));
        } catch (NumberFormatException e) {
            throw wrong(key, "a number");
        }
    }

    double finite(String key) throws WeightFileException {
        double value = number(key);
        if (!Double.isFinite(value)) {
            throw wrong(key, "a finite number");
        }
        return value;
    }

    boolean truth(String key) throws WeightFileException {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, "true or false");
        };
    }

    private WeightFileException wrong(String key, String expected) throws WeightFileException {
        return new WeightFileException(key + " of the metadata is " + Quote.of(text(key)) + "; it takes " + expected);
    }
}
