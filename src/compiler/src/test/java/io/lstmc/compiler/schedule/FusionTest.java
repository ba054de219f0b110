package io.lstmc.compiler.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.Optimization;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Elementwise operations in one loop, as far as the just-in-time compiler likes it. */
class FusionTest {

    private static final TensorType ROW = new TensorType(0, true, List.of(8));
    private static final TensorType LONG = new TensorType(0, true, List.of(100));

    private final GraphBuilder builder = new GraphBuilder();
    private final Map<String, Node> results = new LinkedHashMap<>();

    private Node input(String name, TensorType type) {
        return builder.argument(name, Op.Role.INPUT, type);
    }

    private List<Statement.Pointwise> loops(Optimizations optimizations) {
        Scheduler.Request request = new Scheduler.Request(
                builder.build(results), List.of(List.copyOf(results.keySet())), 4, false, Map.of(), optimizations);
        return Scheduler.lower(request).sections().get(0).stream()
                .filter(Statement.Pointwise.class::isInstance)
                .map(Statement.Pointwise.class::cast)
                .toList();
    }

    @Test
    void operationsThatShareAnOperandShareALoop() {
        Node x = input("x", ROW);
        Node y = input("y", ROW);
        results.put("sum", builder.plus(x, y));
        results.put("product", builder.times(x, y));
        assertEquals(1, loops(Optimizations.ALL).size());
        assertEquals(
                2, loops(Optimizations.ALL.without(List.of(Optimization.FUSE))).size());
    }

    @Test
    void notOperationsThatShareNothing() {
        results.put("a", builder.plus(input("x", ROW), input("y", ROW)));
        results.put("b", builder.plus(input("u", ROW), input("v", ROW)));
        assertEquals(2, loops(Optimizations.ALL).size());
    }

    @Test
    void notValuesOfDifferentShape() {
        Node x = input("x", ROW);
        results.put("a", builder.times(x, x));
        Node part = builder.slice(x, 0, 0, 4);
        results.put("b", builder.times(part, part));
        assertEquals(2, loops(Optimizations.ALL).size());
    }

    @Test
    void notAcrossAProduct() {
        Node x = input("x", ROW);
        Node w = builder.argument("W", Op.Role.PARAMETER, TensorType.shared(8, 8));
        Node a = builder.times(x, x);
        Node product = builder.contract("ij", "j", "i", w, a);
        results.put("a", a);
        results.put("b", builder.times(product, a));
        assertEquals(2, loops(Optimizations.ALL).size());
    }

    @Test
    void aLoopHasFewOperations() {
        Node x = input("x", ROW);
        Node sum = x;
        for (int i = 0; i < 80; i++) {
            sum = builder.times(builder.plus(sum, x), x);
        }
        results.put("r", sum);
        List<Statement.Pointwise> loops = loops(Optimizations.ALL);
        // With two or three arrays a loop has room for 40 operations or 34, and the first and the last read or write
        // one less.
        assertEquals(5, loops.size());
        loops.forEach(FusionTest::assertSmall);
    }

    @Test
    void aLoopHasFewArrays() {
        Node x = input("x", ROW);
        for (int i = 0; i < 12; i++) {
            results.put("r" + i, builder.plus(x, input("y" + i, ROW)));
        }
        List<Statement.Pointwise> loops = loops(Optimizations.ALL);
        assertEquals(4, loops.size());
        loops.forEach(FusionTest::assertSmall);
    }

    @Test
    void whatIsOnlyReadInTheLoopIsNoArray() {
        Node x = input("x", ROW);
        Node y = input("y", ROW);
        Node shared = builder.times(x, y);
        for (int i = 0; i < 5; i++) {
            results.put("r" + i, builder.plus(shared, builder.constantLike(i, x)));
        }
        assertEquals(1, loops(Optimizations.ALL).size());
        results.put("shared", shared);
        assertEquals(2, loops(Optimizations.ALL).size());
    }

    private static void assertSmall(Statement.Pointwise loop) {
        Set<Buffer> arrays = new HashSet<>();
        loop.reads().forEach(v -> arrays.add(v.buffer()));
        loop.writes().forEach(v -> arrays.add(v.buffer()));
        int size = loop.instructions().size() + 6 * arrays.size();
        assertTrue(size <= 52, () -> loop.instructions().size() + " operations, " + arrays.size() + " arrays");
    }

    @Test
    void evenForOneResult() {
        Node sum = input("x", ROW);
        for (int i = 0; i < 11; i++) {
            sum = builder.times(sum, input("y" + i, ROW));
        }
        results.put("r", sum);
        List<Statement.Pointwise> loops = loops(Optimizations.ALL);
        assertEquals(3, loops.size());
        loops.forEach(FusionTest::assertSmall);
    }

    @Test
    void aRowAndItsNumberHaveALoopOfTheirOwn() {
        Node x = input("x", ROW);
        Node number = builder.broadcast(input("n", TensorType.perSample()), x.type());
        results.put("a", builder.times(x, number));
        results.put("b", builder.times(x, x));
        assertEquals(2, loops(Optimizations.ALL).size());
    }

    @Test
    void notIfTheRowIsLong() {
        Node x = input("x", LONG);
        Node number = builder.broadcast(input("n", TensorType.perSample()), x.type());
        results.put("a", builder.times(x, number));
        results.put("b", builder.times(x, x));
        assertEquals(1, loops(Optimizations.ALL).size());
    }

    @Test
    void aLongFunctionHasALoopOfItsOwn() {
        Node x = input("x", ROW);
        results.put("f", builder.unary(UnaryFunction.TANH, x));
        results.put("g", builder.times(x, x));
        assertEquals(2, loops(Optimizations.ALL).size());
    }

    @Test
    void aReductionComputesOnTheWayWhatOnlyItReads() {
        Node x = input("x", ROW);
        results.put("s", builder.sum(builder.minus(x, builder.times(x, x)), TensorType.shared()));
        assertEquals(0, loops(Optimizations.ALL).size());
        assertEquals(
                2, loops(Optimizations.ALL.without(List.of(Optimization.FUSE))).size());
    }
}
