package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.interval.Extent;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.Dependence;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Declares the inputs and targets of a model, whose sizes are all written out. */
final class DataDeclarations {

    private final DefinitionContext body;
    private final NameScope scope;
    private final Declarations declare;
    private final List<Statement.Time> times;

    /** @param times those of the model, as far as they are declared */
    DataDeclarations(DefinitionContext body, NameScope scope, Declarations declare, List<Statement.Time> times) {
        this.body = body;
        this.scope = scope;
        this.declare = declare;
        this.times = times;
    }

    /** An input or a target: with the name of time as its first size a sequence. */
    Symbol declare(Statement.Variable variable, Symbol.Kind kind) {
        Symbol symbol = scope.declare(variable.name(), kind, BodyKind.MODEL, body.context());
        String name = variable.name().text();
        if (variable.sizes().isEmpty() && variable.type().isEmpty()) {
            body.report(
                    Diagnostic.of(Code.SHAPE_UNKNOWN, variable.name().span(), "the sizes of " + name + " are missing")
                            .withHint("in a model they are written out: " + name + "[T, 1] for a sequence, " + name
                                    + "[5] for a vector, " + name + "[] for a scalar"));
            return symbol;
        }
        List<Expression> sizes = variable.sizes().orElse(List.of());
        Symbol axis =
                sizes.isEmpty() || !(sizes.get(0) instanceof Expression.Name first) ? null : scope.find(first.text());
        if (axis == null
                && !sizes.isEmpty()
                && sizes.get(0) instanceof Expression.Name first
                && !body.isComputed(first.text())) {
            reportNoTime(name, sizes, first);
            return symbol;
        }
        List<Symbol> along = declare.leadingTimes(sizes);
        boolean sequence = !along.isEmpty();
        List<Expression> rest = sizes.subList(along.size(), sizes.size());
        Statement.Variable step = new Statement.Variable(variable.name(), Optional.of(rest));
        if (variable.type().isPresent()) {
            Optional<Size> count = declare.token(variable, rest);
            List<TimeAxis> axes = declare.axes(along);
            if (count.isPresent() && axes.size() == along.size()) {
                symbol.value(OpenType.of(axes, body.inference().known(Shape.SCALAR))
                        .with(kind == Symbol.Kind.TARGET ? Dependence.TARGET : Dependence.NONE)
                        .withToken(count));
            }
            return reportTimes(symbol, variable, along);
        }
        if (rest.size() > Declarations.AXES) {
            declare.reportAxes(step, sequenceHint(name, rest, sequence));
            return symbol;
        }
        Optional<Shape> shape = declare.shape(step);
        List<TimeAxis> axes = declare.axes(along);
        if (shape.isPresent() && axes.size() == along.size()) {
            symbol.value(OpenType.of(axes, body.inference().known(shape.get()))
                    .with(kind == Symbol.Kind.TARGET ? Dependence.TARGET : Dependence.NONE)
                    .withExtent(Extent.DATA));
        }
        return reportTimes(symbol, variable, along);
    }

    /** The data of a sample runs along one time. */
    private Symbol reportTimes(Symbol symbol, Statement.Variable variable, List<Symbol> along) {
        if (along.size() > 1) {
            Expression second = variable.sizes().orElseThrow().get(1);
            body.report(
                    Diagnostic.of(Code.BAD_AXES, second.span(), variable.name().text() + " runs along one time")
                            .withLabel("a second time")
                            .withHint("give the second axis a fixed size: "
                                    + variable.name().text() + "["
                                    + along.get(0).name().text() + ", 10]"));
        }
        return symbol;
    }

    /** Who writes three sizes without time has a batch of sequences in mind. */
    private String sequenceHint(String name, List<Expression> sizes, boolean sequence) {
        String width = FileContext.excerpt(sizes.get(sizes.size() - 1).span());
        String steps = FileContext.excerpt(sizes.get(sizes.size() - 2).span());
        String declared = times.isEmpty() ? "T" : times.get(0).name().text();
        if (sequence) {
            return "the batch is implicit, and a step is a scalar, " + name + "[" + declared + "], a vector, " + name
                    + "[" + declared + ", n], or a matrix, " + name + "[" + declared + ", m, n]";
        }
        String written = name + "[" + declared + ", " + width + "]";
        return times.isEmpty()
                ? "the batch is implicit; for sequences of " + steps + " steps write `time T = " + steps + "` and "
                        + written
                : "the batch is implicit; " + written + " is a sequence, " + name + "[m, n] a matrix, " + name
                        + "[n] a vector, " + name + "[] a scalar";
    }

    /** The sizes without a first one that stands for the batch; empty if nothing says that it does. */
    private Optional<String> withoutBatch(String name, List<Expression> sizes) {
        boolean time = sizes.size() > 1
                && sizes.get(1) instanceof Expression.Name second
                && times.stream().anyMatch(t -> t.name().text().equals(second.text()));
        if (!time) {
            return Optional.empty();
        }
        String rest =
                sizes.stream().skip(1).map(s -> FileContext.excerpt(s.span())).collect(Collectors.joining(", "));
        return Optional.of("the batch is nowhere to be seen, a model says what happens to one sample: write " + name
                + "[" + rest + "]");
    }

    /** A name that is not declared stands where the steps stand. */
    private void reportNoTime(String variable, List<Expression> written, Expression.Name first) {
        Optional<String> batch = withoutBatch(variable, written);
        if (batch.isPresent()) {
            body.report(Diagnostic.of(Code.NO_TIME, first.span(), first.text() + " is not declared")
                    .withHint(batch.get()));
            return;
        }
        String hint = "declare the steps as `time " + first.text() + " = 36`";
        List<String> sizes = scope.symbols().stream()
                .filter(s -> s.asSize().isPresent() && s.kind() != Symbol.Kind.TIME)
                .map(s -> s.name().text())
                .toList();
        body.report(Diagnostic.of(Code.NO_TIME, first.span(), first.text() + " is not declared")
                .withHint(Suggestion.hint(
                        first.text(),
                        sizes,
                        times.isEmpty()
                                ? hint
                                : "the steps are called "
                                        + times.get(0).name().text()
                                        + "; other sizes are numbers, and another time is declared as `time "
                                        + first.text() + " <= 36`")));
        if (times.isEmpty()) {
            Identifier name = new Identifier(first.text(), first.span());
            scope.give(new Symbol(name, Symbol.Kind.TIME));
        }
    }
}
