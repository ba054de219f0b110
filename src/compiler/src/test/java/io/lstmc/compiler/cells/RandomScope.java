package io.lstmc.compiler.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What the equations of one random cell, function or model may use. */
final class RandomScope {

    /** A size of an axis: a sum of names and a number. */
    record Size(List<String> names, int number) {

        static Size of(int number) {
            return new Size(List.of(), number);
        }

        static Size of(String name) {
            return new Size(List.of(name), 0);
        }

        Size {
            names = names.stream().sorted().toList();
        }

        Size plus(Size other) {
            List<String> all = new ArrayList<>(names);
            all.addAll(other.names);
            return new Size(all, number + other.number);
        }

        Size with(Map<String, Size> values) {
            Size sum = of(number);
            for (String name : names) {
                sum = sum.plus(values.getOrDefault(name, of(name)));
            }
            return sum;
        }

        /** As declarations write it. */
        String text() {
            return sum(names);
        }

        /** As expressions write it, where the name of an input is its value. */
        String value() {
            return sum(names.stream()
                    .map(n -> n.equals("units") || n.equals("k") ? n : "size(" + n.replaceFirst("^n", "") + ")")
                    .toList());
        }

        private String sum(List<String> known) {
            List<String> terms = new ArrayList<>(known);
            if (number > 0 || terms.isEmpty()) {
                terms.add(Integer.toString(number));
            }
            return String.join(" + ", terms);
        }
    }

    /** A type: steps, 0 for a value without time, and the size of a vector, {@code null} for a scalar. */
    record Type(int steps, Size size) {

        static final Type SCALAR = new Type(0, null);

        boolean isScalar() {
            return size == null;
        }

        Type scalar() {
            return new Type(steps, null);
        }

        Type sized(Size other) {
            return new Type(steps, other);
        }

        Type withSteps(int other) {
            return new Type(other, size);
        }
    }

    /** Something that stands in an expression. */
    record Variable(String text, Type type) {}

    /** A parameter that an expression asked for. */
    record Parameter(String name, List<Size> sizes) {

        String text() {
            return name + "[" + String.join(", ", sizes.stream().map(Size::text).toList()) + "]";
        }
    }

    /** A cell that may be called: the types of inputs and outputs, the options that are sizes, and one that is none. */
    record Signature(
            String name,
            boolean hasState,
            List<Size> inputs,
            List<String> options,
            String number,
            Map<String, Size> outputs) {}

    final SplittableRandom random;
    final boolean isModel;
    /** The steps of the model's time, 0 without. */
    final int steps;
    /** Whether the time may be cut. */
    final boolean cuts;

    final List<Variable> variables = new ArrayList<>();
    final List<Parameter> parameters = new ArrayList<>();
    final List<Signature> cells = new ArrayList<>();
    final List<String> functions = new ArrayList<>();
    /** The sizes that a new vector may have. */
    final List<Size> sizes = new ArrayList<>();

    private final RandomNames names;
    int calls;

    RandomScope(SplittableRandom random, RandomNames names, boolean isModel, int steps, boolean cuts) {
        this.random = random;
        this.names = names;
        this.isModel = isModel;
        this.steps = steps;
        this.cuts = cuts;
    }

    String fresh() {
        return names.fresh();
    }

    String parameter(Size... sizes) {
        String name = names.fresh();
        parameters.add(new Parameter(name, List.of(sizes)));
        return name;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    final <T> T any(T... list) {
        return list[random.nextInt(list.length)];
    }

    List<Variable> variables(Type type) {
        return variables.stream().filter(v -> v.type().equals(type)).toList();
    }
}
