package io.lstmc.compiler.typed;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The sizes of a value's axes: a scalar {@code []}, a vector {@code [n]}, a matrix {@code [m, n]}. */
public record Shape(List<Size> sizes) {

    public static final Shape SCALAR = new Shape(List.of());

    public Shape {
        sizes = List.copyOf(sizes);
    }

    public static Shape vector(Size size) {
        return new Shape(List.of(size));
    }

    public static Shape matrix(Size rows, Size columns) {
        return new Shape(List.of(rows, columns));
    }

    public int rank() {
        return sizes.size();
    }

    /** The number of elements. */
    public Size elements() {
        return sizes.stream().reduce(Size.ONE, Size::times);
    }

    public Shape substitute(Map<String, Size> values) {
        return new Shape(sizes.stream().map(s -> s.substitute(values)).toList());
    }

    /** As in the language: {@code [units, x]}. */
    @Override
    public String toString() {
        return sizes.stream().map(Size::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
