package io.lstmc.compiler.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExtentTest {

    private final Extent x = Extent.DATA;
    private final Extent w = Extent.parameter(0);
    private final Extent b = Extent.parameter(1);
    private final Extent two = Extent.within(Interval.closed(2, 2));

    @Test
    void aProductWithAParameterCanBeAnyNumber() {
        Extent linear = w.contracted(x).plus(b);
        assertTrue(linear.isMoved());
        assertEquals(Interval.ALL, linear.attains());
    }

    @Test
    void whatCancelsIsNotSaidToMove() {
        assertFalse(w.plus(w.negate()).isMoved());
        assertFalse(w.dividedBy(w).isMoved());
        assertTrue(w.plus(b).plus(w.negate()).isMoved());
        assertFalse(w.plus(b).plus(w.negate()).plus(b.negate()).isMoved());
    }

    @Test
    void parametersThatShareABitAreTakenForOne() {
        Extent other = Extent.parameter(64);
        assertFalse(w.plus(other.negate()).isMoved());
    }

    @Test
    void squashedValuesAttainTheInsideOfTheirBounds() {
        Extent gate = w.plus(x).map(Math::tanh);
        assertEquals(Interval.open(-1, 1), gate.attains());
        assertEquals(Interval.closed(-1, 1), gate.encloses());
        Extent shifted = gate.plus(two);
        assertEquals(Interval.open(1, 3), shifted.attains());
        assertEquals(Interval.closed(1, 3), shifted.encloses());
        assertEquals(Interval.open(-6, -2), shifted.times(two).negate().attains());
        assertFalse(gate.plus(x).isMoved(), "beside data its bounds are not known");
        assertFalse(gate.times(Extent.within(Interval.closed(0, 0))).isMoved());
    }

    @Test
    void anInputOfACellKeepsItsOwnMovers() {
        Extent result = Extent.parameter(0).contracted(Extent.DATA);
        Extent first = x.through(result, Extent.parameter(3));
        assertTrue(first.isMoved());
        assertFalse(first.plus(first.negate()).isMoved());
        assertFalse(Extent.UNKNOWN.through(result, Extent.parameter(4)).isMoved());
    }
}
