package io.lstmc.compiler.semantic.scope;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.interval.Extent;
import io.lstmc.compiler.interval.Interval;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.CheckLimits;
import io.lstmc.compiler.typed.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares values with the ranges of the parameters that take them. A number outside is an error. Of other values that is
 * a warning, and only where it is certain: where no value is as it should be, or training can bring some outside.
 */
public final class Ranges {

    private final FileContext context;

    /** Whether numbers are those of a model in float. */
    private final boolean single;

    public Ranges(FileContext context, boolean single) {
        this.context = context;
        this.single = single;
    }

    FileContext context() {
        return context;
    }

    /** Checks a value now if it is known, or notes it in the body if it depends on options. */
    public static void check(
            DefinitionContext body,
            Definition callee,
            Definition.Parameter parameter,
            OpenType value,
            Expression given) {
        if (parameter.range().isEmpty() || value.isPoison()) {
            return;
        }
        Optional<Constant> constant = value.constant();
        if (constant.isEmpty()) {
            checkExtent(body, callee, parameter, value.extent(), given);
            return;
        }
        if (constant.get().number().isPresent()) {
            checkNumber(
                    body.context(), callee, parameter, constant.get().number().get(), given.span());
        } else if (constant.get().term().isPresent()) {
            OptionTerm term = constant.get().term().get();
            body.demands().ranges.add(new OptionRequirements.InRange(callee, parameter, term, given.span()));
        }
    }

    public static boolean checkNumber(
            FileContext context, Definition callee, Definition.Parameter parameter, double value, Span span) {
        boolean right = isAllowed(parameter, value);
        if (!right) {
            context.report(outside(callee, parameter, span, "this is " + show(value)));
        }
        return right;
    }

    private static boolean isAllowed(Definition.Parameter parameter, double value) {
        return parameter
                .range()
                .map(r -> r.interval().contains(value) != r.excluded())
                .orElse(true);
    }

    /** Reports a value that is known now that the options of the definition around it are. */
    void checkUse(OptionRequirements.InRange demand, double value, Span site, Definition definition) {
        if (!isAllowed(demand.parameter(), value)) {
            Diagnostic d = outside(demand.callee(), demand.parameter(), site, "it would be " + show(value));
            List<String> notes = new java.util.ArrayList<>(d.notes());
            notes.add(
                    0,
                    "in " + definition.name().text() + ", "
                            + demand.span().source().name() + ":"
                            + demand.span().line() + ": " + FileContext.line(demand.span()));
            context.report(d.withNotes(notes));
        }
    }

    private static Diagnostic outside(Definition callee, Definition.Parameter parameter, Span span, String label) {
        Diagnostic d = Diagnostic.of(
                        Code.OUT_OF_RANGE,
                        span,
                        parameter.name().text() + " of " + callee.name().text() + " must "
                                + parameter.range().orElseThrow().demand())
                .withLabel(label)
                .withNotes(documentation(callee));
        return parameter
                .defaultValue()
                .map(value -> d.withHint("its default is " + FileContext.excerpt(value.span())))
                .orElse(d);
    }

    private static void checkExtent(
            DefinitionContext body,
            Definition callee,
            Definition.Parameter parameter,
            Extent extent,
            Expression given) {
        Definition.Range range = parameter.range().orElseThrow();
        boolean never = range.refuses(extent.encloses()) && !extent.encloses().isEmpty();
        boolean leaves =
                !range.excluded() && extent.isMoved() && !range.interval().contains(extent.attains());
        if (!never && !leaves) {
            return;
        }
        Interval values = never ? extent.encloses() : extent.attains();
        String name = parameter.name().text();
        body.report(Diagnostic.of(
                        Code.ARGUMENT_RANGE,
                        given.span(),
                        name + " of " + callee.name().text() + " should " + range.demand())
                .withLabel(values.isBounded() ? "this is in " + values : "this can be any number")
                .withNotes(documentation(callee))
                .withHint(
                        range.excluded()
                                ? "give it the values before they were brought into " + range.interval()
                                : "bring it into " + range.interval() + " first, or choose what takes any number"));
    }

    /** What a definition says of itself, on one line. */
    private static List<String> documentation(Definition callee) {
        return callee.documentation()
                .map(text -> callee.name().text() + ": "
                        + FileContext.shortened(text.strip().replaceAll("\\s+", " "), CheckLimits.DOCUMENTATION))
                .map(List::of)
                .orElse(List.of());
    }

    // ---- Numbers and float

    static boolean isHeldByFloat(double value) {
        return Double.isNaN(value)
                || Double.isInfinite(value)
                || !Float.isInfinite((float) value) && (value == 0 || (float) value != 0);
    }

    /** Checks a number of a body whose precision is known, or notes it. */
    public static void checkFloat(DefinitionContext body, double value, boolean written, Span span) {
        if (!isHeldByFloat(value)) {
            OptionRequirements.Large large = new OptionRequirements.Large(value, written, span);
            if (body.precision().isEmpty()) {
                body.demands().large.add(large);
            } else {
                new Ranges(body.context(), body.isSingle()).checkFloat(large, span);
            }
        }
    }

    public void checkFloat(OptionRequirements.Large number, Span site) {
        if (!single || !number.written() && Math.abs(number.value()) < 1) {
            return;
        }
        boolean large = Math.abs(number.value()) > 1;
        Span span = context.isLibrary(number.span()) ? site : number.span();
        String shown = number.written() ? FileContext.excerpt(number.span()) : show(number.value());
        context.report(Diagnostic.of(
                        number.written() ? Code.BAD_NUMBER : Code.OVERFLOW,
                        span,
                        shown + (large ? " is more than float can hold" : " is less than float can tell from 0"))
                .withLabel(large ? "it would be infinite" : "it would be 0")
                .withHint("float reaches from 1.4e-45 to 3.4e38; `precision double` in the model reaches farther"));
    }

    public static String show(double value) {
        return Constant.of(value).whole().map(Size::toString).orElse(Double.toString(value));
    }

    /** The terms of all options of a call, for what is checked when they are numbers. */
    public static void addTerm(Map<String, OptionTerm> terms, Definition.Parameter parameter, OpenType value) {
        value.constant()
                .flatMap(Constant::term)
                .ifPresent(term -> terms.put(parameter.name().text(), term));
    }
}
