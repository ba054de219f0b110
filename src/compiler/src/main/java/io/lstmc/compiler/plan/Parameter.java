package io.lstmc.compiler.plan;

import io.lstmc.compiler.ir.TensorType;

/**
 * A parameter and its place among all of them, which lie one behind the other.
 *
 * @param name as {@code a.W_f}
 * @param type shared, without time
 * @param offset of the first element
 * @param frozen whether no training changes it; it has no adjoint then
 */
public record Parameter(String name, TensorType type, int offset, boolean frozen, Beginning beginning) {}
