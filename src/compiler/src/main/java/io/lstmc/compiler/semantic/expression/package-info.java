/** Types of expressions: operators, calls of functions, cells and initialisers, slices, and steps of the past. */
package io.lstmc.compiler.semantic.expression;
