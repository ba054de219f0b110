package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.ForeignWords;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.SettingKeys;
import io.lstmc.grammar.LstmParser;
import io.lstmc.grammar.LstmParser.ArgumentsContext;
import io.lstmc.grammar.LstmParser.BodyContext;
import io.lstmc.grammar.LstmParser.BoundContext;
import io.lstmc.grammar.LstmParser.ConcatenationContext;
import io.lstmc.grammar.LstmParser.EquationContext;
import io.lstmc.grammar.LstmParser.FileContext;
import io.lstmc.grammar.LstmParser.IndexContext;
import io.lstmc.grammar.LstmParser.InitialContext;
import io.lstmc.grammar.LstmParser.LayerContext;
import io.lstmc.grammar.LstmParser.ParametersContext;
import io.lstmc.grammar.LstmParser.ParenthesesContext;
import io.lstmc.grammar.LstmParser.RangeContext;
import io.lstmc.grammar.LstmParser.SettingContext;
import io.lstmc.grammar.LstmParser.SettingsContext;
import io.lstmc.grammar.LstmParser.TypedContext;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/**
 * Says in words what the parser lacks at its present token.
 *
 * <p>The message names what was expected and what it was to follow; the caret stands under the token that does not
 * fit, or behind the last one that did where the text simply stops there.
 */
final class SyntaxMessage {

    private static final String OPERATORS =
            "a matrix product is written W·x or W @ x, an elementwise product a ⊙ b or a * b";

    static final String OF_ROWS = "a vector is [1, 2], and the rows of a matrix have brackets too: [[1, 2], [3, 4]]";

    private final Reports reports;
    private final Place place;
    private final ParserRuleContext context;
    private final Token found;
    private final Token before;
    private final Token after;

    SyntaxMessage(Place place, Reports reports) {
        this.reports = reports;
        this.place = place;
        this.context = place.context;
        this.found = place.found;
        this.before = place.before;
        this.after = place.after;
    }

    void report() {
        // A sign that is none was reported when it was read.
        if (found.getType() == LstmParser.UNKNOWN) {
            return;
        }
        if (place.isSubscript()) {
            add(
                    "braces are for blocks",
                    "a state at a moment is written h[t-1], and other subscripts are part of the name: W_f");
        } else if (new Adjacent(place, reports).memberOfCall()) {
            return;
        } else if (context instanceof FileContext) {
            atDefinition();
        } else if (context instanceof BodyContext body) {
            inBlock(body.LEFT_BRACE() != null, "a statement");
        } else if (context instanceof SettingsContext settings) {
            inBlock(settings.LEFT_BRACE() != null, "a setting");
        } else if (place.reservedAsName()) {
            reserved();
        } else if (context instanceof RangeContext || context instanceof BoundContext) {
            addHere("expected a range " + afterBefore(), "a range is written as [0, 1], [0, 1) or (0, ∞)");
        } else if (context instanceof SettingContext || place.isNumberOfSetting()) {
            inSetting();
        } else if (place.expectsExpression()) {
            expression();
        } else if (context instanceof EquationContext) {
            inEquation();
        } else if (place.closing() != null) {
            inBrackets(place.closing());
        } else {
            anything();
        }
    }

    // ---- What the rules lack

    private void atDefinition() {
        if (found.getType() == LstmParser.RIGHT_BRACE) {
            add("this '}' closes nothing", "");
        } else if (found.getType() == LstmParser.PACKAGE) {
            add("the package must be declared once, before all imports and definitions", "");
        } else if (found.getType() == LstmParser.IMPORT) {
            add("an import must stand before all definitions", "move it to the head of the file");
        } else if (place.isAssigned()) {
            add(
                    "expected a definition: cell, function, initializer, optimizer or model",
                    "a name for a number stands inside the model that uses it");
        } else if (before != null && TokenKinds.reserved(before.getType()) && Place.isDot(place.before(before))) {
            report(reports.behind(place.before(before)), "expected a name after '.'", "");
        } else if (place.followsImport()) {
            add(
                    "an import names a package and nothing else",
                    place.imported()
                            .flatMap(ForeignWords::hint)
                            .orElse("its definitions keep their names: leave the rest out"));
        } else {
            add(
                    "expected a definition: cell, function, initializer, optimizer or model",
                    Misspelling.ofDefinition(found.getText()));
        }
    }

