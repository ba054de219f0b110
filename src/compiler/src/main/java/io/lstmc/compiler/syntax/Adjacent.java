package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.ForeignWords;
import io.lstmc.grammar.LstmParser;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** What was meant by two operands side by side that are more than a forgotten operator. */
final class Adjacent {

    private final Place place;
    private final Reports reports;

    Adjacent(Place place, Reports reports) {
        this.place = place;
        this.reports = reports;
    }

    /** Reports a known form; says whether it did. */
    boolean report(Token right) {
        return calledByPrefix(right) || calledTwice(right) || operatorOfWords(right);
    }

    /** {@code torch.tanh(x)} or {@code x.sum(1)}. */
    private boolean calledByPrefix(Token right) {
        Token name = place.before(right);
        boolean prefixed = right.getType() == LstmParser.LEFT_PAREN
                && TokenKinds.name(name.getType())
                && Place.isDot(place.before(name));
        if (!prefixed) {
            return false;
        }
        Token first = name;
        while (Place.isDot(place.before(first)) && place.before(place.before(first)) != null) {
            first = place.before(place.before(first));
        }
        reports.add(
                Code.SYNTAX,
                reports.span(first, name),
                "a function or a cell is called by its name alone",
                ForeignWords.hint(name.getText())
                        .orElse("there are no prefixes and no methods: write " + name.getText() + "(…)"));
        return true;
    }

    /** {@code 1,5}. */
    void decimalComma() {
        reports.add(
                Code.BAD_NUMBER,
                reports.span(place.before, place.after),
                "a number has a point, not a comma",
                "write " + place.before.getText() + "." + place.after.getText());
    }

    /** {@code LSTM(x, units: 8).c}; says whether it was that. */
    boolean memberOfCall() {
        Optional<Token> callee =
                Place.isDot(place.found) && place.sameLine() ? place.callBefore(place.found) : Optional.empty();
        String layer = place.freeName("a");
        callee.ifPresent(name -> reports.add(
                Code.SYNTAX,
                reports.span(place.found),
                "only a layer has outputs, and they are read by its name",
                "where " + name.getText() + " is a cell, write layer " + layer + " = " + name.getText() + "(…), then "
                        + layer + "." + place.after.getText()));
        return callee.isPresent();
    }

    /** {@code LSTM(8)(x)}. */
    private boolean calledTwice(Token right) {
        Optional<Token> callee = right.getType() == LstmParser.LEFT_PAREN ? place.callBefore(right) : Optional.empty();
        callee.ifPresent(name -> reports.add(
                Code.SYNTAX,
                reports.span(right),
                "a call has one pair of parentheses",
                "inputs first, then options by name: write " + name.getText() + "(x, …)"));
        return callee.isPresent();
    }

    /** {@code a and b}, {@code not a}. */
    private boolean operatorOfWords(Token right) {
        Token left = place.before(right);
        Token word = Misspelling.ofOperator(right.getText()).isEmpty() ? left : right;
        String hint = Misspelling.ofOperator(word.getText());
        if (hint.isEmpty()) {
            return false;
        }
        reports.add(Code.SYNTAX, reports.span(word), TokenKinds.quote(word) + " is no word of the language", hint);
        return true;
    }
}
