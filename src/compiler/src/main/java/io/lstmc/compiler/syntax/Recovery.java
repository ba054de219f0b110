package io.lstmc.compiler.syntax;

import io.lstmc.grammar.LstmParser;
import io.lstmc.grammar.LstmParser.BodyContext;
import io.lstmc.grammar.LstmParser.DefinitionContext;
import io.lstmc.grammar.LstmParser.FileContext;
import io.lstmc.grammar.LstmParser.HeaderContext;
import io.lstmc.grammar.LstmParser.ImportDeclarationContext;
import io.lstmc.grammar.LstmParser.PackageDeclarationContext;
import io.lstmc.grammar.LstmParser.SettingContext;
import io.lstmc.grammar.LstmParser.SettingsContext;
import io.lstmc.grammar.LstmParser.StatementContext;
import org.antlr.v4.runtime.ANTLRErrorStrategy;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;

/**
 * What the parser does at a mistake: reports it, leaves the statement, setting or definition around it and goes on at
 * the next. Inside a statement nothing is guessed, so one mistake gives one message.
 */
final class Recovery implements ANTLRErrorStrategy {

    private final Reports reports;

    /** Set by a report, cleared by the next token that fits: what happens between is the same mistake. */
    private boolean recovering;

    Recovery(Reports reports) {
        this.reports = reports;
    }

    @Override
    public void reset(org.antlr.v4.runtime.Parser parser) {
        recovering = false;
    }

    @Override
    public void reportMatch(org.antlr.v4.runtime.Parser parser) {
        recovering = false;
    }

    @Override
    public boolean inErrorRecoveryMode(org.antlr.v4.runtime.Parser parser) {
        return recovering;
    }

    @Override
    public void reportError(org.antlr.v4.runtime.Parser parser, RecognitionException e) {
        report(parser);
    }

    private void report(org.antlr.v4.runtime.Parser parser) {
        if (!recovering) {
            recovering = true;
            new SyntaxMessage(new Place(parser), reports).report();
        }
    }

    /** A missing brace of a block is supplied, so that what stands inside and behind it is still read. */
    @Override
    public Token recoverInline(org.antlr.v4.runtime.Parser parser) {
        ParserRuleContext context = parser.getContext();
        boolean block = context instanceof BodyContext || context instanceof SettingsContext;
        if (!block) {
            throw new InputMismatchException(parser);
        }
        report(parser);
        if (context.getChildCount() > 0) {
            return missing(parser, LstmParser.RIGHT_BRACE);
        }
        new Skip(parser).toBlock();
        Token next = parser.getCurrentToken();
        return next.getType() == LstmParser.LEFT_BRACE ? parser.consume() : missing(parser, LstmParser.LEFT_BRACE);
    }

    private static Token missing(org.antlr.v4.runtime.Parser parser, int type) {
        Token at = parser.getCurrentToken();
        CommonToken token = new CommonToken(at);
        token.setType(type);
        token.setText("");
        token.setTokenIndex(-1);
        return token;
    }

    /** Leaves rules until one is reached behind which the parser can go on. */
    @Override
    public void recover(org.antlr.v4.runtime.Parser parser, RecognitionException e) {
        ParserRuleContext context = parser.getContext();
        Skip skip = new Skip(parser);
        if (context instanceof StatementContext) {
            skip.toStatement();
        } else if (context instanceof SettingContext) {
            skip.toSetting();
        } else if (context instanceof HeaderContext) {
            skip.toHeaderEnd(context.getStart());
        } else if (context instanceof DefinitionContext
                || context instanceof PackageDeclarationContext
                || context instanceof ImportDeclarationContext) {
            skip.toDefinition();
        } else if (!(context instanceof FileContext)) {
            throw e;
        }
    }

    /** Before each round of a loop over definitions, statements or settings: skips what begins none of them. */
    @Override
    public void sync(org.antlr.v4.runtime.Parser parser) {
        ParserRuleContext context = parser.getContext();
        Skip skip = new Skip(parser);
        if (context instanceof FileContext file) {
            boolean first = context.getChildCount() == 0;
            boolean defined = !file.definition().isEmpty();
            while (!skip.atDefinition(first, defined)) {
                recovering = false;
                report(parser);
                skip.one();
                skip.toDefinition();
            }
        } else if (context instanceof BodyContext) {
            while (!skip.atStatement() && !skip.atBlockEnd()) {
                report(parser);
                skip.one();
                skip.toStatement();
            }
        } else if (context instanceof SettingsContext) {
            while (!skip.atSetting() && !skip.atKeyword() && !skip.atBlockEnd()) {
                report(parser);
                skip.one();
                skip.toSetting();
            }
        }
    }
}
