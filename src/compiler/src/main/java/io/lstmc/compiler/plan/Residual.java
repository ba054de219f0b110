package io.lstmc.compiler.plan;

import io.lstmc.compiler.program.Buffer;

/**
 * What one section of a program leaves for a later one.
 *
 * @param from the section that computes it
 * @param to the last one that reads it
 */
public record Residual(Buffer buffer, String from, String to) {}
