package io.lstmc.compiler.codegen;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.ir.Graph;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to make of a graph: members of one class.
 *
 * @param sections in order of evaluation
 * @param block rows that a batched buffer has room for
 * @param rows Java expression for the rows that are live, such as {@code rows} or {@code 1}
 * @param given where arguments live already and where results must go, by name
 * @param random Java expression of type long: the key of this evaluation's random numbers
 * @param identifiers names that the class has taken already
 */
record EmitRequest(
        Graph graph,
        List<Section> sections,
        int block,
        String rows,
        Precision precision,
        Unroll unroll,
        Map<String, Location> given,
        String random,
        Set<String> identifiers) {}
