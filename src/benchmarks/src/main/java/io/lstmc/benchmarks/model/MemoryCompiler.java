package io.lstmc.benchmarks.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles Java text in memory. */
final class MemoryCompiler {

    private MemoryCompiler() {}

    /**
     * Compiles files that may use each other and all that this JVM has on its class path.
     *
     * @param texts by path, such as {@code com/example/Model.java}
     * @return the class files by binary name
     */
    static Map<String, byte[]> compile(Map<String, String> texts) {
        Map<String, byte[]> classes = new TreeMap<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("needs a JDK, this is a JRE: " + System.getProperty("java.home"));
        }
        StringWriter messages = new StringWriter();
        JavaFileManager standard = compiler.getStandardFileManager(null, null, null);
        List<JavaFileObject> sources =
                texts.entrySet().stream().map(MemoryCompiler::source).collect(Collectors.toList());
        List<String> options = List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
        boolean good = compiler.getTask(messages, new Memory(standard, classes), null, options, null, sources)
                .call();
        if (!good) {
            throw new IllegalStateException(messages.toString());
        }
        return classes;
    }

    /** Writes class files, by binary name, below a directory. */
    static void write(Map<String, byte[]> classes, Path directory) throws IOException {
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            Path file = directory.resolve(entry.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
    }

    /** A loader of classes that use those of this program. */
    static ClassLoader loader(Map<String, byte[]> classes) {
        return new Loader(classes);
    }

    private static JavaFileObject source(Map.Entry<String, String> file) {
        return new SimpleJavaFileObject(URI.create("memory:///" + file.getKey()), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return file.getValue();
            }
        };
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, byte[]> classes;

        Memory(JavaFileManager standard, Map<String, byte[]> classes) {
            super(standard);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            classes.put(name, toByteArray());
                        }
                    };
                }
            };
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(MemoryCompiler.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
