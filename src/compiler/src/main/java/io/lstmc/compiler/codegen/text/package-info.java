/**
 * Java text in the making: pieces of code, names that are free and legal, numbers, and what one class collects while its parts
 * are written. Nothing here knows a program or a model.
 */
package io.lstmc.compiler.codegen.text;
