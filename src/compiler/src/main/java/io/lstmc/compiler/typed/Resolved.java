package io.lstmc.compiler.typed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checked expression: each part has its type, and each name and call in it refers to what it means. Sizes are polynomials
 * over the size names of the definition in which it stands.
 */
public sealed interface Resolved {

    Type type();

    <R> R accept(Visitor<R> visitor);

    /** A number that is written, or π. */
    record Number(double value, Type type) implements Resolved {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitNumber(this);
        }
    }

    /** The most steps of a time, as a number. */
    record Length(Size size, Type type) implements Resolved {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitLength(this);
        }
    }

    /** The value that a name stands for; of a state that of the present step. */
    record Value(Declaration declaration, Type type) implements Resolved {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitValue(this);
        }
    }

    /** A state before the step. */
    record Before(Declaration state, Type type) implements Resolved {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitBefore(this);
        }
    }

    /** A further output of a layer. */
    record Output(Declaration layer, String output, Type type) implements Resolved {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitOutput(this);
        }
    }

    /**
     * A param of a layer.
     *
     * @param path its name in the layer, after those of the layers inside of which it is: {@code inner.W}
     */
    record LayerParam(Declaration layer, String path, Type type) implements Resolved {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitLayerParam(this);
        }
    }

    /** What a slice or an index cuts. */
    enum Cut {
        /** The first time of a sequence. */
        TIME,
        /** The first size. */
        SIZE
    }

    /** Steps or elements {@code from} up to but without {@code to}. */
    record Slice(Resolved operand, Cut cut, Size from, Size to, Type type) implements Resolved {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitSlice(this);
        }
    }

    /** One step, or one element or row. */
    record Element(Resolved operand, Cut cut, Size index, Type type) implements Resolved {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitElement(this);
        }
    }

    /** The element or row that a token names. */
    record Lookup(Resolved table, Resolved token, Type type) implements Resolved {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitLookup(this);
        }
    }

    /** Vectors and scalars one after another. */
    record Vector(List<Resolved> parts, Type type) implements Resolved {
        public Vector {
            parts = List.copyOf(parts);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitVector(this);
        }
    }

    /** Rows of equal length. */
    record Matrix(List<Vector> rows, Type type) implements Resolved {
        public Matrix {
            rows = List.copyOf(rows);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitMatrix(this);
        }
    }

    record Negation(Resolved operand, Type type) implements Resolved {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitNegation(this);
        }
    }

    /** What is done element by element with two values. */
    enum Operation {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        POWER,
        GREATER,
        GREATER_EQUAL,
        LESS,
        LESS_EQUAL,
        EQUAL,
        NOT_EQUAL
    }

    record Elementwise(Operation operation, Resolved left, Resolved right, Type type) implements Resolved {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitElementwise(this);
        }
    }

    /** Which products of elements are summed. */
    enum ProductKind {
        /** Of two vectors all products of two elements, and no sum. */
        OUTER,
        /** Of two vectors one number. */
        DOT,
        MATRIX_BY_VECTOR,
        VECTOR_BY_MATRIX,
        MATRIX_BY_MATRIX
    }

    record Product(ProductKind kind, Resolved left, Resolved right, Type type) implements Resolved {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitProduct(this);
        }
    }

    /** A built-in function of its arguments, each of them given by position. */
    record BuiltInCall(BuiltIn function, List<Resolved> arguments, Type type) implements Resolved {
        public BuiltInCall {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitBuiltInCall(this);
        }
    }

    /**
     * A built-in function along a time.
     *
     * @param time the time of the operand that is meant; empty where it is that of the steps of the cell around
     * @param first what {@code previous} gives at the first step; zero if empty
     */
    record Along(BuiltIn function, Resolved operand, Optional<String> time, Optional<Resolved> first, Type type)
            implements Resolved {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitAlong(this);
        }
    }

    /** A declaration and what it stands for. */
    record Definition(Declaration declaration, Resolved value) {}

    /**
     * A function, written out for one call.
     *
     * @param arguments what its parameters stand for
     * @param equations each after those that it uses
     */
    record FunctionCall(List<Definition> arguments, List<Definition> equations, Resolved value, Type type)
            implements Resolved {
        public FunctionCall {
            arguments = List.copyOf(arguments);
            equations = List.copyOf(equations);
        }

        /** All that its value may use, in order. */
        public List<Definition> definitions() {
            List<Definition> all = new ArrayList<>(arguments);
            all.addAll(equations);
            return all;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitFunctionCall(this);
        }
    }

    /**
     * A call of a cell, whose value is the first output.
     *
     * @param options the value of each option, in the order of the cell
     * @param inputs in the order of the cell
     * @param beginnings what the caller lets states begin with, by the state
     * @param sizes what the size names of the cell stand for, in those of the caller
     */
    record CellCall(
            TypedCell cell,
            List<Resolved> options,
            List<Resolved> inputs,
            Map<Declaration, Resolved> beginnings,
            Map<String, Size> sizes,
            Type type)
            implements Resolved {
        public CellCall {
            options = List.copyOf(options);
            inputs = List.copyOf(inputs);
            beginnings = Collections.unmodifiableMap(new LinkedHashMap<>(beginnings));
            sizes = Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitCellCall(this);
        }
    }

    /** A call of an initialiser, with the value of each option in the order of its definition. */
    record InitializerCall(TypedInitializer initializer, List<Resolved> options, Type type) implements Resolved {
        public InitializerCall {
            options = List.copyOf(options);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitInitializerCall(this);
        }
    }

    /** One method a kind; no default, so that a new kind breaks compilation where it must be handled. */
    interface Visitor<R> {
        R visitNumber(Number e);

        R visitLength(Length e);

        R visitValue(Value e);

        R visitBefore(Before e);

        R visitOutput(Output e);

        R visitLayerParam(LayerParam e);

        R visitSlice(Slice e);

        R visitElement(Element e);

        R visitLookup(Lookup e);

        R visitVector(Vector e);

        R visitMatrix(Matrix e);

        R visitNegation(Negation e);

        R visitElementwise(Elementwise e);

        R visitProduct(Product e);

        R visitBuiltInCall(BuiltInCall e);

        R visitAlong(Along e);

        R visitFunctionCall(FunctionCall e);

        R visitCellCall(CellCall e);

        R visitInitializerCall(InitializerCall e);
    }
}
