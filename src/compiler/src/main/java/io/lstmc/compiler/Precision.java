package io.lstmc.compiler;

/** The element type of the generated class. */
public enum Precision {
    FLOAT,
    DOUBLE
}
