package io.lstmc.compiler.plan;

import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.ir.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the class of a model says of itself and offers.
 *
 * @param packageName dotted, empty for the unnamed package
 * @param name of the model and of its class
 * @param documentation the lines of {@code ///}, if there are any
 * @param equations as the source writes them, for people
 * @param inputs names and types (batched) of the data, in order
 * @param targets names and types (batched) of what the loss compares with, in order
 * @param tokens those inputs and targets that are tokens, with the number of different ones
 * @param outputs names and types (batched), in order
 * @param parameters in the order of the source, which need not be the one in which they lie
 * @param shorter the times along which a sample may have fewer steps
 * @param noStream why the model has no stream, empty if it has one
 * @param settings if the model has a {@code train} block
 * @param unroll how loops over time are written
 * @param optimizations what the code may do for speed and space
 */
public record Signature(
        String packageName,
        String name,
        Optional<String> documentation,
        List<String> equations,
        Map<String, TensorType> inputs,
        Map<String, TensorType> targets,
        Map<String, Integer> tokens,
        Map<String, TensorType> outputs,
        List<Parameter> parameters,
        List<TensorType.Time> shorter,
        boolean hasLoss,
        String noStream,
        Optional<Settings> settings,
        Precision precision,
        Unroll unroll,
        Optimizations optimizations) {

    public Signature {
        equations = List.copyOf(equations);
        parameters = List.copyOf(parameters);
        shorter = List.copyOf(shorter);
    }

    /** Number of all numbers of parameters. */
    public int parameterCount() {
        return parameters.stream().mapToInt(p -> p.type().elements()).sum();
    }

    /**
     * How to train unless the application says otherwise.
     *
     * @param carry whether each batch begins with the states in which the one before ended
     * @param clipNorm largest Euclidean norm of the gradient, 0 for any
     * @param clipValue largest absolute value of a component of the gradient, 0 for any
     * @param patience epochs without improvement before the training stops, 0 for never
     * @param validation last fraction of the data that is kept for validation
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
            long seed) {}
}
