package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.ForeignWords;
import io.lstmc.compiler.diagnostic.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;

/** What to write where a setting of a train block ends behind a word, as {@code epochs n} does. */
final class SettingHints {

    /** Settings that take params in brackets. */
    private static final Set<String> SELECTING = Set.of("frozen", "except");

    /** Settings that are calls. */
    private static final Set<String> CALLING = Set.of("optimizer", "schedule");

    /** Words before the number of a setting. */
    private static final Set<String> WORDS = Set.of("norm", "value", "patience");

    /** Settings that are numbers. */
    private static final Set<String> NUMBERS = Set.of("epochs", "batch", "validation", "threads", "seed");

    private static final Set<String> OTHERS = Set.of("clip", "stop", "carry");

    static final String OF_NAME =
            "write the number itself; names of the model stand only between the parentheses of optimizer, except and schedule";

    private SettingHints() {}

    /** Whether there is a setting of this name. */
    static boolean isSetting(Token key) {
        return Stream.of(SELECTING, CALLING, NUMBERS, OTHERS).anyMatch(names -> names.contains(key.getText()));
    }

    /** What there is instead of a setting that there is not. */
    static String instead(Token key) {
        List<String> all = Stream.of(SELECTING, CALLING, NUMBERS, OTHERS)
                .flatMap(Set::stream)
                .sorted()
                .toList();
        return ForeignWords.hint(key.getText())
                .orElse(Suggestion.hint(key.getText(), all, "settings are " + String.join(", ", all)));
    }

    /** The name that stands where a setting takes a number: {@code n} of {@code epochs n} and of {@code clip norm n}. */
    static Optional<Token> nameOfNumber(Place place, Token key, Token word) {
        boolean first = NUMBERS.contains(key.getText()) && place.before(word) == key;
        Token name = first ? word : place.found;
        boolean named = TokenKinds.name(name.getType()) && name.getLine() == key.getLine();
        return named && (first || WORDS.contains(word.getText())) ? Optional.of(name) : Optional.empty();
    }

    static String noNumber(Token key, Token word, Token name) {
        String setting = key.getText() + (name == word ? "" : " " + word.getText());
        return setting + " takes a number, and " + name.getText() + " is a name";
    }

    static String behind(Token key, Token word) {
        String setting = key.getText();
        String name = word.getText();
        if (SELECTING.contains(setting)) {
            return "params stand in brackets: " + setting + " [" + name + "]";
        } else if (CALLING.contains(setting)) {
            return "it is a call: write " + setting + " " + name + "(…)";
        } else if (WORDS.contains(name)) {
            return "a number follows, as in " + setting + " " + name + " 10";
        }
        return "";
    }
}
