package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.codegen.text.IndexExpression;
import io.lstmc.compiler.codegen.text.Literals;
import io.lstmc.compiler.codegen.text.Products;
import io.lstmc.compiler.plan.ScheduledProgram;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to emit. Where values of samples have several rows, the class has a field {@code rows}, the number of live ones; where
 * random numbers are drawn for them, a method {@code randomRow} that gives the number on which those of a row depend.
 *
 * @param methods the names of the sections' methods
 * @param arrays Java expressions of the external arrays, by name
 * @param scalars Java expressions of the external scalars, by name
 * @param products collects the matrix products
 * @param literals collects the arrays of numbers that stand in the source
 * @param random Java expression of type long: the key of this evaluation's random numbers
 * @param touched fields that hear of the rows to which something is added, by where the first row lies in its array
 * @param identifiers names that are taken in the class, those that the expressions use among them
 * @param optimizations what is done for speed and space
 */
public record EmitRequest(
        ScheduledProgram scheduled,
        List<String> methods,
        Map<String, String> arrays,
        Map<String, String> scalars,
        Unroll unroll,
        Products products,
        Literals literals,
        String random,
        Map<Integer, String> touched,
        Set<String> identifiers,
        Optimizations optimizations) {

    public EmitRequest {
        methods = List.copyOf(methods);
        arrays = Map.copyOf(arrays);
        scalars = Map.copyOf(scalars);
        touched = Map.copyOf(touched);
        identifiers = Set.copyOf(identifiers);
    }

    /** The live rows. */
    IndexExpression rows() {
        return scheduled.purpose().single() ? IndexExpression.ONE : IndexExpression.variable("rows");
    }

    /** The array of the parameters. */
    String parameters() {
        return arrays.get(ScheduledProgram.PARAMETERS);
    }

    /** Whether it evaluates one row again and again with the same parameters, for which the runtime has special kernels. */
    boolean isStep() {
        return scheduled.purpose().single()
                && scheduled.purpose().evaluates()
                && scheduled.precision() == Precision.FLOAT;
    }
}
