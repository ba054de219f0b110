package io.lstmc.compiler.codegen.method;

import java.util.List;

/**
 * A part of a graph's evaluation that becomes a method without arguments.
 *
 * @param method its name
 * @param results names of the results that it computes, with all they need that earlier sections did not compute
 */
public record Section(String method, List<String> results) {
    public Section {
        results = List.copyOf(results);
    }
}
