package io.lstmc.compiler.lower;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.typed.Selection;
import io.lstmc.compiler.typed.TrainSettings;
import io.lstmc.compiler.typed.TypedModel;
import java.util.List;

/**
 * Whether the params that a train block names are there. What a model's params are called is known when it is lowered:
 * calls inside expressions have names that are made there.
 *
 * @param model with training settings
 */
record Selections(TypedModel model, List<Network.Weight> weights) {

    /** Names that a hint shows. */
    private static final int SHOWN = 12;

    void check(Diagnostics diagnostics) {
        TrainSettings train = model.train().orElseThrow();
        for (Selection selection : train.selections()) {
            if (weights.stream().noneMatch(w -> selection.has(w.name()))) {
                diagnostics.add(unknown(selection));
            }
        }
        if (train.own() && weights.stream().allMatch(w -> w.frozen() || train.isFrozen(w.name()))) {
            Span at = train.frozen().get(0).place();
            diagnostics.add(TrainSettings.allFrozen(model.name(), at));
        }
    }

    private Diagnostic unknown(Selection selection) {
        String name = model.name();
        String written = selection.text();
        List<String> names = weights.stream().map(Network.Weight::name).toList();
        List<String> shown = names.subList(0, Math.min(SHOWN, names.size()));
        String all = "its params are " + String.join(", ", shown) + (shown.size() < names.size() ? ", …" : "");
        return Diagnostic.of(Code.UNKNOWN_PARAMS, selection.place(), name + " has no param " + written)
                .withHint(Suggestion.nearest(written, names)
                        .map(near -> "did you mean " + near + "?")
                        .orElse(all));
    }
}
