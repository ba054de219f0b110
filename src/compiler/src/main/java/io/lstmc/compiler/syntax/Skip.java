package io.lstmc.compiler.syntax;

import io.lstmc.grammar.LstmParser;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** Moves a parser over tokens that it cannot read, to where it can go on. Blocks between braces are skipped whole. */
final class Skip {

    private final Parser parser;
    private final TokenStream input;

    Skip(Parser parser) {
        this.parser = parser;
        this.input = parser.getInputStream();
    }

    void one() {
        if (input.LA(1) != Token.EOF) {
            parser.consume();
        }
    }

    void toStatement() {
        Token offending = input.LT(1);
        int depth = 0;
        while (!atFileEnd() && !atOuterDefinition()) {
            if (depth == 0 && (input.LA(1) == LstmParser.RIGHT_BRACE || atStatementAgain(offending))) {
                return;
            }
            depth = consume(depth);
        }
    }

    void toSetting() {
        Token offending = input.LT(1);
        int depth = 0;
        while (!atFileEnd() && !atOuterDefinition()) {
            boolean setting = firstOnLine() && atSetting();
            if (depth == 0 && (input.LA(1) == LstmParser.RIGHT_BRACE || setting || atStatementAgain(offending))) {
                return;
            }
            depth = consume(depth);
        }
    }

    void toDefinition() {
        int depth = 0;
        while (!atFileEnd() && !atOuterDefinition()) {
            boolean imports = input.LA(1) == LstmParser.IMPORT && !firstOnLine();
            if (depth == 0 && !imports && TokenKinds.startsDefinition(input.LA(1)) && TokenKinds.name(input.LA(2))) {
                return;
            }
            boolean another = firstOnLine() && TokenKinds.name(input.LA(1)) && TokenKinds.name(input.LA(2));
            if (depth == 0 && another) {
                return;
            }
            depth = Math.max(0, consume(depth));
        }
    }

    /** To the brace that opens a block or to what can stand inside or behind it. */
    void toBlock() {
        while (!atFileEnd() && !atOuterDefinition() && !TokenKinds.startsStatement(input.LA(1))) {
            int type = input.LA(1);
            if (type == LstmParser.LEFT_BRACE || type == LstmParser.RIGHT_BRACE || type == LstmParser.EQUATION_NAME) {
                return;
            }
            parser.consume();
        }
    }

    /** From inside the parameters of a definition to its brace or its {@code =}. */
    void toHeaderEnd(Token start) {
        int depth = 0;
        for (int i = start.getTokenIndex(); i < input.index(); i++) {
            depth = depth(depth, input.get(i).getType());
        }
        while (!atFileEnd() && !atOuterDefinition() && !firstStatement()) {
            int type = input.LA(1);
            if (type == LstmParser.LEFT_BRACE || (type == LstmParser.ASSIGN && depth <= 0)) {
                return;
            }
            depth = depth(depth, type);
            parser.consume();
        }
    }

    /**
     * @param first whether nothing of the file was read yet, so that a package may be declared
     * @param defined whether a definition was read, so that nothing may be imported any more
     */
    boolean atDefinition(boolean first, boolean defined) {
        boolean misplaced = input.LA(1) == LstmParser.PACKAGE && !first || input.LA(1) == LstmParser.IMPORT && defined;
        return atFileEnd() || (TokenKinds.startsDefinition(input.LA(1)) && !misplaced);
    }

    boolean atStatement() {
        return TokenKinds.startsStatement(input.LA(1)) || TokenKinds.name(input.LA(1));
    }

    /** The brace that ends a block, or a definition or file end before which it is missing. */
    boolean atBlockEnd() {
        int type = input.LA(1);
        boolean definition = TokenKinds.startsDefinition(type)
                && (type != LstmParser.OPTIMIZER || definesOptimizer())
                && !atReservedName();
        return type == LstmParser.RIGHT_BRACE || atFileEnd() || definition;
    }

    /** A word such as {@code model} that is meant as a name: {@code model = …}. */
    boolean atReservedName() {
        return TokenKinds.reserved(input.LA(1)) && input.LA(2) == LstmParser.ASSIGN;
    }

    boolean atKeyword() {
        return TokenKinds.startsStatement(input.LA(1));
    }

    boolean atSetting() {
        return input.LA(1) == LstmParser.OPTIMIZER
                || input.LA(1) == LstmParser.NAME
                || input.LA(1) == LstmParser.SWITCH;
    }

    /** A definition that begins a line: certain enough to leave blocks whose brace is missing. */
    private boolean atOuterDefinition() {
        return firstOnLine() && TokenKinds.startsDefinition(input.LA(1)) && atBlockEnd();
    }

    /** A statement that the parser has not just failed to read; in the middle of a line, only a clear one. */
    private boolean atStatementAgain(Token offending) {
        if (input.LA(1) == LstmParser.EQUATION_NAME) {
            return true;
        }
        boolean named = TokenKinds.name(input.LA(2));
        if (TokenKinds.startsStatement(input.LA(1))) {
            return firstOnLine() || (named && input.LT(1) != offending);
        }
        return firstOnLine() && named && TokenKinds.name(input.LA(1));
    }

    private boolean firstStatement() {
        return firstOnLine() && (TokenKinds.startsStatement(input.LA(1)) || input.LA(1) == LstmParser.EQUATION_NAME);
    }

    /** An {@code optimizer adam(lr)} and its brace, other than the setting {@code optimizer adam(lr: 1e-3)} of a train block. */
    private boolean definesOptimizer() {
        if (!TokenKinds.name(input.LA(2))) {
            return false;
        }
        int at = 3;
        if (input.LA(at) == LstmParser.LEFT_PAREN) {
            while (input.LA(at) != LstmParser.RIGHT_PAREN && input.LA(at) != Token.EOF && at < TextLimits.NESTING) {
                at++;
            }
            at++;
        }
        return input.LA(at) == LstmParser.LEFT_BRACE;
    }

    private boolean atFileEnd() {
        return input.LA(1) == Token.EOF;
    }

    private boolean firstOnLine() {
        Token before = input.LT(-1);
        return before == null || before.getLine() < input.LT(1).getLine();
    }

    private int consume(int depth) {
        int type = input.LA(1);
        parser.consume();
        if (type == LstmParser.LEFT_BRACE) {
            return depth + 1;
        }
        return type == LstmParser.RIGHT_BRACE ? depth - 1 : depth;
    }

    private static int depth(int depth, int type) {
        if (TokenKinds.opens(type)) {
            return depth + 1;
        }
        return TokenKinds.closes(type) ? depth - 1 : depth;
    }
}
