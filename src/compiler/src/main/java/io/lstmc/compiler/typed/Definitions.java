package io.lstmc.compiler.typed;

import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All definitions by name. What a name means depends on the file in which it stands: a definition of the file's package
 * hides one of a package that it imports, and that one hides the library's. The files of the library see only each
 * other, so that no user can break them.
 */
public final class Definitions {

    /**
     * What one file sees.
     *
     * @param own the definitions of its package
     * @param imported those of the packages that it imports, by package
     */
    private record View(Map<String, Definition> own, Map<String, Map<String, Definition>> imported) {}

    private final VisibleFiles program;
    private final Optional<Instances> instances;
    private final View main;
    private final Map<SourceText, View> views = new IdentityHashMap<>();
    private final Map<String, Definition> library;
    private final Set<SourceText> librarySources = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Those of a program as it is written. */
    public Definitions(VisibleFiles program) {
        this(program, Optional.empty());
    }

    /** Those of a program in which calls of generic definitions have been replaced. */
    public Definitions(Instances instances) {
        this(instances.program(), Optional.of(instances));
    }

    private Definitions(VisibleFiles program, Optional<Instances> instances) {
        this.program = program;
        this.instances = instances;
        for (SourceFile file : program.files()) {
            Map<String, Map<String, Definition>> imported = new LinkedHashMap<>();
            program.imported(file).forEach((name, files) -> imported.put(name, byName(files)));
            views.put(file.source(), new View(byName(program.together(file)), imported));
        }
        this.main = views.get(program.file().source());
        this.library = byName(program.library());
        program.library().forEach(file -> librarySources.add(file.source()));
    }

    private static Map<String, Definition> byName(List<SourceFile> files) {
        Map<String, Definition> all = new LinkedHashMap<>();
        for (SourceFile file : files) {
            file.definitions().forEach(d -> all.putIfAbsent(d.name().text(), d));
        }
        return all;
    }

    /** What the place of a name sees; a name of settings that are kept apart stands for one of the file. */
    private View view(Identifier use) {
        return views.getOrDefault(use.span().source(), main);
    }

    /** What a name means where it stands. */
    public Optional<Definition> find(Identifier use) {
        Optional<Definition> bound = instances.flatMap(all -> all.bound(use));
        if (bound.isPresent()) {
            return bound;
        }
        if (isLibrary(use)) {
            return Optional.ofNullable(library.get(use.text()));
        }
        View view = view(use);
        Definition own = view.own().get(use.text());
        return own != null
                ? Optional.of(own)
                : imported(view, use.text()).values().stream()
                        .findFirst()
                        .or(() -> Optional.ofNullable(library.get(use.text())));
    }

    /** What a name means where it stands, if it is a definition of that kind. */
    public <D extends Definition> Optional<D> find(Identifier use, Class<D> kind) {
        return find(use).filter(kind::isInstance).map(kind::cast);
    }

    /** The imported definitions of a name, by package. */
    private static Map<String, Definition> imported(View view, String name) {
        Map<String, Definition> found = new LinkedHashMap<>();
        view.imported().forEach((from, definitions) -> {
            if (definitions.containsKey(name)) {
                found.put(from, definitions.get(name));
            }
        });
        return found;
    }

    /** The packages of which a name may be one of several; empty where it means one thing. */
    public List<String> ambiguity(Identifier use) {
        View view = view(use);
        Map<String, Definition> found = imported(view, use.text());
        boolean clear = isLibrary(use) || view.own().containsKey(use.text()) || found.size() < 2;
        return clear ? List.of() : List.copyOf(found.keySet());
    }

    /** Another definition of the same name in another file of its package; of two models their classes tell. */
    public Optional<Definition> twin(Definition definition) {
        return program.together(program.file()).stream()
                .skip(1)
                .flatMap(file -> file.definitions().stream())
                .filter(other -> other.name().text().equals(definition.name().text()))
                .filter(other -> !(isModel(other) && isModel(definition)))
                .findFirst();
    }

    private static boolean isModel(Definition d) {
        return d instanceof Definition.Model || d instanceof Definition.Variant;
    }

    /** A package that has a definition of this name and could be imported. */
    public Optional<String> importable(Identifier use) {
        return program.near().entrySet().stream()
                .filter(e -> e.getValue().stream()
                        .flatMap(file -> file.definitions().stream())
                        .anyMatch(d -> d.name().text().equals(use.text()) && !isModel(d)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Of what a definition is an instance, if it is one. */
    public Optional<Instances.Instance> instance(Definition definition) {
        return instances.flatMap(all -> all.instance(definition));
    }

    /** Whether a call asks for an instance that there is no room for. */
    public boolean isRefused(Expression.Call call) {
        return instances.filter(all -> all.isRefused(call)).isPresent();
    }

    /** The statement that makes a model of a generic one. */
    public Optional<String> statement(Definition.Model model) {
        return instance(model)
                .filter(i -> i.site() != i.generic().name().span())
                .map(i -> i.site().text());
    }

    /** Whether the text of the library holds this name. */
    public boolean isLibrary(Identifier use) {
        return librarySources.contains(use.span().source());
    }

    /** Whether a text is that of another file than the one that is checked, and not of the library. */
    public boolean isOfOtherFile(SourceText source) {
        return views.containsKey(source) && source != program.file().source();
    }

    /** The definitions of all files but those of the library. */
    public Collection<Definition> ofUser() {
        List<Definition> all = new ArrayList<>();
        program.files().forEach(file -> all.addAll(file.definitions()));
        return all;
    }

    /** What a definition is, as messages call it. */
    public static String kind(Definition definition) {
        if (definition instanceof Definition.Cell) {
            return "a cell";
        }
        if (definition instanceof Definition.Function) {
            return "a function";
        }
        if (definition instanceof Definition.Initializer) {
            return "an initialiser";
        }
        return definition instanceof Definition.Optimizer ? "an optimizer" : "a model";
    }

    /** The names that can be seen from a place, the user's first. */
    public Collection<Definition> visibleFrom(Identifier use) {
        Map<String, Definition> all = new LinkedHashMap<>();
        if (!isLibrary(use)) {
            View view = view(use);
            all.putAll(view.own());
            view.imported().values().forEach(definitions -> definitions.forEach(all::putIfAbsent));
        }
        library.forEach(all::putIfAbsent);
        return all.values();
    }
}
