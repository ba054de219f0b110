package io.lstmc.compiler.codegen;

/**
 * Where a tensor lives in the emitted class.
 *
 * <p>Element {@code e} (row-major in dims) of row {@code r} at step {@code s} of a batched tensor is {@code array[offset +
 * (s * block + r) * elements + e]}, of a shared one {@code array[offset + s * elements + e]}.
 *
 * @param array name of the array; if {@code offset} is −1, a Java expression for the value of a scalar
 * @param accumulate whether a result is added to what is there
 */
record Location(String array, int offset, boolean accumulate) {}
