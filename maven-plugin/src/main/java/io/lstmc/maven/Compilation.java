package io.lstmc.maven;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Excess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compiles one model after the other and collects what is to be written, while nothing is written yet. */
final class Compilation {

    private final ModelCompiler compiler;
    private final OutputTree output;
    private final List<Finding> findings;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final Map<String, String> owners = new HashMap<>();

    Compilation(ModelCompiler compiler, OutputTree output, List<Finding> findings) {
        this.compiler = compiler;
        this.output = output;
        this.findings = findings;
    }

    /** The contents to write, by path relative to the output directory. */
    SortedMap<String, byte[]> files() {
        return files;
    }

    /** Compiles a model; that the compiler fails where it should report is a finding as well. */
    void add(ModelSource model, CompileOptions options) {
        CompileResult result;
        try {
            result = compiler.compile(model.text(), model.options(options));
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
            add(model.name(), file);
        }
    }

    private void add(String model, GeneratedFile file) {
        Optional<Path> place = output.locate(file.path());
        if (place.isEmpty()) {
            findings.add(
                    Finding.error(model, "would be written to '" + file.path() + "', outside the output directory"));
            return;
        }
        // Names that differ in case alone are one file on some machines.
        String owner = owners.putIfAbsent(file.path().toLowerCase(Locale.ROOT), model);
        if (owner != null) {
            findings.add(Finding.error(
                    model,
                    "declares the class of " + file.path() + ", and so does " + owner + "; rename one of the models"));
            return;
        }
        files.put(file.path(), file.text().getBytes(StandardCharsets.UTF_8));
    }
}
