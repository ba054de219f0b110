package io.lstmc.compiler.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.ScanBuilder;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When recurrences over reversed sequences run the other way, and that what they end with stays the same. */
class ReversalTest {

    private static final int STEPS = 4;
    private static final TensorType SEQUENCE = new TensorType(STEPS, true, List.of());

    /** A recurrence over a reversed sequence of which three samples have one, three and all steps. */
    private static Graph graph(boolean ofAllSteps, boolean keeps) {
        GraphBuilder outer = new GraphBuilder();
        Node x = outer.argument("x", Op.Role.INPUT, SEQUENCE);
        Node present = outer.argument("present", Op.Role.PRESENT, SEQUENCE);
        Node reversed = outer.add(new Op.Reverse(), ofAllSteps ? List.of(x) : List.of(x, present));
        ScanBuilder scan = new ScanBuilder(STEPS, false);
        Node h = scan.carry("h", outer.constant(0.5, TensorType.perSample()));
        Node element = scan.element("x", reversed);
        Node isPresent = scan.element("present", present);
        Node next = scan.body()
                .unary(UnaryFunction.TANH, scan.body().plus(element, scan.body().times(h, element)));
        Node kept = keeps ? scan.body().select(isPresent, next, h) : next;
        Node end = scan.build(outer, Map.of("h'", kept), Map.of()).get(0);
        return outer.build(Map.of("end", end));
    }

    private static double[] end(Graph graph) {
        // Step by step, three samples each.
        double[] x = {0.1, 0.2, 0.3, 0.4, -0.5, 0.6, 0.7, 0.8, -0.9, 1.1, 1.2, 1.3};
        double[] present = {1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0, 1};
        Map<String, Tensor> arguments =
                Map.of("x", new Tensor(SEQUENCE, 3, x), "present", new Tensor(SEQUENCE, 3, present));
        return Interpreter.run(graph, arguments, 3).get("end").data();
    }

    private static void assertReversals(int expected, boolean ofAllSteps, boolean keeps) {
        Graph before = graph(ofAllSteps, keeps);
        Graph after = new Reversal().apply(before);
        assertEquals(expected, Scans.count(after, Op.Reverse.class));
        assertArrayEquals(end(before), end(after), 1e-15);
    }

    @Test
    void statesThatStayBehindTheEndOfASampleStayBeforeItsBeginningToo() {
        assertReversals(0, false, true);
    }

    @Test
    void statesThatAbsentStepsChangeDoNot() {
        assertReversals(1, false, false);
    }

    /** What a recurrence reads besides must be reversed as well. */
    @Test
    void anotherSequenceIsNotReversed() {
        assertReversals(1, true, true);
    }
}
