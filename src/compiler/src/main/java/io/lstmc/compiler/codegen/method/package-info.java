/**
 * From scheduled programs to fields and methods: one statement after the other becomes loops and calls of the runtime, in
 * methods that stay small. Nothing here knows of what class they become members.
 */
package io.lstmc.compiler.codegen.method;
