package io.lstmc.compiler.typed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The length of an axis: a polynomial with whole coefficients over named sizes, such as {@code 2·units + x}. Two sizes
 * are equal when they are equal as polynomials.
 *
 * <p>Arithmetic throws {@link ArithmeticException} when a coefficient leaves the range of a long or the polynomial gets
 * more than {@link CheckLimits#SIZE_TERMS} terms.
 */
public final class Size {

    public static final Size ZERO = new Size(new TreeMap<>());
    public static final Size ONE = of(1);

    /** Coefficient by product of names; the empty product is the constant. No coefficient is zero. */
    private final SortedMap<Monomial, Long> terms;

    private Size(SortedMap<Monomial, Long> terms) {
        if (terms.size() > CheckLimits.SIZE_TERMS) {
            throw new ArithmeticException("too many terms");
        }
        this.terms = Collections.unmodifiableSortedMap(terms);
    }

    public static Size of(long value) {
        SortedMap<Monomial, Long> terms = new TreeMap<>();
        if (value != 0) {
            terms.put(Monomial.UNIT, value);
        }
        return new Size(terms);
    }

    public static Size named(String name) {
        SortedMap<Monomial, Long> terms = new TreeMap<>();
        terms.put(new Monomial(List.of(name)), 1L);
        return new Size(terms);
    }

    public Size plus(Size other) {
        SortedMap<Monomial, Long> sum = new TreeMap<>(terms);
        for (Map.Entry<Monomial, Long> entry : other.terms.entrySet()) {
            add(sum, entry.getKey(), entry.getValue());
        }
        return new Size(sum);
    }

    public Size minus(Size other) {
        return plus(other.times(of(-1)));
    }

    public Size times(Size other) {
        SortedMap<Monomial, Long> product = new TreeMap<>();
        for (Map.Entry<Monomial, Long> each : terms.entrySet()) {
            for (Map.Entry<Monomial, Long> entry : other.terms.entrySet()) {
                add(
                        product,
                        each.getKey().times(entry.getKey()),
                        Math.multiplyExact(each.getValue(), entry.getValue()));
            }
        }
        return new Size(product);
    }

    private static void add(SortedMap<Monomial, Long> terms, Monomial monomial, long factor) {
        long sum = Math.addExact(terms.getOrDefault(monomial, 0L), factor);
        if (sum == 0) {
            terms.remove(monomial);
        } else {
            terms.put(monomial, sum);
        }
    }

    public boolean isConstant() {
        return terms.isEmpty() || (terms.size() == 1 && terms.containsKey(Monomial.UNIT));
    }

    /** The number of a constant size; throws {@link IllegalStateException} when names are in it. */
    public int value() {
        if (!isConstant()) {
            throw new IllegalStateException("size " + this + " is not a number");
        }
        return evaluate(Map.of());
    }

    /**
     * The number that this size is when its names have values.
     *
     * @throws IllegalArgumentException when a name has no value
     * @throws ArithmeticException when the result is no int
     */
    public int evaluate(Map<String, Integer> values) {
        return Math.toIntExact(evaluateLong(values));
    }

    public long evaluateLong(Map<String, Integer> values) {
        long sum = 0;
        for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
            long product = term.getValue();
            for (String name : term.getKey().names()) {
                Integer value = values.get(name);
                if (value == null) {
                    throw new IllegalArgumentException("no value for size " + name);
                }
                product = Math.multiplyExact(product, (long) value);
            }
            sum = Math.addExact(sum, product);
        }
        return sum;
    }

    /** As {@link #evaluate}, with numbers that need not be whole; NaN where a name has none. */
    public double evaluateDouble(Map<String, Double> values) {
        double sum = 0;
        for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
            double product = term.getValue();
            for (String name : term.getKey().names()) {
                product *= values.getOrDefault(name, Double.NaN);
            }
            sum += product;
        }
        return sum;
    }

    /** The names in it, sorted. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Monomial monomial : terms.keySet()) {
            names.addAll(monomial.names());
        }
        return names;
    }

    /**
     * What {@code name} must be for this size to be zero, if it can be told: the name stands alone in one term with
     * factor 1 or -1 and in no other.
     */
    public Optional<Size> rootFor(String name) {
        Monomial alone = new Monomial(List.of(name));
        Long factor = terms.get(alone);
        if (factor == null || Math.abs(factor) != 1) {
            return Optional.empty();
        }
        SortedMap<Monomial, Long> rest = new TreeMap<>(terms);
        rest.remove(alone);
        if (rest.keySet().stream().anyMatch(monomial -> monomial.names().contains(name))) {
            return Optional.empty();
        }
        return Optional.of(new Size(rest).times(of(-factor)));
    }

    /** This size with sizes in place of names; a name that is not in the map stays. */
    public Size substitute(Map<String, Size> values) {
        Size sum = ZERO;
        for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
            Size product = of(term.getValue());
            for (String name : term.getKey().names()) {
                Size value = values.get(name);
                product = product.times(value != null ? value : named(name));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Size size && terms.equals(size.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    /** As a person would write it: {@code 2·units + x - 1}. */
    @Override
    public String toString() {
        if (terms.isEmpty()) {
            return "0";
        }
        StringBuilder out = new StringBuilder();
        for (Map.Entry<Monomial, Long> entry : terms.entrySet()) {
            Monomial monomial = entry.getKey();
            Long factor = entry.getValue();
            if (out.length() > 0) {
                out.append(factor < 0 ? " - " : " + ");
            } else if (factor < 0) {
                out.append('-');
            }
            String number = Long.toString(factor).replace("-", "");
            List<String> factors = new ArrayList<>();
            if (!number.equals("1") || monomial.names().isEmpty()) {
                factors.add(number);
            }
            factors.addAll(monomial.names());
            out.append(String.join("·", factors));
        }
        return out.toString();
    }

    /** A product of names, sorted; higher degrees and earlier letters come first. */
    private record Monomial(List<String> names) implements Comparable<Monomial> {

        static final Monomial UNIT = new Monomial(List.of());

        Monomial times(Monomial other) {
            if (names.size() + other.names.size() > CheckLimits.SIZE_DEGREE) {
                throw new ArithmeticException("too high a degree");
            }
            List<String> all = new ArrayList<>(names);
            all.addAll(other.names);
            Collections.sort(all);
            return new Monomial(List.copyOf(all));
        }

        @Override
        public int compareTo(Monomial other) {
            int degree = Integer.compare(other.names.size(), names.size());
            for (int i = 0; degree == 0 && i < names.size(); i++) {
                degree = names.get(i).compareTo(other.names.get(i));
            }
            return degree;
        }
    }
}
