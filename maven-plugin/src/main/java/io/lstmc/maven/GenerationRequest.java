package io.lstmc.maven;

import io.lstmc.compiler.CompileOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * All that one run of the goal depends on.
 *
 * @param baseDirectory messages name files relative to it
 * @param sourceDirectory where the models are
 * @param trainDirectory where the YAML overlays of their training settings are
 * @param outputDirectory where the Java files go
 * @param stateDirectory where the run remembers what it wrote
 * @param includes Ant patterns, relative to the source directory, of the models
 * @param excludes Ant patterns of files that are not models after all
 * @param options what the compiler is told for every model
 * @param toolchain the jars whose change makes earlier output worthless
 */
record GenerationRequest(
        Path baseDirectory,
        Path sourceDirectory,
        Path trainDirectory,
        Path outputDirectory,
        Path stateDirectory,
        List<String> includes,
        List<String> excludes,
        CompileOptions options,
        List<Path> toolchain) {

    GenerationRequest {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
        toolchain = List.copyOf(toolchain);
    }

    /** The name by which messages call a file: the same on every machine. */
    String nameOf(Path file) {
        Path shown = file.startsWith(baseDirectory) ? baseDirectory.relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }

    /**
     * The record of earlier runs of this configuration. Executions that differ in their directories or patterns must not
     * take each other's files for their own.
     */
    Path manifestFile() {
        Digest key = new Digest()
                .add(nameOf(sourceDirectory))
                .add(nameOf(outputDirectory))
                .addAll(includes)
                .addAll(excludes);
        return stateDirectory.resolve(key.hex().substring(0, 16) + ".manifest");
    }
}
