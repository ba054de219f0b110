/**
 * The tensor graph: static, typed, in single-assignment form, with one construct for a recurrence ({@link
 * io.lstmc.compiler.ir.Op.Scan}). {@link io.lstmc.compiler.ir.Interpreter} gives its meaning in double.
 */
package io.lstmc.compiler.ir;
