package io.lstmc.compiler.tree;

import io.lstmc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** One declaration or equation in the body of a definition. */
public sealed interface Statement {

    Span span();

    <R> R accept(Visitor<R> visitor);

    /**
     * A declared name and its sizes.
     *
     * @param sizes the sizes between the brackets; empty brackets give a scalar, absent brackets leave the shape to
     *     inference
     * @param type what stands after a colon, as {@code token(5000)}, or {@code frozen} of a param; numbers where nothing does
     */
    record Variable(Identifier name, Optional<List<Expression>> sizes, Optional<Expression.Call> type) {

        /** Of numbers. */
        public Variable(Identifier name, Optional<List<Expression>> sizes) {
            this(name, sizes, Optional.empty());
        }
    }

    /** {@code time T = 36} or {@code time T <= 200}. */
    record Time(Identifier name, boolean shorter, Optional<Expression> steps, Span span) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitTime(this);
        }
    }

    /** {@code input x[T, 1]}. */
    record Input(List<Variable> variables, Span span) implements Statement {
        public Input {
            variables = List.copyOf(variables);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitInput(this);
        }
    }

    /** {@code target y[12]}. */
    record Target(List<Variable> variables, Span span) implements Statement {
        public Target {
            variables = List.copyOf(variables);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitTarget(this);
        }
    }

    /** {@code state h[units], c[units] = c0} or, in an optimizer, {@code state θ, m ~ zeros}: each its own beginning. */
    record State(List<Initialised> states, Span span) implements Statement {
        public State {
            states = List.copyOf(states);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitState(this);
        }
    }

    /**
     * A state and how it begins.
     *
     * @param initializer what stands after {@code ~}
     * @param beginning what stands after {@code =}; never both
     */
    record Initialised(Variable variable, Optional<Expression> initializer, Optional<Expression> beginning) {}

    /** {@code param W_f, W_i ~ glorot}: one initialiser for all; without one the compiler asks for it. */
    record Param(List<Variable> variables, Optional<Expression> initializer, Span span) implements Statement {
        public Param {
            variables = List.copyOf(variables);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitParam(this);
        }
    }

    /** {@code layer a = LSTM(x, units: 64)}. */
    record Layer(Identifier name, Expression value, Span span) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitLayer(this);
        }
    }

    /**
     * {@code c[t] = f ⊙ c[t-1]} or {@code f = σ(a)}.
     *
     * @param moment the letter of time between brackets, or empty for an intermediate
     */
    record Equation(Identifier name, Optional<Identifier> moment, Expression value, Span span) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitEquation(this);
        }
    }

    /** {@code output h[t]}, {@code output forecast = Dense(z)}, also several with commas. */
    record Output(List<Result> results, Span span) implements Statement {
        public Output {
            results = List.copyOf(results);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitOutput(this);
        }
    }

    /** One output; without a name its value is a name or a state and gives the name. */
    record Result(Optional<Identifier> name, Expression value, Span span) {}

    /** {@code loss mse(forecast, y)}. */
    record Loss(Expression value, Span span) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitLoss(this);
        }
    }

    /** {@code adjoint x, a.h}: values whose derivatives a pass is to give. */
    record Adjoint(List<Expression> values, Span span) implements Statement {
        public Adjoint {
            values = List.copyOf(values);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitAdjoint(this);
        }
    }

    /** {@code train { … }}. */
    record Train(List<Setting> settings, Span span) implements Statement {
        public Train {
            settings = List.copyOf(settings);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitTrain(this);
        }
    }

    /**
     * {@code epochs 100}, {@code clip norm 1.0}, {@code optimizer adam(lr: 1e-3)}, {@code except [*.b] (decay: 0)}.
     *
     * @param kind the word between key and value, as {@code norm}, if there is one
     * @param selected the params between brackets as they are written, in which {@code *} may stand
     * @param value a number or a call; behind params in brackets a call of the key with what stands in parentheses
     */
    record Setting(Identifier key, Optional<Identifier> kind, List<Identifier> selected, Expression value, Span span) {
        public Setting {
            selected = List.copyOf(selected);
        }

        /** Without params in brackets. */
        public Setting(Identifier key, Optional<Identifier> kind, Expression value, Span span) {
            this(key, kind, List.of(), value, span);
        }
    }

    /** {@code unroll full}, {@code unroll 8}, {@code precision double}: how the model is emitted. */
    record Option(Identifier key, Expression value, Span span) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitOption(this);
        }
    }

    /** One method a kind; no default, so that a new kind breaks compilation where it must be handled. */
    interface Visitor<R> {
        R visitTime(Time s);

        R visitInput(Input s);

        R visitTarget(Target s);

        R visitState(State s);

        R visitParam(Param s);

        R visitLayer(Layer s);

        R visitEquation(Equation s);

        R visitOutput(Output s);

        R visitLoss(Loss s);

        R visitAdjoint(Adjoint s);

        R visitTrain(Train s);

        R visitOption(Option s);
    }
}
