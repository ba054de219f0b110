package io.lstmc.runtime.kernel.warmup;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;

/**
 * Copies of a class, each with its own literals: the static final fields of a hidden class, which it reads from its class
 * data, are constants to the JIT compiler, and loops with literal bounds and strides are up to twice as fast. Their static
 * methods are never inlined, see {@link PaddedClass}.
 */
public final class LiteralClass {

    private LiteralClass() {}

    /**
     * An instance of a new hidden class.
     *
     * @param neighbour what a class beside the template may do
     * @param template the simple name of a class
     */
    public static Object make(MethodHandles.Lookup neighbour, String template, Object literals) {
        try {
            Constructor<?> constructor = neighbour
                    .defineHiddenClassWithClassData(PaddedClass.read(neighbour.lookupClass(), template), literals, true)
                    .lookupClass()
                    .getDeclaredConstructor();
            // The template is seen in its package only.
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector kernels do not load; lstmc.kernels=plain avoids them", e);
        }
    }
}
