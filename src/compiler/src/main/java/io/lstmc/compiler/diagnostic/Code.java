package io.lstmc.compiler.diagnostic;

/**
 * The kinds of finding. A number is never given to another kind: 1xx syntax, 2xx names and shapes, 3xx configuration,
 * 4xx limits.
 */
public enum Code {
    SYNTAX(101),
    BAD_CHARACTER(102),
    BAD_NUMBER(103),
    RESERVED_WORD(104),

    UNKNOWN_NAME(201),
    DECLARED_TWICE(202),
    JAVA_KEYWORD(203),
    PRODUCT_SHAPES(204),
    ELEMENTWISE_SHAPES(205),
    SHAPE_UNKNOWN(206),
    STATE_WITHOUT_UPDATE(207),
    STATE_UPDATED_TWICE(208),
    UPDATE_OF_NO_STATE(209),
    STATE_WITHOUT_MOMENT(210),
    BAD_MOMENT(211),
    NO_PAST(212),
    CYCLE(213),
    NO_OUTPUT(214),
    UNNAMED_OUTPUT(215),
    ARGUMENT_COUNT(216),
    UNKNOWN_OPTION(217),
    OPTION_TWICE(218),
    MISSING_OPTION(219),
    NOT_A_SIZE(221),
    NOT_CALLABLE(222),
    CELL_NEEDS_SEQUENCE(223),
    RECURSION(224),
    UPDATE_SHAPE(225),
    ARGUMENT_SHAPE(226),
    LOSS_NOT_SCALAR(227),
    DIFFERENT_STEPS(228),
    OUT_OF_RANGE(229),
    SEQUENCE_NEEDED(230),
    NOT_CONSTANT(232),
    MISSING_INITIALIZER(233),
    BAD_INITIALIZER(234),
    OPTIMIZER_FORM(235),
    JAVA_COLLISION(236),
    RESERVED_NAME(237),
    MISPLACED(238),
    STATEMENT_TWICE(239),
    NO_SUCH_OUTPUT(240),
    NOT_AVAILABLE(241),
    BAD_AXES(243),
    OUTPUT_NEEDS_TARGET(244),
    NO_TIME(245),
    STEPS_VARY(246),
    BAD_RANGE(247),
    CONFUSABLE(248),
    WHICH_TIME(260),
    TOKEN(261),
    STEP_DEPENDENT(264),
    BEGINNING_SHAPE(265),
    UNKNOWN_PACKAGE(266),
    BAD_IMPORT(267),
    AMBIGUOUS_NAME(268),
    NOT_A_DEFINITION(274),
    PARAM_KIND(282),
    UNUSED(251, Severity.WARNING),
    TARGET_REPEATED(252, Severity.WARNING),
    ARGUMENT_RANGE(253, Severity.WARNING),
    OVERFLOW(254, Severity.WARNING),
    MATRIX_OR_VECTOR(255, Severity.WARNING),
    ONE_ELEMENT(256, Severity.WARNING),
    LAST_OF_REVERSED(257, Severity.WARNING),
    NO_GRADIENT(258, Severity.WARNING),
    LONGEST_LENGTH(259, Severity.WARNING),
    DIVISION_BY_ZERO(283, Severity.WARNING),
    OPPOSITE_ORDERS(284, Severity.WARNING),
    TWO_VALUES(285, Severity.WARNING),

    UNKNOWN_SETTING(301),
    SETTING_VALUE(302),
    SETTING_TWICE(303),
    BAD_SCHEDULE(304),
    MISSING_OPTIMIZER(305),
    TRAIN_WITHOUT_LOSS(306),
    YAML_SYNTAX(307),
    YAML_FORM(308),
    UNKNOWN_MODEL(309),
    TRAIN_WITHOUT_PARAMETERS(310),
    NO_CARRY(311),
    UNKNOWN_PARAMS(321),

    NESTING_TOO_DEEP(401),
    FILE_TOO_LARGE(402),
    NAME_TOO_LONG(403),
    SIZE_TOO_LARGE(404),
    TOO_MANY_ERRORS(405),
    EXPANSION_TOO_LARGE(406),
    YAML_TOO_LARGE(407);

    private final int number;
    private final Severity severity;

    Code(int number) {
        this(number, Severity.ERROR);
    }

    Code(int number, Severity severity) {
        this.number = number;
        this.severity = severity;
    }

    public int number() {
        return number;
    }

    public Severity severity() {
        return severity;
    }

    /** As messages show it: {@code E204} for an error, {@code W301} for a warning. */
    public String label() {
        return (severity == Severity.ERROR ? "E" : "W") + number;
    }
}
