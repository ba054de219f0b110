package io.lstmc.cli;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.config.YamlOverlay;
import io.lstmc.compiler.diagnostic.SourceText;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The training settings that replace those of a file: those of {@code --train}, else of the YAML file beside it. */
final class Overlays {

    private final SourceReader reader;
    private final Optional<SourceText> chosen;

    /**
     * @param chosen the value of {@code --train}, or {@code null}
     */
    Overlays(SourceReader reader, String chosen) throws Refusal {
        this.reader = reader;
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
        return Files.exists(yaml, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(reader.read(yaml.toString()))
                : Optional.empty();
    }
}
