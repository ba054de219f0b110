package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import java.util.Optional;

/**
 * How a contraction maps to one of the runtime's products: rows that a shared matrix multiplies, or two runs of rows whose
 * outer products are summed. Here {@code p} stands for any letters, also none:
 *
 * <pre>
 * pk,jk → pj   times transposed      pk,kj → pj   times      pk,pj → kj   outer, batch and steps summed
 * </pre>
 *
 * @param swapped whether the first matrix is the second operand
 * @param prefix rows for each live row and step: the product of the sizes of {@code p}
 * @param n columns of the result
 * @param k columns of the first matrix
 */
record ContractShape(Kind kind, boolean swapped, int prefix, int n, int k) {

    enum Kind {
        TIMES,
        TIMES_TRANSPOSED,
        OUTER
    }

    static Optional<ContractShape> of(Node node) {
        Op.Contract op = (Op.Contract) node.op();
        TensorType left = node.input(0).type();
        TensorType right = node.input(1).type();
        return timesMatrix(op, op.left(), left, op.right(), right, false)
                .or(() -> timesMatrix(op, op.right(), right, op.left(), left, true))
                .or(() -> outer(op, op.left(), left, op.right(), right, false))
                .or(() -> outer(op, op.right(), right, op.left(), left, true));
    }

    private static Optional<ContractShape> timesMatrix(
            Op.Contract op, String rows, TensorType type, String matrix, TensorType shape, boolean swapped) {
        if (shape.batched() || shape.hasSteps() || matrix.length() != 2 || rows.isEmpty() || !keepsAll(op, type)) {
            return Optional.empty();
        }
        String prefix = rows.substring(0, rows.length() - 1);
        char summed = rows.charAt(rows.length() - 1);
        int at = matrix.indexOf(summed);
        if (at < 0) {
            return Optional.empty();
        }
        char kept = matrix.charAt(1 - at);
        if (rows.indexOf(kept) >= 0 || !op.result().equals(prefix + kept)) {
            return Optional.empty();
        }
        Kind kind = at == 0 ? Kind.TIMES : Kind.TIMES_TRANSPOSED;
        int k = shape.dims().get(at);
        return Optional.of(new ContractShape(
                kind, swapped, type.elements() / k, shape.dims().get(1 - at), k));
    }

    private static boolean keepsAll(Op.Contract op, TensorType type) {
        return (op.keepBatch() || !type.batched()) && (op.keepSteps() || !type.hasSteps());
    }

    private static Optional<ContractShape> outer(
            Op.Contract op, String first, TensorType a, String second, TensorType b, boolean swapped) {
        if (!sumsAllRows(op, a, b) || first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        String prefix = first.substring(0, first.length() - 1);
        String columns = second.substring(second.length() - 1);
        String rows = first.substring(first.length() - 1);
        boolean nothingSummed = prefix.isEmpty() && !a.batched() && !a.hasSteps();
        if (nothingSummed
                || !second.equals(prefix + columns)
                || rows.equals(columns)
                || !op.result().equals(rows + columns)) {
            return Optional.empty();
        }
        int k = a.dims().get(a.rank() - 1);
        int n = b.dims().get(b.rank() - 1);
        return Optional.of(new ContractShape(Kind.OUTER, swapped, a.elements() / k, n, k));
    }

    /** Whether both have values for the same samples and steps, and these are summed. */
    private static boolean sumsAllRows(Op.Contract op, TensorType a, TensorType b) {
        return a.batched() == b.batched()
                && a.steps() == b.steps()
                && !(a.batched() && op.keepBatch())
                && !(a.hasSteps() && op.keepSteps());
    }
}
