package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** One definition of a file. */
public sealed interface Definition {

    Identifier name();

    /** The lines of {@code ///} before it, without the slashes. */
    Optional<String> documentation();

    Span span();

    <R> R accept(Visitor<R> visitor);

    /** A parameter of a definition, as {@code units} or {@code beta1 = 0.9}. */
    record Parameter(Identifier name, Optional<Expression> defaultValue) {}

    /** {@code cell LSTM(units) { … }}: equations over the present and the previous step. */
    record Cell(
            Identifier name,
            List<Parameter> parameters,
            List<Statement> body,
            Optional<String> documentation,
            Span span)
            implements Definition {
        public Cell {
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitCell(this);
        }
    }

    /** {@code function mse(p, y) = mean((p - y)^2)}; with braces, {@code body} holds its intermediates. */
    record Function(
            Identifier name,
            List<Parameter> parameters,
            List<Statement.Equation> body,
            Expression value,
            Optional<String> documentation,
            Span span)
            implements Definition {
        public Function {
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitFunction(this);
        }
    }

    /** {@code initializer glorot = …}, {@code initializer constant(value) = value}. */
    record Initializer(
            Identifier name, List<Parameter> parameters, Expression value, Optional<String> documentation, Span span)
            implements Definition {
        public Initializer {
            parameters = List.copyOf(parameters);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitInitializer(this);
        }
    }

    /** {@code optimizer adam(lr) { … }}: a cell whose time is the training step. */
    record Optimizer(
            Identifier name,
            List<Parameter> parameters,
            List<Statement> body,
            Optional<String> documentation,
            Span span)
            implements Definition {
        public Optimizer {
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitOptimizer(this);
        }
    }

    /** {@code model SalesForecast { … }}. */
    record Model(Identifier name, List<Statement> body, Optional<String> documentation, Span span)
            implements Definition {
        public Model {
            body = List.copyOf(body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitModel(this);
        }
    }

    /** One method a kind; no default, so that a new kind breaks compilation where it must be handled. */
    interface Visitor<R> {
        R visitCell(Cell d);

        R visitFunction(Function d);

        R visitInitializer(Initializer d);

        R visitOptimizer(Optimizer d);

        R visitModel(Model d);
    }
}
