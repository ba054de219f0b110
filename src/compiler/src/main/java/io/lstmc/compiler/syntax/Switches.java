package io.lstmc.compiler.syntax;

import io.lstmc.grammar.LstmLexer;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.WritableToken;

/**
 * Marks the settings of train blocks that are on or off, as {@code carry} in
 *
 * <pre>
 * train {
 *   optimizer sgd(lr: 0.1)
 *   carry
 *   epochs 30
 * }
 * </pre>
 *
 * and words such as {@code true} behind them. Elsewhere, as the name of an optimizer or of its option too, these words are
 * names like any other.
 */
final class Switches {

    private static final Set<String> SETTINGS = Set.of("carry");

    /** Some of them are refused later, in words. */
    private static final Set<String> VALUES = Set.of("true", "false", "on", "off", "yes", "no");

    private Switches() {}

    static boolean isSetting(String name) {
        return SETTINGS.contains(name);
    }

    /** @param tokens changed in place */
    static void mark(List<Token> tokens) {
        Token before = null;
        Token earlier = null;
        boolean inside = false;
        int depth = 0;
        for (Token token : tokens) {
            if (token.getChannel() != Token.DEFAULT_CHANNEL) {
                continue;
            }
            int type = token.getType();
            if (type == LstmLexer.LEFT_BRACE) {
                inside = before != null && before.getType() == LstmLexer.TRAIN;
                depth = 0;
            } else if (type == LstmLexer.RIGHT_BRACE) {
                inside = false;
            } else if (TokenKinds.opens(type)) {
                depth++;
            } else if (TokenKinds.closes(type)) {
                depth--;
            } else if (type == LstmLexer.NAME && inside && depth == 0 && isSwitch(token, before, earlier)) {
                ((WritableToken) token).setType(LstmLexer.SWITCH);
            }
            earlier = before;
            before = token;
        }
    }

    private static boolean isSwitch(Token token, Token before, Token earlier) {
        if (VALUES.contains(token.getText())) {
            return before.getType() == LstmLexer.SWITCH && earlier.getType() != LstmLexer.SWITCH;
        }
        // Behind a word of another setting, as in `schedule carry()`, it belongs to that.
        return isSetting(token.getText())
                && !TokenKinds.name(before.getType())
                && before.getType() != LstmLexer.OPTIMIZER;
    }
}
