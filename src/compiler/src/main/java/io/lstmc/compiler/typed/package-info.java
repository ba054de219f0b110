/**
 * What checking gives and lowering takes: definitions with their types, sizes and shapes, training settings, and the files that
 * see each other.
 */
package io.lstmc.compiler.typed;
