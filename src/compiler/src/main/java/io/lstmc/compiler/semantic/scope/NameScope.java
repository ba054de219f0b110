package io.lstmc.compiler.semantic.scope;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Lookalikes;
import io.lstmc.compiler.tree.Identifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The names of one body, in the order of the text. */
public final class NameScope {

    private final Map<String, Symbol> symbols = new LinkedHashMap<>();

    /** Declared names by what they look like. */
    private final Map<String, Identifier> looks = new HashMap<>();

    /** Declares a name, reporting one that cannot be a name or that is there already; the first declaration stays. */
    public Symbol declare(Identifier name, Symbol.Kind kind, BodyKind body, FileContext context) {
        JavaNames.check(name, context);
        checkReserved(name, body, context);
        Symbol symbol = new Symbol(name, kind);
        Symbol earlier = symbols.putIfAbsent(name.text(), symbol);
        if (earlier != null) {
            context.report(Diagnostic.of(Code.DECLARED_TWICE, name.span(), name.text() + " is declared twice")
                    .withLabel("already " + earlier.kind().text() + ", declared "
                            + FileContext.place(earlier.name().span()))
                    .withHint("a name is declared once; give one of the two another name"));
            earlier.spoil();
            return new Symbol(name, kind);
        }
        Identifier alike = looks.putIfAbsent(Lookalikes.skeleton(name.text()), name);
        if (alike != null) {
            context.report(Diagnostic.of(
                            Code.CONFUSABLE, name.span(), name.text() + " looks like another name and is not the same")
                    .withLabel("the other is declared " + FileContext.place(alike.span()))
                    .withHint(Lookalikes.difference(name.text(), alike.text())));
        }
        return symbol;
    }

    private static void checkReserved(Identifier name, BodyKind body, FileContext context) {
        String text = name.text();
        String meaning = null;
        if (text.equals("σ")) {
            meaning = "σ is the function sigmoid";
        } else if (text.equals("π") || text.equals("pi")) {
            meaning = text + " is the constant 3.14159…";
        } else if (text.equals(body.moment())) {
            meaning = text + " is the letter of time in " + body.text();
        } else if (body == BodyKind.INITIALIZER && (text.equals("rows") || text.equals("columns"))) {
            meaning = text + " is the number of " + text + " of the parameter";
        }
        if (meaning != null) {
            context.report(Diagnostic.of(Code.RESERVED_NAME, name.span(), text + " cannot be a name here")
                    .withLabel(meaning)
                    .withHint("choose another name"));
        }
    }

    /** Adds a name that the language gives. */
    public void give(Symbol symbol) {
        symbols.put(symbol.name().text(), symbol);
    }

    public Symbol find(String name) {
        return symbols.get(name);
    }

    public Collection<String> names() {
        return symbols.keySet();
    }

    public Collection<Symbol> symbols() {
        return symbols.values();
    }
}
