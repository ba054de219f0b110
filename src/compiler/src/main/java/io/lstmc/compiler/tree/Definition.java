package io.lstmc.compiler.tree;

import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.interval.Interval;
import java.util.List;
import java.util.Optional;

/** One definition of a file. */
public sealed interface Definition {

    Identifier name();

    /** Its options, those that are definitions among them. */
    List<Parameter> parameters();

    /** Whether it has to be told definitions, and means something only with them; a model with options is told them too. */
    default boolean isGeneric() {
        return parameters().stream().anyMatch(p -> p.kind() != ParameterKind.NUMBER);
    }

    /** The lines of {@code ///} before it, without the slashes. */
    Optional<String> documentation();

    Span span();

    <R> R accept(Visitor<R> visitor);

    /** What an option stands for. */
    enum ParameterKind {
        /** A number; of a function any value. */
        NUMBER("", "a number"),
        CELL("cell ", "a cell"),
        FUNCTION("function ", "a function"),
        INITIALIZER("initializer ", "an initialiser");

        private final String word;
        private final String text;

        ParameterKind(String word, String text) {
            this.word = word;
            this.text = text;
        }

        /** What is written before the name, with a blank behind it. */
        public String word() {
            return word;
        }

        /** As messages name it. */
        public String text() {
            return text;
        }
    }

    /**
     * A parameter of a definition, as {@code units}, {@code beta1 = 0.9}, {@code rate in [0, 1) = 0.5} or {@code cell C = LSTM}.
     *
     * @param defaultValue of a number an expression, of a definition its name
     */
    record Parameter(Identifier name, ParameterKind kind, Optional<Range> range, Optional<Expression> defaultValue) {}

    /**
     * What a parameter may be: {@code in [0, 1)}.
     *
     * @param excluded whether it says what the parameter must not be: {@code not in [0, 1]}
     */
    record Range(Interval interval, boolean excluded, Span span) {

        /** Whether all of these values are as they should be. */
        public boolean allows(Interval values) {
            return excluded ? interval.isApartFrom(values) : interval.contains(values);
        }

        /** Whether none of these values is as it should be. */
        public boolean refuses(Interval values) {
            return excluded ? interval.contains(values) : interval.isApartFrom(values);
        }

        /** What the parameter is to do, behind "must": {@code be in [0, 1)}, {@code not be 0}. */
        public String demand() {
            String bounds = interval.toString();
            boolean point = interval.low() == interval.high();
            return (excluded ? "not be " : "be ") + (point ? bounds.substring(1, bounds.indexOf(',')) : "in " + bounds);
        }

        /** As it is written: {@code in [0, 1)}. */
        @Override
        public String toString() {
            return (excluded ? "not in " : "in ") + interval;
        }
    }

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
    record Model(
            Identifier name,
            List<Parameter> parameters,
            List<Statement> body,
            Optional<String> documentation,
            Span span)
            implements Definition {
        public Model {
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
        }

        @Override
        public boolean isGeneric() {
            return !parameters.isEmpty();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitModel(this);
        }
    }

    /** {@code model CompareGRU = Compare(C: GRU)}: a model with options, told what they are. */
    record Variant(Identifier name, Expression.Call model, Optional<String> documentation, Span span)
            implements Definition {
        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitVariant(this);
        }
    }

    /** One method a kind; no default, so that a new kind breaks compilation where it must be handled. */
    interface Visitor<R> {
        R visitCell(Cell d);

        R visitFunction(Function d);

        R visitInitializer(Initializer d);

        R visitOptimizer(Optimizer d);

        R visitModel(Model d);

        R visitVariant(Variant d);
    }
}
