package io.lstmc.compiler.semantic;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.SourceFile;
import io.lstmc.compiler.typed.VisibleFiles;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong with the imports of a file and with names that several of them bring. */
final class Imports {

    private final VisibleFiles program;
    private final FileContext context;

    Imports(VisibleFiles program, FileContext context) {
        this.program = program;
        this.context = context;
    }

    /** Names that several packages bring, in the order of the text; each is reported once in a file. */
    void checkAmbiguity(List<Identifier> uses) {
        Map<SourceText, Set<String>> reported = new LinkedHashMap<>();
        for (Identifier use : uses) {
            List<String> packages = context.definitions().ambiguity(use);
            if (!packages.isEmpty()
                    && reported.computeIfAbsent(use.span().source(), s -> new HashSet<>())
                            .add(use.text())) {
                context.report(Diagnostic.of(
                                Code.AMBIGUOUS_NAME, use.span(), use.text() + " may be one of several definitions")
                        .withLabel("in " + String.join(" and in ", packages))
                        .withHint(
                                "import only one of these packages here; what needs the other can stand in another file of"
                                        + " this package, under a name of its own"));
            }
        }
    }

    /** Imports of the file that nothing needs, or that stand there twice. */
    void warnUnused(List<Identifier> uses) {
        if (context.isIncomplete()) {
            return;
        }
        SourceFile file = program.file();
        Set<String> needed = new TreeSet<>();
        Map<SourceText, String> packages = new LinkedHashMap<>();
        program.imported(file).forEach((name, files) -> files.forEach(f -> packages.put(f.source(), name)));
        for (Identifier use : uses) {
            needed.addAll(context.definitions().ambiguity(use));
            context.definitions()
                    .find(use)
                    .map(Definition::span)
                    .map(span -> packages.get(span.source()))
                    .ifPresent(needed::add);
        }
        Set<String> seen = new HashSet<>();
        for (Identifier name : file.imports()) {
            if (!seen.add(name.text())) {
                warn(name, name.text() + " is imported twice", "remove one of the two");
            } else if (program.imported(file).containsKey(name.text()) && !needed.contains(name.text())) {
                warn(name, name.text() + " is never used", "remove the import, or use a definition of the package");
            }
        }
    }

    private void warn(Identifier name, String message, String hint) {
        context.report(Diagnostic.of(Code.UNUSED, name.span(), message)
                .withLabel("an import")
                .withHint(hint));
    }
}
