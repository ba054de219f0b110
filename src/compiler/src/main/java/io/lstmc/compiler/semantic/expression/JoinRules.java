package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.interval.Extent;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.ShapeVariable;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands in brackets: values joined into a vector, or rows, each in brackets of its own, that are a matrix. */
final class JoinRules {

    private final DefinitionContext body;
    private final ShapeRules rules;

    JoinRules(DefinitionContext body, ShapeRules rules) {
        this.body = body;
        this.rules = rules;
    }

    OpenType join(Expression.Concatenation whole, List<Operand> parts) {
        if (parts.stream().anyMatch(p -> p.value().isPoison()) || !rules.areNumbers(parts)) {
            return OpenType.POISON;
        }
        Optional<List<TimeAxis>> times = rules.times(whole.span(), parts);
        if (times.isEmpty()) {
            return OpenType.POISON;
        }
        List<Size> lengths = new ArrayList<>();
        for (Operand part : parts) {
            ShapeVariable shape = part.value().shape();
            if (shape.isOpen()) {
                body.inference().bind(shape, List.of(body.inference().freshSize()), whole);
            }
            body.inference().noteBesideScalars(shape);
            List<Size> sizes = shape.sizes();
            if (sizes.size() > 1) {
                reportMatrix(whole, part);
                return OpenType.POISON;
            }
            lengths.add(sizes.isEmpty() ? Size.ONE : sizes.get(0));
        }
        Optional<List<Size>> sizes = whole.isMatrix()
                ? rows(parts, lengths)
                : Optional.of(List.of(lengths.stream().reduce(Size.ZERO, Size::plus)));
        Extent all = parts.stream().map(Operand::extent).reduce(Extent::or).orElseThrow();
        return sizes.map(s -> OpenType.of(times.get(), new ShapeVariable(s))
                        .with(ShapeRules.dependence(parts))
                        .withExtent(all))
                .orElse(OpenType.POISON);
    }

    private void reportMatrix(Expression.Concatenation whole, Operand part) {
        String shape = part.name() + " is " + body.inference().show(part.value().shape());
        body.report(
                whole.isMatrix()
                        ? Diagnostic.of(Code.ARGUMENT_SHAPE, part.expression().span(), "a row of a matrix is a vector")
                                .withLabel(shape)
                                .withHint("there are no values with more than two axes")
                        : Diagnostic.of(
                                        Code.ARGUMENT_SHAPE,
                                        part.expression().span(),
                                        "only vectors and scalars can be joined")
                                .withLabel(shape)
                                .withHint("multiply the matrix with each vector, then join the products"));
    }

    /** The sizes of a matrix, all rows of which have the same length. */
    private Optional<List<Size>> rows(List<Operand> parts, List<Size> lengths) {
        for (int i = 1; i < parts.size(); i++) {
            if (!body.inference().unify(lengths.get(0), lengths.get(i))) {
                Operand row = parts.get(i);
                body.report(Diagnostic.of(
                                Code.ARGUMENT_SHAPE, row.expression().span(), "the rows of a matrix have equal lengths")
                        .withLabel("this has "
                                + body.inference().resolve(lengths.get(i)) + ", the first row has "
                                + body.inference().resolve(lengths.get(0)))
                        .withHint(
                                "one vector of all is written with the brackets of its parts left out, as in [a, b]"));
                return Optional.empty();
            }
        }
        return Optional.of(List.of(Size.of(parts.size()), lengths.get(0)));
    }
}
