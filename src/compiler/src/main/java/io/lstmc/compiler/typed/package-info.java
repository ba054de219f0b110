/**
 * What checking gives and lowering takes: definitions in resolved expressions, which have types and refer to what they mean;
 * training settings; and the files that see each other.
 */
package io.lstmc.compiler.typed;
