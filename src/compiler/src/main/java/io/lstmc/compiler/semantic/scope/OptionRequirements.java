package io.lstmc.compiler.semantic.scope;

import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Definition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a definition demands of its options and of the model's precision; told where a model or an optimizer uses it. */
public final class OptionRequirements {

    /** A value that must be in the range of a parameter. */
    record InRange(Definition callee, Definition.Parameter parameter, OptionTerm value, Span span) {}

    /**
     * A number that float cannot hold.
     *
     * @param written whether it stands in the text; else it was computed
     */
    record Large(double value, boolean written, Span span) {}

    /** An initialiser with its options, in terms of those of the definition that names it. */
    public record Use(Definition callee, Map<String, OptionTerm> options) {}

    final List<InRange> ranges = new ArrayList<>();
    final List<Large> large = new ArrayList<>();
    public final List<Use> uses = new ArrayList<>();

    /**
     * Reports what is not fulfilled.
     *
     * @param given the values of the options and sizes of the definition
     * @param site where it is used
     * @param ranges what reports
     */
    public void check(Map<String, Double> given, Span site, Definition definition, Ranges ranges) {
        for (InRange each : this.ranges) {
            ranges.checkUse(each, each.value().evaluate(given), site, definition);
        }
        for (Large each : large) {
            ranges.checkFloat(each, site);
        }
        for (Use use : uses) {
            ranges.context().demands(use.callee()).check(values(use.options(), given), site, use.callee(), ranges);
        }
    }

    public static Map<String, Double> values(Map<String, OptionTerm> options, Map<String, Double> given) {
        Map<String, Double> values = new LinkedHashMap<>();
        options.forEach((name, term) -> values.put(name, term.evaluate(given)));
        return values;
    }
}