    private void inBlock(boolean open, String item) {
        if (!open) {
            boolean option = place.sameLine() && found.getType() == LstmParser.NAME;
            String header = before.getText() + "(" + found.getText() + ")";
            addHere("expected '{' " + afterBefore(), option ? "options stand in parentheses: " + header : "");
        } else if (after.getType() == LstmParser.ASSIGN && TokenKinds.reserved(found.getType())) {
            reserved();
        } else if (found.getType() == Token.EOF || TokenKinds.startsDefinition(found.getType()) && !place.isSetting()) {
            addBehind("expected '}' to close " + place.opened(), "");
        } else if (place.isSetting()) {
            add("'optimizer' is a setting of the train block", "write train { optimizer " + after.getText() + "(…) }");
        } else if (place.isDecimalComma()) {
            new Adjacent(place, reports).decimalComma();
        } else if (before.getType() == LstmParser.SWITCH && found.getType() == LstmParser.COLON) {
            add("a setting has no ':'", "write " + before.getText() + " " + after.getText());
        } else if (found.getType() == LstmParser.EQUATION_NAME) {
            add(
                    "a setting has no '='",
                    "write " + found.getText() + " " + place.secondAfter().getText());
        } else if (context instanceof BodyContext
                && Place.endsOperand(before)
                && place.sameLine()
                && Place.startsOperand(found)) {
            missingBetween(found);
        } else {
            boolean param = found.getType() == LstmParser.ASSIGN && place.endsParam();
            add(
                    param
                            ? "a param begins with an initializer"
                            : "expected " + item + ", found " + TokenKinds.quote(found),
                    param
                            ? "write ~ and its name; a fixed value is an equation instead: name = …"
                            : StatementHint.at(place));
        }
    }

    private void expression() {
        String hint = "";
        if (found.getType() == LstmParser.PLUS) {
            hint = "there is no sign +; remove it";
        } else if (found.getType() == LstmParser.GREATER && place.isBefore(LstmParser.ASSIGN)) {
            hint = "write = alone";
        } else if (found.getType() == LstmParser.TIMES && place.isBefore(LstmParser.TIMES)) {
            hint = "a power is written x^2";
        } else if (found.getType() == LstmParser.ASSIGN && place.isBefore(LstmParser.ASSIGN)) {
            hint = "an equation has one '=', a comparison is written == without a space";
        } else if (found.getType() == LstmParser.ASSIGN && TokenKinds.startsStatement(before.getType())) {
            hint = "write " + before.getText() + " without '='";
        } else if (found.getType() == LstmParser.DOT) {
            hint = "a number begins with a digit, as 0.5";
        }
        addHere("expected an expression " + afterBefore(), hint);
    }

    private void inEquation() {
        Token name = context.getStart();
        if (name == before && Place.endsOperand(place.before(name)) && !place.firstOnLine(name)) {
            missingBetween(name);
            return;
        }
        if (name == before && Misspelling.isAbsent(name.getText())) {
            beginsNoStatement(name, Misspelling.ofExpression(name.getText()));
            return;
        }
        boolean setting = Switches.isSetting(name.getText());
        int kind = name.getText().equals("adjoint") ? LstmParser.ADJOINT : found.getType();
        String hint = switch (setting ? LstmParser.NUMBER : kind) {
            case LstmParser.ADJOINT -> "adjoints are asked for by names, as in: adjoint x, a.h";
            case LstmParser.DOT -> "a name has no prefix: write " + after.getText() + " = …";
            case LstmParser.EQUAL -> "an equation is written with one '=', == compares";
            case LstmParser.COLON -> "write = for an equation";
            case LstmParser.LEFT_PAREN ->
                (after.getText().equals("t")
                                ? ""
                                : "a call gives a value, which has a name: y = " + before.getText() + "(…); ")
                        + "a state at a moment is written " + before.getText() + "[t]";
            case LstmParser.NUMBER -> "settings of the training stand inside train { … }";
            default ->
                TokenKinds.arithmetic(found.getType()) && after.getType() == LstmParser.ASSIGN
                        ? "a name has one value: write another one, as in next = " + name.getText() + " "
                                + found.getText() + " …"
                        : Misspelling.ofStatement(name.getText());
        };
        if (name == before && TokenKinds.name(found.getType()) && place.sameLine()) {
            boolean declares = after.getType() == LstmParser.LEFT_BRACKET && Misspelling.isNeedless(name.getText());
            String equation =
                    ForeignWords.hint(name.getText()).orElse("an equation is written " + name.getText() + " = …");
            String otherwise = hint.isEmpty() ? equation : hint;
            beginsNoStatement(name, declares ? "a declaration begins with input, target, state or param" : otherwise);
        } else {
            addHere("expected '=' " + afterBefore(), hint);
        }
    }

