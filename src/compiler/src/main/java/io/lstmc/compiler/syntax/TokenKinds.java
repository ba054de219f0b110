package io.lstmc.compiler.syntax;

import io.lstmc.grammar.LstmLexer;
import org.antlr.v4.runtime.Token;

/** Groups of token types, and how messages call a token. */
final class TokenKinds {

    private static final int LONGEST_QUOTE = 30;

    private TokenKinds() {}

    static boolean startsDefinition(int type) {
        return type >= LstmLexer.PACKAGE && type <= LstmLexer.MODEL;
    }

    /** A word with which a statement begins, and which is no name there. */
    static boolean startsStatement(int type) {
        return type >= LstmLexer.INPUT && type <= LstmLexer.PRECISION || type == LstmLexer.ADJOINT;
    }

    /** What a statement can end with, or what stands before the first one of a body. */
    static boolean endsStatement(int type) {
        return name(type)
                || type == LstmLexer.NUMBER
                || type == LstmLexer.RIGHT_PAREN
                || type == LstmLexer.RIGHT_BRACKET
                || type == LstmLexer.LEFT_BRACE
                || type == LstmLexer.RIGHT_BRACE;
    }

    static boolean reserved(int type) {
        return startsDefinition(type) || startsStatement(type) || type == LstmLexer.IN;
    }

    static boolean name(int type) {
        return type == LstmLexer.NAME || type == LstmLexer.EQUATION_NAME;
    }

    static boolean opens(int type) {
        return type == LstmLexer.LEFT_BRACE || type == LstmLexer.LEFT_PAREN || type == LstmLexer.LEFT_BRACKET;
    }

    static boolean closes(int type) {
        return type == LstmLexer.RIGHT_BRACE || type == LstmLexer.RIGHT_PAREN || type == LstmLexer.RIGHT_BRACKET;
    }

    static boolean comparison(int type) {
        return type >= LstmLexer.GREATER_EQUAL && type <= LstmLexer.LESS;
    }

    static boolean arithmetic(int type) {
        return type >= LstmLexer.PLUS && type <= LstmLexer.POWER;
    }

    /** The token between quotes, cut where it is long. */
    static String quote(Token token) {
        return token.getType() == Token.EOF ? "the end of the file" : quote(token.getText());
    }

    static String quote(String text) {
        boolean cut = text.codePointCount(0, text.length()) > LONGEST_QUOTE;
        return "'" + (cut ? text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE - 1)) + "…" : text) + "'";
    }
}
