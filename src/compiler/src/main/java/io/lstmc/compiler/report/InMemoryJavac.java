package io.lstmc.compiler.report;

import io.lstmc.compiler.GeneratedFile;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a class without writing anything, to see what it becomes. */
final class InMemoryJavac {

    /** Why there are no class files. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message);
        }
    }

    private InMemoryJavac() {}

    /** The class files, the nested classes among them, in the order in which javac writes them. */
    static Collection<byte[]> compile(GeneratedFile file, String classPath) throws Failure {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new Failure("this Java has no compiler");
        }
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        Memory memory = new Memory(javac.getStandardFileManager(messages, Locale.ROOT, null));
        List<String> options = List.of("-proc:none", "-nowarn", "--release", "17", "-classpath", classPath);
        boolean good = javac.getTask(null, memory, messages, options, null, List.of(new Source(file)))
                .call();
        if (!good) {
            String first = messages.getDiagnostics().stream()
                    .filter(m -> m.getKind() == Diagnostic.Kind.ERROR)
                    .findFirst()
                    .map(m -> m.getMessage(Locale.ROOT).lines().findFirst().orElse(""))
                    .orElse("");
            throw new Failure("javac says: " + first);
        }
        return memory.classes();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(GeneratedFile file) {
            super(URI.create("memory:///" + file.path()), Kind.SOURCE);
            this.text = file.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();

        Memory(JavaFileManager standard) {
            super(standard);
        }

        Collection<byte[]> classes() {
            Collection<byte[]> files = new ArrayList<>();
            classes.values().forEach(c -> files.add(c.toByteArray()));
            return files;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            classes.put(className, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
