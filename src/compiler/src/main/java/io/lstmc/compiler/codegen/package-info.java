/** From scheduled graphs to the text of a Java class. */
package io.lstmc.compiler.codegen;
