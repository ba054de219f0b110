package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.typed.TrainSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parameters by what training does to them: those that stay as they are, and groups that the optimizer updates with the
 * same options.
 */
final class UpdateGroups {

    private final List<Network.Weight> weights = new ArrayList<>();
    private final Set<String> frozen = new HashSet<>();

    /** By options. */
    private final Map<Map<String, Double>, List<Network.Weight>> groups = new LinkedHashMap<>();

    UpdateGroups(List<Network.Weight> declared, Optional<TrainSettings> train) {
        for (Network.Weight w : declared) {
            boolean stays =
                    w.frozen() || train.filter(t -> t.isFrozen(w.name())).isPresent();
            Network.Weight weight = new Network.Weight(w.name(), w.type(), w.initializer(), stays);
            weights.add(weight);
            if (stays) {
                frozen.add(w.name());
            }
            if (train.isPresent() && !stays) {
                groups.computeIfAbsent(train.get().options(w.name()), options -> new ArrayList<>())
                        .add(weight);
            }
        }
    }

    /** All of them, in the order of their declaration. */
    List<Network.Weight> weights() {
        return weights;
    }

    boolean isFrozen(String name) {
        return frozen.contains(name);
    }

    /** What makes the update of the parameters with some options; {@code all} has as many numbers as they have together. */
    interface Lowering {
        Network.Update update(Map<String, Double> options, List<String> names, TensorType all);
    }

    /** The updates of all groups. */
    List<Network.Update> updates(Lowering lowering) {
        List<Network.Update> updates = new ArrayList<>();
        groups.forEach((options, group) -> {
            int count = group.stream().mapToInt(w -> w.type().elements()).sum();
            List<String> names = group.stream().map(Network.Weight::name).toList();
            updates.add(lowering.update(options, names, TensorType.shared(count)));
        });
        return updates;
    }
}
