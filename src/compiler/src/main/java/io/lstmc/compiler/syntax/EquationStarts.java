package io.lstmc.compiler.syntax;

import io.lstmc.grammar.LstmLexer;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.WritableToken;

/**
 * Marks names that begin an equation, as {@code i} and {@code h} in
 *
 * <pre>
 *   f = σ(W·x + b
 *   i = tanh(x) +
 *   h[t] = f ⊙ i
 * </pre>
 *
 * so that each of the two mistakes is found where it is and costs no other equation. Line ends mean nothing to the
 * grammar; this is safe because no correct file has a name there that is anything else.
 */
final class EquationStarts {

    private static final int LONGEST_MOMENT = 16;

    private final List<Token> tokens;

    /** @param tokens changed in place by {@link #mark} */
    EquationStarts(List<Token> tokens) {
        this.tokens = tokens;
    }

    void mark() {
        Token before = null;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.getChannel() != Token.DEFAULT_CHANNEL) {
                continue;
            }
            boolean first = before == null || before.getLine() < token.getLine();
            if (token.getType() == LstmLexer.NAME && first && !continues(before) && leftSide(i)) {
                ((WritableToken) token).setType(LstmLexer.EQUATION_NAME);
            }
            before = token;
        }
    }

    /** After these a name before {@code =} may be a parameter, an output, a layer. */
    private static boolean continues(Token before) {
        if (before == null) {
            return false;
        }
        int type = before.getType();
        return type == LstmLexer.COMMA || type == LstmLexer.LEFT_PAREN || TokenKinds.reserved(type);
    }

    private boolean leftSide(int i) {
        int next = i + 1;
        if (type(next) == LstmLexer.LEFT_BRACKET) {
            int limit = next + LONGEST_MOMENT;
            do {
                next++;
            } while (next < limit && type(next) != LstmLexer.RIGHT_BRACKET && type(next) != Token.EOF);
            next++;
        }
        return type(next) == LstmLexer.ASSIGN;
    }

    private int type(int i) {
        return i < tokens.size() ? tokens.get(i).getType() : Token.EOF;
    }
}
