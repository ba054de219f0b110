package io.lstmc.compiler.plan;

import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.lower.Network;
import io.lstmc.compiler.program.TooLargeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All programs of the class of a model, as far as they are decided without Java.
 *
 * @param block samples that are computed together
 * @param training sections {@code forward}, {@code loss} if the model has one, and {@code backward}
 * @param carry the states that training carries from one batch to the next, if it does
 * @param rowGradients parameters whose derivatives are sums of rows of a table, and nothing else
 * @param predictions {@code training} without what only training needs
 * @param onePrediction the form for one sample, if that is another one
 * @param stream if the model can be computed step by step
 * @param updates what the optimizer does to the parameters that are trained, a part for each choice of its options; none
 *     unless the model has a {@code train} block
 * @param rate the factor of the learning rate, if the {@code train} block has a schedule: always double
 */
public record Plan(
        Signature signature,
        int block,
        ScheduledProgram training,
        Optional<Carry> carry,
        List<String> rowGradients,
        ScheduledProgram predictions,
        Optional<ScheduledProgram> onePrediction,
        Optional<Stream> stream,
        List<Update> updates,
        Optional<ScheduledProgram> rate) {

    /** The name of the loss among the results. */
    public static final String LOSS = Network.LOSS;

    /** The external scalar that counts updates from 1, and the one with the learning rate. */
    public static final String COUNT = "k";

    public static final String RATE = "rate";

    /** The most bytes of a program's arrays whose rows are not for choice. */
    private static final long MOST_BYTES = 1L << 30;

    private static final int LARGEST_BLOCK = 32;

    /**
     * States that training carries from one batch to the next.
     *
     * @param goesOn the port that says whether a sample begins with carried states: 1, or 0 where it begins as the model says
     * @param states in order
     */
    public record Carry(String goesOn, List<State> states) {
        public Carry {
            states = List.copyOf(states);
        }

        /**
         * The state of a recurrence.
         *
         * @param name of the port with the state behind the last step
         * @param before the port for the state with which a sample goes on
         * @param type batched, without time
         */
        public record State(String name, String before, TensorType type) {}
    }

    /**
     * One step for streaming.
     *
     * @param beginnings what each state begins with, by name; programs whose inputs are those of the first step
     */
    public record Stream(ScheduledProgram step, Map<String, Beginning> beginnings) {}

    /**
     * One update of some parameters, which lie one behind the other.
     *
     * @param from where they begin
     * @param to where they end
     * @param beginnings what each element of each state begins with, by name
     */
    public record Update(int from, int to, ScheduledProgram program, Map<String, Double> beginnings) {}

    public Plan {
        rowGradients = List.copyOf(rowGradients);
        updates = List.copyOf(updates);
    }

    /**
     * The plan of a network. It computes as many samples together as fit into arrays and a gigabyte; one, if that is too much
     * already.
     *
     * @throws TooLargeException if a value of one sample has more elements than an array can hold
     */
    public static Plan of(Network network) {
        int batch = network.settings().map(Network.Settings::batch).orElse(LARGEST_BLOCK);
        for (int block = Math.min(batch, LARGEST_BLOCK); ; ) {
            int fitting;
            try {
                Plan plan = new Planner(network, block).plan();
                fitting = plan.fitting();
                if (fitting >= block) {
                    return plan;
                }
            } catch (TooLargeException e) {
                if (block == 1) {
                    throw e;
                }
                fitting = block / 2;
            }
            block = fitting;
        }
    }

    /** Fewer rows where the arrays would be too large with so many. */
    private int fitting() {
        long bytes =
                evaluations().stream().mapToLong(ScheduledProgram::bytes).max().orElse(0);
        return bytes <= MOST_BYTES ? block : (int) Math.max(1, block * MOST_BYTES / bytes);
    }

    /** The name of the adjoint of a result or a parameter. */
    public static String adjoint(String name) {
        return Network.ADJOINT + name;
    }

    /** The programs that evaluate the model, without those that initialise and update it. */
    public List<ScheduledProgram> evaluations() {
        List<ScheduledProgram> programs = new ArrayList<>();
        stream.ifPresent(s -> {
            programs.add(s.step());
            for (Beginning beginning : s.beginnings().values()) {
                if (beginning instanceof Beginning.Computed computed) {
                    programs.add(computed.program());
                }
            }
        });
        programs.add(predictions);
        onePrediction.ifPresent(programs::add);
        programs.add(training);
        return programs;
    }
}
