package io.lstmc.compiler.codegen;

import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.codegen.method.Location;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles Java text in memory, all warnings on and each an error, and runs it. */
public final class JavaCheck {

    private final Map<String, byte[]> classes = new LinkedHashMap<>();

    private JavaCheck() {}

    /** The class files by binary name. */
    static Map<String, byte[]> compile(GeneratedFile... files) {
        List<JavaFileObject> sources = new ArrayList<>();
        for (GeneratedFile file : files) {
            sources.add(new Text(file.path(), file.text()));
        }
        JavaCheck check = new JavaCheck();
        check.compile(sources);
        return check.classes;
    }

    /** Finds the classes beside those of this test. */
    static ClassLoader loader(Map<String, byte[]> classes) {
        return new Loader(classes);
    }

    /** Runs statements that use a generated class and end with {@code return}. */
    public static Object run(GeneratedFile file, String imports, String statements) {
        String use = "package use;\n" + imports
                + "\npublic final class Use implements java.util.concurrent.Callable<Object> {\n"
                + "public Use() {}\n@Override public Object call() throws Exception {\n" + statements + "\n}\n}\n";
        Map<String, byte[]> classes = compile(file, new GeneratedFile("use/Use.java", use));
        try {
            Class<?> type = loader(classes).loadClass("use.Use");
            return ((Callable<?>) type.getConstructor().newInstance()).call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void compile(List<JavaFileObject> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null);
        List<String> options = List.of("-Xlint:all,-options,-processing", "-Werror", "--release", "17", "-proc:none");
        if (!compiler.getTask(messages, new Memory(standard), null, options, null, sources)
                .call()) {
            StringBuilder text = new StringBuilder(messages.toString());
            sources.forEach(s -> text.append('\n').append(((Text) s).text));
            throw new AssertionError(text.toString());
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String path, String text) {
            super(URI.create("memory:///" + path.replace(" ", "%20")), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        Memory(JavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
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
            super(JavaCheck.class.getClassLoader());
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
