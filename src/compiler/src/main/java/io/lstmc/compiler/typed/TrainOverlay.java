package io.lstmc.compiler.typed;

import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import java.util.List;

/**
 * Training settings from outside the file, in the form in which a train block holds them; their spans point into their
 * own text.
 *
 * @param all settings of every model
 * @param models settings of single models, which win over {@code all}
 */
public record TrainOverlay(List<Statement.Setting> all, List<OfModel> models) {

    public static final TrainOverlay NONE = new TrainOverlay(List.of(), List.of());

    public TrainOverlay {
        all = List.copyOf(all);
        models = List.copyOf(models);
    }

    public boolean isEmpty() {
        return all.isEmpty() && models.isEmpty();
    }

    /** The settings of one model. */
    public record OfModel(Identifier model, List<Statement.Setting> settings) {
        public OfModel {
            settings = List.copyOf(settings);
        }
    }
}
