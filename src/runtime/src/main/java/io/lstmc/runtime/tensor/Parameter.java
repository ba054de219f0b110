package io.lstmc.runtime.tensor;

import java.util.List;

/**
 * Where a named parameter lies in its model's flat storage, row-major.
 *
 * @param name the name of the source, for example {@code a.W_f}
 * @param shape the sizes of its axes; empty for a scalar
 * @param offset the index of its first element
 */
public record Parameter(String name, List<Integer> shape, int offset) {

    public Parameter {
        shape = List.copyOf(shape);
        long size = 1;
        for (int axis : shape) {
            if (axis < 1) {
                throw new IllegalArgumentException(name + " has the impossible shape " + shape);
            }
            size = Math.multiplyExact(size, axis);
        }
        if (offset < 0 || offset + size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " of shape " + shape + " does not fit one array");
        }
    }

    /** The number of its elements. */
    public int size() {
        return shape.stream().reduce(1, (a, b) -> a * b);
    }

    /**
     * The one of a name.
     *
     * @param problem begins the message if there is none
     */
    public static Parameter find(String problem, String name, List<Parameter> among) {
        for (Parameter p : among) {
            if (p.name().equals(name)) {
                return p;
            }
        }
        List<String> names = among.stream().map(Parameter::name).toList();
        throw new IllegalArgumentException(problem
                + name
                + NearName.of(name, names)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("; it has " + names));
    }
}
