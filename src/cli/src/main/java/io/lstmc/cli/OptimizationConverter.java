package io.lstmc.cli;

import io.lstmc.compiler.Optimization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The names of {@code --without}: reads one, and says what they mean. */
final class OptimizationConverter implements ITypeConverter<Optimization> {

    @Override
    public Optimization convert(String text) {
        String name = text.strip(); // As in "pack, hoist".
        return Arrays.stream(Optimization.values())
                .filter(o -> o.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + name + "' is not one of " + names()));
    }

    private static String names() {
        return Arrays.stream(Optimization.values()).map(Optimization::label).collect(Collectors.joining(", "));
    }

    /** The help of the option: a line for each name. */
    static String[] help() {
        List<String> lines = new ArrayList<>();
        lines.add("what not to do for speed and space, to see what it brings:");
        for (Optimization each : Optimization.values()) {
            lines.add(each.label() + ": " + meaning(each));
        }
        return lines.toArray(String[]::new);
    }

    private static String meaning(Optimization each) {
        return switch (each) {
            case JOIN_SUMS -> "sums of sums and of products as one sum";
            case RECIPROCAL -> "products with 1 / s instead of divisions by one s";
            case HOIST -> "what is the same at every step, once before the steps";
            case GATHER -> "biases together with the products that are hoisted";
            case DEFER -> "products that no step reads, once behind the steps";
            case ACCUMULATE -> "other sums over the steps, as the steps go on";
            case RECOMPUTE -> "cheap values again going backward, not kept";
            case FUSE -> "elementwise operations in common loops";
            case UPDATE_IN_PLACE -> "a state where its previous value lies";
            case COMPUTE_IN_PLACE -> "a value where what it is computed from lies";
            case PACK -> "products that share something as one";
            case SHARE_ARRAYS -> "one array for values needed at different times";
            case SWEEP -> "loops over the same rows, with their sums, as one";
            case UNROLL -> "steps as calls in a row instead of a loop";
        };
    }
}
