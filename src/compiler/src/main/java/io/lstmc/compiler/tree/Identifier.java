package io.lstmc.compiler.tree;

import io.lstmc.compiler.diagnostic.Span;

/** A name where it stands in the text. */
public record Identifier(String text, Span span) {}
