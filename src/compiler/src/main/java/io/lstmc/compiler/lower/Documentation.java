package io.lstmc.compiler.lower;

import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.tree.SyntaxPrinter;
import io.lstmc.compiler.typed.TrainSettings;
import io.lstmc.compiler.typed.TypedFile;
import io.lstmc.compiler.typed.TypedModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The text of a model and of the cells that it uses, for people who read the generated class. */
final class Documentation {

    private Documentation() {}

    /**
     * The lines of the model's definition, then those of the cells that it calls, as the source writes them: once, also of
     * a cell whose options are told in several ways.
     */
    static List<String> equations(TypedFile file, TypedModel model) {
        Set<Definition> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Span> texts = new HashSet<>();
        List<Definition> shown = new ArrayList<>();
        List<Definition> open = new ArrayList<>(List.of(model.definition()));
        while (!open.isEmpty()) {
            Definition next = open.remove(0);
            if (seen.add(next)) {
                if (texts.add(next.span())) {
                    shown.add(next);
                }
                open.addAll(called(file, next));
            }
        }
        List<String> lines = new ArrayList<>();
        file.definitions()
                .statement(model.definition())
                .ifPresent(s -> s.lines().forEach(lines::add));
        for (Definition definition : shown) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            String text = definition == model.definition()
                    ? text(model)
                    : definition.span().text();
            text.lines().map(String::stripTrailing).forEach(lines::add);
        }
        return lines;
    }

    /** The model as the source writes it, but with the settings of training that an overlay has put in place of those. */
    private static String text(TypedModel model) {
        Span span = model.definition().span();
        String text = span.text();
        List<Statement.Setting> settings =
                model.train().map(TrainSettings::written).orElse(List.of());
        if (settings.stream().allMatch(s -> s.span().source() == span.source())) {
            return text;
        }
        Statement.Train train = new Statement.Train(settings, span);
        String block = SyntaxPrinter.print(train).replace("\n", "\n  ");
        Optional<Span> written = model.definition().body().stream()
                .filter(s -> s instanceof Statement.Train)
                .map(Statement::span)
                .findFirst();
        int end = text.lastIndexOf('}');
        return written.map(w ->
                        text.substring(0, w.start() - span.start()) + block + text.substring(w.end() - span.start()))
                .orElseGet(
                        () -> text.substring(0, end).stripTrailing() + "\n\n  " + block + "\n" + text.substring(end));
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
