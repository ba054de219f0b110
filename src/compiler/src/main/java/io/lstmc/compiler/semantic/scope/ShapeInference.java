package io.lstmc.compiler.semantic.scope;

import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import io.lstmc.compiler.typed.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the shapes of one definition by unification. A size that is still open is a name that starts with {@code ?} in
 * a {@link Size}; declared names are rigid: two sizes agree when they are equal as polynomials, after solving for an
 * open name where that is possible.
 */
public final class ShapeInference {

    private static final String OPEN = "?";

    private final Map<String, Size> solved = new HashMap<>();
    private final List<Rule> postponed = new ArrayList<>();
    private final List<Size> besideScalars = new ArrayList<>();
    private int next;

    /** A rule that could not be applied yet. */
    public interface Rule {
        /**
         * Applies the rule.
         *
         * @param last whether to decide now what is still open, since nothing else will
         * @return whether it is done
         */
        boolean apply(boolean last);
    }

    public Size freshSize() {
        return Size.named(OPEN + next++);
    }

    public ShapeVariable fresh() {
        return new ShapeVariable(null);
    }

    public ShapeVariable known(Shape shape) {
        return new ShapeVariable(shape.sizes());
    }

    /** The size with all that is known put in. */
    public Size resolve(Size size) {
        Size current = size;
        while (!Collections.disjoint(current.names(), solved.keySet())) {
            current = current.substitute(solved);
        }
        return current;
    }

    /** The shape with all that is known put in; empty while its rank is open. */
    public Optional<Shape> resolve(ShapeVariable variable) {
        ShapeVariable root = variable.representative();
        return root.sizes == null
                ? Optional.empty()
                : Optional.of(new Shape(root.sizes.stream().map(this::resolve).toList()));
    }

    /** The type of a value whose shape has been found. */
    public Type resolve(OpenType value) {
        List<TimeAxis> times = value.times().stream()
                .map(t -> new TimeAxis(t.name(), resolve(t.length())))
                .toList();
        Shape shape = resolve(value.shape()).orElseThrow();
        return new Type(times, shape, value.token().map(this::resolve));
    }

    public static boolean isOpen(Size size) {
        for (String name : size.names()) {
            if (name.startsWith(OPEN)) {
                return true;
            }
        }
        return false;
    }

    public static boolean isOpen(Shape shape) {
        for (Size size : shape.sizes()) {
            if (isOpen(size)) {
                return true;
            }
        }
        return false;
    }

    /** Makes two sizes equal; false when they differ whatever is still open. */
    public boolean unify(Size left, Size right) {
        Size difference;
        try {
            difference = resolve(left).minus(resolve(right));
        } catch (ArithmeticException e) {
            return false;
        }
        if (difference.equals(Size.ZERO)) {
            return true;
        }
        boolean open = false;
        for (String name : difference.names()) {
            if (name.startsWith(OPEN)) {
                open = true;
                Optional<Size> root = difference.rootFor(name);
                if (root.isPresent()) {
                    solved.put(name, root.get());
                    return true;
                }
            }
        }
        if (open) {
            postponed.add(last -> last || !isOpen(resolve(difference)) && unify(left, right));
        }
        return open;
    }

    /** Makes two shapes equal; false when they differ whatever is still open. */
    public boolean unify(ShapeVariable left, ShapeVariable right, Expression origin) {
        ShapeVariable a = left.representative();
        ShapeVariable b = right.representative();
        if (a == b) {
            return true;
        }
        if (a.sizes == null || b.sizes == null) {
            ShapeVariable open = a.sizes == null ? a : b;
            ShapeVariable other = open == a ? b : a;
            open.parent = other;
            if (other.origin == null && other.sizes != null) {
                // A declared shape keeps no origin; the open one was inferred here.
                open.parent = null;
                open.sizes = other.sizes;
                open.origin = origin;
            }
            return true;
        }
        if (a.sizes.size() != b.sizes.size()) {
            return false;
        }
        boolean same = true;
        for (int i = 0; i < a.sizes.size(); i++) {
            same &= unify(a.sizes.get(i), b.sizes.get(i));
        }
        return same;
    }

    /** Gives an open variable its sizes. */
    public void bind(ShapeVariable open, List<Size> sizes, Expression origin) {
        ShapeVariable root = open.representative();
        root.sizes = sizes;
        root.origin = origin;
    }

    /** Applies a rule now, or later when more is known. */
    public void postpone(Rule rule) {
        if (!rule.apply(false)) {
            postponed.add(rule);
        }
    }

    /** Applies the postponed rules until no more can be; then lets the first of those left decide, and so on. */
    public void solve() {
        while (!postponed.isEmpty()) {
            List<Rule> round = new ArrayList<>(postponed);
            postponed.clear();
            int before = round.size();
            round.removeIf(rule -> rule.apply(false));
            postponed.addAll(0, round);
            if (round.size() == before && !postponed.isEmpty()) {
                postponed.remove(0).apply(true);
            }
        }
    }

    /** Notes that a vector stands where a scalar would do as well, so that its place does not decide which of the two it is. */
    public void noteBesideScalars(ShapeVariable shape) {
        ShapeVariable root = shape.representative();
        if (root.sizes != null && root.sizes.size() == 1) {
            besideScalars.add(root.sizes.get(0));
        }
    }

    /** Whether a size was found to be 1 for a vector in a place that takes scalars too. */
    public boolean isOneByChoice(Size size) {
        return isOpen(size)
                && resolve(size).equals(Size.ONE)
                && besideScalars.stream().anyMatch(s -> same(s).equals(same(size)));
    }

    /** The last of the open names that were found equal to an open size. */
    private Size same(Size size) {
        Size last = size;
        for (Size next = last; next != null && isOpen(next); next = solved.get(next.toString())) {
            last = next;
        }
        return last;
    }

    /** A shape for a message, with {@code ?} for what is open. */
    public String show(ShapeVariable variable) {
        return resolve(variable).map(this::show).orElse("of unknown shape");
    }

    public String show(Shape shape) {
        return shape.rank() == 0 ? "a scalar" : shape.toString().replaceAll("\\?\\d+", "?");
    }
}
