package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.semantic.scope.CellUse;
import io.lstmc.compiler.semantic.scope.FileContext;
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
        return use(uses, at).flatMap(use -> shape(cell(use), path).map(shape -> shape.substitute(use.sizes())));
    }

    /** In the sizes of the cell. */
    private static Optional<Shape> shape(TypedCell cell, String path) {
        int point = path.indexOf('.');
        if (point < 0) {
            return cell.params().stream()
                    .filter(p -> p.name().equals(path))
                    .findFirst()
                    .map(TypedCell.TypedParam::shape);
        }
        return cell.layer(path.substring(0, point))
                .flatMap(call ->
                        shape(call.cell(), path.substring(point + 1)).map(shape -> shape.substitute(call.sizes())));
    }

    /** The params that the layer has itself. */
    List<String> names(List<CellUse> uses, Span at) {
        return use(uses, at).map(use -> names(cell(use))).orElse(List.of());
    }

    private static List<String> names(TypedCell cell) {
        return cell.params().stream().map(TypedCell.TypedParam::name).toList();
    }

    /** The layers inside a layer, and what each of them has. */
    Map<String, List<String>> inside(List<CellUse> uses, Span at) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (CellUse use : use(uses, at).stream().toList()) {
            for (TypedCell.Equation e : cell(use).equations()) {
                String layer = e.declaration().name();
                List<String> names =
                        cell(use).layer(layer).map(call -> names(call.cell())).orElse(List.of());
                if (!names.isEmpty()) {
                    found.put(layer, names);
                }
            }
        }
        return found;
    }

    /** Whether a path, such as {@code h} or {@code inner.h}, leads to an output of the layer or to a layer inside of it. */
    public boolean hasOutput(List<CellUse> uses, Span at, String path) {
        return use(uses, at).filter(use -> hasOutput(cell(use), path)).isPresent();
    }

    private static boolean hasOutput(TypedCell cell, String path) {
        if (outputs(cell).contains(path)) {
            return true;
        }
        int point = path.indexOf('.');
        return point < 0
                ? cell.layer(path).isPresent()
                : cell.layer(path.substring(0, point))
                        .filter(call -> hasOutput(call.cell(), path.substring(point + 1)))
                        .isPresent();
    }

    /** The outputs of the layer, then those of the layers in its equations. */
    public List<String> outputs(List<CellUse> uses, Span at) {
        List<String> found = new ArrayList<>();
        for (CellUse use : use(uses, at).stream().toList()) {
            found.addAll(outputs(cell(use)));
            for (TypedCell.Equation e : cell(use).equations()) {
                String layer = e.declaration().name();
                cell(use)
                        .layer(layer)
                        .ifPresent(call -> outputs(call.cell()).forEach(name -> found.add(layer + "." + name)));
            }
        }
        return found;
    }

    private static List<String> outputs(TypedCell cell) {
        return cell.outputs().stream().map(TypedCell.TypedOutput::name).toList();
    }

    private TypedCell cell(CellUse use) {
        return context.typed().cells().get(use.callee());
    }

    /** The call whose text is just there: as one object, so that nothing is compared. */
    private static Optional<CellUse> use(List<CellUse> uses, Span at) {
        return uses.stream().filter(u -> u.span() == at).findFirst();
    }
}
