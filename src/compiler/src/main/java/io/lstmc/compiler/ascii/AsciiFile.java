package io.lstmc.compiler.ascii;

/**
 * A Java file in ASCII.
 *
 * @param path relative, with forward slashes
 * @param text its whole text
 */
public record AsciiFile(String path, String text) {}
