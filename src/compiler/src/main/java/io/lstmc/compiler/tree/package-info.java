/** The syntax tree of files and expressions, and its text in either notation. */
package io.lstmc.compiler.tree;
