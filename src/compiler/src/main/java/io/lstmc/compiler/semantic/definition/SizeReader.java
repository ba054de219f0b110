package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.CheckLimits;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the sizes between the brackets of a declaration: whole numbers, options and sizes of inputs, with + - and *. */
final class SizeReader implements Expression.Visitor<Optional<Size>> {

    private static final String OF_CELLS =
            "a size is made of whole numbers, options and sizes of inputs, with + - and *";

    private static final String OF_MODELS =
            "a size is made of whole numbers, the steps of time, and names for such, as in `n = 120`, with + - and *";

    private final DefinitionContext body;
    private final NameScope scope;
    private final String form;

    SizeReader(DefinitionContext body, NameScope scope) {
        this.body = body;
        this.scope = scope;
        this.form = body.kind() == BodyKind.MODEL ? OF_MODELS : OF_CELLS;
    }

    /** The sizes of a declared shape; empty when one of them was reported. */
    Optional<Shape> shape(List<Expression> sizes) {
        List<Optional<Size>> read = new ArrayList<>();
        for (Expression expression : sizes) {
            read.add(size(expression));
        }

        return read.stream().allMatch(Optional::isPresent)
                ? Optional.of(new Shape(read.stream().map(Optional::get).toList()))
                : Optional.empty();
    }

    /** One size: positive, and not beyond the limit, when it is a number. */
    Optional<Size> size(Expression e) {
        Optional<Size> read = read(e);
        if (read.isPresent() && read.get().isConstant()) {
            long number = read.get().evaluateLong(java.util.Map.of());
            if (number < 1) {
                report(Code.NOT_A_SIZE, e.span(), "a size must be at least 1", "this is " + number, form);
                return Optional.empty();
            }
            if (number > CheckLimits.AXIS) {
                report(
                        Code.SIZE_TOO_LARGE,
                        e.span(),
                        "a size must be at most " + CheckLimits.AXIS,
                        "this is " + number,
                        "split the value into several");
                return Optional.empty();
            }
        }
        if (read.isPresent()) {
            body.asSize(read.get());
        }
        return read;
    }

    private Optional<Size> read(Expression e) {
        if (!body.enter(e.span())) {
            body.leave();
            return Optional.empty();
        }
        try {
            return e.accept(this);
        } catch (ArithmeticException tooLarge) {
            report(Code.SIZE_TOO_LARGE, e.span(), "this size is too large or too complicated", "", form);
            return Optional.empty();
        } finally {
            body.leave();
        }
    }

    private void report(Code code, Span span, String message, String label, String hint) {
        Diagnostic d = Diagnostic.of(code, span, message).withHint(hint);
        body.report(label.isEmpty() ? d : d.withLabel(label));
    }

    private Optional<Size> refuse(Expression e, String label) {
        return refuse(e, label, form);
    }

    private Optional<Size> refuse(Expression e, String label, String hint) {
        report(Code.NOT_A_SIZE, e.span(), "this is not a size", label, hint);
        return Optional.empty();
    }

    @Override
    public Optional<Size> visitLiteral(Expression.Literal e) {
        Optional<Size> whole = Constant.of(e.value()).whole();
        return whole.isPresent() ? whole : refuse(e, "not a whole number");
    }

    @Override
    public Optional<Size> visitName(Expression.Name e) {
        Symbol symbol = scope.find(e.text());
        if (symbol == null && body.isComputed(e.text())) {
            return refuse(e, e.text() + " is no number that is known beforehand");
        }
        if (symbol == null) {
            List<String> sizes = scope.symbols().stream()
                    .filter(s -> s.asSize().isPresent())
                    .map(s -> s.name().text())
                    .toList();
            report(
                    Code.UNKNOWN_NAME,
                    e.span(),
                    "unknown size " + e.text(),
                    "",
                    Suggestion.hint(e.text(), sizes, unknownHint(e.text(), sizes)));
            return Optional.empty();
        }
        if (symbol.isSpoiled() || symbol.kind().canBeSize() && symbol.value().isPoison()) {
            return Optional.empty();
        }
        symbol.use();
        Optional<Size> size = symbol.asSize();
        if (size.isPresent()) {
            return size;
        }
        Optional<Constant> constant = symbol.kind() == Symbol.Kind.INTERMEDIATE || symbol.kind() == Symbol.Kind.OPTION
                ? symbol.value().constant()
                : Optional.empty();
        String is = constant.map(c -> c.number()
                        .map(n -> n + ", no whole number")
                        .orElse("no whole number for every value of the options"))
                .orElse(symbol.kind().text());
        return body.namedLengths().stream()
                .filter(input -> input.startsWith(e.text() + "["))
                .findFirst()
                .map(input -> refuse(e, e.text() + " is " + is, ofVector(input)))
                .orElseGet(() -> refuse(e, e.text() + " is " + is));
    }

    /** The hint for who has declared {@code memory[K]} and writes memory for its length. */
    private static String ofVector(String input) {
        String size = input.substring(input.indexOf('[') + 1, input.length() - 1);
        return "by " + input + " its length is called " + size + "; for a sequence of vectors along " + size
                + " declare `time " + size + "` too";
    }

    private String unknownHint(String name, List<String> sizes) {
        String known = sizes.isEmpty() ? "" : "sizes that are known here: " + String.join(", ", sizes);
        if (body.kind() == BodyKind.MODEL) {
            return "write a number, or name one, as in `" + name + " = 64`" + (sizes.isEmpty() ? "" : "; " + known);
        }
        return sizes.isEmpty() ? "declare it as an option of the cell" : known;
    }

    @Override
    public Optional<Size> visitMember(Expression.Member e) {
        return refuse(e, "an output of a layer");
    }

    @Override
    public Optional<Size> visitAt(Expression.At e) {
        return refuse(e, "a value of one step");
    }

    @Override
    public Optional<Size> visitSlice(Expression.Slice e) {
        return refuse(e, "a slice");
    }

    @Override
    public Optional<Size> visitElement(Expression.Element e) {
        return refuse(e, "an element");
    }

    @Override
    public Optional<Size> visitConcatenation(Expression.Concatenation e) {
        return refuse(e, "a concatenation");
    }

    @Override
    public Optional<Size> visitNegation(Expression.Negation e) {
        return read(e.operand()).map(Size.ZERO::minus);
    }

    @Override
    public Optional<Size> visitBinary(Expression.Binary e) {
        Optional<Size> left = read(e.left());
        Optional<Size> right = read(e.right());
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        return switch (e.operator()) {
            case ADD -> Optional.of(left.get().plus(right.get()));
            case SUBTRACT -> Optional.of(left.get().minus(right.get()));
            case MULTIPLY, MATRIX_PRODUCT -> Optional.of(left.get().times(right.get()));
            case DIVIDE, POWER, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL, EQUAL, NOT_EQUAL ->
                refuse(e, "sizes have no " + e.operator().sign());
        };
    }

    @Override
    public Optional<Size> visitCall(Expression.Call e) {
        return refuse(e, "a call");
    }

    @Override
    public Optional<Size> visitInvalid(Expression.Invalid e) {
        body.poison();
        return Optional.empty();
    }
}
