package io.lstmc.cli;

import io.lstmc.compiler.PackageResolver;
import io.lstmc.compiler.Sources;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.files.SourcePackages;
import io.lstmc.files.TextReader;
import io.lstmc.files.UnusableFileException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files of a command line and what they can see: each other, the files beside them, and the packages in
 * {@code --path}.
 */
final class Inputs {

    private final SourceReader reader;
    private final Map<String, SourceText> texts = new LinkedHashMap<>();
    private final Map<String, Refusal> refused = new LinkedHashMap<>();
    private final List<Path> places = new ArrayList<>();
    private final Map<Path, List<SourceText>> trees = new HashMap<>();

    /**
     * @param arguments files, directories, and {@code -}
     * @param path the value of {@code --path}, or {@code null}
     */
    Inputs(SourceReader reader, List<String> arguments, String path) throws Refusal {
        this.reader = reader;
        for (String argument : arguments) {
            add(argument);
        }
        for (String place : path == null ? new String[0] : path.split(File.pathSeparator)) {
            places.add(place(place));
        }
    }

    private void add(String argument) {
        try {
            boolean directory = !argument.equals(SourceReader.STANDARD_INPUT)
                    && Files.isDirectory(SourceReader.path(argument));
            if (!directory) {
                read(argument);
                return;
            }
            List<Path> files = SourcePackages.below(SourceReader.path(argument));
            if (files.isEmpty()) {
                throw new Refusal(Messages.name(argument) + ": has no .lstm files");
            }
            files.forEach(file -> read(file.toString()));
        } catch (IOException e) {
            refused.put(argument, new Refusal(Messages.name(argument) + ": cannot be read", e));
        } catch (Refusal refusal) {
            refused.put(argument, refusal);
        }
    }

    private void read(String file) {
        try {
            if (!texts.containsKey(file)) {
                texts.put(file, reader.read(file));
            }
        } catch (Refusal refusal) {
            refused.put(file, refusal);
            texts.put(file, null);
        }
    }

    private static Path place(String name) throws Refusal {
        Path place = SourceReader.path(name);
        if (!Files.exists(place)) {
            throw new Refusal(Messages.name(name) + ": no such file or directory, in --path");
        }
        return place;
    }

    /** The names of the files to work on, in order. */
    List<String> names() {
        Set<String> names = new LinkedHashSet<>(texts.keySet());
        names.addAll(refused.keySet());
        return List.copyOf(names);
    }

    SourceText text(String name) throws Refusal {
        if (refused.containsKey(name)) {
            throw refused.get(name);
        }
        return texts.get(name);
    }

    /** What each of the files can see. */
    Sources sources() {
        List<SourceText> set = new ArrayList<>();
        Set<Path> known = new HashSet<>();
        Set<Path> directories = new LinkedHashSet<>();
        texts.forEach((name, text) -> {
            if (text != null) {
                set.add(text);
            }
            if (!name.equals(SourceReader.STANDARD_INPUT)) {
                Path file = Path.of(name);
                known.add(file.toAbsolutePath().normalize());
                directories.add(file.getParent() == null ? Path.of("") : file.getParent());
            }
        });
        for (Path directory : directories) {
            try {
                for (Path file : SourcePackages.in(directory)) {
                    if (known.add(file.toAbsolutePath().normalize())) {
                        set.add(new SourceText(file.toString(), TextReader.read(file.toString(), file)));
                    }
                }
            } catch (IOException | UnusableFileException e) {
                // What cannot be read has no package that anybody knows; it is refused where it is named.
                continue;
            }
        }
        return new Sources(set, this::find);
    }

    private List<PackageResolver.Place> find(String packageName) {
        List<PackageResolver.Place> found = new ArrayList<>();
        for (Path place : places) {
            List<SourceText> files = new ArrayList<>();
            try {
                files.addAll(Files.isDirectory(place) ? below(place) : ofJar(place, packageName));
            } catch (IOException | UnusableFileException e) {
                throw new UnreadablePlace(e.getMessage(), e);
            }
            if (!files.isEmpty()) {
                found.add(new PackageResolver.Place(place.toString(), files));
            }
        }
        return found;
    }

    private List<SourceText> below(Path directory) throws IOException, UnusableFileException {
        List<SourceText> files = trees.get(directory);
        if (files == null) {
            files = new ArrayList<>();
            for (Path file : SourcePackages.below(directory)) {
                files.add(new SourceText(file.toString(), TextReader.read(file.toString(), file)));
            }
            trees.put(directory, files);
        }
        return files;
    }

    private static List<SourceText> ofJar(Path jar, String packageName) throws UnusableFileException {
        List<SourceText> files = new ArrayList<>();
        SourcePackages.read(jar, jar.toString(), packageName)
                .forEach((name, text) -> files.add(new SourceText(name, text)));
        return files;
    }

    /** Carries through the compiler that a place of packages cannot be read. */
    static final class UnreadablePlace extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnreadablePlace(String message, Exception cause) {
            super(message, cause);
        }
    }
}
