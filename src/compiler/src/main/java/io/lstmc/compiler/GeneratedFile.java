package io.lstmc.compiler;

/**
 * One file of the output.
 *
 * @param path relative, with forward slashes, such as {@code com/example/SalesForecast.java}
 * @param text its whole text, with {@code \n} line ends
 */
public record GeneratedFile(String path, String text) {}
