package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.Bounds;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;

/**
 * One division for all elements that share a divisor, because a product costs a tenth of it:
 *
 * <pre>
 * before: d / s      for each element, the same s
 * after:  d ⊙ (1 / s)
 * </pre>
 *
 * <p>This rounds twice, so that the last bits change. It fires for a divisor that is above the smallest normal number
 * whatever the data, such as the root of a sum of squares and a positive constant, or the sum in a softmax: of a smaller one
 * the reciprocal would be infinite where the quotient is not.
 */
final class DivisionRule {

    private DivisionRule() {}

    static Node divide(GraphBuilder to, Node a, Node b) {
        Node divisor = b.op() instanceof Op.Broadcast ? b.input(0) : b;
        boolean repeated = divisor.type().elements() < b.type().elements();
        if (!repeated || a.isConstant(1) || !Bounds.isAwayFromZero(divisor)) {
            return to.divide(a, b);
        }
        return to.times(a, to.broadcast(to.divide(to.constantLike(1, divisor), divisor), b.type()));
    }
}
