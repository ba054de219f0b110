package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.codegen.text.IndexExpression;
import io.lstmc.compiler.codegen.text.Literals;
import io.lstmc.compiler.codegen.text.Products;
import io.lstmc.compiler.ir.Graph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What to emit. Where random numbers are drawn for samples, the class has a method {@code randomRow} that gives the number
 * on which those of a row depend.
 *
 * @param sections in order of evaluation
 * @param block rows that a batched buffer has room for
 * @param rows the live rows: a field, or 1
 * @param given where arguments already live and where results must go; a result with the name of an argument goes where
 *     that argument is
 * @param parameters the array of parameters that change only between evaluations, so that products lay them out when they do
 * @param products collects the matrix products
 * @param literals collects the arrays of numbers that stand in the source
 * @param random Java expression of type long: the key of this evaluation's random numbers
 * @param masks streams of random numbers that only training needs: where the field {@code training} is false, they are 0
 * @param touched fields that hear of the rows to which something is added, by where the first row lies in its array
 * @param identifiers names that are taken in the class, those that the expressions use among them
 * @param optimizations what is done for speed and space
 * @param listener hears of the program, if the graph has parameters
 */
public record EmitRequest(
        Graph graph,
        List<Section> sections,
        int block,
        IndexExpression rows,
        Precision precision,
        Unroll unroll,
        Map<String, Location> given,
        Optional<String> parameters,
        Products products,
        Literals literals,
        String random,
        Set<Integer> masks,
        Map<Integer, String> touched,
        Set<String> identifiers,
        Optimizations optimizations,
        Consumer<ScheduledGraph> listener) {

    public EmitRequest {
        sections = List.copyOf(sections);
        given = Map.copyOf(given);
        masks = Set.copyOf(masks);
        touched = Map.copyOf(touched);
        identifiers = Set.copyOf(identifiers);
    }

    /** Whether it evaluates one row again and again with the same parameters, for which the runtime has special kernels. */
    boolean isStep() {
        return rows.isOne() && parameters.isPresent() && precision == Precision.FLOAT;
    }
}
