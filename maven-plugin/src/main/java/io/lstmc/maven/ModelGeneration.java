package io.lstmc.maven;

import io.lstmc.compiler.diagnostic.Severity;
import io.lstmc.compiler.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The work of the goal: read, compile, and only if all is well, write. */
final class ModelGeneration {

    private final ModelCompiler compiler;

    ModelGeneration(ModelCompiler compiler) {
        this.compiler = compiler;
    }

    /**
     * Brings the output directory up to date with the models.
     *
     * @throws IOException if the output cannot be written
     */
    GenerationOutcome run(GenerationRequest request) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<ModelSource> models = new SourceTree(request, findings).read();
        OutputTree output = new OutputTree(request.outputDirectory());
        Ledger ledger = new Ledger(request);
        Optional<String> inputs = inputs(request, models);
        boolean readable = !hasErrors(findings);
        if (readable && models.isEmpty() && ledger.paths().isEmpty()) {
            return new GenerationOutcome(findings, describe(request, models));
        }
        if (readable && inputs.isPresent() && isCurrent(ledger.current(), inputs.get(), output)) {
            return new GenerationOutcome(findings, describe(request, models) + ": up to date");
        }

        Compilation compilation = new Compilation(compiler, output, findings);
        int before = findings.size();
        for (ModelSource model : models) {
            compilation.add(model, request.options());
        }
        if (hasErrors(findings)) {
            return GenerationOutcome.failed(findings);
        }
        // The next run compiles again, and so repeats the warnings of the compiler.
        if (findings.size() > before) {
            inputs = Optional.empty();
        }
        // First out, then in: where case does not count, a renamed class may be the same file.
        int removed = removeStale(request, output, ledger, compilation.files(), findings);
        int written = write(output, compilation.files());
        remember(ledger, inputs, compilation.files());
        String summary = describe(request, models) + ": " + GenerationOutcome.count(written, "file") + " written"
                + (removed == 0 ? "" : ", " + removed + " removed");
        return new GenerationOutcome(findings, summary);
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

    /** A digest of all that decides the output; empty where that cannot be told cheaply. */
    private static Optional<String> inputs(GenerationRequest request, List<ModelSource> models) throws IOException {
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
        digest.add(Integer.toString(request.options().unroll().block()))
                .add(request.options().precision().name());
        for (ModelSource model : models) {
            digest.add(model.name()).add(model.text().text());
            digest.add(model.overlay().map(SourceText::text).orElse(""))
                    .add(Boolean.toString(model.overlay().isPresent()));
        }
        return Optional.of(digest.hex());
    }

    private static boolean isCurrent(Manifest earlier, String inputs, OutputTree output) throws IOException {
        if (!earlier.inputs().equals(inputs)) {
            return false;
        }
        for (Map.Entry<String, String> file : earlier.files().entrySet()) {
            if (!output.digest(file.getKey()).equals(Optional.of(file.getValue()))) {
                return false;
            }
        }
        return true;
    }

    private static int write(OutputTree output, SortedMap<String, byte[]> files) throws IOException {
        int written = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path place = output.locate(file.getKey()).orElseThrow();
            try {
                written += output.write(place, file.getValue()) ? 1 : 0;
            } catch (IOException e) {
                throw new IOException("cannot write " + place + ": " + e, e);
            }
        }
        return written;
    }

    /** Removes what an earlier run wrote and this one would not, if it still is what that run wrote. */
    private static int removeStale(
            GenerationRequest request,
            OutputTree output,
            Ledger ledger,
            SortedMap<String, byte[]> files,
            List<Finding> findings)
            throws IOException {
        int removed = 0;
        for (String path : ledger.paths()) {
            Optional<Path> place = output.locate(path);
            Optional<String> digest = output.digest(path);
            if (files.containsKey(path) || ledger.isOthers(path) || place.isEmpty() || digest.isEmpty()) {
                continue;
            }
            if (ledger.wrote(path, digest.get())) {
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

    private static void remember(Ledger ledger, Optional<String> inputs, SortedMap<String, byte[]> files)
            throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        files.forEach((path, content) -> digests.put(path, Digest.of(content)));
        ledger.remember(new Manifest(inputs.orElse("unknown"), digests));
    }
}
