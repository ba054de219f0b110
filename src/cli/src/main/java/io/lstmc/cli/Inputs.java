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
    private final Map<String, Exception> refused = new LinkedHashMap<>();
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
            boolean directory =
                    !argument.equals(SourceReader.STANDARD_INPUT) && Files.isDirectory(SourceReader.path(argument));
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
        } catch (Refusal | RuntimeException failure) {
            refused.put(file, failure);
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

    /** The text of a file; throws what stood against reading it. */
    SourceText text(String name) throws Refusal {
        Exception failure = refused.get(name);
        if (failure instanceof Refusal) {
            throw (Refusal) failure;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
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
            for (Path file : beside(directory)) {
                if (known.add(file.toAbsolutePath().normalize())) {
                    addReadable(file, set);
                }
            }
        }
        return new Sources(set, this::find);
    }

    private static List<Path> beside(Path directory) {
        try {
            return SourcePackages.in(directory);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Adds a file that nobody named; one that cannot be read has no package that anybody knows. */
    private static void addReadable(Path file, List<SourceText> set) {
        try {
            set.add(new SourceText(file.toString(), TextReader.read(file.toString(), file)));
        } catch (UnusableFileException e) {
            // It is refused where it is named.
        }
    }

    private List<PackageResolver.Place> find(String packageName) throws IOException {
        List<PackageResolver.Place> found = new ArrayList<>();
        for (Path place : places) {
            List<SourceText> files = new ArrayList<>();
            try {
                files.addAll(Files.isDirectory(place) ? below(place) : ofJar(place, packageName));
            } catch (UnusableFileException e) {
                throw new IOException(e.getMessage(), e);
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
}
