package io.lstmc.compiler.codegen.text;

import com.palantir.javapoet.ClassName;

/** The classes of the runtime that a generated class names; the compiler itself does not link to them. */
public final class RuntimeTypes {

    private static final String PACKAGE = "io.lstmc.runtime";
    private static final String GENERATED_ONLY = PACKAGE + ".generated";
    private static final String KERNEL = PACKAGE + ".kernel";
    private static final String MATH = PACKAGE + ".math";
    private static final String TENSOR = PACKAGE + ".tensor";

    public static final ClassName COLUMN = ClassName.get(PACKAGE, "Column");
    public static final ClassName COUNTER_RANDOM = ClassName.get(MATH, "CounterRandom");
    static final ClassName DOUBLE_STORAGE = ClassName.get(TENSOR, "DoubleStorage");
    static final ClassName EQUATIONS = ClassName.get(KERNEL, "FloatEquations");
    static final ClassName FLOAT_STORAGE = ClassName.get(TENSOR, "FloatStorage");
    public static final ClassName GENERATED = ClassName.get(GENERATED_ONLY, "Generated");
    public static final ClassName GRADIENT = ClassName.get(PACKAGE, "Gradient");
    public static final ClassName KERNELS = ClassName.get(KERNEL, "Kernels");
    public static final ClassName MATHS = ClassName.get(MATH, "Maths");
    public static final ClassName MODEL = ClassName.get(PACKAGE, "Model");
    static final ClassName NUMBERS = ClassName.get(GENERATED_ONLY, "Numbers");
    public static final ClassName ORTHONORMAL = ClassName.get(MATH, "Orthonormal");
    static final ClassName OUTER_SHAPE = ClassName.get(KERNEL, "OuterShape");
    public static final ClassName PARAMETER = ClassName.get(TENSOR, "Parameter");
    static final ClassName PRODUCT_SHAPE = ClassName.get(KERNEL, "ProductShape");
    public static final ClassName SAMPLES = ClassName.get(PACKAGE, "Samples");
    public static final ClassName STORAGE = ClassName.get(TENSOR, "Storage");
    public static final ClassName STREAM_STATE = ClassName.get(PACKAGE, "StreamState");
    public static final ClassName TOUCHED_ROWS = ClassName.get(GENERATED_ONLY, "TouchedRows");
    public static final ClassName TRAINING = ClassName.get(PACKAGE, "Training");
    public static final ClassName WORKSPACE = ClassName.get(GENERATED_ONLY, "Workspace");

    private RuntimeTypes() {}
}
