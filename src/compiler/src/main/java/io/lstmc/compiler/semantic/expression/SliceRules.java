package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.ShapeInference;
import io.lstmc.compiler.semantic.scope.ShapeVariable;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parts of a value: of a sequence they are steps, of a vector elements, of a matrix rows. */
final class SliceRules {

    private static final String SHAPE_HINT = "declare the shape of the param where it is declared, as in W[units, x]";

    private final ExpressionChecker checker;
    private final DefinitionContext body;

    SliceRules(ExpressionChecker checker) {
        this.checker = checker;
        this.body = checker.body;
    }

    OpenType slice(Expression.Slice e) {
        OpenType operand = checker.check(e.operand());
        Optional<OpenType> from = e.from().map(checker::check);
        Optional<OpenType> to = e.to().map(checker::check);
        if (!checker.allows(e, "a slice")
                || operand.isPoison()
                || from.filter(OpenType::isPoison).isPresent()
                || to.filter(OpenType::isPoison).isPresent()) {
            return OpenType.POISON;
        }
        Optional<Size> length = length(e.operand(), operand);
        if (length.isEmpty()) {
            return OpenType.POISON;
        }
        Optional<Size> start =
                from.isEmpty() ? Optional.of(Size.ZERO) : whole(e.from().get(), from.get());
        Optional<Size> end = to.isEmpty() ? length : whole(e.to().get(), to.get());
        if (start.isEmpty() || end.isEmpty()) {
            return OpenType.POISON;
        }
        int before = body.context().errors();
        Expression first = e.from().orElse(e);
        Expression last = e.to().orElse(e);
        String range = range(operand, length.get());
        demand(start.get(), first.span(), "a slice starts before the first " + unit(operand), range);
        demand(length.get().minus(end.get()), last.span(), "a slice ends behind the last " + unit(operand), range);
        if (body.context().errors() == before) {
            demand(end.get().minus(start.get()).minus(Size.ONE), e.span(), "a slice is empty", range);
        }
        return body.context().errors() > before
                ? OpenType.POISON
                : part(operand, Optional.of(end.get().minus(start.get())));
    }

    OpenType element(Expression.Element e) {
        if (isOtherMoment(e)) {
            return OpenType.POISON;
        }
        OpenType operand = checker.check(e.operand());
        if (isMomentOfModel(e.index())) {
            reportMoment(e);
            return OpenType.POISON;
        }
        OpenType index = checker.check(e.index());
        if (!checker.allows(e, "an index") || operand.isPoison() || index.isPoison()) {
            return OpenType.POISON;
        }
        if (index.token().isPresent()) {
            return lookup(e, operand, index);
        }
        Optional<Size> length = length(e.operand(), operand);
        if (length.isPresent() && index.constant().isEmpty()) {
            reportComputed(e, operand);
            return OpenType.POISON;
        }
        Optional<Size> at = length.isEmpty() ? length : whole(e.index(), index);
        if (at.isEmpty()) {
            return OpenType.POISON;
        }
        int before = body.context().errors();
        String range = range(operand, length.get());
        String text = FileContext.excerpt(e.operand().span());
        String end = operand.isSequence()
                ? "last(" + text + ")"
                : text + "[" + length.get().minus(Size.ONE) + "]";
        body.demand(
                at.get(),
                e.index().span(),
                Code.OUT_OF_RANGE,
                "there is no " + unit(operand) + " before 0",
                range,
                unit(operand) + "s are counted from 0; the last one is " + end);
        demand(
                length.get().minus(at.get()).minus(Size.ONE),
                e.index().span(),
                "there is no such " + unit(operand),
                range);
        return body.context().errors() > before ? OpenType.POISON : part(operand, Optional.empty());
    }

    /** Whether an index is that of a moment, {@code t} or {@code t-1}, where there is none. */
    private boolean isMomentOfModel(Expression index) {
        Expression name = index instanceof Expression.Binary sum ? sum.left() : index;
        String t = BodyKind.CELL.moment();
        return body.kind() == BodyKind.MODEL
                && name instanceof Expression.Name moment
                && moment.text().equals(t)
                && checker.scope.find(t) == null;
    }

