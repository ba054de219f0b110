package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.ForeignWords;
import io.lstmc.grammar.LstmParser;
import io.lstmc.grammar.LstmParser.ArgumentsContext;
import io.lstmc.grammar.LstmParser.BodyContext;
import io.lstmc.grammar.LstmParser.ConcatenationContext;
import io.lstmc.grammar.LstmParser.DefinitionContext;
import io.lstmc.grammar.LstmParser.FileContext;
import io.lstmc.grammar.LstmParser.HeaderContext;
import io.lstmc.grammar.LstmParser.ImportDeclarationContext;
import io.lstmc.grammar.LstmParser.IndexContext;
import io.lstmc.grammar.LstmParser.InputContext;
import io.lstmc.grammar.LstmParser.LayerContext;
import io.lstmc.grammar.LstmParser.MomentContext;
import io.lstmc.grammar.LstmParser.NumberContext;
import io.lstmc.grammar.LstmParser.PackagePartContext;
import io.lstmc.grammar.LstmParser.ParamContext;
import io.lstmc.grammar.LstmParser.ParametersContext;
import io.lstmc.grammar.LstmParser.ParenthesesContext;
import io.lstmc.grammar.LstmParser.SettingContext;
import io.lstmc.grammar.LstmParser.SizesContext;
import io.lstmc.grammar.LstmParser.StateContext;
import io.lstmc.grammar.LstmParser.StatementContext;
import io.lstmc.grammar.LstmParser.TargetContext;
import io.lstmc.grammar.LstmParser.TimeContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/** The place of a mistake: the rule that was being read, the tokens around, and what could have followed. */
final class Place {

    final ParserRuleContext context;
    final Token found;
    final Token before;
    final Token after;

    private final IntervalSet expected;
    private final TokenStream input;

    Place(org.antlr.v4.runtime.Parser parser) {
        this.context = parser.getContext();
        this.expected = parser.getExpectedTokens();
        this.input = parser.getInputStream();
        this.found = parser.getCurrentToken();
        this.before = input.LT(-1);
        this.after = input.LT(2);
    }

    boolean expectsExpression() {
        return expected.contains(LstmParser.NUMBER) && expected.contains(LstmParser.LEFT_PAREN);
    }

    /** The token two behind the one that was found. */
    Token secondAfter() {
        return input.LT(3);
    }

    /** The comma of {@code 1,5}: between two numbers, without a space. */
    boolean isDecimalComma() {
        return found.getType() == LstmParser.COMMA
                && isBefore(LstmParser.NUMBER)
                && after.getType() == LstmParser.NUMBER
                && before.getStopIndex() + 1 == found.getStartIndex()
                && found.getStopIndex() + 1 == after.getStartIndex();
    }

    /** Whether the word that was found stands in the line of an import that has ended before it. */
    boolean followsImport() {
        return sameLine()
                && context instanceof FileContext file
                && file.getChildCount() > 0
                && file.getChild(file.getChildCount() - 1) instanceof ImportDeclarationContext;
    }

    /** The first word of the package of the import before. */
    Optional<String> imported() {
        for (Token t = before; t != null; t = before(t)) {
            if (before(t) != null && before(t).getType() == LstmParser.IMPORT) {
                return Optional.of(t.getText());
            }
        }
        return Optional.empty();
    }

    /** Whether a name stands anywhere but before {@code =}, as where an option is declared. */
    boolean isOtherwiseNamed(String name) {
        for (int i = 0; i + 1 < input.size(); i++) {
            if (input.get(i).getText().equals(name) && input.get(i + 1).getType() != LstmParser.ASSIGN) {
                return true;
            }
        }
        return false;
    }

    /** This name, with a number behind it where the text has a word like it already. */
    String freeName(String wanted) {
        Set<String> words = new HashSet<>();
        for (int i = 0; i < input.size(); i++) {
            words.add(input.get(i).getText());
        }
        return Stream.iterate(0, n -> n + 1)
                .map(n -> n == 0 ? wanted : wanted + n)
                .filter(name -> !words.contains(name))
                .findFirst()
                .orElseThrow();
    }

    /** What to write for a reserved word where a name stands: as an option it is none of the callee's. */
    String reservedHint() {
        RuleContext around = context;
        while (around != null && !(around instanceof ArgumentsContext)) {
            around = around.getParent();
        }
        return around != null && after.getType() == LstmParser.COLON
                ? ForeignWords.option(found.getText()).orElse("no option has this name")
                : "choose another name, such as " + found.getText() + "_";
    }

    boolean inImport() {
        return context instanceof ImportDeclarationContext || context.getParent() instanceof ImportDeclarationContext;
    }

