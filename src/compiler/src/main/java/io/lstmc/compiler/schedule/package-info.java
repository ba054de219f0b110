/**
 * From a tensor graph to a {@link io.lstmc.compiler.program.Program}: which loops run in which order, over which places
 * of which arrays. Everything here follows from data dependence; no name of a cell is known.
 */
package io.lstmc.compiler.schedule;
