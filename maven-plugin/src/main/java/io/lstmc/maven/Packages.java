package io.lstmc.maven;

import io.lstmc.compiler.PackageResolver;
import io.lstmc.compiler.Sources;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.files.SourcePackages;
import io.lstmc.files.TextReader;
import io.lstmc.files.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** What the models of a project can see: each other, and the packages in the jars of its dependencies. */
final class Packages {

    private final List<SourceText> set = new ArrayList<>();
    private final List<Path> places;

    Packages(GenerationRequest request, List<ModelSource> models) {
        models.forEach(model -> set.add(model.text()));
        boolean imports = set.stream().anyMatch(text -> text.text().contains("import"));
        // To ask for dependencies can mean to load them.
        this.places = imports ? request.dependencies().get() : List.of();
    }

    Sources sources() {
        return new Sources(set, this::find);
    }

    private List<PackageResolver.Place> find(String packageName) throws IOException {
        List<PackageResolver.Place> found = new ArrayList<>();
        for (Path place : places) {
            List<SourceText> files = new ArrayList<>();
            String name = place.getFileName() == null
                    ? place.toString()
                    : place.getFileName().toString();
            try {
                SourcePackages.read(place, name, packageName)
                        .forEach((file, text) -> files.add(new SourceText(file, text)));
            } catch (UnusableFileException e) {
                throw new IOException(e.getMessage(), e);
            }
            if (!files.isEmpty()) {
                found.add(new PackageResolver.Place(place.toString(), files));
            }
        }
        return found;
    }

    /** Adds all that imports can depend on: of a jar its time, of a directory the texts. */
    void addTo(Digest digest) throws IOException {
        for (Path place : places) {
            digest.add(place.toString());
            if (Files.isDirectory(place)) {
                for (Path file : SourcePackages.below(place.resolve(SourcePackages.ROOT))) {
                    try {
                        digest.add(file.toString()).add(TextReader.read(file.toString(), file));
                    } catch (UnusableFileException e) {
                        digest.add(e.getMessage());
                    }
                }
            } else if (Files.exists(place)) {
                BasicFileAttributes attributes = Files.readAttributes(place, BasicFileAttributes.class);
                digest.add(Long.toString(attributes.size()))
                        .add(Long.toString(attributes.lastModifiedTime().toMillis()));
            }
        }
    }
}
