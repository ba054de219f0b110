/**
 * The scheduled form of a graph: statements, each a nest of loops, over places in arrays. It is data only, so that what makes it
 * ({@code schedule}), what rewrites it ({@code rewrite}) and what writes it as Java ({@code codegen}) need not know each other.
 */
package io.lstmc.compiler.program;
