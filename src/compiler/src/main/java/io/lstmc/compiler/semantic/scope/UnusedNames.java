package io.lstmc.compiler.semantic.scope;

/** Warns about names that nothing reads: often a misprint or a forgotten term. */
public final class UnusedNames {

    private UnusedNames() {}

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
