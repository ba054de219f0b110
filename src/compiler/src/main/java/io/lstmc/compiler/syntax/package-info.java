/** Text to syntax tree: the only package that knows ANTLR. */
package io.lstmc.compiler.syntax;
