package io.lstmc.runtime.kernel.warmup;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.runtime.kernel.RowSums;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaddedClassTest {

    /** Two lines: one that notes where it stands, and one that throws. */
    public static final class Throwing {

        private Throwing() {}

        public static int last(int[] line) {
            line[0] = new Throwable().getStackTrace()[0].getLineNumber();
            return line[1];
        }
    }

    /** Of one class that another loader has already, too. */
    private static final class Loader extends ClassLoader {

        Class<?> define(byte[] file) {
            return defineClass(null, file, 0, file.length);
        }
    }

    /** Nobody foresees handlers. */
    static final class Handling {

        private Handling() {}

        static int length(String text) {
            try {
                return text.length();
            } catch (NullPointerException e) {
                return -1;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ColumnSums", "PlainFloatSums", "PlainFunctions", "RowSums"})
    void loopsOfPlainJavaCanBePadded(String name) throws IOException {
        byte[] padded = PaddedClass.read(RowSums.class, name);
        try (InputStream file = RowSums.class.getResourceAsStream(name + ".class")) {
            int methods = padded.length - file.readAllBytes().length;
            assertTrue(methods >= 2 * (PaddedClass.LONGEST_INLINED / 2), name + " has grown by " + methods);
        }
    }

    @Test
    void linesAreThoseOfTheSource() throws ReflectiveOperationException {
        Method last = new Loader()
                .define(PaddedClass.read(PaddedClassTest.class, "PaddedClassTest$Throwing"))
                .getMethod("last", int[].class);
        int[] line = new int[1];
        Throwable thrown = assertThrows(InvocationTargetException.class, () -> last.invoke(null, line))
                .getCause();
        assertEquals(line[0] + 1, thrown.getStackTrace()[0].getLineNumber());
    }

    @Test
    void whatCannotBePaddedStaysAsItIs() {
        assertDoesNotThrow(() -> PaddedClass.define(MethodHandles.lookup(), "PaddedClassTest$Handling"));
        assertEquals(-1, Handling.length(null));
    }
}