    private void beginsNoStatement(Token word, String hint) {
        reports.add(Code.SYNTAX, reports.span(word), TokenKinds.quote(word) + " begins no statement", hint);
    }

    private void reserved() {
        if (!reports.isFirst(found.getText())) {
            return; // Whoever declares it also uses it.
        }
        reports.add(
                Code.RESERVED_WORD,
                reports.span(found),
                TokenKinds.quote(found) + " is a reserved word and cannot be a name",
                place.reservedHint());
    }

    private void inBrackets(String closing) {
        Token opening = context.getStart();
        boolean empty = opening == before && found.getType() != Token.EOF && place.sameLine();
        if (empty && TokenKinds.reserved(found.getType())) {
            reserved();
        } else if (empty && context instanceof ParametersContext) {
            add("expected a name after '('", "");
        } else if (empty && context instanceof ArgumentsContext) {
            add("expected an expression after '('", "");
        } else if (context instanceof ArgumentsContext && found.getType() == LstmParser.ASSIGN) {
            inOption();
        } else if (context instanceof ParenthesesContext && found.getType() == LstmParser.ASSIGN) {
            add("'=' does not belong inside an expression", "write == to compare");
        } else if (context instanceof ArgumentsContext
                && before.getType() == LstmParser.NAME
                && place.sameLine()
                && (found.getType() == LstmParser.NUMBER || found.getType() == LstmParser.MINUS)) {
            add(
                    "expected ':' after the option " + TokenKinds.quote(before),
                    "write " + before.getText() + ": " + found.getText());
        } else if (context instanceof ParametersContext && found.getType() == LstmParser.IN) {
            add("the range of an option stands before its default", "as in rate in [0, 1) = 0.5");
        } else if (found.getType() == LstmParser.COLON) {
            boolean slice = context instanceof IndexContext;
            add("':' is for options of a call and for slices", slice ? "a slice is x[a:b], from a to before b" : "");
        } else if (context instanceof IndexContext && found.getType() == LstmParser.COMMA) {
            add(
                    "between brackets stands one index or one slice",
                    "each axis has brackets of its own, as in A[0][1]; one that stays whole has none"
                            + (after.getType() == LstmParser.MINUS
                                    ? "; the last step is last(z)"
                                    : before.getType() == LstmParser.COLON
                                            ? "; elements of each step are taken in a cell, whose input is one step"
                                            : ""));
        } else if (context instanceof ParenthesesContext && found.getType() == LstmParser.COMMA) {
            add(
                    "between parentheses stands one value",
                    "[a, b] joins vectors; what a state begins with is given by its name, as in h: h0");
        } else if (Place.endsOperand(before) && place.sameLine() && Place.startsOperand(found)) {
            if (context instanceof ParametersContext) {
                add("expected ',' between " + between(found), "");
            } else if (context instanceof ParenthesesContext || context instanceof IndexContext) {
                missingBetween(found);
            } else if (new Adjacent(place, reports).report(found)) {
                return;
            } else {
                boolean rows = context instanceof ConcatenationContext;
                add("expected ',' or an operator between " + between(found), rows ? OF_ROWS : "");
            }
        } else {
            boolean same = opening.getLine() == before.getLine();
            addHere(
                    "expected '" + closing + "' to close " + TokenKinds.quote(opening)
                            + (same ? "" : " opened at line " + opening.getLine()),
                    "");
        }
    }

    /** {@code units=3} in a call. */
    private void inOption() {
        String name = before.getText();
        Optional<String> foreign = place.isOtherwiseNamed(name) ? Optional.empty() : ForeignWords.hint(name);
        if (foreign.isPresent()) {
            add("nothing in the library has an option " + name, foreign.get());
            return;
        }
        boolean negative = after.getType() == LstmParser.MINUS;
        String value = after.getText() + (negative ? place.secondAfter().getText() : "");
        add("an option is given with ':'", "write " + name + ": " + value + "; == compares");
    }

