package io.lstmc.maven;

import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.report.ModelReport;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes for each model a text that says what the compiler decided and why. */
final class Reports {

    private final Path directory;

    Reports(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes {@code NAME.report.txt} for each model of a request that has been generated.
     *
     * @return the files
     */
    List<Path> write(GenerationRequest request) throws IOException {
        String classPath =
                request.toolchain().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<Path> written = new ArrayList<>();
        Files.createDirectories(directory);
        for (ModelSource model : new SourceTree(request, new ArrayList<>()).read()) {
            for (ModelReport report : LstmCompiler.report(model.text(), model.options(request.options()), classPath)) {
                Path file = directory.resolve(report.name() + ".report.txt");
                Files.write(file, report.text().getBytes(StandardCharsets.UTF_8));
                written.add(file);
            }
        }
        return written;
    }
}
