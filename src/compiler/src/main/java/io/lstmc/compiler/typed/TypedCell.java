package io.lstmc.compiler.typed;

import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A checked cell. Its sizes are polynomials in its size names: the options that are used as sizes, and the size names
 * of its inputs ({@code x} for {@code input x}, {@code n} for {@code input x[n]}).
 *
 * @param definition its syntax; {@code definition.parameters()} are the options
 * @param inputs in the order of the arguments of a call
 * @param states in the order of the text; empty for a layer
 * @param params in the order of the text, with inferred shapes
 * @param equations in an order in which every right side is already computed: state updates (with a moment)
 *     included where they stand; {@code layer a = …} inside a cell stands here as an equation without a moment
 * @param outputs in the order of the text; the first is the value of a call
 * @param shapes the shape of every input, state, parameter and intermediate by name
 * @param once the names of the inputs that are the same at all steps of a call: states begin with them, or they are read
 *     within {@code once(…)}
 * @param sizeOptions the options that are used as sizes and so must be whole and positive
 * @param hasState whether it has a past: states of its own or of a cell that it calls
 */
public record TypedCell(
        Definition.Cell definition,
        List<Sized> inputs,
        List<TypedState> states,
        List<TypedParam> params,
        List<Statement.Equation> equations,
        List<TypedOutput> outputs,
        Map<String, Shape> shapes,
        Set<String> once,
        Set<String> sizeOptions,
        boolean hasState) {

    /** Whether a name is that of a state. */
    public boolean isState(String name) {
        return states.stream().anyMatch(s -> s.name().text().equals(name));
    }

    /**
     * An input.
     *
     * @param times names of the cell's times along which it is a sequence at each step
     * @param token for a token, how many different ones there are
     */
    public record Sized(Identifier name, List<String> times, Shape shape, Optional<Size> token) {}

    /**
     * A state.
     *
     * @param times names of the cell's times along which it is a sequence
     * @param initializer the number it begins with, the expression after {@code ~}
     * @param beginning the value it begins with, the expression after {@code =}; zero where there is neither
     */
    public record TypedState(
            Identifier name,
            List<String> times,
            Shape shape,
            Optional<Expression> initializer,
            Optional<Expression> beginning) {}

    /**
     * A parameter.
     *
     * @param initializer the expression after {@code ~}: a call or the name of an initialiser
     * @param frozen whether no training changes it
     */
    public record TypedParam(Identifier name, Shape shape, Expression initializer, boolean frozen) {}

    /** An output; without a name of its own it has the name of the state or intermediate that it shows. */
    public record TypedOutput(Identifier name, Expression value, List<TimeAxis> times, Shape shape) {}
}
