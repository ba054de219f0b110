package io.lstmc.runtime.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;

/**
 * Copies of a class, each with its own literals: the static final fields of a hidden class, which it reads from its class
 * data, are constants to the JIT compiler, and loops with literal bounds and strides are up to twice as fast.
 */
final class LiteralClass {

    private LiteralClass() {}

    /**
     * An instance of a new hidden class.
     *
     * @param template the simple name of a class of this package
     */
    static Object make(String template, Object literals) {
        try (InputStream in = LiteralClass.class.getResourceAsStream(template + ".class")) {
            return MethodHandles.lookup()
                    .defineHiddenClassWithClassData(in.readAllBytes(), literals, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector kernels do not load; lstmc.kernels=plain avoids them", e);
        }
    }
}
