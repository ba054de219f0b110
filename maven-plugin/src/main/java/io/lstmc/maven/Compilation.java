package io.lstmc.maven;

import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Excess;
import io.lstmc.files.ClassOwners;
import io.lstmc.files.OutputTree;
import io.lstmc.files.UnusableFileException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compiles one model after the other and collects what is to be written, while nothing is written yet. */
final class Compilation {

    private final ModelCompiler compiler;
    private final GenerationRequest request;
    private final ClassOwners owners;
    private final OutputTree output;
    private final List<Finding> findings;
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    /** @param owners the classes that others make in this build */
    Compilation(
            ModelCompiler compiler,
            GenerationRequest request,
            ClassOwners owners,
            OutputTree output,
            List<Finding> findings) {
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

    /** Compiles a model; that the compiler fails where it should report is a finding as well. */
    void add(ModelSource model) {
        CompileResult result;
        try {
            result = compiler.compile(model.text(), model.options(request.options()));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            findings.add(Finding.error(
                    model.name(), "the compiler itself failed (" + e + "); please report it with the model"));
            return;
        }
        Excess shown = Excess.of(result.diagnostics());
        for (Diagnostic diagnostic : shown.first()) {
            findings.add(Finding.of(model.name(), diagnostic));
        }
        if (shown.more() > 0) {
            findings.add(Finding.warning(model.name(), shown.text()));
        }
        for (GeneratedFile file : result.files()) {
            add(model.name(), request.encoding().form(file));
        }
    }

    private void add(String model, GeneratedFile file) {
        try {
            output.locate(file.path());
        } catch (UnusableFileException e) {
            findings.add(Finding.error(model, "cannot write its class: " + e.getMessage()));
            return;
        }
        Optional<String> complaint = owners.claim(
                file.path(), request.execution(), model + " in the execution '" + request.execution() + "'");
        if (complaint.isPresent()) {
            findings.add(Finding.error(
                    model,
                    complaint.get() + "; rename one of the models, or leave one out of the execution '"
                            + request.execution() + "'"));
            return;
        }
        files.put(file.path(), request.encoding().bytes(file));
    }
}
