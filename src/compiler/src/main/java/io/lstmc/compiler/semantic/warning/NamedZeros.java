package io.lstmc.compiler.semantic.warning;

import io.lstmc.compiler.semantic.expression.ZeroDivisor;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.ResolvedWalker;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Warns of {@code x / Z} with {@code Z = 0}, in what results are made of without a {@code where}, which may choose something else.
 */
final class NamedZeros {

    private final DefinitionContext body;

    /** The names that are numbers for all data. */
    private final Map<Declaration, Double> numbers = new HashMap<>();

    private NamedZeros(DefinitionContext body) {
        this.body = body;
    }

    /**
     * Looks at a definition.
     *
     * @param equations what each name of it stands for, after the names that this uses
     * @param results its outputs and its loss
     */
    static void warn(DefinitionContext body, Map<Declaration, Resolved> equations, Collection<Resolved> results) {
        NamedZeros zeros = new NamedZeros(body);
        equations.forEach((name, value) -> zeros.number(value).ifPresent(n -> zeros.numbers.put(name, n)));
        NamesRead.by(results, equations, zeros::look);
    }

    private boolean look(Resolved e) {
        if (e instanceof Resolved.Elementwise binary
                && binary.operation() == Resolved.Operation.DIVIDE
                && ResolvedWalker.any(binary.right(), Resolved.Value.class::isInstance)
                && number(binary.right()).filter(n -> n == 0).isPresent()
                && number(binary.left()).isEmpty()) {
            body.report(ZeroDivisor.divides(body.origin(e).span()));
        }
        return !(e instanceof Resolved.BuiltInCall call && call.function() == BuiltIn.WHERE);
    }

    /** The value of what is made of written numbers and of names for them. */
    private Optional<Double> number(Resolved e) {
        if (e instanceof Resolved.Number written) {
            return Optional.of(written.value());
        } else if (e instanceof Resolved.Negation negation) {
            return number(negation.operand()).map(n -> -n);
        } else if (e instanceof Resolved.Value value) {
            return Optional.ofNullable(numbers.get(value.declaration()));
        } else if (e instanceof Resolved.Elementwise binary) {
            return number(binary.left())
                    .flatMap(a -> number(binary.right()).flatMap(b -> value(binary.operation(), a, b)));
        }
        return Optional.empty();
    }

    private static Optional<Double> value(Resolved.Operation operation, double a, double b) {
        return switch (operation) {
            case ADD -> Optional.of(a + b);
            case SUBTRACT -> Optional.of(a - b);
            case MULTIPLY -> Optional.of(a * b);
            case DIVIDE -> Optional.of(a / b);
            case POWER -> Optional.of(Math.pow(a, b));
            case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> Optional.empty();
        };
    }
}
