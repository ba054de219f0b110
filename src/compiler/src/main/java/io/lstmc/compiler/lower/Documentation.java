package io.lstmc.compiler.lower;

import io.lstmc.compiler.semantic.TypedFile;
import io.lstmc.compiler.semantic.TypedModel;
import io.lstmc.compiler.syntax.Definition;
import io.lstmc.compiler.syntax.Expression;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The text of a model and of the cells that it uses, for people who read the generated class. */
final class Documentation {

    private Documentation() {}

    /** The lines of the model's definition, then those of the cells that it calls, as the source writes them. */
    static List<String> equations(TypedFile file, TypedModel model) {
        Set<Definition> shown = new LinkedHashSet<>();
        List<Definition> open = new ArrayList<>(List.of(model.definition()));
        while (!open.isEmpty()) {
            Definition next = open.remove(0);
            if (shown.add(next)) {
                open.addAll(called(file, next));
            }
        }
        List<String> lines = new ArrayList<>();
        for (Definition definition : shown) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            definition.span().text().lines().map(String::stripTrailing).forEach(lines::add);
        }
        return lines;
    }

    /** The cells whose names stand before a parenthesis in a definition's text. */
    private static List<Definition> called(TypedFile file, Definition definition) {
        List<Definition> found = new ArrayList<>();
        for (Expression.Call call : CallCollector.calls(definition)) {
            file.definitions()
                    .find(call.callee())
                    .filter(d -> d instanceof Definition.Cell)
                    .ifPresent(found::add);
        }
        return found;
    }
}
