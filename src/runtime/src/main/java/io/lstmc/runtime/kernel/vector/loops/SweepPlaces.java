package io.lstmc.runtime.kernel.vector.loops;

import io.lstmc.runtime.kernel.FloatEquations;

/** The places that the words of a sweep name, as m2 and g1/40 of {@link FloatEquations}; read without patterns, which take long at first. */
public final class SweepPlaces {

    private SweepPlaces() {}

    /** The place that a word names, loads, stores or sums into; null if it names none. */
    static String of(String word) {
        String place = word.startsWith("Σ") || word.startsWith(">") ? word.substring(1) : word;
        boolean named =
                place.length() > 1 && "mnsg".indexOf(place.charAt(0)) >= 0 && Character.isDigit(place.charAt(1));
        return named ? place : null;
    }

    /** The array of a place. */
    public static int array(String place) {
        int slash = place.indexOf('/');
        return Integer.parseInt(place.substring(1, slash < 0 ? place.length() : slash));
    }

    /** How many rows share a row of a place. */
    public static int group(String place) {
        int slash = place.indexOf('/');
        return slash < 0 ? 1 : Integer.parseInt(place.substring(slash + 1));
    }
}
