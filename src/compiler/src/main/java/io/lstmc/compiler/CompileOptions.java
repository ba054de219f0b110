package io.lstmc.compiler;

import io.lstmc.compiler.diagnostic.SourceText;
import java.util.Optional;

/**
 * What the caller may choose; the model's own declarations win over {@code unroll} and {@code precision}.
 *
 * @param unroll how time loops are emitted where the model does not say
 * @param precision the element type where the model does not say
 * @param overlay a YAML text that replaces training settings of the file, if any
 * @param optimizations what is done for speed and space; without {@code UNROLL} no time loop is unrolled, whatever the
 *     model says
 */
public record CompileOptions(
        Unroll unroll, Precision precision, Optional<SourceText> overlay, Optimizations optimizations) {

    public static final CompileOptions DEFAULT =
            new CompileOptions(Unroll.AUTOMATIC, Precision.FLOAT, Optional.empty(), Optimizations.ALL);

    public CompileOptions with(Unroll choice) {
        return new CompileOptions(choice, precision, overlay, optimizations);
    }

    public CompileOptions with(Precision choice) {
        return new CompileOptions(unroll, choice, overlay, optimizations);
    }

    public CompileOptions with(Optimizations choice) {
        return new CompileOptions(unroll, precision, overlay, choice);
    }

    public CompileOptions withOverlay(SourceText yaml) {
        return new CompileOptions(unroll, precision, Optional.of(yaml), optimizations);
    }
}
