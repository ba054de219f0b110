/**
 * Rewrites of a graph that keep its meaning; {@link io.lstmc.compiler.pass.Pipeline} lists them in order. No pass knows
 * a cell by its name.
 */
package io.lstmc.compiler.pass;
