package io.lstmc.compiler.syntax;

import io.lstmc.grammar.LstmParser.BodyContext;
import io.lstmc.grammar.LstmParser.InitialisedContext;
import io.lstmc.grammar.LstmParser.StateContext;
import io.lstmc.grammar.LstmParser.StatementContext;
import java.util.HashSet;
import java.util.Set;

/**
 * How a definition writes a state at a moment.
 *
 * @param letter the name of the present step: {@code t} in a cell, {@code k} in an optimizer, empty elsewhere
 * @param states the names declared by {@code state}
 */
record StateMoments(String letter, Set<String> states) {

    static final StateMoments NONE = new StateMoments("", Set.of());

    static StateMoments of(String letter, BodyContext body) {
        Set<String> states = new HashSet<>();
        for (StatementContext statement : body.statement()) {
            if (statement instanceof StateContext state) {
                for (InitialisedContext entry : state.initialised()) {
                    if (entry.variable() != null && entry.variable().NAME() != null) {
                        states.add(entry.variable().NAME().getText());
                    }
                }
            }
        }
        return new StateMoments(letter, states);
    }
}
