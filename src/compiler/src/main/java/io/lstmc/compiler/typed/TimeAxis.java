package io.lstmc.compiler.typed;

import java.util.List;
import java.util.Map;

/**
 * An axis of time of a value.
 *
 * @param name of the time, as the body calls it in which the value stands
 * @param length the most steps along it
 */
public record TimeAxis(String name, Size length) {

    /** As messages show it: {@code 36 steps} where a body has one time only, else {@code 36 steps along T}. */
    public static String show(List<TimeAxis> times) {
        if (times.size() == 1) {
            return times.get(0).length() + " steps";
        }
        return String.join(
                " × ",
                times.stream().map(t -> t.length() + " steps along " + t.name()).toList());
    }

    /** The axis as the caller of a cell calls it. */
    public TimeAxis substitute(Map<String, TimeAxis> callers, Map<String, Size> sizes) {
        TimeAxis found = callers.get(name);
        return found == null ? this : new TimeAxis(found.name(), found.length().substitute(sizes));
    }
}