    /** How an import is written: with the words of a package and points between them, without the names in it. */
    String importHint() {
        ParserRuleContext statement = context instanceof ImportDeclarationContext ? context : context.getParent();
        String named = statement.getRuleContexts(PackagePartContext.class).stream()
                .map(ParserRuleContext::getText)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("."));
        return found.getType() == LstmParser.TIMES && !named.isEmpty()
                ? "a package is imported as a whole: write " + named
                : "write the name that stands in its files, as in import com.example.cells, not where they are";
    }

    /** The found name and what is given to it, as in {@code V = 28}. */
    boolean isAssigned() {
        return TokenKinds.name(found.getType()) && after.getType() == LstmParser.ASSIGN;
    }

    /** The reserved word of the statement before, if that gives one name a value. */
    Optional<String> lastWord() {
        List<StatementContext> statements = context.getRuleContexts(StatementContext.class);
        StatementContext last = statements.isEmpty() ? null : statements.get(statements.size() - 1);
        return last instanceof TimeContext || last instanceof LayerContext
                ? Optional.of(last.getStart().getText())
                : Optional.empty();
    }

    /** The name of a call that ends right before a token, as {@code LSTM} before the second {@code (} of {@code LSTM(3)(x)}. */
    Optional<Token> callBefore(Token token) {
        int depth = 0;
        for (Token t = before(token); t != null; t = before(t)) {
            if (TokenKinds.closes(t.getType())) {
                depth++;
            } else if (TokenKinds.opens(t.getType()) && --depth == 0) {
                Token name = before(t);
                boolean call = t.getType() == LstmParser.LEFT_PAREN && name != null && TokenKinds.name(name.getType());
                return call ? Optional.of(name) : Optional.empty();
            } else if (depth == 0) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    boolean isNumberOfSetting() {
        return context instanceof NumberContext && context.getParent() instanceof SettingContext;
    }

    /** An {@code optimizer} that is meant as a setting but stands outside the train block. */
    boolean isSetting() {
        return context instanceof BodyContext && found.getType() == LstmParser.OPTIMIZER && !firstColumn();
    }

    boolean firstColumn() {
        return found.getCharPositionInLine() == 0;
    }

    String closing() {
        if (context instanceof ArgumentsContext
                || context instanceof ParenthesesContext
                || context instanceof ParametersContext) {
            return ")";
        }
        boolean brackets = context instanceof ConcatenationContext
                || context instanceof SizesContext
                || context instanceof IndexContext
                || context instanceof MomentContext;
        return brackets ? "]" : null;
    }

    /** {@code cell LSTM opened at line 3}. */
    String opened() {
        ParserRuleContext parent = context.getParent();
        String what = "train";
        if (parent instanceof DefinitionContext definition) {
            HeaderContext header = definition.getRuleContext(HeaderContext.class, 0);
            String name = header == null || header.NAME() == null
                    ? ""
                    : " " + header.NAME().getText();
            what = definition.getStart().getText() + name;
        }
        return what + " opened at line " + parent.getStart().getLine();
    }

    /** The brace of {@code h_{t-1}}. */
    boolean isSubscript() {
        return found.getType() == LstmParser.LEFT_BRACE
                && before != null
                && before.getText().endsWith("_");
    }

    /** Says whether the statement before is a declaration of names. */
    boolean endsDeclaration() {
        return endsData() || endsParam() || lastStatement() instanceof StateContext;
    }

    boolean endsParam() {
        return lastStatement() instanceof ParamContext;
    }

    /** Says whether the statement before declares inputs or targets. */
    boolean endsData() {
        return lastStatement() instanceof InputContext || lastStatement() instanceof TargetContext;
    }

    private StatementContext lastStatement() {
        ParserRuleContext body = context instanceof BodyContext ? context : context.getParent();
        List<StatementContext> statements = body.getRuleContexts(StatementContext.class);
        int last = statements.size() - (context instanceof BodyContext ? 1 : 2);
        return last < 0 ? null : statements.get(last);
    }

    Token before(Token token) {
        int i = token.getTokenIndex() - 1;
        while (i >= 0 && input.get(i).getChannel() != Token.DEFAULT_CHANNEL) {
            i--;
        }
        return i < 0 ? null : input.get(i);
    }

    boolean firstOnLine(Token token) {
        Token left = before(token);
        return left == null || left.getLine() < token.getLine();
    }

    boolean sameLine() {
        return before != null && before.getLine() == found.getLine() && found.getType() != Token.EOF;
    }

    static boolean isDot(Token token) {
        return token != null && token.getType() == LstmParser.DOT;
    }

    boolean isBefore(int type) {
        return before != null && before.getType() == type;
    }

    static boolean endsOperand(Token token) {
        if (token == null) {
            return false;
        }
        int type = token.getType();
        return type == LstmParser.NAME
                || type == LstmParser.NUMBER
                || type == LstmParser.RIGHT_PAREN
                || type == LstmParser.RIGHT_BRACKET;
    }

    static boolean startsOperand(Token token) {
        int type = token.getType();
        return type == LstmParser.NAME || type == LstmParser.NUMBER || type == LstmParser.LEFT_PAREN;
    }

    String expectedNames() {
        List<String> names = new ArrayList<>();
        for (int type : expected.toArray()) {
            boolean operator = TokenKinds.arithmetic(type) || TokenKinds.comparison(type);
            if (operator
                    || type == LstmParser.EQUATION_NAME
                    || type == Token.EOF
                    || TokenKinds.reserved(type)
                    || type == LstmParser.NOT) {
                continue;
            }
            String literal = LstmParser.VOCABULARY.getLiteralName(type);
            names.add(
                    switch (type) {
                        case LstmParser.NAME -> "a name";
                        case LstmParser.NUMBER -> "a number";
                        default -> literal == null ? LstmParser.VOCABULARY.getDisplayName(type) : literal;
                    });
        }
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.get(names.size() - 1);
    }

    boolean reservedAsName() {
        return TokenKinds.reserved(found.getType())
                && expected.contains(LstmParser.NAME)
                && !expected.contains(found.getType())
                && sameLine();
    }
}
