package io.lstmc.compiler.plan;

import io.lstmc.compiler.ir.TensorType;

/**
 * A trained tensor and its place among all of them, which lie one behind the other.
 *
 * @param name as {@code a.W_f}
 * @param type shared, without time
 * @param offset of the first element
 */
public record Parameter(String name, TensorType type, int offset, Beginning beginning) {}
