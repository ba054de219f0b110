/** Warnings about what a definition says and hardly means, found in its resolved expressions once it has no errors. */
package io.lstmc.compiler.semantic.warning;
