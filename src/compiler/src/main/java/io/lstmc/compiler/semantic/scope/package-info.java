/**
 * What is known while a file, a definition and an expression are checked: names, types with open sizes, the sizes that were
 * found equal, ranges of values. Public for the packages of the checker only.
 */
package io.lstmc.compiler.semantic.scope;
