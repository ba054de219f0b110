package io.lstmc.compiler.semantic.scope;

import io.lstmc.compiler.typed.Size;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A number that depends on options and sizes, by their names: what {@code 1 - rate} is in a cell. */
public final class OptionTerm {

    private final List<OptionTerm> operands;
    private final Function<double[], Double> operation;
    private final Optional<Size> size;
    private final String option;

    private OptionTerm(
            List<OptionTerm> operands, Function<double[], Double> operation, Optional<Size> size, String option) {
        this.operands = operands;
        this.operation = operation;
        this.size = size;
        this.option = option;
    }

    static OptionTerm of(double number) {
        return new OptionTerm(List.of(), none -> number, Optional.empty(), "");
    }

    static OptionTerm of(Size size) {
        return new OptionTerm(List.of(), none -> 0.0, Optional.of(size), "");
    }

    static OptionTerm option(String name) {
        return new OptionTerm(List.of(), none -> 0.0, Optional.empty(), name);
    }

    static OptionTerm of(List<OptionTerm> operands, Function<double[], Double> operation) {
        return new OptionTerm(List.copyOf(operands), operation, Optional.empty(), "");
    }

    /** Its value where options and sizes have these values; NaN where one of them has none. */
    double evaluate(Map<String, Double> given) {
        Map<OptionTerm, Double> known = new IdentityHashMap<>();
        Deque<OptionTerm> open = new ArrayDeque<>(List.of(this));
        while (!open.isEmpty()) {
            OptionTerm top = open.peek();
            int before = open.size();
            if (!known.containsKey(top)) {
                top.operands.stream().filter(o -> !known.containsKey(o)).forEach(open::push);
            }
            if (open.size() == before) {
                open.pop();
                known.computeIfAbsent(top, t -> t.apply(known, given));
            }
        }
        return known.get(this);
    }

    private double apply(Map<OptionTerm, Double> known, Map<String, Double> given) {
        if (!option.isEmpty()) {
            return given.getOrDefault(option, Double.NaN);
        }
        if (size.isPresent()) {
            return size.get().evaluateDouble(given);
        }
        return operation.apply(operands.stream().mapToDouble(known::get).toArray());
    }
}