    /** Whether a state is read at a moment whose letter is that of another kind of definition, or means nothing. */
    private boolean isOtherMoment(Expression.Element e) {
        Expression first = e.index() instanceof Expression.Binary sum ? sum.left() : e.index();
        Symbol state = e.operand() instanceof Expression.Name name ? checker.scope.find(name.text()) : null;
        boolean other = state != null
                && state.kind() == Symbol.Kind.STATE
                && first instanceof Expression.Name letter
                && checker.scope.find(letter.text()) == null;
        if (other) {
            state.use();
        }
        if (other && !body.isMomentReported()) {
            String rest = FileContext.excerpt(e.index().span())
                    .substring(FileContext.excerpt(first.span()).length());
            body.reportMoment(
                    first.span(), state.name().text() + "[" + body.kind().moment() + rest + "]");
        }
        return other;
    }

    private void reportMoment(Expression.Element e) {
        String text = FileContext.excerpt(e.operand().span());
        checker.report(Diagnostic.of(Code.UNKNOWN_NAME, e.index().span(), "a model has no moments")
                .withLabel("equations over [t] and [t-1] stand in a cell")
                .withHint(text
                        + " is the whole sequence, and what is computed with it holds at each step; the step before"
                        + " is previous(" + text + ")"));
    }

    /** An index that depends on the data, which only a token may. */
    private void reportComputed(Expression.Element e, OpenType operand) {
        String index = FileContext.excerpt(e.index().span());
        String table = FileContext.excerpt(e.operand().span());
        boolean input = e.index() instanceof Expression.Name name
                && checker.scope.find(name.text()).kind() == Symbol.Kind.INPUT;
        Optional<Shape> shape = body.inference().resolve(operand.shape());
        String count = operand.isSequence() || shape.isEmpty() || shape.get().rank() == 0
                ? "…"
                : shape.get().sizes().get(0).toString();
        checker.report(Diagnostic.of(
                        Code.NOT_CONSTANT,
                        e.index().span(),
                        "an index is a number that is known beforehand, or a token")
                .withLabel(input ? index + " is an input of numbers" : "depends on the data")
                .withHint(
                        input
                                ? body.kind() == BodyKind.MODEL
                                        ? "declare it as tokens, as in `input " + index + "[T] : token(" + count + ")`"
                                        : "declare it as a token, `input " + index + " : token`; in sizes " + index
                                                + " is then how many there are, as in `param E[" + index + ", 16]`"
                                : "write w·" + table + " with `w = index(z) == " + index
                                        + "`, where z is any vector of " + count + " elements"));
    }

    /** The part of a table that a token names: an element of a vector, a row of a matrix. */
    private OpenType lookup(Expression.Element e, OpenType table, OpenType token) {
        Operand operand = new Operand(e.operand(), table);
        Size count = token.token().orElseThrow();
        if (!checker.rules.areNumbers(List.of(operand))) {
            return OpenType.POISON;
        }
        if (table.shape().isOpen()) {
            body.inference().bind(table.shape(), List.of(count, body.inference().freshSize()), e);
        }
        List<Size> sizes = table.shape().sizes();
        if (sizes.isEmpty() || !body.inference().unify(sizes.get(0), count)) {
            String shape = body.inference().show(table.shape());
            checker.report(Diagnostic.of(Code.TOKEN, e.span(), "this token looks up in something of another size")
                    .withLabel(operand.name() + " is " + shape + ", "
                            + FileContext.excerpt(e.index().span()) + " is " + new TokenRules(body).oneOf(count))
                    .withHint("what is looked up in has a row or an element for each token"
                            + declaration(e.operand(), sizes, body.inference().resolve(count))));
            return OpenType.POISON;
        }
        Operand index = new Operand(e.index(), token, checker.shown(e.index()));
        Optional<List<TimeAxis>> times = checker.rules.times(e.span(), List.of(operand, index));
        if (times.isPresent()) {
            checker.rules.warnRepeatedTarget(e, operand, index);
        }
        return times.isEmpty()
                ? OpenType.POISON
                : OpenType.of(times.get(), new ShapeVariable(List.copyOf(sizes.subList(1, sizes.size()))))
                        .with(table.dependence().or(token.dependence()))
                        .withExtent(table.extent());
    }

