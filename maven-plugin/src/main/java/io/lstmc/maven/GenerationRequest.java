package io.lstmc.maven;

import io.lstmc.compiler.CompileOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * All that one run of the goal depends on.
 *
 * @param baseDirectory messages name files relative to it
 * @param sourceDirectory where the models are
 * @param trainDirectory where the YAML overlays of their training settings are
 * @param outputDirectory where the Java files go
 * @param stateDirectory where the run remembers what it wrote
 * @param execution the id of the execution that runs
 * @param executions the ids of all executions that the project has
 * @param includes Ant patterns, relative to the source directory, of the models
 * @param excludes Ant patterns of files that are not models after all
 * @param options what the compiler is told for every model
 * @param encoding how the Java files are written
 * @param toolchain the jars whose change makes earlier output worthless
 * @param dependencies the jars, or directories of classes, whose packages can be imported; asked for only if there is an
 *     import
 * @param packedDirectory where the sources go to become a part of the project's jar, if they shall
 */
record GenerationRequest(
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
        List<Path> toolchain,
        Supplier<List<Path>> dependencies,
        Optional<Path> packedDirectory) {

    /** Where the models are unless somebody says otherwise, relative to the base directory. */
    static final String DEFAULT_SOURCES = "src/main/lstm";

    GenerationRequest {
        executions = Set.copyOf(executions);
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
        toolchain = List.copyOf(toolchain);
    }

    /** The same for other files than Java's. */
    GenerationRequest into(Path directory) {
        return new GenerationRequest(
                baseDirectory,
                sourceDirectory,
                trainDirectory,
                directory,
                stateDirectory,
                execution,
                executions,
                includes,
                excludes,
                options,
                encoding,
                toolchain,
                dependencies,
                Optional.empty());
    }

    /** The name by which messages call a file: the same on every machine. */
    String nameOf(Path file) {
        Path shown = file.startsWith(baseDirectory) ? baseDirectory.relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }
}
