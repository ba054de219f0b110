package io.lstmc.maven;

import io.lstmc.compiler.CompileOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Requests without dependencies, for a project whose jar has no models. */
final class Requests {

    private Requests() {}

    static GenerationRequest of(
            Path baseDirectory,
            Path sourceDirectory,
            Path trainDirectory,
            Path outputDirectory,
            Path stateDirectory,
            String execution,
            Set<String> executions,
            List<String> includes,
            List<String> excludes,
            CompileOptions options,
            JavaEncoding encoding,
            List<Path> toolchain) {
        return new GenerationRequest(
                baseDirectory,
                sourceDirectory,
                trainDirectory,
                outputDirectory,
                stateDirectory,
                execution,
                executions,
                includes,
                excludes,
                options,
                encoding,
                toolchain,
                List::of,
                Optional.empty());
    }
}
