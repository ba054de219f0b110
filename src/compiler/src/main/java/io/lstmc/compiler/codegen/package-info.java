/**
 * The class of a model, part by part: its constructors, its nested workspaces, what training and streaming call. The code that
 * evaluates graphs comes from {@code codegen.method}.
 */
package io.lstmc.compiler.codegen;
