/**
 * Types of expressions: operators, calls of functions, cells and initialisers, slices, and steps of the past.
 *
 * <p>One class for each kind of expression, 28 of them. They type the parts of an expression through {@code ExpressionChecker}, which calls them,
 * so that none of them can move to a package of its own.
 */
package io.lstmc.compiler.semantic.expression;
