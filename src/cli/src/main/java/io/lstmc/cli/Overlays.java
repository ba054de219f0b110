package io.lstmc.cli;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.config.YamlOverlay;
import io.lstmc.compiler.diagnostic.SourceText;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The training settings that replace those of a file: those of {@code --train}, else of the YAML file beside it. */
final class Overlays {

    private final SourceReader reader;
    private final Optional<SourceText> chosen;
    private final PrintWriter warnings;

    /**
     * @param chosen the value of {@code --train}, or {@code null}
     * @param warnings where files are named whose names are nearly right
     */
    Overlays(SourceReader reader, String chosen, PrintWriter warnings) throws Refusal {
        this.reader = reader;
        this.warnings = warnings;
        this.chosen = chosen == null ? Optional.empty() : Optional.of(reader.read(chosen));
    }

    /** The options for one file. */
    CompileOptions options(CompileOptions common, String file) throws Refusal {
        Optional<SourceText> overlay = chosen.isPresent() ? chosen : beside(file);
        return overlay.map(common::withOverlay).orElse(common);
    }

    private Optional<SourceText> beside(String file) throws Refusal {
        if (file.equals(SourceReader.STANDARD_INPUT)) {
            return Optional.empty();
        }
        Path model = SourceReader.path(file);
        Path name = model.getFileName();
        if (name == null) {
            return Optional.empty();
        }
        Path yaml = model.resolveSibling(YamlOverlay.fileName(name.toString()));
        // A broken link is a mistake to report.
        if (Files.exists(yaml, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(reader.read(yaml.toString()));
        }
        Path other = model.resolveSibling(YamlOverlay.otherName(name.toString()));
        if (Files.exists(other)) {
            warnings.println("lstmc: warning: " + Messages.name(other + ": " + YamlOverlay.notRead(name.toString())));
        }
        return Optional.empty();
    }
}
