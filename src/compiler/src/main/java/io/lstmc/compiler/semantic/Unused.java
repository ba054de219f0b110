package io.lstmc.compiler.semantic;

/** Warns about names that nothing reads: often a misprint or a forgotten term. */
final class Unused {

    private Unused() {}

    static void warn(Scope scope, Context context) {
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
