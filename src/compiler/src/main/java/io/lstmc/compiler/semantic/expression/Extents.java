package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.interval.Extent;
import io.lstmc.compiler.interval.Interval;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.BinaryOperator;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.BuiltIn;
import java.util.List;

/** The numbers that the values of operators and built-in functions can be. */
final class Extents {

    private static final Interval UNIT = Interval.closed(0, 1);

    private final NameScope scope;

    Extents(NameScope scope) {
        this.scope = scope;
    }

    Extent binary(Expression.Binary e, Extent a, Extent b) {
        return switch (e.operator()) {
            case ADD -> a.plus(b);
            case SUBTRACT -> a.plus(b.negate());
            case MULTIPLY ->
                same(e.left(), e.right()) ? a.enclosedBy(a.encloses().power(Interval.closed(2, 2))) : a.times(b);
            case DIVIDE -> isShare(e) && a.encloses().low() >= 0 ? a.enclosedBy(UNIT) : a.dividedBy(b);
            case POWER -> a.with(b, a.encloses().power(b.encloses()));
            case MATRIX_PRODUCT -> a.contracted(b);
            case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> a.with(b, UNIT);
        };
    }

    /** Whether it is {@code e / sum(e)}: the part that each element has of their sum. */
    private static boolean isShare(Expression.Binary e) {
        return e.right() instanceof Expression.Call call
                && call.callee().text().equals(BuiltIn.SUM.text())
                && call.arguments().size() == 1
                && same(e.left(), call.arguments().get(0).value());
    }

    /** Whether two expressions of one body are the same, without calls, of which some draw numbers. */
    private static boolean same(Expression a, Expression b) {
        String text = a.span().text();
        return text.equals(b.span().text()) && text.indexOf('(') < 0;
    }

    Extent call(Expression.Call e, BuiltIn function, List<OpenType> operands) {
        Extent first = operands.isEmpty() ? Extent.DATA : operands.get(0).extent();
        return switch (function) {
            case SIGMOID -> first.map(x -> 1 / (1 + Math.exp(-x)));
            case TANH -> first.map(Math::tanh);
            case EXP -> first.map(Math::exp);
            case LOG -> first.restrictedTo(Interval.NOT_NEGATIVE).map(Math::log);
            case LOG1P ->
                first.restrictedTo(Interval.closed(-1, Double.POSITIVE_INFINITY))
                        .map(Math::log1p);
            case EXPM1 -> first.map(Math::expm1);
            case SQRT -> first.restrictedTo(Interval.NOT_NEGATIVE).map(Math::sqrt);
            case FLOOR -> first.map(Math::floor);
            case SIN, COS -> first.enclosedBy(Interval.closed(-1, 1));
            case RANDOM_UNIFORM, TRAINING, UNIFORM01, ONE_HOT -> Extent.within(UNIT);
            case OUTER -> first.times(operands.get(1).extent());
            case SUM -> first.sum();
            case MEAN, MEAN_STEPS -> first.mean();
            case MAX, MAX_STEPS -> first.enclosedBy(first.encloses());
            case STOP_GRADIENT, FIRST, LAST, REVERSE, ONCE, FLATTEN, TRANSPOSE -> first;
            case STEP, INDEX -> Extent.within(Interval.NOT_NEGATIVE);
            case WHERE ->
                where(e.arguments().stream().map(Expression.Argument::value).toList(), operands);
            case SUM_STEPS, CUMSUM, PREVIOUS, ARGMAX, SIZE, GAUSSIAN, ORTHONORMAL -> Extent.UNKNOWN;
        };
    }

    /** Each side holds only where it is chosen: {@code where(a > b, a, b)} is not below {@code b}. */
    private Extent where(List<Expression> arguments, List<OpenType> operands) {
        Extent then = operands.get(1).extent();
        Extent otherwise = operands.get(2).extent();
        Interval both = chosen(arguments.get(0), arguments.get(1), then.encloses(), true)
                .hull(chosen(arguments.get(0), arguments.get(2), otherwise.encloses(), false));
        return operands.get(0).extent().with(then.with(otherwise, both), both);
    }

    private Interval chosen(Expression condition, Expression side, Interval values, boolean holds) {
        Interval known = values;
        if (condition instanceof Expression.Binary comparison) {
            if (same(side, comparison.left())) {
                known = known.intersect(beside(comparison.operator(), comparison.right(), holds));
            }
            if (same(side, comparison.right())) {
                known = known.intersect(beside(mirrored(comparison.operator()), comparison.left(), holds));
            }
        }
        return known.isEmpty() ? values : known;
    }

    /** The numbers that compare so with another value. */
    private Interval beside(BinaryOperator operator, Expression other, boolean holds) {
        Interval bound = simple(other);
        return switch (operator) {
            case GREATER -> holds ? above(bound, false) : below(bound, true);
            case GREATER_EQUAL -> holds ? above(bound, true) : below(bound, false);
            case LESS -> holds ? below(bound, false) : above(bound, true);
            case LESS_EQUAL -> holds ? below(bound, true) : above(bound, false);
            default -> Interval.ALL;
        };
    }

    private static BinaryOperator mirrored(BinaryOperator operator) {
        return switch (operator) {
            case GREATER -> BinaryOperator.LESS;
            case GREATER_EQUAL -> BinaryOperator.LESS_EQUAL;
            case LESS -> BinaryOperator.GREATER;
            case LESS_EQUAL -> BinaryOperator.GREATER_EQUAL;
            default -> operator;
        };
    }

    private static Interval above(Interval bound, boolean orEqual) {
        return new Interval(bound.low(), orEqual && bound.includesLow(), Double.POSITIVE_INFINITY, false);
    }

    private static Interval below(Interval bound, boolean orEqual) {
        return new Interval(Double.NEGATIVE_INFINITY, false, bound.high(), orEqual && bound.includesHigh());
    }

    /** What is known of a name or a number without looking into it. */
    private Interval simple(Expression e) {
        if (e instanceof Expression.Literal literal) {
            return Interval.closed(literal.value(), literal.value());
        }
        Symbol symbol = e instanceof Expression.Name name ? scope.find(name.text()) : null;
        return symbol == null ? Interval.ALL : symbol.value().extent().encloses();
    }
}
