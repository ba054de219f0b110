package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ClassName;

/** The classes of the runtime that a generated class names; the compiler itself does not link to them. */
final class RuntimeTypes {

    private static final String PACKAGE = "io.lstmc.runtime";

    static final ClassName COLUMN = ClassName.get(PACKAGE, "Column");
    static final ClassName COUNTER_RANDOM = ClassName.get(PACKAGE, "CounterRandom");
    static final ClassName DOUBLE_STORAGE = ClassName.get(PACKAGE, "DoubleStorage");
    static final ClassName EQUATIONS = ClassName.get(PACKAGE + ".kernel", "FloatEquations");
    static final ClassName FLOAT_STORAGE = ClassName.get(PACKAGE, "FloatStorage");
    static final ClassName GENERATED = ClassName.get(PACKAGE, "Generated");
    static final ClassName GRADIENT = ClassName.get(PACKAGE, "Gradient");
    static final ClassName KERNELS = ClassName.get(PACKAGE + ".kernel", "Kernels");
    static final ClassName MODEL = ClassName.get(PACKAGE, "Model");
    static final ClassName OUTER_SHAPE = ClassName.get(PACKAGE + ".kernel", "OuterShape");
    static final ClassName PARAMETER = ClassName.get(PACKAGE, "Parameter");
    static final ClassName PRODUCT_SHAPE = ClassName.get(PACKAGE + ".kernel", "ProductShape");
    static final ClassName SAMPLES = ClassName.get(PACKAGE, "Samples");
    static final ClassName STORAGE = ClassName.get(PACKAGE, "Storage");
    static final ClassName STREAM_STATE = ClassName.get(PACKAGE, "StreamState");
    static final ClassName TRAINING = ClassName.get(PACKAGE, "Training");
    static final ClassName WORKSPACE = ClassName.get(PACKAGE, "Workspace");

    private RuntimeTypes() {}
}
