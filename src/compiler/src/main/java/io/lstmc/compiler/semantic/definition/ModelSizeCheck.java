package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.semantic.expression.CellCall;
import io.lstmc.compiler.semantic.scope.CellUse;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OptionRequirements;
import io.lstmc.compiler.semantic.scope.Ranges;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.typed.CheckLimits;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import io.lstmc.compiler.typed.TypedCell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts the parameters and activations of a model and tests what could not be told before its sizes were numbers. The
 * number of calls was bounded before, so this is cheap.
 */
final class ModelSizeCheck {

    private final FileContext context;
    private final Ranges ranges;
    private final int errorsBefore;
    private long parameters;
    private long frozen;
    private long activations;

    private ModelSizeCheck(DefinitionContext body) {
        this.context = body.context();
        this.ranges = new Ranges(context, body.isSingle());
        this.errorsBefore = context.errors();
    }

    /** Numbers that the parameters of a model have. */
    record Parameters(long all, long trained) {}

    /**
     * Reports what is too much, and returns the numbers of the parameters.
     *
     * @param frozen those of the model itself that are not trained
     */
    static Parameters check(DefinitionContext body, NameScope scope, Set<String> frozen, Span at) {
        ModelSizeCheck totals = new ModelSizeCheck(body);
        for (Symbol symbol : scope.symbols()) {
            if (symbol.kind().isDefinition()) {
                continue;
            }
            Shape shape = body.inference().resolve(symbol.value().shape()).orElseThrow();
            boolean isParam = symbol.kind() == Symbol.Kind.PARAM;
            if (isParam && shape.sizes().stream().anyMatch(size -> evaluate(size, Map.of()) < 1)) {
                reportEmpty(body, symbol, shape);
                continue;
            }
            long elements = elements(shape, Map.of());
            if (isParam) {
                totals.add(elements, frozen.contains(symbol.name().text()));
            } else {
                for (TimeAxis time : symbol.value().times()) {
                    elements = multiply(elements, evaluate(time.length(), Map.of()));
                }
                totals.activations = add(totals.activations, elements);
            }
        }
        for (CellUse use : body.uses()) {
            totals.count(CellCall.resolved(use, body.inference()), Map.of(), Map.of(), 1, use.span());
        }
        if (body.context().errors() > totals.errorsBefore) {
            return totals.parameters(); // With sizes that cannot be, there is nothing to count.
        }
        totals.report(totals.parameters, "parameters", at);
        totals.report(totals.activations, "activations for each sample", at);
        return totals.parameters();
    }

    private Parameters parameters() {
        return new Parameters(parameters, parameters - frozen);
    }

    /** Of sizes that were inferred; those that are written have been looked at. */
    private static void reportEmpty(DefinitionContext body, Symbol symbol, Shape shape) {
        String name = symbol.name().text();
        body.report(Diagnostic.of(
                        Code.OUT_OF_RANGE, symbol.name().span(), "a size of " + name + " would be less than 1")
                .withLabel("its use makes it " + name + shape)
                .withHint("declare the sizes that are meant, and the message will be about the use that does not fit"));
    }

    private void add(long elements, boolean isFrozen) {
        parameters = add(parameters, elements);
        frozen = isFrozen ? add(frozen, elements) : frozen;
    }

    private void report(long count, String what, Span at) {
        if (count > CheckLimits.ELEMENTS) {
            context.report(Diagnostic.of(Code.SIZE_TOO_LARGE, at, "this model has too many " + what)
                    .withLabel(count == Long.MAX_VALUE ? "more than can be counted" : Long.toString(count))
                    .withHint("at most " + CheckLimits.ELEMENTS + "; use smaller sizes or fewer steps"));
        }
    }

    private void count(CellUse use, Map<String, Integer> caller, Map<String, Double> options, long runs, Span site) {
        Map<String, Integer> sizes = new HashMap<>();
        for (Map.Entry<String, Size> each : use.sizes().entrySet()) {
            sizes.put(each.getKey(), (int) Math.min(Integer.MAX_VALUE, evaluate(each.getValue(), caller)));
        }
        if (context.errors() > errorsBefore && isFromMistake(use, sizes)) {
            return;
        }
        TypedCell cell = context.typed().cells().get(use.callee());
        CellUse.Summary summary = context.summary(use.callee());
        for (CellUse.Obligation each : summary.obligations()) {
            if (evaluate(each.size(), sizes) < 0) {
                String given = new java.util.TreeMap<>(sizes).toString();
                context.report(Diagnostic.of(Code.OUT_OF_RANGE, site, each.message())
                        .withLabel(
                                "with " + given.substring(1, given.length() - 1).replace("=", " = "))
                        .withNotes(List.of("in " + cell.name() + ", "
                                + each.span().source().name() + ":"
                                + each.span().line() + ": "
                                + FileContext.line(each.span())))
                        .withHint("choose sizes that fit this cell"));
                return;
            }
        }
        Map<String, Double> given = OptionRequirements.values(use.options(), options);
        sizes.forEach((name, size) -> given.put(name, (double) size));
        context.demands(use.callee()).check(given, site, use.callee(), ranges);
        long times = multiply(runs, evaluate(use.steps(), caller));
        for (Map.Entry<String, Shape> entry : cell.shapes().entrySet()) {
            Optional<TypedCell.TypedParam> param = cell.params().stream()
                    .filter(p -> p.name().equals(entry.getKey()))
                    .findFirst();
            long elements = elements(entry.getValue(), sizes);
            if (param.isPresent()) {
                add(elements, param.get().frozen());
            } else {
                activations = add(activations, multiply(elements, times));
            }
        }
        for (CellUse inner : summary.uses()) {
            count(inner, sizes, given, times, site);
        }
    }

    /** Whether an input has a size that cannot be: then a call inside it was reported already. */
    private static boolean isFromMistake(CellUse use, Map<String, Integer> sizes) {
        return sizes.entrySet().stream()
                .filter(size -> use.callee().parameters().stream()
                        .noneMatch(p -> p.name().text().equals(size.getKey())))
                .anyMatch(size -> size.getValue() < 1);
    }

    private static long elements(Shape shape, Map<String, Integer> sizes) {
        long elements = 1;
        for (Size size : shape.sizes()) {
            elements = multiply(elements, evaluate(size, sizes));
        }
        return elements;
    }

    private static long evaluate(Size size, Map<String, Integer> sizes) {
        try {
            return size.evaluateLong(sizes);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private static long add(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    private static long multiply(long a, long b) {
        return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
    }
}
