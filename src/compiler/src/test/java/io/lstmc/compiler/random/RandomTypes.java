package io.lstmc.compiler.random;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Sizes, times and types of the values in a random text, and what can be called there. */
final class RandomTypes {

    private RandomTypes() {}

    /** The name of a size, as declarations write it, and an expression of the same value. */
    record Name(String text, String value) {}

    /** A size of an axis: a sum of names and a number. */
    record Size(List<Name> names, int number) {

        static Size of(int number) {
            return new Size(List.of(), number);
        }

        /** An option or a named number, which is the same in declarations and expressions. */
        static Size of(String name) {
            return of(name, name);
        }

        static Size of(String name, String value) {
            return new Size(List.of(new Name(name, value)), 0);
        }

        Size {
            names = names.stream().sorted(Comparator.comparing(Name::text)).toList();
        }

        Size plus(Size other) {
            List<Name> all = new ArrayList<>(names);
            all.addAll(other.names);
            return new Size(all, number + other.number);
        }

        Size with(Map<String, Size> values) {
            Size sum = of(number);
            for (Name name : names) {
                sum = sum.plus(values.getOrDefault(name.text(), new Size(List.of(name), 0)));
            }
            return sum;
        }

        String text() {
            return sum(names.stream().map(Name::text).toList());
        }

        String value() {
            return sum(names.stream().map(Name::value).toList());
        }

        private String sum(List<String> known) {
            List<String> terms = new ArrayList<>(known);
            if (number > 0 || terms.isEmpty()) {
                terms.add(Integer.toString(number));
            }
            return String.join(" + ", terms);
        }
    }

    /**
     * A time of a model, or of a cell that looks at a whole sequence.
     *
     * @param steps 0 where a cell does not know them
     * @param shorter whether samples may have fewer
     */
    record Time(String name, int steps, boolean shorter) {

        /** Whether a number of its steps can be cut out. */
        boolean cuts() {
            return steps > 0 && !shorter;
        }
    }

    /**
     * A type.
     *
     * @param time null without
     * @param steps those of the time or, of a slice, fewer
     * @param size of a vector, the rows of a matrix; null of a scalar
     * @param columns of a matrix, else null
     */
    record Type(Time time, int steps, Size size, Size columns) {

        static final Type SCALAR = new Type(null, 0, null, null);

        static Type vector(Size size) {
            return new Type(null, 0, size, null);
        }

        boolean hasTime() {
            return time != null;
        }

        boolean isSlice() {
            return time != null && steps < time.steps();
        }

        boolean isScalar() {
            return size == null;
        }

        boolean isVector() {
            return size != null && columns == null;
        }

        boolean isMatrix() {
            return columns != null;
        }

        Type scalar() {
            return new Type(time, steps, null, null);
        }

        Type sized(Size other) {
            return new Type(time, steps, other, null);
        }

        Type matrix(Size rows, Size others) {
            return new Type(time, steps, rows, others);
        }

        Type along(Time other) {
            return new Type(other, other == null ? 0 : other.steps(), size, columns);
        }

        Type withSteps(int other) {
            return new Type(time, other, size, columns);
        }

        Type with(Map<String, Size> values) {
            return new Type(
                    time,
                    steps,
                    size == null ? null : size.with(values),
                    columns == null ? null : columns.with(values));
        }

        /** The sizes as a declaration writes them. */
        List<String> axes() {
            List<String> axes = new ArrayList<>();
            if (size != null) {
                axes.add(size.text());
            }
            if (columns != null) {
                axes.add(columns.text());
            }
            return axes;
        }
    }

    /** Something that stands in an expression; {@code steady} says that it is the same at all steps of a cell. */
    record Variable(String text, Type type, boolean steady) {

        Variable(String text, Type type) {
            this(text, type, false);
        }
    }

    /** A token, the time along which it runs, null without, and how many different ones there are. */
    record Token(String text, Time time, Size count) {}

    /** A value along two times, number by number. */
    record Pair(String text, Time outer, Time inner) {}

    /** A parameter that an expression asked for. */
    record Parameter(String name, List<Size> sizes) {

        String text() {
            return name + "[" + String.join(", ", sizes.stream().map(Size::text).toList()) + "]";
        }
    }

    /** A function of two arguments and an option {@code o}. */
    record Function(String name, boolean draws) {}

    /**
     * An input of a cell.
     *
     * @param type with a time where the cell looks at a whole sequence
     * @param tokens how many different ones there are, null where it is no token
     * @param once whether it is given once, not as a sequence
     * @param probe the state that this input is added to and that is an output, so that both have one adjoint; or null
     */
    record Input(Type type, Size tokens, boolean once, String probe) {

        Input(Type type, Size tokens, boolean once) {
            this(type, tokens, once, null);
        }
    }

    /**
     * A cell that can be called.
     *
     * @param hasState so it runs along a time, or in a cell
     * @param sizes the options that are sizes
     * @param definitions the options that are definitions, as they are declared: {@code function f = tanh}
     * @param number an option that is no size, or null
     * @param outputs by name, the value of a call first, which has no time
     * @param states by name, which a caller may begin
     */
    record Signature(
            String name,
            boolean hasState,
            List<Input> inputs,
            List<String> sizes,
            List<String> definitions,
            String number,
            Map<String, Type> outputs,
            Map<String, Type> states) {

        boolean looksAtSequence() {
            return inputs.stream().anyMatch(i -> i.type().hasTime());
        }

        /** Whether it may stand for an option that is a cell: a vector in, as many numbers out as {@code units} says. */
        boolean isLayer() {
            return inputs.size() == 1
                    && inputs.get(0).tokens() == null
                    && inputs.get(0).type().isVector()
                    && !inputs.get(0).type().hasTime()
                    && !inputs.get(0).type().size().names().isEmpty()
                    && !inputs.get(0).type().size().text().equals("units")
                    && sizes.equals(List.of("units"))
                    && definitions.isEmpty()
                    && outputs.values().iterator().next().equals(Type.vector(Size.of("units")));
        }
    }
}
