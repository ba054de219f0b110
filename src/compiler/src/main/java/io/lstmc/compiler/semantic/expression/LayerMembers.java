package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.semantic.scope.CellUse;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.TypedCell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What layers have: params, {@code a.U_f}, and outputs, and those of the layers inside of them, {@code a.inner.U_f}. */
public final class LayerMembers {

    private final FileContext context;

    public LayerMembers(FileContext context) {
        this.context = context;
    }

    /** The shape of a param of the layer whose call is written at a place, in the sizes of the body. */
    public Optional<Shape> shape(List<CellUse> uses, Span at, String path) {
        Optional<CellUse> use = use(uses, at);
        if (use.isEmpty()) {
            return Optional.empty();
        }
        TypedCell cell = context.typed.cells().get(use.get().callee());
        int point = path.indexOf('.');
        if (point < 0) {
            return cell.params().stream()
                    .filter(p -> p.name().text().equals(path))
                    .findFirst()
                    .map(p -> p.shape().substitute(use.get().sizes()));
        }
        return inside(cell, path.substring(0, point))
                .flatMap(call -> shape(uses(use.get()), call, path.substring(point + 1)))
                .map(shape -> shape.substitute(use.get().sizes()));
    }

    /** The params that the layer has itself. */
    List<String> names(List<CellUse> uses, Span at) {
        List<String> names = new ArrayList<>();
        for (CellUse use : use(uses, at).stream().toList()) {
            context.typed
                    .cells()
                    .get(use.callee())
                    .params()
                    .forEach(p -> names.add(p.name().text()));
        }
        return names;
    }

    /** The layers inside a layer, and what each of them has. */
    Map<String, List<String>> inside(List<CellUse> uses, Span at) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (CellUse use : use(uses, at).stream().toList()) {
            for (Statement.Equation e : context.typed.cells().get(use.callee()).equations()) {
                List<String> names = names(uses(use), e.value().span());
                if (!names.isEmpty()) {
                    found.put(e.name().text(), names);
                }
            }
        }
        return found;
    }

    /** Whether a path, such as {@code h} or {@code inner.h}, leads to an output of the layer or to a layer inside of it. */
    public boolean hasOutput(List<CellUse> uses, Span at, String path) {
        Optional<CellUse> use = use(uses, at);
        if (use.isEmpty()) {
            return false;
        }
        TypedCell cell = context.typed.cells().get(use.get().callee());
        if (outputs(cell).contains(path)) {
            return true;
        }
        int point = path.indexOf('.');
        Optional<Span> call = inside(cell, point < 0 ? path : path.substring(0, point));
        return call.isPresent()
                && (point < 0
                        ? use(uses(use.get()), call.get()).isPresent()
                        : hasOutput(uses(use.get()), call.get(), path.substring(point + 1)));
    }

    /** The outputs of the layer, then those of the layers in its equations. */
    public List<String> outputs(List<CellUse> uses, Span at) {
        List<String> found = new ArrayList<>();
        for (CellUse use : use(uses, at).stream().toList()) {
            TypedCell cell = context.typed.cells().get(use.callee());
            found.addAll(outputs(cell));
            for (Statement.Equation e : cell.equations()) {
                Optional<CellUse> inner =
                        use(uses(use), e.value().span()).filter(u -> e.moment().isEmpty());
                inner.ifPresent(u -> outputs(context.typed.cells().get(u.callee()))
                        .forEach(name -> found.add(e.name().text() + "." + name)));
            }
        }
        return found;
    }

    private static List<String> outputs(TypedCell cell) {
        return cell.outputs().stream().map(o -> o.name().text()).toList();
    }

    private List<CellUse> uses(CellUse use) {
        return context.summaries.get(use.callee()).uses();
    }

    /** The call whose text is just there: as one object, so that nothing is compared. */
    private static Optional<CellUse> use(List<CellUse> uses, Span at) {
        return uses.stream().filter(u -> u.span() == at).findFirst();
    }

    private static Optional<Span> inside(TypedCell cell, String layer) {
        return cell.equations().stream()
                .filter(e -> e.name().text().equals(layer) && e.moment().isEmpty())
                .map(e -> e.value().span())
                .findFirst();
    }
}
