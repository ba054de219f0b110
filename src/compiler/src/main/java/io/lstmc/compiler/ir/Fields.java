package io.lstmc.compiler.ir;

import java.util.List;

/**
 * The fields of an operation as a list. Lists are compared and hashed by code that is there, records by code that the JVM
 * makes for each when it is first needed, which would be a part of the time that a compilation takes.
 */
final class Fields implements Op.Visitor<List<?>> {

    static final Fields OF = new Fields();

    private Fields() {}

    @Override
    public List<?> visitArgument(Op.Argument op) {
        return List.of(op.name(), op.role(), op.type());
    }

    @Override
    public List<?> visitConstant(Op.Constant op) {
        return List.of(op.value(), op.type());
    }

    @Override
    public List<?> visitUnary(Op.Unary op) {
        return List.of(op.function());
    }

    @Override
    public List<?> visitBinary(Op.Binary op) {
        return List.of(op.function());
    }

    @Override
    public List<?> visitSelect(Op.Select op) {
        return List.of();
    }

    @Override
    public List<?> visitBroadcast(Op.Broadcast op) {
        return List.of(op.type());
    }

    @Override
    public List<?> visitReduce(Op.Reduce op) {
        return List.of(op.reduction(), op.type());
    }

    @Override
    public List<?> visitContract(Op.Contract op) {
        return List.of(op.left(), op.right(), op.result(), op.keepSteps(), op.keepBatch());
    }

    @Override
    public List<?> visitConcatenate(Op.Concatenate op) {
        return List.of(op.axis());
    }

    @Override
    public List<?> visitSlice(Op.Slice op) {
        return List.of(op.axis(), op.from(), op.to());
    }

    @Override
    public List<?> visitPad(Op.Pad op) {
        return List.of(op.axis(), op.before(), op.after());
    }

    @Override
    public List<?> visitReshape(Op.Reshape op) {
        return List.of(op.steps(), op.dims());
    }

    @Override
    public List<?> visitTranspose(Op.Transpose op) {
        return List.of();
    }

    @Override
    public List<?> visitRandom(Op.Random op) {
        return List.of(op.distribution(), op.stream(), op.type());
    }

    @Override
    public List<?> visitOrthonormal(Op.Orthonormal op) {
        return List.of();
    }

    @Override
    public List<?> visitStopGradient(Op.StopGradient op) {
        return List.of();
    }

    @Override
    public List<?> visitScan(Op.Scan op) {
        return List.of(op.steps(), op.reverse(), op.carries(), op.elements(), op.invariants(), op.body());
    }

    @Override
    public List<?> visitProject(Op.Project op) {
        return List.of(op.index());
    }
}
