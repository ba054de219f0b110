package io.lstmc.compiler.codegen.method;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import io.lstmc.compiler.codegen.text.Elements;
import io.lstmc.compiler.codegen.text.UniqueNames;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.TooLargeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Turns a scheduled graph into members of a class. */
public final class GraphEmitter {

    /** Names that emitted code uses before a dot, which a variable of that name would hide. */
    private static final List<String> RESERVED = List.of(
            "K",
            "Arrays",
            "CounterRandom",
            "Double",
            "DoubleStorage",
            "Float",
            "FloatStorage",
            "Literals",
            "Math",
            "Maths",
            "Orthonormal",
            "Products",
            "System",
            "io",
            "java");

    /**
     * A class of Java has 65,535 constants, of which each field and each method takes three or more, and the code that makes
     * its arrays, some 14 bytes for each, is one method of at most 65,535 bytes.
     */
    private static final int MOST_ARRAYS = 4_000;

    private static final int MOST_METHODS = 6_000;

    private GraphEmitter() {}

    /**
     * Emits arrays, one method a section, and the private methods that these call. The code uses a field {@code K} with
     * the runtime's kernels.
     *
     * @throws TooLargeException if it has more arrays or methods than a class can hold
     */
    public static EmittedGraph emit(EmitRequest request) {
        Program program = request.scheduled().program();
        Set<String> taken = taken(request);
        for (List<Statement> s : program.sections()) {
            variables(s, taken);
        }
        UniqueNames names = new UniqueNames(taken);
        Elements elements = new Elements(request.scheduled().precision());
        Map<Buffer, String> arrays = new LinkedHashMap<>();
        List<FieldSpec> fields = new ArrayList<>();
        for (Buffer literal : program.literals()) {
            arrays.put(literal, request.literals().array(literal.name(), literal.numbers(), elements));
        }
        for (Buffer buffer : program.buffers()) {
            if (program.array(buffer) == buffer) {
                String name = names.take(buffer.name());
                arrays.put(buffer, name);
                fields.add(field(elements, buffer, name));
            }
        }
        require(fields.size() <= MOST_ARRAYS, fields.size() + " arrays", MOST_ARRAYS);
        List<MethodSpec> methods = new ArrayList<>();
        for (int i = 0; i < request.methods().size(); i++) {
            String method = request.methods().get(i);
            SectionContext context = new SectionContext(request, method, elements, names, arrays, fields);
            MethodWriter writer = new MethodWriter(context);
            if (request.isStep()) {
                new StepWriter(context, writer).write(method, program.sections().get(i));
            } else {
                writer.write(method, program.sections().get(i), List.of(), true);
            }
            CodeBlock first = request.products().begin(method);
            for (MethodSpec m : writer.methods()) {
                methods.add(m.name().equals(method) ? begin(m, first) : m);
            }
        }
        require(methods.size() <= MOST_METHODS, methods.size() + " methods", MOST_METHODS);
        return new EmittedGraph(fields, methods, locations(request, program, arrays));
    }

    private static void require(boolean room, String what, int most) {
        if (!room) {
            throw new TooLargeException("its equations become " + what + ", and there is room for " + most);
        }
    }

    private static FieldSpec field(Elements elements, Buffer buffer, String name) {
        return buffer.slotted()
                ? FieldSpec.builder(ArrayTypeName.of(elements.array()), name, Modifier.FINAL)
                        .initializer("new $T[$L][$L]", elements.type(), buffer.slots(), buffer.stride())
                        .build()
                : FieldSpec.builder(elements.array(), name, Modifier.FINAL)
                        .initializer("new $T[$L]", elements.type(), buffer.length())
                        .build();
    }

    private static MethodSpec begin(MethodSpec method, CodeBlock first) {
        return MethodSpec.methodBuilder(method.name())
                .addModifiers(method.modifiers())
                .addCode(first)
                .addCode(method.code())
                .build();
    }

    /** All names that the code around may mean something by. */
    private static Set<String> taken(EmitRequest request) {
        Set<String> taken = new HashSet<>(request.identifiers());
        taken.addAll(RESERVED);
        taken.addAll(request.arrays().values());
        taken.addAll(request.methods());
        return taken;
    }

    /** The parameters of methods inside recurrences. */
    private static void variables(List<Statement> statements, Set<String> taken) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Repeat) {
                taken.add(((Statement.Repeat) statement).loop().variable());
                variables(((Statement.Repeat) statement).body(), taken);
            }
        }
    }

    private static Map<String, Location> locations(EmitRequest request, Program program, Map<Buffer, String> arrays) {
        Map<String, Location> locations = new LinkedHashMap<>();
        program.locations().forEach((name, view) -> {
            Buffer buffer = view.buffer();
            String array = SectionContext.isExternal(buffer)
                    ? request.arrays().get(buffer.name())
                    : arrays.get(program.array(buffer));
            locations.put(name, Location.of(array, view));
        });
        return locations;
    }
}
