package io.lstmc.compiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MethodSizesTest {

    /** Has fields with constants of all kinds, and methods with and without code. */
    abstract static class Sample {
        static final long LONG = 123_456_789_012L;
        static final double DOUBLE = 1.5e300;
        static final String TEXT = "µ";
        Runnable lambda = () -> {};

        abstract void nothing();

        double overloaded(int a) {
            return a * DOUBLE + LONG;
        }

        double overloaded(String a) {
            return a.length() + TEXT.length();
        }
    }

    @Test
    void asAnotherReaderSees() throws IOException {
        for (Class<?> type : List.of(Sample.class, MethodSizesTest.class, MethodSizes.class)) {
            byte[] bytes = bytes(type);
            Map<String, Integer> expected = new TreeMap<>();
            String name = type.getName();
            String simple = name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
            io.lstmc.compiler.codegen.MethodSizes.of(List.of(bytes))
                    .forEach((method, size) -> expected.merge(
                            simple + method.substring(method.indexOf('.'), method.indexOf('(')), size, Integer::sum));
            assertTrue(expected.size() > 2);
            assertEquals(expected, new TreeMap<>(MethodSizes.of(bytes)));
        }
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            return in.readAllBytes();
        }
    }
}
