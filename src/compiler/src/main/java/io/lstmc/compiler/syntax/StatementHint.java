package io.lstmc.compiler.syntax;

import io.lstmc.grammar.LstmParser;
import org.antlr.v4.runtime.Token;

/** What to write where a statement was expected and none begins. */
final class StatementHint {

    private StatementHint() {}

    /** A hint for the word or sign that was found; empty if there is none. */
    static String at(Place place) {
        Token found = place.found;
        Token after = place.after;
        if (TokenKinds.arithmetic(found.getType())) {
            return "the expression before has ended";
        }
        if (found.getType() == LstmParser.ASSIGN && place.endsData() && after.getType() == LstmParser.LEFT_BRACKET) {
            return "sizes stand right after the name, as in x[T, 3]";
        }
        if (found.getType() == LstmParser.ASSIGN && place.endsDeclaration()) {
            return "a declaration has no value; a name for a value is an equation of its own: name = …";
        }
        if (found.getType() == LstmParser.ASSIGN) {
            return "an equation has one '='; write one for each name";
        }
        if (found.getType() == LstmParser.COMMA && place.endsDeclaration()) {
            return "an initializer ends a param; write another param for the next";
        }
        if (found.getType() == LstmParser.COMMA && place.lastWord().isPresent()) {
            return "each has a statement of its own: " + place.lastWord().get() + " " + after.getText() + " = …";
        }
        return "";
    }
}
