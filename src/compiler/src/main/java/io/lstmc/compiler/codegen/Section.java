package io.lstmc.compiler.codegen;

import java.util.List;

/**
 * A part of a graph's evaluation: {@code void method()} computes the results and what they need and earlier sections have
 * not computed.
 */
record Section(String method, List<String> results) {}
