package io.lstmc.compiler.typed;

import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.tree.SyntaxPrinter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The text of a model and of the cells that it uses, for people who read the generated class. */
public final class Documentation {

    private Documentation() {}

    /**
     * The lines of the model's definition, then those of the cells that it calls, as the source writes them: once, also of
     * a cell whose options are told in several ways.
     */
    public static List<String> equations(TypedModel model) {
        List<String> texts = new ArrayList<>(List.of(text(model)));
        Set<TypedCell> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Span> shown = new HashSet<>();
        List<TypedCell> open = new ArrayList<>(model.cells());
        while (!open.isEmpty()) {
            TypedCell next = open.remove(0);
            if (seen.add(next)) {
                if (shown.add(next.definition().span())) {
                    texts.add(next.definition().span().text());
                }
                open.addAll(next.cells());
            }
        }
        List<String> lines = new ArrayList<>();
        model.statement().ifPresent(s -> s.lines().forEach(lines::add));
        for (String text : texts) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
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
}