    /** How a table of another size is declared, if it is a param. */
    private String declaration(Expression table, List<Size> sizes, Size count) {
        Symbol symbol = table instanceof Expression.Name name ? checker.scope.find(name.text()) : null;
        if (symbol == null || symbol.kind() != Symbol.Kind.PARAM || sizes.isEmpty() || ShapeInference.isOpen(count)) {
            return "";
        }
        List<Size> fitting = new ArrayList<>(sizes);
        if (sizes.size() == 2 && sizes.get(1).equals(count)) {
            fitting.set(1, sizes.get(0));
        }
        fitting.set(0, count);
        return ": declare `param " + symbol.name().text() + body.inference().show(new Shape(fitting)) + "`";
    }

    /** The length of the axis that is cut. */
    private Optional<Size> length(Expression e, OpenType operand) {
        if (operand.isSequence() && body.varies(operand.times().get(0).name())) {
            String time = operand.times().get(0).name();
            checker.report(Diagnostic.of(
                            Code.STEPS_VARY,
                            e.span(),
                            "this needs all steps of " + time + ", and samples may have fewer")
                    .withHint((body.kind() == BodyKind.MODEL
                                    ? "declare `time " + time + " = …` for a fixed number; "
                                    : "a cell does not know how many steps " + time + " has; ")
                            + "last, previous, sum_steps, mean_steps and max_steps go"
                            + " with any number of steps"));
            return Optional.empty();
        }
        if (operand.isSequence()) {
            return Optional.of(operand.times().get(0).length());
        }
        Optional<Shape> shape = body.inference().resolve(operand.shape());
        if (shape.isEmpty()) {
            checker.report(Diagnostic.of(Code.SHAPE_UNKNOWN, e.span(), "the shape of this value is not known here")
                    .withHint(SHAPE_HINT));
            return Optional.empty();
        }
        if (shape.get().rank() == 0) {
            checker.report(Diagnostic.of(Code.ARGUMENT_SHAPE, e.span(), "a scalar has no elements to choose from")
                    .withLabel("this is a scalar")
                    .withHint("write it without brackets"));
            return Optional.empty();
        }
        return Optional.of(shape.get().sizes().get(0));
    }

    private Optional<Size> whole(Expression e, OpenType value) {
        Optional<Size> size = value.constant().flatMap(Constant::whole);
        if (size.isEmpty()) {
            checker.report(Diagnostic.of(Code.NOT_CONSTANT, e.span(), "bounds of a slice must be known whole numbers")
                    .withLabel(value.constant().isPresent() ? "not a whole number" : "depends on the data")
                    .withHint("use whole numbers, options and the steps of time, with + - and *"));
        }
        size.ifPresent(body::asSize);
        return size;
    }

    private void demand(Size size, Span span, String message, String range) {
        body.demand(
                size,
                span,
                Code.OUT_OF_RANGE,
                message,
                range,
                "elements and steps are counted from 0; `a:b` ends before b");
    }

    private String range(OpenType operand, Size length) {
        return "there are " + length + " " + unit(operand) + "s";
    }

    private String unit(OpenType operand) {
        if (operand.isSequence()) {
            return "step";
        }
        return operand.shape().sizes().size() == 2 ? "row" : "element";
    }

    /** What is left: {@code kept} along the axis, or the axis gone. */
    private OpenType part(OpenType operand, Optional<Size> kept) {
        if (operand.isSequence()) {
            TimeAxis cut = operand.times().get(0);
            List<TimeAxis> times =
                    new ArrayList<>(operand.times().subList(1, operand.times().size()));
            kept.ifPresent(length -> times.add(0, new TimeAxis(cut.name(), length)));
            return OpenType.of(times, operand.shape())
                    .withToken(operand.token())
                    .with(operand.dependence())
                    .withExtent(operand.extent());
        }
        List<Size> sizes = new ArrayList<>(operand.shape().sizes());
        sizes.remove(0);
        kept.ifPresent(size -> sizes.add(0, size));
        return operand.reshaped(new ShapeVariable(List.copyOf(sizes))).withExtent(operand.extent());
    }
}
