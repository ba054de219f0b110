package io.lstmc.compiler.semantic;

import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.syntax.Definition;
import io.lstmc.compiler.syntax.Identifier;
import io.lstmc.compiler.syntax.SourceFile;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All definitions by name. A user's definition hides the library's of the same name from the user's file, but not from
 * the library: its files see only each other, so that no user can break them.
 */
public final class Definitions {

    private final Map<String, Definition> user = new LinkedHashMap<>();
    private final Map<String, Definition> library = new LinkedHashMap<>();
    private final Set<SourceText> librarySources = Collections.newSetFromMap(new IdentityHashMap<>());

    public Definitions(SourceFile file, List<SourceFile> libraryFiles) {
        for (Definition d : file.definitions()) {
            user.putIfAbsent(d.name().text(), d);
        }
        for (SourceFile each : libraryFiles) {
            librarySources.add(each.source());
            for (Definition d : each.definitions()) {
                library.putIfAbsent(d.name().text(), d);
            }
        }
    }

    /** What a name means where it stands. */
    public Optional<Definition> find(Identifier use) {
        Definition own = isLibrary(use) ? null : user.get(use.text());
        return Optional.ofNullable(own != null ? own : library.get(use.text()));
    }

    /** What a name means where it stands, if it is a definition of that kind. */
    public <D extends Definition> Optional<D> find(Identifier use, Class<D> kind) {
        return find(use).filter(kind::isInstance).map(kind::cast);
    }

    /** Whether the text of the library holds this name. */
    public boolean isLibrary(Identifier use) {
        return librarySources.contains(use.span().source());
    }

    /** The definitions of the user's file. */
    Collection<Definition> ofUser() {
        return user.values();
    }

    /** The names that can be seen from a place, the user's first. */
    Collection<Definition> visibleFrom(Identifier use) {
        Map<String, Definition> all = new LinkedHashMap<>(isLibrary(use) ? Map.of() : user);
        library.forEach(all::putIfAbsent);
        return all.values();
    }
}
