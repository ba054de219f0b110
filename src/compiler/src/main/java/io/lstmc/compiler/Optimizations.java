package io.lstmc.compiler;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Which optimisations the compiler does. */
public record Optimizations(Set<Optimization> chosen) {

    public static final Optimizations ALL = new Optimizations(EnumSet.allOf(Optimization.class));

    public static final Optimizations NONE = new Optimizations(Set.of());

    public Optimizations {
        chosen = Set.copyOf(chosen);
    }

    public boolean has(Optimization optimization) {
        return chosen.contains(optimization);
    }

    /** These without some. */
    public Optimizations without(Collection<Optimization> some) {
        EnumSet<Optimization> rest = EnumSet.noneOf(Optimization.class);
        rest.addAll(chosen);
        rest.removeAll(some);
        return new Optimizations(rest);
    }
}
