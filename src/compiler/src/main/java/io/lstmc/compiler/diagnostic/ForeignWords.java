package io.lstmc.compiler.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** What to write for a word that other systems have; the words are data, in a resource, for hints alone. */
public final class ForeignWords {

    private static final String FILE = "/io/lstmc/elsewhere.properties";

    private ForeignWords() {}

    /** What there is here instead of {@code name}. */
    public static Optional<String> hint(String name) {
        String word = name.replace("_", "").toLowerCase(Locale.ROOT);
        return Optional.ofNullable(Words.ALL.getProperty(word));
    }

    /** Read when a word is unknown, so never for a file without mistakes. */
    private static final class Words {

        static final Properties ALL = read();

        private static Properties read() {
            Properties words = new Properties();
            try (InputStream in = ForeignWords.class.getResourceAsStream(FILE)) {
                words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return words;
        }
    }
}
