package io.lstmc.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the command reads from and writes to.
 *
 * @param colourful whether standard output is a terminal that shows colours
 */
record Terminal(InputStream in, PrintWriter out, PrintWriter err, boolean colourful) {

    /** The terminal, pipes or files of this process. */
    static Terminal ofProcess() {
        Charset charset = charset(System.console());
        return new Terminal(
                System.in,
                writer(new FileOutputStream(FileDescriptor.out), charset),
                writer(new FileOutputStream(FileDescriptor.err), charset),
                isTerminal(System.console()) && takesColours(System.getenv()));
    }

    private static PrintWriter writer(OutputStream stream, Charset charset) {
        return new PrintWriter(stream, true, charset);
    }

    /**
     * What a console asks for, else UTF-8: Java takes a missing locale for ASCII, in which no equation could be shown.
     */
    private static Charset charset(Console console) {
        return console == null || console.charset().equals(StandardCharsets.US_ASCII)
                ? StandardCharsets.UTF_8
                : console.charset();
    }

    /** From Java 22 on there is a console even without a terminal, and a method that tells; 17 has no such method. */
    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** By the convention of no-color.org. */
    static boolean takesColours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
