package io.lstmc.compiler.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SizeTest {

    private static final Size UNITS = Size.named("units");
    private static final Size X = Size.named("x");

    @Test
    void arithmeticGivesOneFormWhateverTheOrder() {
        assertEquals(UNITS.plus(X), X.plus(UNITS));
        assertEquals(UNITS.plus(UNITS), Size.of(2).times(UNITS));
        Size square = UNITS.plus(X).times(UNITS.plus(X));
        assertEquals(
                square,
                UNITS.times(UNITS).plus(Size.of(2).times(X).times(UNITS)).plus(X.times(X)));
        assertEquals(Size.ZERO, UNITS.minus(UNITS));
        assertNotEquals(UNITS, X);
    }

    @Test
    void isWrittenAsAPersonWould() {
        assertEquals("2·units + x", X.plus(UNITS).plus(UNITS).toString());
        assertEquals("units·x - 1", UNITS.times(X).minus(Size.ONE).toString());
        assertEquals("-x", Size.ZERO.minus(X).toString());
        assertEquals("0", Size.ZERO.toString());
        assertEquals("units - 2·x + 3", UNITS.minus(X).minus(X).plus(Size.of(3)).toString());
    }

    @Test
    void isEvaluatedWithValuesForItsNames() {
        Size size = UNITS.times(Size.of(2)).plus(X);
        assertEquals(11, size.evaluate(Map.of("units", 4, "x", 3)));
        assertThrows(IllegalArgumentException.class, () -> size.evaluate(Map.of("x", 3)));
        assertThrows(ArithmeticException.class, () -> UNITS.times(UNITS).evaluate(Map.of("units", 1 << 20)));
        assertEquals(Size.of(11), size.substitute(Map.of("units", Size.of(4), "x", Size.of(3))));
    }

    @Test
    void rootIsFoundWhereTheNameStandsAlone() {
        assertEquals(
                Optional.of(X.minus(Size.of(2))),
                UNITS.minus(X).plus(Size.of(2)).rootFor("units"));
        assertEquals(
                Optional.of(UNITS.plus(Size.of(2))),
                UNITS.minus(X).plus(Size.of(2)).rootFor("x"));
        assertEquals(Optional.empty(), UNITS.times(X).minus(UNITS).rootFor("units"));
        assertEquals(Optional.empty(), Size.of(2).times(X).rootFor("x"));
    }

    @Test
    void growthIsBounded() {
        Size sum = Size.ZERO;
        for (int i = 0; i < CheckLimits.SIZE_TERMS; i++) {
            sum = sum.plus(Size.named("n" + i));
        }
        Size full = sum;
        assertThrows(ArithmeticException.class, () -> full.plus(UNITS));
        assertThrows(ArithmeticException.class, () -> Size.of(Long.MAX_VALUE).times(Size.of(2)));
        assertTrue(full.names().contains("n0"));
    }
}
