package io.lstmc.compiler;

import io.lstmc.compiler.diagnostic.SourceText;
import java.io.IOException;
import java.util.List;

/** Finds packages that a program imports and does not hold itself, as in the jars of its dependencies. */
@FunctionalInterface
public interface PackageResolver {

    /** Finds none. */
    PackageResolver NONE = name -> List.of();

    /**
     * Every place that has files of a package, each time the same; none where the package is unknown. More than one is an
     * error of the program.
     *
     * @param name dotted, of letters, digits, underscores and accents in any script, so that it is safe as a part of a path
     * @throws IOException if a place cannot be read, with a message that says which and why
     */
    List<Place> find(String name) throws IOException;

    /**
     * The files of one package in one place.
     *
     * @param name by which messages call the place, such as {@code cells-1.0.jar}
     * @param files those that do not declare the package are left out
     */
    record Place(String name, List<SourceText> files) {
        public Place {
            files = List.copyOf(files);
        }
    }
}
