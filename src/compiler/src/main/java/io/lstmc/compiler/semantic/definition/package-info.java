/** Checks of whole definitions: their declarations, their equations in order, their sizes and outputs. */
package io.lstmc.compiler.semantic.definition;
