package io.lstmc.compiler.semantic.scope;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Warns about names that nothing reads: often a misprint or a forgotten term. */
public final class UnusedNames {

    private UnusedNames() {}

    /** Forgets that inputs of a cell name times and sizes, which is what declares them. */
    public static void forgetLengths(NameScope scope) {
        scope.symbols().stream().filter(UnusedNames::isLength).forEach(Symbol::forgetUses);
    }

    /** Keeps the inputs that alone say how long a time or a size is that is used, and the times of what is used. */
    public static void useLengths(List<Symbol> inputs, NameScope scope, ShapeInference inference) {
        Set<Symbol> said = new HashSet<>();
        inputs.stream().filter(Symbol::isUsed).forEach(i -> said.addAll(lengths(i, scope, inference)));
        for (Symbol input : inputs) {
            if (!input.isUsed()
                    && lengths(input, scope, inference).stream().anyMatch(l -> l.isUsed() && !said.contains(l))) {
                input.use();
                said.addAll(lengths(input, scope, inference));
            }
        }
        said.forEach(Symbol::use);
    }

    private static List<Symbol> lengths(Symbol input, NameScope scope, ShapeInference inference) {
        Set<String> names = new TreeSet<>();
        input.value().times().forEach(time -> names.add(time.name()));
        inference
                .resolve(input.value().shape())
                .ifPresent(shape -> shape.sizes().forEach(size -> names.addAll(size.names())));
        input.value().token().ifPresent(count -> names.addAll(count.names()));
        return names.stream()
                .map(scope::find)
                .filter(s -> s != null && isLength(s))
                .toList();
    }

    private static boolean isLength(Symbol symbol) {
        return symbol.kind() == Symbol.Kind.TIME || symbol.kind() == Symbol.Kind.SIZE;
    }

    public static void warn(NameScope scope, FileContext context) {
        for (Symbol symbol : scope.symbols()) {
            if (!symbol.isUsed() && !context.isLibrary(symbol.name().span())) {
                switch (symbol.kind()) {
                    case INPUT, STATE, PARAM, OPTION, CELL, FUNCTION, INITIALIZER, TARGET, TIME ->
                        context.warnUnused(symbol, "remove it, or use it in an equation");
                    case INTERMEDIATE, LAYER -> context.warnUnused(symbol, "remove it, or make it an output");
                    // A function may be of a form that its callers ask for, as a schedule is.
                    case ARGUMENT, OUTPUT, SIZE, COUNT -> {}
                }
            }
        }
    }
}
