package io.lstmc.maven;

import io.lstmc.compiler.config.YamlOverlay;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.files.FileNames;
import io.lstmc.files.TextReader;
import io.lstmc.files.UnusableFileException;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.codehaus.plexus.util.MatchPatterns;

/** Finds and reads the models below a directory, in an order that does not depend on the file system. */
final class SourceTree {

    private final GenerationRequest request;
    private final List<Finding> findings;
    private final List<Path> files = new ArrayList<>();

    SourceTree(GenerationRequest request, List<Finding> findings) {
        this.request = request;
        this.findings = findings;
    }

    /** The files that were read, models and settings. */
    List<Path> files() {
        return files;
    }

    List<ModelSource> read() throws IOException {
        Path sources = request.sourceDirectory();
        Path settingsRoot = request.trainDirectory();
        boolean chosen = !sources.equals(request.baseDirectory().resolve(GenerationRequest.DEFAULT_SOURCES));
        checkDirectory(sources, "sourceDirectory", chosen);
        if (!settingsRoot.equals(sources)) {
            checkDirectory(settingsRoot, "trainDirectory", true);
        }
        List<ModelSource> models = new ArrayList<>();
        for (Path file : find()) {
            if (!FileNames.isReadable(file)) {
                findings.add(Finding.error(request.nameOf(file), FileNames.unreadable()));
                continue;
            }
            Optional<SourceText> text = text(file);
            Path overlay = overlayOf(file);
            Optional<SourceText> settings =
                    Files.exists(overlay, LinkOption.NOFOLLOW_LINKS) ? text(overlay) : Optional.empty();
            warnOfOtherName(file, overlay);
            text.ifPresent(found -> models.add(new ModelSource(found, settings)));
        }
        return models;
    }

    /** The text of a file; empty, with a finding, where it has none. */
    private Optional<SourceText> text(Path file) {
        String name = request.nameOf(file);
        files.add(file);
        try {
            return Optional.of(new SourceText(name, TextReader.read(name, file)));
        } catch (UnusableFileException e) {
            findings.add(Finding.error(e));
            return Optional.empty();
        }
    }

    /** @param chosen whether somebody asked for this directory, and so expects something in it */
    private void checkDirectory(Path directory, String parameter, boolean chosen) {
        if (Files.isDirectory(directory)) {
            return;
        }
        String name = request.nameOf(directory);
        if (Files.exists(directory)) {
            findings.add(Finding.error(name, "is the " + parameter + ", but not a directory"));
        } else if (chosen) {
            findings.add(Finding.warning(name, "is the configured " + parameter + ", but does not exist"));
        }
    }

    private void warnOfOtherName(Path model, Path overlay) {
        String name = model.getFileName().toString();
        Path other = overlay.resolveSibling(YamlOverlay.otherName(name));
        if (Files.exists(other) && !Files.exists(overlay)) {
            findings.add(Finding.warning(request.nameOf(other), YamlOverlay.notRead(name)));
        }
    }

    private Path overlayOf(Path model) {
        Path relative = request.sourceDirectory().relativize(model);
        String yaml = YamlOverlay.fileName(relative.getFileName().toString());
        return request.trainDirectory().resolve(relative).resolveSibling(yaml);
    }

    private List<Path> find() throws IOException {
        Path root = request.sourceDirectory();
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        MatchPatterns included = patterns(request.includes());
        MatchPatterns excluded = patterns(request.excludes());
        List<Path> found = new ArrayList<>();
        // Links to directories are not followed, so that the walk ends.
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (!directory.equals(root)) {
                    consider(directory);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                consider(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                findings.add(Finding.error(request.nameOf(file), "cannot be read: " + e.getMessage()));
                return FileVisitResult.CONTINUE;
            }

            private void consider(Path path) {
                String relative = root.relativize(path).toString();
                if (included.matches(relative, true) && !excluded.matches(relative, true)) {
                    found.add(path);
                }
            }
        });
        found.sort(Comparator.comparing(request::nameOf));
        return found;
    }

    private static MatchPatterns patterns(List<String> patterns) {
        return MatchPatterns.from(patterns.stream()
                .map(p -> p.strip().replace('/', File.separatorChar).replace('\\', File.separatorChar))
                .toList());
    }
}
