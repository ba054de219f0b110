package io.lstmc.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {

    private static final TensorType VECTOR = TensorType.perSample(6);

    private final GraphBuilder builder = new GraphBuilder();
    private final Node x = builder.argument("x", Op.Role.INPUT, VECTOR);
    private final Node y = builder.argument("y", Op.Role.INPUT, VECTOR);

    @Test
    void equalOperationsOnEqualInputsAreOneNode() {
        Node first = builder.add(new Op.Reshape(2, List.of(3)), x);

        assertSame(first, builder.add(new Op.Reshape(2, List.of(3)), x));
        assertNotSame(first, builder.add(new Op.Reshape(2, List.of(3)), y));
        assertNotSame(first, builder.add(new Op.Reshape(3, List.of(2)), x));
    }

    @Test
    void theOrderOfInputsCounts() {
        assertNotSame(builder.add(new Op.Concatenate(0), x, y), builder.add(new Op.Concatenate(0), y, x));
    }

    @Test
    void operationsOfDifferentKindsAreDifferentNodesThoughTheirNumbersAgree() {
        assertNotSame(builder.add(new Op.Slice(0, 1, 4), x), builder.add(new Op.Pad(0, 1, 4), x));
    }

    /** {@code 1 / -0.0} is not {@code 1 / 0.0}. */
    @Test
    void zerosOfDifferentSignsAreDifferentConstants() {
        Node zero = builder.constant(0.0, VECTOR);
        Node minusZero = builder.constant(-0.0, VECTOR);

        assertNotSame(zero, minusZero);
        assertSame(zero, builder.constant(0.0, VECTOR));
        assertSame(minusZero, builder.constant(-0.0, VECTOR));
    }

    @Test
    void nanIsOneConstantThoughItIsNotEqualToItself() {
        assertSame(builder.constant(Double.NaN, VECTOR), builder.constant(Double.NaN, VECTOR));
        assertNotSame(builder.constant(Double.NaN, VECTOR), builder.constant(Double.POSITIVE_INFINITY, VECTOR));
    }

    @Test
    void constantsOfDifferentTypesAreDifferent() {
        assertNotSame(builder.constant(1, VECTOR), builder.constant(1, VECTOR.withBatch(false)));
        assertNotSame(builder.constant(1, VECTOR), builder.constant(1, VECTOR.withSteps(2)));
    }

    @Test
    void drawsOfRandomNumbersAreNeverShared() {
        assertNotSame(builder.random(Op.Distribution.UNIFORM, VECTOR), builder.random(Op.Distribution.UNIFORM, VECTOR));
    }

    @Test
    void recurrencesOfOneBodyAreOneNodeAndOthersAreNot() {
        GraphBuilder inside = new GraphBuilder();
        Node carry = inside.argument("h", Op.Role.CARRY, VECTOR);
        Graph body = inside.build(Map.of("h", inside.unary(UnaryFunction.TANH, carry)));
        Op.Scan scan = new Op.Scan(4, false, 1, 0, 0, body);

        Node node = builder.add(scan, x);

        assertSame(node, builder.add(new Op.Scan(4, false, 1, 0, 0, new Graph(body.arguments(), body.results())), x));
        assertNotSame(node, builder.add(new Op.Scan(4, true, 1, 0, 0, body), x));
        assertNotSame(node, builder.add(scan.withBody(new Graph(body.arguments(), Map.of("h", carry))), x));
        assertEquals(node.inputs(), List.of(x));
    }
}
