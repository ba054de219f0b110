package io.lstmc.maven;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.Sources;
import io.lstmc.compiler.diagnostic.SourceText;

/** The compiler as the plugin sees it. */
@FunctionalInterface
interface ModelCompiler {
    CompileResult compile(Sources sources, SourceText source, CompileOptions options);
}
