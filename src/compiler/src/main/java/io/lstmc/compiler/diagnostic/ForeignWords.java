package io.lstmc.compiler.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** What to write for a word that other systems have; the words are data, in two resources, for hints alone. */
public final class ForeignWords {

    private static final String FILE = "/io/lstmc/elsewhere.properties";
    private static final String OPTION_FILE = "/io/lstmc/elsewhere-options.properties";

    private ForeignWords() {}

    /** What there is here instead of {@code name}. */
    public static Optional<String> hint(String name) {
        return option(name).or(() -> Optional.ofNullable(Words.OTHERS.getProperty(word(name))));
    }

    /** The same where only an option can be meant, and no function. */
    public static Optional<String> option(String name) {
        return Optional.ofNullable(Words.OPTIONS.getProperty(word(name)));
    }

    private static String word(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** Read when a word is unknown, so never for a file without mistakes. */
    private static final class Words {

        static final Properties OTHERS = read(FILE);
        static final Properties OPTIONS = read(OPTION_FILE);

        private static Properties read(String file) {
            Properties words = new Properties();
            try (InputStream in = ForeignWords.class.getResourceAsStream(file)) {
                words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return words;
        }
    }
}
