package io.lstmc.compiler.typed;

import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One file and all that it can see, directly or through what it sees.
 *
 * @param file the one that is checked
 * @param packages the files of its package and of all packages that are imported somewhere in the program, by name; a
 *     package that was not found is missing
 * @param near packages that it could import
 * @param library the files that every file can see
 */
public record VisibleFiles(
        SourceFile file,
        Map<String, List<SourceFile>> packages,
        Map<String, List<SourceFile>> near,
        List<SourceFile> library) {

    public VisibleFiles {
        packages = new LinkedHashMap<>(packages);
        library = List.copyOf(library);
    }

    /** The file alone. */
    public static VisibleFiles of(SourceFile file, List<SourceFile> library) {
        return new VisibleFiles(file, Map.of(), Map.of(), library);
    }

    /** The files of the package of a file, itself first; a file without a package is alone. */
    public List<SourceFile> together(SourceFile of) {
        List<SourceFile> files = new ArrayList<>(List.of(of));
        of.packageName().map(Identifier::text).map(packages::get).ifPresent(all -> {
            for (SourceFile each : all) {
                if (each != of) {
                    files.add(each);
                }
            }
        });
        return files;
    }

    /** The packages that a file imports and that were found, by name. */
    public Map<String, List<SourceFile>> imported(SourceFile by) {
        Map<String, List<SourceFile>> found = new LinkedHashMap<>();
        for (Identifier name : by.imports()) {
            boolean own =
                    by.packageName().filter(p -> p.text().equals(name.text())).isPresent();
            List<SourceFile> files = packages.get(name.text());
            if (files != null && !own) {
                found.put(name.text(), files);
            }
        }
        return found;
    }

    /** All files but those of the library, the one that is checked first. */
    public List<SourceFile> files() {
        List<SourceFile> all = new ArrayList<>(List.of(file));
        packages.values()
                .forEach(files -> files.forEach(each -> {
                    if (each != file) {
                        all.add(each);
                    }
                }));
        return all;
    }
}
