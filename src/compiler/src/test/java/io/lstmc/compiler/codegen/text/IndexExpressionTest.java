package io.lstmc.compiler.codegen.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IndexExpressionTest {

    private static final IndexExpression T = IndexExpression.variable("t");

    private static void assertText(String expected, IndexExpression expression) {
        assertEquals(expected, expression.toString());
    }

    @Test
    void theTextHasTheAddendsInOrder() {
        assertText("0", IndexExpression.ZERO);
        assertText("1", IndexExpression.ONE);
        assertText("-3", IndexExpression.constant(-3));
        assertText("t", T);
        assertText("t * 4 + 3", T.times(4).plus(3));
        assertText("t - 1", T.plus(-1));
        assertText("3 + i * 8", IndexExpression.constant(3).plus("i", 8));
        assertText("t + i * -2", T.plus("i", -2));
        assertText("8 + 12", IndexExpression.constant(8).plus(IndexExpression.constant(12)));
        assertText("rows * 12", IndexExpression.variable("rows").times(3).times(4));
    }

    @Test
    void zeroLeavesNothing() {
        assertEquals(T, T.plus(0));
        assertEquals(T, T.plus("i", 0));
        assertEquals(T, IndexExpression.ZERO.plus(T).plus(IndexExpression.ZERO));
        assertEquals(IndexExpression.ZERO, T.plus(7).times(0));
        assertEquals(IndexExpression.ZERO, IndexExpression.constant(0));
    }

    @Test
    void whatIsConstantCanBeAsked() {
        assertTrue(IndexExpression.ZERO.isZero());
        assertTrue(IndexExpression.constant(3).plus(-3).isZero());
        assertFalse(IndexExpression.constant(-1).isZero());
        assertTrue(IndexExpression.constant(3).plus(-2).isOne());
        assertTrue(IndexExpression.ONE.times(1).isOne());
        assertEquals(20, IndexExpression.constant(8).plus(12).constant());
        assertEquals(-2, IndexExpression.constant(-2).constant());
    }

    @Test
    void aVariableIsNoNumberWhateverItsName() {
        for (String name : new String[] {"t", "rows", "ONE", "v1"}) {
            IndexExpression variable = IndexExpression.variable(name);
            assertFalse(variable.isConstant() || variable.isZero() || variable.isOne());
            assertFalse(variable.plus(1).isConstant());
        }
        assertThrows(IllegalStateException.class, T.plus(1)::constant);
        assertNotEquals(T, IndexExpression.variable("u"));
    }

    @Test
    void productsDoNotOverflow() {
        IndexExpression large = IndexExpression.variable("rows").times(1 << 30);
        assertThrows(ArithmeticException.class, () -> large.times(2));
        assertText("rows * " + (1 << 30), large.times(1));
    }
}
