package io.lstmc.compiler.program;

/** What an instruction of a loop computes with. */
public sealed interface Input {

    <R> R accept(Visitor<R> visitor);

    /** The value of an earlier instruction of the same pass through the loop. */
    record Local(int instruction) implements Input {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitLocal(this);
        }

        @Override
        public String toString() {
            return "%" + instruction;
        }
    }

    /** An element of a buffer. */
    record Load(Operand operand) implements Input {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitLoad(this);
        }

        @Override
        public String toString() {
            return operand.toString();
        }
    }

    /** A literal. */
    record Number(double value) implements Input {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitNumber(this);
        }

        @Override
        public String toString() {
            return Double.toString(value);
        }
    }

    /** A scalar that somebody else gives, by its name. */
    record Scalar(String name) implements Input {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visitScalar(this);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** One method a kind of input. */
    interface Visitor<R> {
        R visitLocal(Local input);

        R visitLoad(Load input);

        R visitNumber(Number input);

        R visitScalar(Scalar input);
    }
}
