package io.lstmc.cli;

import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.ir.Graph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The graph of a model after each stage of the compiler; a stage that runs more than once is told apart by a number. */
final class Stages implements BiConsumer<String, Graph> {

    private record Stage(String name, int occurrence, Graph graph) {}

    /** The last stage, behind which there are no graphs but programs. */
    static final String SCHEDULE = "schedule";

    private final List<Stage> stages = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();

    @Override
    public void accept(String name, Graph graph) {
        stages.add(new Stage(name, occurrences.merge(name, 1, Integer::sum), graph));
    }

    /** {@code lower}, {@code simplify.1}, …, {@code schedule}, in the order in which they run. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Stage stage : stages) {
            names.add(occurrences.get(stage.name()) > 1 ? stage.name() + "." + stage.occurrence() : stage.name());
        }
        names.add(SCHEDULE);
        return names;
    }

    /** The graph as it comes from the model. */
    Graph first() {
        return stages.get(0).graph();
    }

    /** The graph that is scheduled. */
    Graph last() {
        return stages.get(stages.size() - 1).graph();
    }

    /** The graph after a stage other than {@link #SCHEDULE}, the last of that name where no number is given. */
    Graph after(String stage) throws Refusal {
        int found = names().lastIndexOf(stage);
        for (int i = stages.size() - 1; i >= 0 && found < 0; i--) {
            found = stages.get(i).name().equals(stage) ? i : -1;
        }
        if (found < 0) {
            List<String> candidates = new ArrayList<>(names());
            candidates.addAll(occurrences.keySet().stream().sorted().toList());
            Optional<String> near = Suggestion.nearest(stage, candidates);
            throw new Refusal("there is no stage '" + Messages.name(stage) + "'"
                    + near.map(name -> "; did you mean " + name + "?").orElse("")
                    + "; the stages are " + String.join(", ", names()));
        }
        return stages.get(found).graph();
    }
}
