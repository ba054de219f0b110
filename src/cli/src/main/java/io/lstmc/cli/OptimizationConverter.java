package io.lstmc.cli;

import io.lstmc.compiler.Optimization;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of the names of {@code --without}. */
final class OptimizationConverter implements ITypeConverter<Optimization> {

    @Override
    public Optimization convert(String text) {
        return Arrays.stream(Optimization.values())
                .filter(o -> o.label().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is not one of " + names()));
    }

    private static String names() {
        return Arrays.stream(Optimization.values()).map(Optimization::label).collect(Collectors.joining(", "));
    }
}
