package io.lstmc.runtime.kernel.vector;

import io.lstmc.runtime.kernel.Kernels;
import io.lstmc.runtime.kernel.warmup.PaddedClass;
import java.lang.invoke.MethodHandles;

/** Where vector code is entered: the one class of it that others know, and they by its name only. */
public final class VectorEntry {

    static {
        // What chooses between plain Java and vectors in each call, before anything uses it.
        MethodHandles.Lookup here = MethodHandles.lookup();
        PaddedClass.define(here, "VectorAutoKernels");
        PaddedClass.define(here, "VectorAutoProduct");
        PaddedClass.define(here, "VectorAutoOuter");
        PaddedClass.define(here, "VectorEquations");
        PaddedClass.define(here, "PlainSweep");
    }

    private VectorEntry() {}

    /** Vector code from the first call on. */
    public static Kernels atOnce() {
        return new VectorKernels();
    }

    /** Plain Java until vector code is compiled, piece by piece. */
    public static Kernels whenCompiled() {
        return new VectorAutoKernels();
    }
}
