package io.lstmc.compiler.typed;

import io.lstmc.compiler.tree.Definition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A checked cell. Its sizes are polynomials in its size names: the options that are used as sizes, and the size names
 * of its inputs ({@code x} for {@code input x}, {@code n} for {@code input x[n]}).
 *
 * @param definition its syntax
 * @param options in the order of the text
 * @param inputs in the order of the arguments of a call
 * @param states in the order of the text; empty for a layer
 * @param params in the order of the text, with inferred shapes
 * @param equations in an order in which every right side is already computed: updates of states included where they
 *     stand, and layers
 * @param outputs in the order of the text; the first is the value of a call
 * @param shapes the shape of every input, state, parameter and intermediate by name
 * @param once the names of the inputs that are the same at all steps of a call: states begin with them, or they are read
 *     within {@code once(…)}
 * @param sizeOptions the options that are used as sizes and so must be whole and positive
 * @param hasState whether it has a past: states of its own or of a cell that it calls
 * @param cells those that it calls, in the order of the text
 */
public record TypedCell(
        Definition.Cell definition,
        List<Declaration> options,
        List<Sized> inputs,
        List<TypedState> states,
        List<TypedParam> params,
        List<Equation> equations,
        List<TypedOutput> outputs,
        Map<String, Shape> shapes,
        Set<String> once,
        Set<String> sizeOptions,
        boolean hasState,
        List<TypedCell> cells) {

    public String name() {
        return definition.name().text();
    }

    /** The state of a name, if it is that of one. */
    public Optional<TypedState> state(String name) {
        return states.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** The call of a cell that a name other than that of a state stands for, if it does. */
    public Optional<Resolved.CellCall> layer(String name) {
        return equations.stream()
                .filter(e -> e.declaration().name().equals(name) && state(name).isEmpty())
                .findFirst()
                .flatMap(Equation::call);
    }

    /**
     * An input.
     *
     * @param times names of the cell's times along which it is a sequence at each step
     * @param token for a token, how many different ones there are
     */
    public record Sized(Declaration declaration, List<String> times, Shape shape, Optional<Size> token) {
        public String name() {
            return declaration.name();
        }
    }

    /**
     * A state.
     *
     * @param times names of the cell's times along which it is a sequence
     * @param initializer the number it begins with, what stands after {@code ~}
     * @param beginning the value it begins with, what stands after {@code =}; zero where there is neither
     */
    public record TypedState(
            Declaration declaration,
            List<String> times,
            Shape shape,
            Optional<Resolved> initializer,
            Optional<Resolved> beginning) {
        public String name() {
            return declaration.name();
        }
    }

    /**
     * A parameter.
     *
     * @param initializer the call of an initialiser
     * @param frozen whether no training changes it
     */
    public record TypedParam(Declaration declaration, Shape shape, Resolved initializer, boolean frozen) {
        public String name() {
            return declaration.name();
        }
    }

    /** What a declaration stands for; of a state, what it is after the step. */
    public record Equation(Declaration declaration, Resolved value) {

        /** The call of a cell that the value is, if it is one and nothing more. */
        public Optional<Resolved.CellCall> call() {
            return value instanceof Resolved.CellCall call ? Optional.of(call) : Optional.empty();
        }
    }

    /** An output; without a name of its own it has the name of the state or intermediate that it shows. */
    public record TypedOutput(String name, Resolved value, List<TimeAxis> times, Shape shape) {}
}
