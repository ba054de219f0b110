package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.TypedCell;
import io.lstmc.compiler.typed.TypedModel;
import io.lstmc.compiler.typed.TypedModel.Binding;
import io.lstmc.compiler.typed.TypedModel.TypedAdjoint;
import java.util.Optional;
import java.util.function.Function;

/**
 * One path for each value, however it is called: of a layer {@code a} whose first output is {@code h}, {@code a} and {@code a.h} are
 * one value, and so is {@code c} with the equation {@code c = a.h}.
 */
final class ValuePaths {

    private ValuePaths() {}

    /** Equal for two values of a model only where both are the same. */
    static String of(TypedModel model, TypedAdjoint value) {
        return path(
                d -> model.bindings().stream()
                        .filter(b -> b.declaration() == d)
                        .findFirst()
                        .map(Binding::value),
                value.declaration(),
                value.path());
    }

    private static String path(
            Function<Declaration, Optional<Resolved>> equations, Declaration declaration, String member) {
        Declaration found = declaration;
        String path = member;
        while (path.isEmpty()) {
            Resolved value = equations.apply(found).orElse(null);
            if (value instanceof Resolved.Value other) {
                found = other.declaration();
            } else if (value instanceof Resolved.Output output) {
                found = output.layer();
                path = output.output();
            } else {
                break;
            }
        }
        if (equations.apply(found).orElse(null) instanceof Resolved.CellCall call) {
            return found.name() + "." + inside(call.cell(), path);
        }
        return found.name();
    }

    /** Of an output, or of a layer inside of a cell and its outputs; the first output where the path is empty. */
    private static String inside(TypedCell cell, String path) {
        Optional<TypedCell.TypedOutput> output = cell.outputs().stream()
                .filter(o -> path.isEmpty() || o.name().equals(path))
                .findFirst();
        if (output.isPresent()) {
            Resolved value = output.get().value();
            if (value instanceof Resolved.Value shown) {
                return path(d -> equation(cell, d.name()), shown.declaration(), "");
            }
            return value instanceof Resolved.Output shown
                    ? path(d -> equation(cell, d.name()), shown.layer(), shown.output())
                    : output.get().name();
        }
        int point = path.indexOf('.');
        String layer = point < 0 ? path : path.substring(0, point);
        String member = point < 0 ? "" : path.substring(point + 1);
        return cell.layer(layer)
                .map(call -> layer + "." + inside(call.cell(), member))
                .orElse(path);
    }

    /** A state is not what its update names: it has values before the first step too. */
    private static Optional<Resolved> equation(TypedCell cell, String name) {
        return cell.equations().stream()
                .filter(e -> e.declaration().name().equals(name))
                .filter(e -> cell.state(name).isEmpty())
                .findFirst()
                .map(TypedCell.Equation::value);
    }
}
