package io.lstmc.compiler.semantic;

/** Warns about names that nothing reads: often a misprint or a forgotten term. */
final class Unused {

    private Unused() {}

    static void warn(Scope scope, Context context) {
        for (Symbol symbol : scope.symbols()) {
            if (!symbol.isUsed()) {
                switch (symbol.kind()) {
                    case INPUT, STATE, PARAM, OPTION, ARGUMENT, TARGET, TIME -> context.warnUnused(
                            symbol, "remove it, or use it in an equation");
                    case INTERMEDIATE, LAYER -> context.warnUnused(symbol, "remove it, or make it an output");
                    case OUTPUT, SIZE, COUNT -> {}
                }
            }
        }
    }
}
