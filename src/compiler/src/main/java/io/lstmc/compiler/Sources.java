package io.lstmc.compiler;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.ForeignWords;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.syntax.Parser;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.SourceFile;
import io.lstmc.compiler.typed.VisibleFiles;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files among which a file is compiled: a set, whose files of one package see each other, and what else can be
 * imported. Each is read once, however many files of the set are compiled; not for several threads at a time.
 */
public final class Sources {

    private static final String HERE = "the files that are compiled together";

    private record Parsed(SourceFile tree, List<Diagnostic> findings) {}

    /** What the resolver answers, or why it cannot. */
    private record Answer(List<PackageResolver.Place> places, Optional<String> failure) {}

    private final List<SourceText> set;
    private final PackageResolver resolver;
    private final Map<SourceText, Parsed> parsed = new IdentityHashMap<>();
    private final Map<String, Answer> answers = new LinkedHashMap<>();

    /** @param set files with names of their own */
    public Sources(List<SourceText> set, PackageResolver resolver) {
        this.set = List.copyOf(set);
        this.resolver = resolver;
    }

    /** No other file. */
    public static Sources none() {
        return new Sources(List.of(), PackageResolver.NONE);
    }

    /** The package that a file declares. */
    public Optional<String> packageOf(SourceText text) {
        return parsed(text).tree().packageName().map(Identifier::text);
    }

    /** A file with all that it sees; what cannot be read or found is reported. */
    VisibleFiles program(SourceText source, Diagnostics diagnostics) {
        SourceFile file = parse(source, diagnostics);
        Map<String, List<SourceFile>> packages = new LinkedHashMap<>();
        Deque<SourceFile> open = new ArrayDeque<>(List.of(file));
        file.packageName().ifPresent(own -> {
            List<SourceFile> files = new ArrayList<>(List.of(file));
            ofSet(own.text(), source).forEach(text -> files.add(parse(text, diagnostics)));
            packages.put(own.text(), files);
            open.addAll(files.subList(1, files.size()));
        });
        Set<String> missing = new HashSet<>();
        while (!open.isEmpty()) {
            SourceFile next = open.remove();
            for (Identifier name : next.imports()) {
                boolean own = next.packageName()
                        .filter(p -> p.text().equals(name.text()))
                        .isPresent();
                if (own) {
                    diagnostics.add(Diagnostic.of(Code.BAD_IMPORT, name.span(), "a file imports its own package")
                            .withHint("files of one package see each other; remove the import"));
                } else if (missing.contains(name.text())) {
                    report(name, places(name.text(), source), diagnostics);
                } else if (!packages.containsKey(name.text())) {
                    Answer answer = places(name.text(), source);
                    if (answer.failure().isEmpty() && answer.places().size() == 1) {
                        List<SourceFile> files = new ArrayList<>();
                        answer.places().get(0).files().forEach(text -> files.add(parse(text, diagnostics)));
                        packages.put(name.text(), files);
                        open.addAll(files);
                    } else {
                        missing.add(name.text());
                        report(name, answer, diagnostics);
                    }
                }
            }
        }
        return new VisibleFiles(file, packages, near(packages), Library.files());
    }

    /** Says why a name does not stand for one package. */
    private void report(Identifier name, Answer answer, Diagnostics diagnostics) {
        boolean unread = diagnostics.sorted().stream()
                .anyMatch(d -> d.span().source() == name.span().source()
                        && d.span().line() == name.span().line());
        if (unread) {
            return; // The line has a mistake of syntax, so the name may not be all that was meant.
        }
        List<PackageResolver.Place> places = answer.places();
        if (answer.failure().isPresent()) {
            diagnostics.add(
                    Diagnostic.of(Code.BAD_IMPORT, name.span(), "the package " + name.text() + " cannot be looked for")
                            .withLabel(answer.failure().get())
                            .withHint("remove or mend what cannot be read; the package may be in it"));
        } else if (places.isEmpty()) {
            Optional<String> near =
                    Suggestion.nearest(name.text(), packagesOfSet().keySet());
            diagnostics.add(Diagnostic.of(Code.UNKNOWN_PACKAGE, name.span(), "there is no package " + name.text())
                    .withHint(near.map(n -> "did you mean " + n + "?")
                            .or(() -> ForeignWords.hint(name.text().split("\\.")[0]))
                            .orElse(
                                    "a package is imported from the files that are compiled together or from a dependency;"
                                            + " the library needs no import")));
        } else {
            List<String> names =
                    places.stream().map(PackageResolver.Place::name).toList();
            diagnostics.add(Diagnostic.of(
                            Code.BAD_IMPORT, name.span(), "the package " + name.text() + " is in several places")
                    .withLabel("in " + String.join(" and in ", names))
                    .withHint("a package belongs to one place; rename it in one of them or leave one of them out"));
        }
    }

    /** All places of a package. */
    private Answer places(String name, SourceText source) {
        List<PackageResolver.Place> places = new ArrayList<>();
        List<SourceText> here = ofSet(name, source);
        if (!here.isEmpty()) {
            places.add(new PackageResolver.Place(HERE, here));
        }
        Answer answer = answers.computeIfAbsent(name, this::resolve);
        places.addAll(answer.places());
        return new Answer(places, answer.failure());
    }

    private Answer resolve(String name) {
        List<PackageResolver.Place> places = new ArrayList<>();
        List<PackageResolver.Place> all;
        try {
            all = resolver.find(name);
        } catch (IOException e) {
            return new Answer(List.of(), Optional.of(e.getMessage()));
        }
        for (PackageResolver.Place place : all) {
            List<SourceText> files =
                    place.files().stream().filter(text -> declares(text, name)).toList();
            if (!files.isEmpty()) {
                places.add(new PackageResolver.Place(place.name(), files));
            }
        }
        return new Answer(places, Optional.empty());
    }

    /** The files of the set with a package, without the one that is compiled. */
    private List<SourceText> ofSet(String name, SourceText source) {
        return set.stream()
                .filter(text -> !text.name().equals(source.name()) && declares(text, name))
                .toList();
    }

    private boolean declares(SourceText text, String name) {
        return parsed(text)
                .tree()
                .packageName()
                .filter(p -> p.text().equals(name))
                .isPresent();
    }

    private Map<String, List<SourceFile>> packagesOfSet() {
        Map<String, List<SourceFile>> packages = new LinkedHashMap<>();
        for (SourceText text : set) {
            SourceFile file = parsed(text).tree();
            file.packageName()
                    .ifPresent(p -> packages.computeIfAbsent(p.text(), n -> new ArrayList<>())
                            .add(file));
        }
        return packages;
    }

    /** Packages of the set that nothing of a program imports. */
    private Map<String, List<SourceFile>> near(Map<String, List<SourceFile>> packages) {
        Map<String, List<SourceFile>> near = packagesOfSet();
        near.keySet().removeAll(new TreeSet<>(packages.keySet()));
        return near;
    }

    private SourceFile parse(SourceText text, Diagnostics diagnostics) {
        Parsed result = parsed(text);
        result.findings().forEach(diagnostics::add);
        return result.tree();
    }

    private Parsed parsed(SourceText text) {
        Parsed known = parsed.get(text);
        if (known == null) {
            Diagnostics own = new Diagnostics();
            SourceFile tree = Parser.parse(text, own);
            known = new Parsed(tree, own.sorted());
            parsed.put(text, known);
        }
        return known;
    }
}