    private void inSetting() {
        Token key = context instanceof SettingContext
                ? context.getStart()
                : context.getParent().getStart();
        Token kind = key == before ? null : before;
        if (found.getType() == LstmParser.ASSIGN || found.getType() == LstmParser.COLON) {
            add("a setting has no " + TokenKinds.quote(found), "write " + key.getText() + " " + after.getText());
        } else if (kind != null && kind.getType() == LstmParser.NAME) {
            Optional<Token> name = SettingHints.nameOfNumber(place, key, kind);
            if (!SettingKeys.contains(key.getText()) && key.getLine() == kind.getLine()) {
                reports.add(SettingKeys.unknown(reports.span(key), key.getText()));
            } else if (name.isPresent()) {
                report(reports.span(name.get()), SettingHints.noNumber(key, kind, name.get()), SettingHints.OF_NAME);
            } else if (key.getLine() != kind.getLine()) {
                report(reports.behind(key), "expected a number or a call after " + TokenKinds.quote(key), "");
            } else {
                addHere("expected a number or '(' " + afterBefore(), SettingHints.behind(place, key, kind));
            }
        } else {
            addHere("expected a number or a call " + afterBefore(), "");
        }
    }

    private void anything() {
        String hint = "";
        if (found.getType() == LstmParser.ASSIGN && TokenKinds.startsStatement(before.getType())) {
            hint = "'" + before.getText() + "' is a reserved word and cannot be a name";
        } else if (context instanceof InitialContext && found.getType() == LstmParser.NUMBER) {
            hint = "a number is given to an initializer, as in name(" + found.getText() + ")";
        } else if (context instanceof LayerContext && found.getType() == LstmParser.COLON) {
            hint = "write layer " + before.getText() + " = …";
        } else if (context instanceof LayerContext && found.getType() == LstmParser.LEFT_PAREN) {
            hint = "a layer has a name: layer a = " + before.getText() + "(…)";
        } else if (context instanceof LayerContext && found.getType() == LstmParser.COMMA) {
            String name = before.getText();
            hint = "a layer is one name, layer " + name + " = …; what else its cell gives is read as " + name + ".c";
        } else if (context instanceof TypedContext && found.getType() == LstmParser.LEFT_BRACKET) {
            hint = "sizes stand right after the name, as in x[T, 3]";
        } else if (place.inImport()) {
            add("expected the name of a package " + afterBefore(), place.importHint());
            return;
        }
        if (context instanceof InitialContext) {
            addHere("expected the name of an initializer " + afterBefore(), hint);
        } else if (place.expectedNames().isEmpty()) {
            add(TokenKinds.quote(found) + " does not fit here", hint);
        } else {
            addHere("expected " + place.expectedNames() + " " + afterBefore(), hint);
        }
    }

    // ---- Where and what

    private String afterBefore() {
        return before == null ? "" : "after " + TokenKinds.quote(before);
    }

    /** Two operands side by side; in a declaration a comma is missing, elsewhere an operator. */
    private void missingBetween(Token right) {
        if (place.endsDeclaration()) {
            boolean sizes = right.getType() == LstmParser.LEFT_PAREN;
            report(
                    reports.span(right),
                    "expected ',' between " + between(right),
                    sizes ? "sizes stand in brackets, as in x[T, 3]" : "");
        } else if (!new Adjacent(place, reports).report(right)) {
            String absent = Misspelling.ofExpression(place.before(right).getText());
            String message = "expected an operator between " + between(right);
            report(reports.span(right), message, absent.isEmpty() ? OPERATORS : absent);
        }
    }

    private String between(Token right) {
        return TokenKinds.quote(place.before(right)) + " and " + TokenKinds.quote(right);
    }

    // ---- Reporting

    private void add(String message, String hint) {
        report(reports.span(found), message, hint);
    }

    /** At the found token where it is on the line, else behind what it should have followed. */
    private void addHere(String message, String hint) {
        if (place.sameLine() || before == null) {
            add(message, hint);
        } else {
            addBehind(message, hint);
        }
    }

    private void addBehind(String message, String hint) {
        report(before == null ? reports.span(found) : reports.behind(before), message, hint);
    }

    private void report(Span span, String message, String hint) {
        if (hint.isEmpty()) {
            reports.add(Code.SYNTAX, span, message);
        } else {
            reports.add(Code.SYNTAX, span, message, hint);
        }
    }
}
