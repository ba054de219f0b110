package io.lstmc.compiler.typed;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An axis of time of a value.
 *
 * @param name of the time, as the body calls it in which the value stands
 * @param length the most steps along it
 */
public record TimeAxis(String name, Size length) {

    /** As messages show it: {@code 36 steps} where a body has one time only, else {@code 36 steps along T}. */
    public static String show(List<TimeAxis> times) {
        return show(times, Set.of());
    }

    /**
     * The same, with {@code at most 36 steps} along some times.
     *
     * @param varying the names of times along which samples may have fewer steps
     */
    public static String show(List<TimeAxis> times, Set<String> varying) {
        return times.stream()
                .map(t -> (varying.contains(t.name()) ? "at most " : "") + t.length() + " steps"
                        + (times.size() == 1 ? "" : " along " + t.name()))
                .collect(Collectors.joining(" × "));
    }

    /** The axis as the caller of a cell calls it. */
    public TimeAxis substitute(Map<String, TimeAxis> callers, Map<String, Size> sizes) {
        TimeAxis found = callers.get(name);
        return found == null ? this : new TimeAxis(found.name(), found.length().substitute(sizes));
    }
}
