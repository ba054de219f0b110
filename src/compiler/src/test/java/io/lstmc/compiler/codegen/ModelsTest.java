package io.lstmc.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Every model of the repository, from its text to a running class. */
class ModelsTest {

    private static final Path MODELS = Path.of("../../models");

    static Stream<String> models() throws IOException {
        try (Stream<Path> files = Files.list(MODELS)) {
            return files
                    .map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".lstm"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static List<GeneratedFile> compile(String model) {
        try {
            CompileResult result = LstmCompiler.compile(
                    new SourceText(model, Files.readString(MODELS.resolve(model))), CompileOptions.DEFAULT);
            assertEquals(List.of(), result.diagnostics());
            assertFalse(result.files().isEmpty(), "no model in " + model);
            return result.files();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void compilesWithoutWarningsAndPredicts(String model) throws ReflectiveOperationException {
        for (GeneratedFile file : compile(model)) {
            Class<?> type = JavaCheck.loader(JavaCheck.compile(file))
                    .loadClass(file.path().replace(".java", "").replace('/', '.'));
            Object instance = type.getConstructor().newInstance();
            Method predict = Stream.of(type.getMethods())
                    .filter(m -> m.getName().equals("predict")
                            && !m.getParameterTypes()[0].getComponentType().isArray())
                    .findFirst()
                    .orElseThrow();
            predict.invoke(instance, arguments(type, predict));
        }
    }

    /** Zeros of the lengths that the class declares. */
    private static Object[] arguments(Class<?> type, Method predict) throws ReflectiveOperationException {
        var columns = type.getDeclaredField("COLUMNS");
        columns.setAccessible(true);
        List<?> all = (List<?>) columns.get(null);
        Object[] arguments = new Object[predict.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            int size = ((io.lstmc.runtime.Column) all.get(i)).size();
            arguments[i] = Array.newInstance(predict.getParameterTypes()[i].getComponentType(), size);
        }
        return arguments;
    }

    @ParameterizedTest
    @MethodSource("models")
    void methodsAndClassesStaySmall(String model) {
        for (GeneratedFile file : compile(model)) {
            Map<String, byte[]> classes = JavaCheck.compile(file);
            int total = classes.values().stream().mapToInt(c -> c.length).sum();
            assertTrue(total < 200_000, file.path() + " has " + total + " bytes");
            classes.forEach((name, bytes) -> checkMethods(name, bytes));
        }
    }

    /** The just-in-time compiler leaves methods above 8,000 bytecodes alone. */
    static void checkMethods(String owner, byte[] bytes) {
        ClassVisitor sizes = new ClassVisitor(Opcodes.ASM9, new ClassWriter(0)) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, type, generic, thrown)) {
                    @Override
                    public void visitMaxs(int stack, int locals) {
                        Label end = new Label();
                        visitLabel(end);
                        assertTrue(end.getOffset() <= 8000, owner + "." + name + " has " + end.getOffset());
                    }
                };
            }
        };
        new ClassReader(bytes).accept(sizes, 0);
    }

    @ParameterizedTest
    @MethodSource("models")
    void textIsTheSameEveryTime(String model) {
        assertEquals(compile(model), compile(model));
    }
}
