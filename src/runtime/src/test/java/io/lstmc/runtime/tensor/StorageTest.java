package io.lstmc.runtime.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class StorageTest {

    private static void refused(Class<? extends RuntimeException> kind, String message, Executable call) {
        assertEquals(message, assertThrows(kind, call).getMessage());
    }

    @Test
    void mistakesAreExplained() {
        refused(NullPointerException.class, "array is null", () -> new FloatStorage(null));
        refused(NullPointerException.class, "array is null", () -> new DoubleStorage(null));
        for (Storage three : new Storage[] {FloatStorage.zeros(3), DoubleStorage.zeros(3)}) {
            String described = three instanceof FloatStorage ? "3 floats" : "3 doubles";
            refused(IllegalArgumentException.class, "expected " + described + ", got null", () -> three.add(null));
            refused(IllegalArgumentException.class, "expected " + described + ", got null", () -> three.copyFrom(null));
            // Arrays.copyOfRange would fill up with zeros.
            refused(
                    IndexOutOfBoundsException.class,
                    "there are no 2 elements from 2 on in " + described,
                    () -> three.copy(2, 2));
            refused(
                    IndexOutOfBoundsException.class,
                    "there are no 1 elements from -1 on in " + described,
                    () -> three.copy(-1, 1));
            refused(
                    IndexOutOfBoundsException.class,
                    "there are no 2147483647 elements from 1 on in " + described,
                    () -> three.copy(1, Integer.MAX_VALUE));
            assertEquals(1, three.copy(2, 1).size());
            assertEquals(0, three.copy(3, 0).size());
        }
        refused(IllegalArgumentException.class, "a storage has no -1 elements", () -> FloatStorage.zeros(-1));
        refused(IllegalArgumentException.class, "a storage has no -1 elements", () -> DoubleStorage.zeros(-1));
    }
}
