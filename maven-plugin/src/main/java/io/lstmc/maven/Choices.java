package io.lstmc.maven;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import java.util.Locale;

/** Reads the parameters that have a small language of their own. */
final class Choices {

    private Choices() {}

    /** @throws IllegalArgumentException with a message for the user */
    static Unroll unroll(String text) {
        String choice = text.strip().toLowerCase(Locale.ROOT);
        return switch (choice) {
            case "automatic" -> Unroll.AUTOMATIC;
            case "full" -> Unroll.FULL;
            case "none" -> Unroll.NONE;
            default -> {
                // Ten digits could overflow, and no loop has so many steps.
                if (!choice.matches("[1-9][0-9]{0,8}")) {
                    throw new IllegalArgumentException(
                            "unroll is '" + text + "'; it may be automatic, full, none or a number of steps from 1 on");
                }
                yield new Unroll(Integer.parseInt(choice));
            }
        };
    }

    /** @throws IllegalArgumentException with a message for the user */
    static Precision precision(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "float" -> Precision.FLOAT;
            case "double" -> Precision.DOUBLE;
            default -> throw new IllegalArgumentException("precision is '" + text + "'; it may be float or double");
        };
    }
}
