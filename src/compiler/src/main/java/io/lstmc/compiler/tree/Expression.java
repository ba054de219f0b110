package io.lstmc.compiler.tree;

import io.lstmc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** The right side of an equation. */
public sealed interface Expression {

    Span span();

    <R> R accept(Visitor<R> visitor);

    /** {@code 0.5}. */
    record Literal(double value, Span span) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitLiteral(this);
        }
    }

    /** {@code W_f}. */
    record Name(String text, Span span) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitName(this);
        }
    }

    /**
     * {@code lstm.c}: a further output of a layer, or a param of it; {@code lstm.inner.W}: a param of a layer inside.
     *
     * @param name what stands after the owner, with the points between
     */
    record Member(Identifier owner, Identifier name, Span span) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitMember(this);
        }
    }

    /**
     * {@code h[t]}, {@code h[t-1]}, {@code m[k-1]}: a state at a moment.
     *
     * @param moment the letter of time as written, {@code t} in a cell and {@code k} in an optimizer
     * @param delay steps back: 0 for {@code h[t]}, 1 for {@code h[t-1]}
     */
    record At(Identifier state, Identifier moment, int delay, Span span) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitAt(this);
        }
    }

    /** {@code x[a:b]}: elements a up to but without b along the first axis; a missing bound is the axis' end. */
    record Slice(Expression operand, Optional<Expression> from, Optional<Expression> to, Span span)
            implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitSlice(this);
        }
    }

    /** {@code x[3]}: one element along the first axis; the index is neither {@code t} nor {@code t-1}. */
    record Element(Expression operand, Expression index, Span span) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitElement(this);
        }
    }

    /** {@code [a, b]}: concatenation along the last axis. */
    record Concatenation(List<Expression> parts, Span span) implements Expression {

        /** Whether its parts are the rows of a matrix: each stands in brackets itself, as in {@code [[1, 2], [3, 4]]}. */
        public boolean isMatrix() {
            return parts.stream().allMatch(Concatenation.class::isInstance);
        }

        public Concatenation {
            parts = List.copyOf(parts);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitConcatenation(this);
        }
    }

    /** {@code -a}. */
    record Negation(Expression operand, Span span) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitNegation(this);
        }
    }

    /** {@code a + b}. */
    record Binary(BinaryOperator operator, Expression left, Expression right, Span span) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitBinary(this);
        }
    }

    /** {@code tanh(a)}, {@code LSTM(x, units: 64)}; {@code σ} arrives here as {@code sigmoid}. */
    record Call(Identifier callee, List<Argument> arguments, Span span) implements Expression {

        /** Whether it is written {@code a ⊗ b} rather than {@code outer(a, b)}. */
        public boolean isOuter() {
            return callee.span().text().equals("⊗");
        }

        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitCall(this);
        }
    }

    /** What could not be read; already reported, so nobody reports it again. */
    record Invalid(Span span) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitInvalid(this);
        }
    }

    /**
     * One argument of a call.
     *
     * @param name the option that it sets, or empty for an argument by position
     */
    record Argument(Optional<Identifier> name, Expression value, Span span) {}

    /** One method a kind of expression; no default, so that a new kind breaks compilation where it must be handled. */
    interface Visitor<R> {
        R visitLiteral(Literal e);

        R visitName(Name e);

        R visitMember(Member e);

        R visitAt(At e);

        R visitSlice(Slice e);

        R visitElement(Element e);

        R visitConcatenation(Concatenation e);

        R visitNegation(Negation e);

        R visitBinary(Binary e);

        R visitCall(Call e);

        R visitInvalid(Invalid e);
    }
}
