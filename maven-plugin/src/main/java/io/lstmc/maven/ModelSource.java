package io.lstmc.maven;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.Optional;

/**
 * One model to compile.
 *
 * @param text the model
 * @param overlay the YAML text with other training settings, if there is one
 */
record ModelSource(SourceText text, Optional<SourceText> overlay) {

    String name() {
        return text.name();
    }

    CompileOptions options(CompileOptions common) {
        return overlay.map(common::withOverlay).orElse(common);
    }
}
