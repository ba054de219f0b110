package io.lstmc.compiler.syntax;

import java.util.Set;
import org.antlr.v4.runtime.Token;

/** What to write where a setting of a train block ends behind a word, as {@code epochs n} does. */
final class SettingHints {

    /** Settings that take params in brackets. */
    private static final Set<String> SELECTING = Set.of("frozen", "except");

    /** Settings that are calls. */
    private static final Set<String> CALLING = Set.of("optimizer", "schedule");

    /** Words before the number of a setting. */
    private static final Set<String> WORDS = Set.of("norm", "value", "patience");

    private SettingHints() {}

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
        return "write the number itself; only an option in parentheses may be a name, as in name(option: " + name + ")";
    }
}
