/** From scheduled programs to Java with JavaPoet. */
package io.lstmc.compiler.codegen;
