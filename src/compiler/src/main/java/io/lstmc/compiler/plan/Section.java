package io.lstmc.compiler.plan;

import java.util.List;

/**
 * A part of a program that is run by itself, in order.
 *
 * @param name what it does, as {@code backward}
 * @param results names of the results that it computes, with all they need that earlier sections did not compute
 */
public record Section(String name, List<String> results) {
    public Section {
        results = List.copyOf(results);
    }
}
