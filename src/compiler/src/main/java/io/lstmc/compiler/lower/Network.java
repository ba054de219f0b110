package io.lstmc.compiler.lower;

import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All graphs of one model: what the rest of the compiler knows of it.
 *
 * @param packageName dotted, empty for the unnamed package
 * @param name of the model and of its class
 * @param documentation the lines of {@code ///}, if there are any
 * @param equations the model's and its cells' equations as the source writes them, for people
 * @param inputs names and types (batched) of the data, in order
 * @param targets names and types (batched) of what the loss compares with, in order
 * @param tokens those inputs and targets that are tokens, with the number of different ones
 * @param outputs names and types (batched), in order
 * @param parameters names, shapes and initialisers, in order
 * @param shorter the times along which a sample may have fewer steps
 * @param forward what the equations say, before any pass: arguments {@code INPUT}, {@code PARAMETER}, {@code TARGET},
 *     {@code MODE}; results the outputs and, if the model has a loss, {@code loss}, a batched scalar
 * @param inference {@code forward} for predictions, so without {@code MODE} and what only training needs
 * @param single {@code inference} as it is best for one sample, if that is another form
 * @param training {@code forward} with adjoints: one argument {@code SEED} more for {@code loss} (without a loss, one for
 *     each output), and results {@code δ} with the name of each parameter that is not frozen; where states are carried,
 *     with those of {@link Carry} too
 * @param carry the states that training carries from one batch to the next, if it does
 * @param streaming one step of the model, where its equations allow that
 * @param updates what the optimizer does to the parameters that are trained, a part for each choice of its options; none
 *     unless the model has a {@code train} block
 * @param settings if the model has a {@code train} block
 * @param optimizations what schedule and codegen may do for speed and space
 */
public record Network(
        String packageName,
        String name,
        Optional<String> documentation,
        List<String> equations,
        Map<String, TensorType> inputs,
        Map<String, TensorType> targets,
        Map<String, Integer> tokens,
        Map<String, TensorType> outputs,
        List<Weight> parameters,
        List<TensorType.Time> shorter,
        Graph forward,
        Graph inference,
        Optional<Graph> single,
        Graph training,
        Optional<Carry> carry,
        Streaming streaming,
        List<Update> updates,
        Optional<Settings> settings,
        Precision precision,
        Unroll unroll,
        Optimizations optimizations) {

    /** The prefix of an adjoint's name: {@code δloss}, {@code δa.W_f}. */
    public static final String ADJOINT = "δ";

    /** The name of the loss among the results. */
    public static final String LOSS = "loss";

    public Network {
        equations = List.copyOf(equations);
        shorter = List.copyOf(shorter);
        parameters = List.copyOf(parameters);
        updates = List.copyOf(updates);
    }

    /** One step of the model for streaming, where its equations allow that. */
    public Optional<Step> step() {
        return streaming.step();
    }

    /** Number of all numbers of parameters. */
    public int parameterCount() {
        int total = 0;
        for (Weight p : parameters) {
            total += p.type().elements();
        }
        return total;
    }

    /**
     * A parameter.
     *
     * @param name as {@code a.W_f}
     * @param type shared, without time
     * @param initializer a graph without arguments and one result of that type
     * @param frozen whether no training changes it; it has no adjoint then
     */
    public record Weight(String name, TensorType type, Graph initializer, boolean frozen) {}

    /**
     * States that training carries from one batch to the next.
     *
     * @param goesOn an argument {@code INPUT} of the training graph, a batched scalar: whether a sample begins with carried
     *     states; 0 where it begins as the model says
     * @param states in order
     */
    public record Carry(String goesOn, List<State> states) {

        /**
         * The state of a recurrence.
         *
         * @param name as {@code a.h}: a result of the training graph, the state behind the last step
         * @param before an argument {@code INPUT} of the training graph: the state with which a sample goes on
         * @param type batched, without time
         */
        public record State(String name, String before, TensorType type) {}
    }

    /**
     * Whether a model can be computed step by step.
     *
     * @param step if it can
     * @param obstacle else what stands against it, as {@code m needs other steps …}
     */
    public record Streaming(Optional<Step> step, String obstacle) {}

    /**
     * One step for streaming.
     *
     * @param graph arguments {@code INPUT} without time, {@code PARAMETER} and {@code CARRY} (the states, with names such as
     *     {@code a.h}); results the outputs, then the states after the step, named as the carries
     * @param initial what each state begins with, by name: a graph whose arguments are {@code PARAMETER} and {@code INPUT}
     *     without time; the inputs are those of the first step
     */
    public record Step(Graph graph, Map<String, Graph> initial) {}

    /**
     * One update of some parameters, one behind the other.
     *
     * @param parameters their names, in their order
     * @param graph arguments: {@code INPUT} the gradient and {@code CARRY} the parameter and the other states, all of type
     *     shared and as long as the parameters together; {@code SCALAR} first {@code k}, the count of updates from 1, then the factor of the
     *     schedule; results: the parameter and the states behind the update, named as the carries
     * @param parameter the name of the carry that is the parameter
     * @param initial what each element of each other state begins with
     */
    public record Update(List<String> parameters, Graph graph, String parameter, Map<String, Double> initial) {}

    /**
     * How to train unless the application says otherwise.
     *
     * @param carry whether each batch begins with the states in which the one before ended
     * @param clipNorm largest Euclidean norm of the gradient, 0 for any
     * @param clipValue largest absolute value of a component of the gradient, 0 for any
     * @param patience epochs without improvement before the training stops, 0 for never
     * @param validation last fraction of the data that is kept for validation
     * @param schedule arguments {@code SCALAR} {@code epoch} and {@code epochs}, result {@code rate}
     */
    public record Settings(
            int epochs,
            int batch,
            boolean carry,
            double clipNorm,
            double clipValue,
            int patience,
            double validation,
            int threads,
            long seed,
            Optional<Graph> schedule) {}
}
