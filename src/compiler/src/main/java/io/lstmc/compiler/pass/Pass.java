package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.Graph;

/** A rewrite of a graph that keeps arguments, results and their values. */
public interface Pass {

    /** What options and reports call it. */
    String name();

    Graph apply(Graph graph);
}
