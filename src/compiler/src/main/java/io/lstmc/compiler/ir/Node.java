package io.lstmc.compiler.ir;

import java.util.List;
import java.util.Optional;

/** A value of a graph. Nodes of one {@link GraphBuilder} compare by identity. */
public final class Node {

    private final int id;
    private final Op op;
    private final List<Node> inputs;
    private final TensorType type;
    private String name;

    Node(int id, Op op, List<Node> inputs, TensorType type) {
        this.id = id;
        this.op = op;
        this.inputs = List.copyOf(inputs);
        this.type = type;
    }

    /** Its number in its builder; greater than those of its inputs. */
    public int id() {
        return id;
    }

    public Op op() {
        return op;
    }

    public List<Node> inputs() {
        return inputs;
    }

    public Node input(int index) {
        return inputs.get(index);
    }

    /** Its type; that of a {@link Op.Scan} means nothing, its {@link Op.Project}s have types. */
    public TensorType type() {
        return type;
    }

    /** What the source calls it, such as {@code f}, or {@code δf} for an adjoint. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    void name(String text) {
        if (name == null) {
            name = text;
        }
    }

    /** Whether it is the constant {@code value}, of any type. */
    public boolean isConstant(double value) {
        return op instanceof Op.Constant && ((Op.Constant) op).value() == value;
    }

    /** Whether it stands as it is in the source: what uses it needs no place for it. */
    public boolean isLiteral() {
        return op instanceof Op.Constant || op instanceof Op.Numbers;
    }

    /** The same in every run, unlike that of any object; those of other builders may share it. */
    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return (name == null ? "%" + id : name) + " = " + op;
    }
}
