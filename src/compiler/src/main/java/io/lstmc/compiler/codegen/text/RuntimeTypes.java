package io.lstmc.compiler.codegen.text;

import com.palantir.javapoet.ClassName;

/** The classes of the runtime that a generated class names; the compiler itself does not link to them. */
public final class RuntimeTypes {

    private static final String PACKAGE = "io.lstmc.runtime";

    public static final ClassName COLUMN = ClassName.get(PACKAGE, "Column");
    public static final ClassName COUNTER_RANDOM = ClassName.get(PACKAGE, "CounterRandom");
    static final ClassName DOUBLE_STORAGE = ClassName.get(PACKAGE, "DoubleStorage");
    static final ClassName EQUATIONS = ClassName.get(PACKAGE + ".kernel", "FloatEquations");
    static final ClassName FLOAT_STORAGE = ClassName.get(PACKAGE, "FloatStorage");
    public static final ClassName GENERATED = ClassName.get(PACKAGE, "Generated");
    public static final ClassName GRADIENT = ClassName.get(PACKAGE, "Gradient");
    public static final ClassName KERNELS = ClassName.get(PACKAGE + ".kernel", "Kernels");
    public static final ClassName MODEL = ClassName.get(PACKAGE, "Model");
    static final ClassName OUTER_SHAPE = ClassName.get(PACKAGE + ".kernel", "OuterShape");
    public static final ClassName PARAMETER = ClassName.get(PACKAGE, "Parameter");
    static final ClassName PRODUCT_SHAPE = ClassName.get(PACKAGE + ".kernel", "ProductShape");
    public static final ClassName SAMPLES = ClassName.get(PACKAGE, "Samples");
    public static final ClassName STORAGE = ClassName.get(PACKAGE, "Storage");
    public static final ClassName STREAM_STATE = ClassName.get(PACKAGE, "StreamState");
    public static final ClassName TOUCHED_ROWS = ClassName.get(PACKAGE, "TouchedRows");
    public static final ClassName TRAINING = ClassName.get(PACKAGE, "Training");
    public static final ClassName WORKSPACE = ClassName.get(PACKAGE, "Workspace");

    private RuntimeTypes() {}
}
