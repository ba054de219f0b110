package io.lstmc.maven;

import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Sources;
import io.lstmc.compiler.report.ModelReport;
import io.lstmc.files.OutputTree;
import io.lstmc.files.UnusableFileException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    List<Path> write(GenerationRequest request) throws IOException, UnusableFileException {
        String classPath =
                request.toolchain().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<Path> written = new ArrayList<>();
        OutputTree output = new OutputTree(directory);
        List<ModelSource> models = new SourceTree(request, new ArrayList<>()).read();
        Sources sources = new Packages(request, models).sources();
        for (ModelSource model : models) {
            for (ModelReport report :
                    LstmCompiler.report(sources, model.text(), model.options(request.options()), classPath)) {
                String file = report.name() + ".report.txt";
                output.write(Map.of(file, report.text().getBytes(StandardCharsets.UTF_8)));
                written.add(directory.resolve(file));
            }
        }
        return written;
    }
}
