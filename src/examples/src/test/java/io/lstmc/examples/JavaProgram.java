package io.lstmc.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.GeneratedFile;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources, compiled without a warning and run, with assertions, in this process. */
final class JavaProgram {

    private final Path directory;
    private final List<Path> sources = new ArrayList<>();

    /** @param directory where sources and classes go */
    JavaProgram(Path directory) {
        this.directory = directory;
    }

    void add(GeneratedFile file) throws IOException {
        add(file.path(), file.text());
    }

    void add(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        sources.add(Files.writeString(file, text));
    }

    int size() {
        return sources.size();
    }

    void run(String mainClass, String... arguments) throws Exception {
        compile();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            loader.setDefaultAssertionStatus(true);
            loader.loadClass(mainClass).getMethod("main", String[].class).invoke(null, (Object) arguments);
        }
    }

    private void compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-Xlint:all",
                    "-Werror",
                    "--release",
                    "17",
                    "-proc:none",
                    "-d",
                    directory.toString(),
                    "-classpath",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
            boolean compiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertTrue(compiled, messages.toString());
        }
    }
}
