package io.lstmc.compiler.codegen;

import io.lstmc.compiler.codegen.method.Location;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles Java text in memory, with warnings as errors, and loads the classes. */
public final class JavaHarness {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** One for all, because each reads the index of the JDK anew. */
    private static final StandardJavaFileManager STANDARD = COMPILER.getStandardFileManager(null, null, null);

    // That the text is Java 17 is tested where the models of the repository are compiled; here it would take time.
    private static final List<String> OPTIONS = List.of("-Xlint:all,-options", "-Werror", "-proc:none");

    private final Map<String, byte[]> classes = new LinkedHashMap<>();

    private JavaHarness() {}

    /**
     * Compiles one file.
     *
     * @param className with its package
     * @throws AssertionError with the compiler's output and the text if it does not compile without a warning
     */
    public static JavaHarness compile(String className, String text) {
        JavaHarness harness = new JavaHarness();
        StringWriter output = new StringWriter();
        boolean good = COMPILER.getTask(
                        output, harness.new Memory(STANDARD), null, OPTIONS, null, List.of(source(className, text)))
                .call();
        if (!good) {
            throw new AssertionError(output + "\n" + numbered(text));
        }
        return harness;
    }

    private static String numbered(String text) {
        StringBuilder lines = new StringBuilder();
        int[] line = {0};
        text.lines().forEach(l -> lines.append(++line[0]).append(": ").append(l).append('\n'));
        return lines.toString();
    }

    /** The class files by binary name. */
    public Map<String, byte[]> classes() {
        return classes;
    }

    /** Loads a class in a loader of its own. */
    public Class<?> load(String className) {
        ClassLoader loader = new ClassLoader(JavaHarness.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        try {
            return Class.forName(className, true, loader);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static JavaFileObject source(String className, String text) {
        URI uri = URI.create("memory:///" + className.replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        Memory(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            URI uri = URI.create("memory:///" + className.replace('.', '/') + ".class");
            return new SimpleJavaFileObject(uri, kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            classes.put(className, toByteArray());
                        }
                    };
                }
            };
        }
    }
}
