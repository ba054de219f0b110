package io.lstmc.compiler.typed;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The functions that are operations of the compiler; all others are written in the language. */
public enum BuiltIn {
    SIGMOID("sigmoid", 1, Kind.ELEMENTWISE),
    TANH("tanh", 1, Kind.ELEMENTWISE),
    EXP("exp", 1, Kind.ELEMENTWISE),
    LOG("log", 1, Kind.ELEMENTWISE),
    LOG1P("log1p", 1, Kind.ELEMENTWISE),
    EXPM1("expm1", 1, Kind.ELEMENTWISE),
    SQRT("sqrt", 1, Kind.ELEMENTWISE),
    FLOOR("floor", 1, Kind.ELEMENTWISE),
    SIN("sin", 1, Kind.ELEMENTWISE),
    COS("cos", 1, Kind.ELEMENTWISE),
    STOP_GRADIENT("stop_gradient", 1, Kind.ELEMENTWISE),
    RANDOM_UNIFORM("random_uniform", 1, Kind.ELEMENTWISE),
    WHERE("where", 3, Kind.ELEMENTWISE),
    SUM("sum", 1, Kind.REDUCTION),
    MEAN("mean", 1, Kind.REDUCTION),
    MAX("max", 1, Kind.REDUCTION),
    ARGMAX("argmax", 1, Kind.REDUCTION),
    SUM_STEPS("sum_steps", 1, Kind.STEPS),
    MEAN_STEPS("mean_steps", 1, Kind.STEPS),
    MAX_STEPS("max_steps", 1, Kind.STEPS),
    FIRST("first", 1, Kind.STEPS),
    LAST("last", 1, Kind.STEPS),
    REVERSE("reverse", 1, Kind.ALONG),
    PREVIOUS("previous", 1, Kind.ALONG),
    CUMSUM("cumsum", 1, Kind.ALONG),
    STEP("step", 0, Kind.STRUCTURE),
    ONCE("once", 1, Kind.STRUCTURE),
    FLATTEN("flatten", 1, Kind.STRUCTURE),
    TRANSPOSE("transpose", 1, Kind.STRUCTURE),
    ONE_HOT("one_hot", 1, Kind.STRUCTURE),
    OUTER("outer", 2, Kind.STRUCTURE),
    TRAINING("training", 0, Kind.STRUCTURE),
    SIZE("size", 1, Kind.STRUCTURE),
    INDEX("index", 1, Kind.STRUCTURE),
    UNIFORM01("uniform01", 0, Kind.INITIAL),
    GAUSSIAN("gaussian", 0, Kind.INITIAL),
    ORTHONORMAL("orthonormal", 1, Kind.INITIAL);

    /** How the shape of the value follows from the arguments. */
    public enum Kind {
        /** The arguments' common shape. */
        ELEMENTWISE,
        /** A scalar, of a sequence one for each step. */
        REDUCTION,
        /** That of a step, of all steps of a sequence; a second argument may name the time. */
        STEPS,
        /** A rule of its own. */
        STRUCTURE,
        /** That of a sequence, whose steps become others; a second argument may name the time. */
        ALONG,
        /** Only in an initialiser. */
        INITIAL
    }

    private static final Map<String, BuiltIn> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(BuiltIn::text, Function.identity()));

    private final String text;
    private final int arguments;
    private final Kind kind;

    BuiltIn(String text, int arguments, Kind kind) {
        this.text = text;
        this.arguments = arguments;
        this.kind = kind;
    }

    public static Optional<BuiltIn> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Of a function of the elements of a step the one that makes the same of all steps, if there is one. */
    public Optional<BuiltIn> overSteps() {
        return kind == Kind.REDUCTION ? named(text + "_steps") : Optional.empty();
    }

    /** The name as written. */
    public String text() {
        return text;
    }

    public int arguments() {
        return arguments;
    }

    /** Whether a second argument may name a time. */
    public boolean namesTime() {
        return kind == Kind.STEPS || kind == Kind.ALONG;
    }

    public Kind kind() {
        return kind;
    }
}
