package io.lstmc.compiler.codegen;

import com.palantir.javapoet.CodeBlock;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/** The loop of one node. */
final class PlainOps implements Op.Visitor<Void> {

    private final PlainEmitter emitter;
    private final Node node;
    private final CodeBlock.Builder code;

    PlainOps(PlainEmitter emitter, Node node, CodeBlock.Builder code) {
        this.emitter = emitter;
        this.node = node;
        this.code = code;
    }

    private Void set(String value) {
        emitter.loop(code, node.type(), emitter.at(node) + " = " + emitter.number(value));
        return null;
    }

    private String input(int index) {
        return emitter.at(node.input(index));
    }

    private static Void none() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Void visitArgument(Op.Argument op) {
        return null;
    }

    @Override
    public Void visitConstant(Op.Constant op) {
        return set(Double.toString(op.value()));
    }

    @Override
    public Void visitUnary(Op.Unary op) {
        return set(
                switch (op.function()) {
                    case NEGATE -> "-" + input(0);
                    case SIGMOID -> "1 / (1 + Math.exp(-" + input(0) + "))";
                    case TANH, EXP, LOG, SQRT, SIN, COS ->
                        "java.lang.Math." + op.function().label() + "(" + input(0) + ")";
                });
    }

    @Override
    public Void visitBinary(Op.Binary op) {
        return set(PlainEmitter.binary(op.function(), input(0), input(1)));
    }

    @Override
    public Void visitSelect(Op.Select op) {
        return set(input(0) + " != 0 ? " + input(1) + " : " + input(2));
    }

    @Override
    public Void visitBroadcast(Op.Broadcast op) {
        return set(input(0));
    }

    @Override
    public Void visitReduce(Op.Reduce op) {
        if (op.reduction() != Op.Reduction.SUM) {
            return none();
        }
        set("0");
        emitter.loop(code, node.input(0).type(), emitter.at(node) + " += " + input(0));
        return null;
    }

    @Override
    public Void visitContract(Op.Contract op) {
        set("0");
        Node left = node.input(0);
        Node right = node.input(1);
        TensorType all = new TensorType(
                Math.max(left.type().steps(), right.type().steps()),
                left.type().batched() || right.type().batched(),
                List.of());
        List<Character> letters = new ArrayList<>();
        StringBuilder loops = new StringBuilder();
        for (char letter : (op.left() + op.right()).toCharArray()) {
            if (!letters.contains(letter)) {
                letters.add(letter);
                loops.append("for (int " + letter + "_ = 0; " + letter + "_ < " + size(op, letter) + "; " + letter
                        + "_++) ");
            }
        }
        emitter.loop(
                code,
                all,
                loops + place(node, op.result()) + " += " + place(left, op.left()) + " * " + place(right, op.right()));
        return null;
    }

    private int size(Op.Contract op, char letter) {
        int i = op.left().indexOf(letter);
        return i >= 0
                ? node.input(0).type().dims().get(i)
                : node.input(1).type().dims().get(op.right().indexOf(letter));
    }

    private String place(Node of, String letters) {
        String index = "0";
        for (int i = 0; i < letters.length(); i++) {
            index = "(" + index + ") * " + of.type().dims().get(i) + " + " + letters.charAt(i) + "_";
        }
        return emitter.at(emitter.place(of), of.type(), index);
    }

    @Override
    public Void visitConcatenate(Op.Concatenate op) {
        return none();
    }

    @Override
    public Void visitSlice(Op.Slice op) {
        return none();
    }

    @Override
    public Void visitPad(Op.Pad op) {
        return none();
    }

    @Override
    public Void visitReshape(Op.Reshape op) {
        return none();
    }

    @Override
    public Void visitTranspose(Op.Transpose op) {
        return none();
    }

    @Override
    public Void visitRandom(Op.Random op) {
        String row = node.type().batched() ? (emitter.hasFirstRow() ? "firstRow + r_" : "r_") : "0";
        return set(CodeBlock.of(
                        "$T.uniform($T.key($L, $L, $L), s_ * $L + e_)",
                        PlainEmitter.RANDOM,
                        PlainEmitter.RANDOM,
                        emitter.random(),
                        op.stream(),
                        row,
                        node.type().elements())
                .toString());
    }

    @Override
    public Void visitOrthonormal(Op.Orthonormal op) {
        return none();
    }

    @Override
    public Void visitStopGradient(Op.StopGradient op) {
        return set(input(0));
    }

    @Override
    public Void visitScan(Op.Scan op) {
        return none();
    }

    @Override
    public Void visitProject(Op.Project op) {
        return none();
    }
}
