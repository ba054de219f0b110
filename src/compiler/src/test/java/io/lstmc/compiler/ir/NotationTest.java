package io.lstmc.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NotationTest {

    private final GraphBuilder graph = new GraphBuilder();
    private final Node a = argument("a", 3);
    private final Node b = argument("b", 3);
    private final Node matrix = argument("A", 3, 4);
    private final Node wide = argument("w", 4);

    private Node argument(String name, Integer... dims) {
        return graph.argument(name, Op.Role.INPUT, TensorType.shared(dims));
    }

    private static String text(Node node) {
        return term(node).text();
    }

    private static Term term(Node node) {
        return node.op()
                .accept(new NodeNotation(
                        node, node.inputs().stream().map(NotationTest::term).toList()));
    }

    @Test
    void parenthesesWhereTheyAreNeeded() {
        assertEquals("a + b + a", text(graph.plus(a, graph.plus(b, a))));
        assertEquals("a - (b + a)", text(graph.minus(a, graph.plus(b, a))));
        assertEquals("a - b - a", text(graph.minus(graph.minus(a, b), a)));
        assertEquals("(a + b) ⊙ a", text(graph.times(graph.plus(a, b), a)));
        assertEquals("a ⊙ b / a", text(graph.divide(graph.times(a, b), a)));
        assertEquals("a / (b ⊙ a)", text(graph.divide(a, graph.times(b, a))));
        assertEquals("(a ⊙ b)^a", text(binary(BinaryFunction.POWER, graph.times(a, b), a)));
        assertEquals("(a^b)^a", text(binary(BinaryFunction.POWER, binary(BinaryFunction.POWER, a, b), a)));
        assertEquals("a^b^a", text(binary(BinaryFunction.POWER, a, binary(BinaryFunction.POWER, b, a))));
        assertEquals("-(a + b)", text(unary(graph.plus(a, b))));
        assertEquals("-a ⊙ b", text(graph.times(unary(a), b)));
        assertEquals("(-a)^b", text(binary(BinaryFunction.POWER, unary(a), b)));
        assertEquals("(a > b) > a", text(binary(BinaryFunction.GREATER, binary(BinaryFunction.GREATER, a, b), a)));
    }

    private Node binary(BinaryFunction function, Node left, Node right) {
        return graph.add(new Op.Binary(function), List.of(left, right));
    }

    private Node unary(Node operand) {
        return graph.add(new Op.Unary(UnaryFunction.NEGATE), List.of(operand));
    }

    private Node contract(String left, String right, String result, Node l, Node r) {
        return graph.add(new Op.Contract(left, right, result, true, true), List.of(l, r));
    }

    @Test
    void products() {
        assertEquals("A · w", text(contract("ij", "j", "i", matrix, wide)));
        assertEquals("A · w", text(contract("j", "ij", "i", wide, matrix)));
        assertEquals("Aᵀ · a", text(contract("ij", "i", "j", matrix, a)));
        assertEquals("Aᵀ · a", text(contract("i", "ij", "j", a, matrix)));
        assertEquals("a · b", text(contract("i", "i", "", a, b)));
        assertEquals("a ⊗ w", text(contract("i", "j", "ij", a, wide)));
        assertEquals("w ⊗ a", text(contract("i", "j", "ji", a, wide)));
        assertEquals("a ⊙ b", text(contract("i", "i", "i", a, b)));
        assertEquals("sum(A ⊙ A) over elements", text(contract("ij", "ij", "", matrix, matrix)));
        assertEquals("A · A {ij,kj→ik}", text(contract("ij", "kj", "ik", matrix, matrix)));
        assertEquals("A · (w + w)", text(contract("ij", "j", "i", matrix, graph.plus(wide, wide))));
    }

    @Test
    void numbers() {
        assertEquals("2", text(graph.constant(2, TensorType.SCALAR)));
        assertEquals("0.1", text(graph.constant(0.1, TensorType.SCALAR)));
        assertEquals("a ⊙ -2", text(graph.times(a, graph.constant(-2, a.type()))));
    }
}
