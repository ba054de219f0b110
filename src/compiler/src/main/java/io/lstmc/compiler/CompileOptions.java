package io.lstmc.compiler;

import io.lstmc.compiler.diagnostic.SourceText;
import java.util.Optional;

/**
 * What the caller may choose; the model's own declarations win over {@code unroll} and {@code precision}.
 *
 * @param unroll how time loops are emitted where the model does not say
 * @param precision the element type where the model does not say
 * @param overlay a YAML text that replaces training settings of the file, if any
 */
public record CompileOptions(Unroll unroll, Precision precision, Optional<SourceText> overlay) {

    public static final CompileOptions DEFAULT =
            new CompileOptions(Unroll.AUTOMATIC, Precision.FLOAT, Optional.empty());

    public CompileOptions with(Unroll choice) {
        return new CompileOptions(choice, precision, overlay);
    }

    public CompileOptions with(Precision choice) {
        return new CompileOptions(unroll, choice, overlay);
    }

    public CompileOptions withOverlay(SourceText yaml) {
        return new CompileOptions(unroll, precision, Optional.of(yaml));
    }
}
