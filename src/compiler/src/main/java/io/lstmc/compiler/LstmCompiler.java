package io.lstmc.compiler;

import io.lstmc.compiler.diagnostic.SourceText;
import java.util.List;

/** The driver: reads like the table of contents of the compiler. */
public final class LstmCompiler {

    private LstmCompiler() {}

    /** Compiles the text of one file; never throws for bad input. */
    public static CompileResult compile(SourceText source, CompileOptions options) {
        return new CompileResult(List.of(), List.of());
    }
}
