package io.lstmc.maven;

import io.lstmc.compiler.Sources;
import io.lstmc.compiler.diagnostic.Severity;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.files.ClassOwners;
import io.lstmc.files.OutputTree;
import io.lstmc.files.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The work of the goal: read, compile, and only if all is well, write. */
final class ModelGeneration {

    private final ModelCompiler compiler;
    private final ClassOwners owners;

    /** @param owners the classes that other executions make in this build */
    ModelGeneration(ModelCompiler compiler, ClassOwners owners) {
        this.compiler = compiler;
        this.owners = owners;
    }

    /**
     * Brings the output directory up to date with the models.
     *
     * @throws IOException if something that is needed cannot be read or removed
     * @throws UnusableFileException if the output cannot be written
     */
    GenerationOutcome run(GenerationRequest request) throws IOException, UnusableFileException {
        List<Finding> findings = new ArrayList<>();
        SourceTree tree = new SourceTree(request, findings);
        List<ModelSource> models = tree.read();
        List<Path> sourceFiles = tree.files();
        OutputTree output = new OutputTree(request.outputDirectory());
        Ledger ledger = new Ledger(request);
        Packages packages = new Packages(request, models);
        Optional<String> common = common(request);
        Optional<String> inputs = inputs(common, models, packages);
        PackedSources packed = new PackedSources(request);
        boolean readable = !hasErrors(findings);
        if (readable && models.isEmpty() && ledger.paths().isEmpty()) {
            return new GenerationOutcome(sourceFiles, findings, describe(request, models));
        }
        if (readable && inputs.isPresent() && isCurrent(request, ledger.current(), inputs.get(), output)
                && packed.isCurrent(inputs.get())) {
            return new GenerationOutcome(sourceFiles, findings, describe(request, models) + ": up to date");
        }

        Sources sources = packages.sources();
        Compilation compilation =
                new Compilation(compiler, request, owners, output, findings, sources, common, ledger.current());
        int before = findings.size();
        for (ModelSource model : models) {
            compilation.add(model);
        }
        if (hasErrors(findings)) {
            return GenerationOutcome.failed(sourceFiles, findings);
        }
        // The next run compiles again, and so repeats the warnings of the compiler.
        if (findings.size() > before) {
            inputs = Optional.empty();
        }
        SortedMap<String, byte[]> texts = packed.contents(models, sources, findings);
        if (hasErrors(findings)) {
            return GenerationOutcome.failed(sourceFiles, findings);
        }
        Manifest manifest = Manifest.of(inputs.orElse("unknown"), compilation.files(), compilation.models());
        ledger.intend(manifest);
        // First out, then in: where case does not count, a renamed class may be the same file.
        int removed = removeStale(request, output, ledger, compilation.files(), findings);
        int written = output.write(compilation.files()).size();
        ledger.remember(manifest);
        packed.write(inputs.orElse("unknown"), texts);
        String summary = describe(request, models) + ": " + GenerationOutcome.count(written, "file") + " written"
                + (removed == 0 ? "" : ", " + removed + " removed");
        return new GenerationOutcome(sourceFiles, findings, summary);
    }

    private static boolean hasErrors(List<Finding> findings) {
        return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    }

    private static String describe(GenerationRequest request, List<ModelSource> models) {
        String where = request.nameOf(request.sourceDirectory());
        return models.isEmpty()
                ? "No model in " + where
                : GenerationOutcome.count(models.size(), "model file") + " in " + where;
    }

    /** A digest of what all models depend on; empty where that cannot be told cheaply. */
    private static Optional<String> common(GenerationRequest request) throws IOException {
        Digest digest = new Digest();
        for (Path jar : request.toolchain()) {
            BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
            // Loose classes, as in the build of the plugin itself: no single time says whether one has changed.
            if (!attributes.isRegularFile()) {
                return Optional.empty();
            }
            digest.add(jar.getFileName().toString())
                    .add(Long.toString(attributes.size()))
                    .add(Long.toString(attributes.lastModifiedTime().toMillis()));
        }
        digest.add(request.encoding().charset().name())
                .add(Integer.toString(request.options().unroll().block()))
                .add(request.options().precision().name());
        return Optional.of(digest.hex());
    }

    /** A digest of all that decides the output. */
    private static Optional<String> inputs(Optional<String> common, List<ModelSource> models, Packages packages)
            throws IOException {
        if (common.isEmpty()) {
            return Optional.empty();
        }
        Digest digest = new Digest().add(common.get());
        packages.addTo(digest);
        for (ModelSource model : models) {
            digest.add(model.name()).add(model.text().text());
            digest.add(model.overlay().map(SourceText::text).orElse(""))
                    .add(Boolean.toString(model.overlay().isPresent()));
        }
        return Optional.of(digest.hex());
    }

    private boolean isCurrent(GenerationRequest request, Manifest earlier, String inputs, OutputTree output)
            throws IOException {
        if (!earlier.inputs().equals(inputs)) {
            return false;
        }
        owners.forget(request.execution());
        for (String path : earlier.files().keySet()) {
            Optional<byte[]> content = output.read(path);
            if (content.isEmpty() || !earlier.wrote(path, Digest.of(content.get()))) {
                return false;
            }
            String source = "a model of the execution '" + request.execution() + "'";
            if (owners.claim(path, request.execution(), source).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** Removes what an earlier run wrote and this one would not, if it still is what that run wrote. */
    static int removeStale(
            GenerationRequest request,
            OutputTree output,
            Ledger ledger,
            SortedMap<String, byte[]> files,
            List<Finding> findings)
            throws IOException {
        int removed = 0;
        for (String path : ledger.paths()) {
            Optional<Path> place = output.find(path);
            if (files.containsKey(path) || ledger.isOthers(path) || place.isEmpty()) {
                continue;
            }
            Optional<byte[]> content = output.read(path);
            if (content.isEmpty()) {
                output.remove(place.get());
            } else if (ledger.wrote(path, Digest.of(content.get()))) {
                output.remove(place.get());
                removed++;
            } else {
                findings.add(Finding.warning(
                        request.nameOf(place.get()),
                        "no model makes this file any more, but it was changed since it was generated, so it stays"));
            }
        }
        return removed;
    }
}
