package io.lstmc.compiler;

import io.lstmc.compiler.ascii.AsciiFile;
import io.lstmc.compiler.ascii.AsciiJava;

/**
 * One file of the output.
 *
 * @param path relative, with forward slashes, such as {@code com/example/SalesForecast.java}
 * @param text its whole text, with {@code \n} line ends
 */
public record GeneratedFile(String path, String text) {

    /**
     * The same class in plain ASCII, for a Java compiler that reads another encoding than UTF-8: names are spelled out,
     * such as {@code delta_c} for {@code δc}, also those of public methods and parameters. Names of weights, outputs and
     * columns at run time stay.
     */
    public GeneratedFile inAscii() {
        AsciiFile ascii = AsciiJava.of(path, text);
        return new GeneratedFile(ascii.path(), ascii.text());
    }
}
