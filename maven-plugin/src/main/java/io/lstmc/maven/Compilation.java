package io.lstmc.maven;

import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Sources;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Excess;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.files.ClassOwners;
import io.lstmc.files.OutputTree;
import io.lstmc.files.UnusableFileException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compiles one model after the other and collects what is to be written, while nothing is written yet. */
final class Compilation {

    private final ModelCompiler compiler;
    private final GenerationRequest request;
    private final ClassOwners owners;
    private final OutputTree output;
    private final List<Finding> findings;
    private final Sources sources;
    private final Optional<String> common;
    private final Manifest earlier;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final SortedMap<String, SortedSet<String>> models = new TreeMap<>();

    /**
     * @param owners the classes that others make in this build
     * @param sources what the models can see
     * @param common a digest of what all models depend on; without one all are compiled
     * @param earlier what is there
     */
    Compilation(
            ModelCompiler compiler,
            GenerationRequest request,
            ClassOwners owners,
            OutputTree output,
            List<Finding> findings,
            Sources sources,
            Optional<String> common,
            Manifest earlier) {
        this.sources = sources;
        this.common = common;
        this.earlier = earlier;
        this.compiler = compiler;
        this.request = request;
        this.owners = owners;
        this.output = output;
        this.findings = findings;
        owners.forget(request.execution());
    }

    /** The contents to write, by path relative to the output directory. */
    SortedMap<String, byte[]> files() {
        return files;
    }

    /** The files of each model about which there is nothing to say, by the digest of its inputs. */
    SortedMap<String, SortedSet<String>> models() {
        return models;
    }

    /** Brings a model's classes: those that are there if nothing changed that they depend on, else new ones. */
    void add(ModelSource model) throws IOException {
        int before = findings.size();
        Optional<String> key = Optional.empty();
        try {
            key = key(model);
        } catch (RuntimeException | StackOverflowError e) {
            // What stands against it shows when it is compiled.
            key = Optional.empty();
        }
        SortedSet<String> kept = key.map(earlier.models()::get).orElse(null);
        Set<String> others = new TreeSet<>(files.keySet());
        if (kept == null || !keep(model, kept)) {
            compile(model);
        }
        if (key.isPresent() && findings.size() == before) {
            SortedSet<String> own = new TreeSet<>(files.keySet());
            own.removeAll(others);
            models.put(key.get(), own);
        }
    }

    /** A digest of all that decides what becomes of a model. */
    private Optional<String> key(ModelSource model) {
        if (common.isEmpty()) {
            return Optional.empty();
        }
        Digest digest = new Digest()
                .add(common.get())
                .add(model.name())
                .add(model.overlay().map(SourceText::text).orElse(""));
        return Optional.of(digest.addAll(LstmCompiler.inputs(sources, model.text(), model.options(request.options())))
                .hex());
    }

    /** Takes over the files of an earlier run, if they are as that left them. */
    private boolean keep(ModelSource model, SortedSet<String> paths) throws IOException {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (String path : paths) {
            Optional<byte[]> content = output.read(path);
            if (content.isEmpty() || !earlier.wrote(path, Digest.of(content.get()))) {
                return false;
            }
            contents.put(path, content.get());
        }
        contents.forEach((path, content) -> put(model.name(), path, content));
        return true;
    }

    /** Compiles a model; that the compiler fails where it should report is a finding as well. */
    private void compile(ModelSource model) {
        CompileResult result;
        try {
            result = compiler.compile(sources, model.text(), model.options(request.options()));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            findings.add(Finding.error(
                    model.name(), "the compiler itself failed (" + e + "); please report it with the model"));
            return;
        }
        Excess shown = Excess.of(result.diagnostics());
        for (Diagnostic diagnostic : shown.first()) {
            Finding finding = Finding.of(diagnostic.span().source().name(), diagnostic);
            // A mistake in a file that several models use is one.
            if (!findings.contains(finding)) {
                findings.add(finding);
            }
        }
        if (shown.more() > 0) {
            findings.add(Finding.warning(model.name(), shown.text()));
        }
        for (GeneratedFile file : result.files()) {
            GeneratedFile form = request.encoding().form(file);
            put(model.name(), form.path(), request.encoding().bytes(form));
        }
    }

    private void put(String model, String path, byte[] content) {
        try {
            output.locate(path);
        } catch (UnusableFileException e) {
            findings.add(Finding.error(model, "cannot write its class: " + e.getMessage()));
            return;
        }
        Optional<String> complaint = owners.claim(
                path, request.execution(), model + " in the execution '" + request.execution() + "'");
        if (complaint.isPresent()) {
            findings.add(Finding.error(
                    model,
                    complaint.get() + "; rename one of the models, or leave one out of the execution '"
                            + request.execution() + "'"));
            return;
        }
        files.put(path, content);
    }
}
