package io.lstmc.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Finds {@code .lstm} files: those of a package in a jar or in a directory of classes, and those of a source tree. */
public final class SourcePackages {

    /** Where a jar has them, in the directories of their packages. */
    public static final String ROOT = "META-INF/lstm/";

    public static final String END = ".lstm";

    /** Files of one package: more than anybody writes. */
    private static final int MOST = 10_000;

    private SourcePackages() {}

    /**
     * The texts of a package by the names that messages have for them; none if the place does not have it.
     *
     * @param place a jar, or a directory with the content of one
     * @param name of the place in messages
     * @param packageName dotted
     */
    public static SortedMap<String, String> read(Path place, String name, String packageName)
            throws UnusableFileException {
        // A name with anything that a path could mean something by names no package.
        if (!packageName.matches("[^./\\\\:\\p{Cntrl}]+(\\.[^./\\\\:\\p{Cntrl}]+)*")) {
            return new TreeMap<>();
        }
        String folder = ROOT + packageName.replace('.', '/') + "/";
        try {
            return Files.isDirectory(place)
                    ? ofDirectory(place.resolve(folder), name + "/" + folder)
                    : ofJar(place, name, folder);
        } catch (IOException e) {
            throw new UnusableFileException(name, "cannot be read", e);
        }
    }

    private static SortedMap<String, String> ofDirectory(Path directory, String name)
            throws IOException, UnusableFileException {
        SortedMap<String, String> texts = new TreeMap<>();
        for (Path file : in(directory)) {
            String own = name + file.getFileName();
            texts.put(own, TextReader.read(own, file));
        }
        return texts;
    }

    private static SortedMap<String, String> ofJar(Path jar, String name, String folder)
            throws IOException, UnusableFileException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(e -> isIn(e.getName(), folder))
                    .limit(MOST)
                    .toList();
            for (ZipEntry entry : entries) {
                String own = name + "!/" + entry.getName();
                try (InputStream in = zip.getInputStream(entry)) {
                    texts.put(own, TextReader.read(own, in));
                }
            }
        }
        return texts;
    }

    private static boolean isIn(String entry, String folder) {
        return entry.startsWith(folder) && entry.endsWith(END) && entry.indexOf('/', folder.length()) < 0;
    }

    /** The files right in a directory, in an order that does not depend on the file system; none if there is none. */
    public static List<Path> in(Path directory) throws IOException {
        return find(directory, 1);
    }

    /** The files in a directory and in those inside it. */
    public static List<Path> below(Path directory) throws IOException {
        return find(directory, Integer.MAX_VALUE);
    }

    private static List<Path> find(Path directory, int depth) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(directory, depth)) {
            return walk.filter(file -> file.toString().endsWith(END) && Files.isRegularFile(file))
                    .limit(MOST)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
