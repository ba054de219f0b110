package io.lstmc.cli;

import io.lstmc.compiler.Unroll;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of {@code --unroll}. */
final class UnrollConverter implements ITypeConverter<Unroll> {

    @Override
    public Unroll convert(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "automatic" -> Unroll.AUTOMATIC;
            case "full" -> Unroll.FULL;
            case "none" -> Unroll.NONE;
            default -> {
                // Ten digits could overflow, and no loop has so many steps.
                if (!text.matches("[1-9][0-9]{0,8}")) {
                    throw new TypeConversionException(
                            "'" + text + "' is not automatic, full, none or a number of steps from 1 on");
                }
                yield new Unroll(Integer.parseInt(text));
            }
        };
    }
}
