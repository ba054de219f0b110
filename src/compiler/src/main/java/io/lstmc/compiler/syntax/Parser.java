package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.List;
import java.util.Optional;

/** Reads the text of one file; what cannot be read is reported and left out. */
public final class Parser {

    private Parser() {}

    public static SourceFile parse(SourceText source, Diagnostics diagnostics) {
        return new SourceFile(source, Optional.empty(), List.of());
    }
}
