package io.lstmc.compiler.syntax;

import io.lstmc.compiler.tree.SettingKeys;
import io.lstmc.compiler.tree.SettingKeys.Form;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** What to write where a setting of a train block ends behind a word, as {@code epochs n} does. */
final class SettingHints {

    /** Words before the number of a setting. */
    private static final Set<String> WORDS = Set.of("norm", "value", "patience");

    static final String OF_NAME =
            "write the number itself; names of the model stand only between the parentheses of optimizer, except and schedule";

    private SettingHints() {}

    /** The name that stands where a setting takes a number: {@code n} of {@code epochs n} and of {@code clip norm n}. */
    static Optional<Token> nameOfNumber(Place place, Token key, Token word) {
        boolean first = SettingKeys.is(key.getText(), Form.NUMBER) && place.before(word) == key;
        Token name = first ? word : place.found;
        boolean named = TokenKinds.name(name.getType()) && name.getLine() == key.getLine();
        return named && (first || WORDS.contains(word.getText())) ? Optional.of(name) : Optional.empty();
    }

    static String noNumber(Token key, Token word, Token name) {
        String setting = key.getText() + (name == word ? "" : " " + word.getText());
        return setting + " takes a number, and " + name.getText() + " is a name";
    }

    static String behind(Place place, Token key, Token word) {
        String setting = key.getText();
        String name = word.getText();
        if (SettingKeys.is(setting, Form.PARAMS)) {
            String param = place.found.getText().equals(".") ? "." + place.after.getText() : "";
            return "params stand in brackets: " + setting + " [" + name + param + "]";
        } else if (SettingKeys.is(setting, Form.CALL)) {
            return "it is a call: write " + setting + " " + name + "(…)";
        } else if (WORDS.contains(name)) {
            return "a number follows, as in " + setting + " " + name + " 10";
        }
        return "";
    }
}
