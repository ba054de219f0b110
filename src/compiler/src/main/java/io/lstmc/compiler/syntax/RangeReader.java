package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.interval.Interval;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.grammar.LstmParser;
import io.lstmc.grammar.LstmParser.BoundContext;
import io.lstmc.grammar.LstmParser.ParameterContext;
import io.lstmc.grammar.LstmParser.RangeContext;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Reads the ranges of parameters. */
final class RangeReader {

    /** What ∞ is called on keyboards that lack it. */
    private static final Set<String> INFINITY = Set.of("inf", "infinity");

    private final Reports reports;

    RangeReader(Reports reports) {
        this.reports = reports;
    }

    /** The range of a parameter; none, with a report, where it cannot be one. */
    Optional<Definition.Range> read(ParameterContext parameter) {
        RangeContext context = parameter.range();
        if (context == null || context.exception != null || context.bound().size() < 2) {
            return Optional.empty();
        }
        OptionalDouble low = bound(context.bound(0));
        OptionalDouble high = bound(context.bound(1));
        if (low.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        Span span = reports.span(context.getStart(), context.getStop());
        boolean closedLow = context.getStart().getType() == LstmParser.LEFT_BRACKET;
        boolean closedHigh = context.getStop().getType() == LstmParser.RIGHT_BRACKET;
        Interval interval = new Interval(low.getAsDouble(), closedLow, high.getAsDouble(), closedHigh);
        if (interval.includesLow() != closedLow || interval.includesHigh() != closedHigh) {
            reports.add(Code.BAD_RANGE, span, "∞ belongs to no range", "write " + interval);
            return Optional.empty();
        }
        if (interval.isEmpty()) {
            reports.add(
                    Code.BAD_RANGE,
                    span,
                    "no number is in this range",
                    low.getAsDouble() > high.getAsDouble()
                            ? "the lower bound comes first"
                            : "[ and ] count the bound in, ( and ) leave it out");
            return Optional.empty();
        }
        return Optional.of(new Definition.Range(interval, parameter.NOT() != null, span));
    }

    private OptionalDouble bound(BoundContext context) {
        double sign = context.MINUS() == null ? 1 : -1;
        if (context.INFINITY() != null) {
            return OptionalDouble.of(sign * Double.POSITIVE_INFINITY);
        }
        if (context.NUMBER() != null) {
            return Numbers.read(context.NUMBER().getSymbol(), reports) instanceof Expression.Literal literal
                    ? OptionalDouble.of(sign * literal.value())
                    : OptionalDouble.empty();
        }
        Token name = context.NAME().getSymbol();
        if (INFINITY.contains(name.getText())) {
            return OptionalDouble.of(sign * Double.POSITIVE_INFINITY);
        }
        reports.add(
                Code.BAD_RANGE,
                reports.span(name),
                "the bound of a range is a number",
                "write a number, or ∞ (inf) where there is no bound");
        return OptionalDouble.empty();
    }
}
