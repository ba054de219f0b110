package io.lstmc.maven;

import io.lstmc.compiler.Sources;
import io.lstmc.files.OutputTree;
import io.lstmc.files.SourcePackages;
import io.lstmc.files.UnusableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The models' sources as they become a part of the project's jar, in the directories of their packages, so that those
 * who depend on it can import the packages. A file without a package is not among them.
 */
final class PackedSources {

    private final Optional<GenerationRequest> request;

    PackedSources(GenerationRequest models) {
        this.request = models.packedDirectory().map(models::into);
    }

    /** Whether an earlier run with these inputs left what is there. */
    boolean isCurrent(String inputs) throws IOException {
        if (request.isEmpty()) {
            return true;
        }
        Manifest earlier = new Ledger(request.get()).current();
        OutputTree output = new OutputTree(request.get().outputDirectory());
        if (!earlier.inputs().equals(inputs)) {
            return false;
        }
        for (String path : earlier.files().keySet()) {
            Optional<byte[]> content = output.read(path);
            if (content.isEmpty() || !earlier.wrote(path, Digest.of(content.get()))) {
                return false;
            }
        }
        return true;
    }

    /** What is to be written, by path; reports files that cannot lie beside each other. */
    SortedMap<String, byte[]> contents(List<ModelSource> models, Sources sources, List<Finding> findings) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        SortedMap<String, String> owners = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (ModelSource model : request.isEmpty() ? List.<ModelSource>of() : models) {
            Optional<String> name = sources.packageOf(model.text());
            if (name.isEmpty()) {
                continue;
            }
            String file = model.name().substring(model.name().lastIndexOf('/') + 1);
            String path = SourcePackages.ROOT + name.get().replace('.', '/') + "/" + file;
            String twin = owners.putIfAbsent(path, model.name());
            if (twin != null) {
                findings.add(Finding.error(
                        model.name(),
                        "has the name and the package of " + twin + ", so that only one of them can be in the jar; rename"
                                + " one of them"));
            }
            contents.put(path, model.text().text().getBytes(StandardCharsets.UTF_8));
        }
        return contents;
    }

    void write(String inputs, SortedMap<String, byte[]> contents) throws IOException, UnusableFileException {
        if (request.isEmpty()) {
            return;
        }
        Ledger ledger = new Ledger(request.get());
        OutputTree output = new OutputTree(request.get().outputDirectory());
        if (contents.isEmpty() && ledger.paths().isEmpty()) {
            return;
        }
        Manifest manifest = Manifest.of(inputs, contents, new TreeMap<>());
        ledger.intend(manifest);
        ModelGeneration.removeStale(request.get(), output, ledger, contents, new ArrayList<>());
        output.write(contents);
        ledger.remember(manifest);
    }
}
