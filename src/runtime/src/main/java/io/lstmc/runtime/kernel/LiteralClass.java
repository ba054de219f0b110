package io.lstmc.runtime.kernel;

import java.lang.invoke.MethodHandles;

/**
 * Copies of a class, each with its own literals: the static final fields of a hidden class, which it reads from its class
 * data, are constants to the JIT compiler, and loops with literal bounds and strides are up to twice as fast. Their static
 * methods are never inlined, see {@link PaddedClass}.
 */
final class LiteralClass {

    private LiteralClass() {}

    /**
     * An instance of a new hidden class.
     *
     * @param template the simple name of a class of this package
     */
    static Object make(String template, Object literals) {
        try {
            return MethodHandles.lookup()
                    .defineHiddenClassWithClassData(PaddedClass.read(template), literals, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector kernels do not load; lstmc.kernels=plain avoids them", e);
        }
    }
}
