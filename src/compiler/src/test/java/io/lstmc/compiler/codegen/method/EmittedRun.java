package io.lstmc.compiler.codegen.method;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.codegen.JavaHarness;
import io.lstmc.compiler.codegen.text.Elements;
import io.lstmc.compiler.codegen.text.Literals;
import io.lstmc.compiler.codegen.text.Products;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.plan.GraphPlan;
import io.lstmc.compiler.plan.ProgramPort;
import io.lstmc.compiler.plan.Purpose;
import io.lstmc.compiler.plan.ScheduledProgram;
import io.lstmc.compiler.plan.Section;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** A graph as a compiled class that tests can fill, run and read. */
public final class EmittedRun {

    static final long SEED = 77;

    private final EmitRequest request;
    private final EmittedGraph emitted;
    private final JavaHarness classes;
    private final String text;
    private final Object instance;

    private EmittedRun(EmitRequest request) {
        this.request = request;
        this.emitted = GraphEmitter.emit(request);
        this.text = text();
        this.classes = JavaHarness.compile("t.Emitted", text);
        try {
            instance = classes.load("t.Emitted").getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    public static EmittedRun of(EmitRequest request) {
        return new EmittedRun(request);
    }

    /** All results in one section, called {@code evaluate}. */
    public static EmitRequest request(Graph graph, int block, Precision precision, Unroll unroll) {
        Section section = new Section("evaluate", List.copyOf(graph.results().keySet()));
        return request(graph, List.of(section), block, precision, unroll);
    }

    public static EmitRequest request(
            Graph graph, List<Section> sections, int block, Precision precision, Unroll unroll) {
        return request(graph, sections, block, precision, unroll, Optimizations.ALL);
    }

    public static EmitRequest request(
            Graph graph,
            List<Section> sections,
            int block,
            Precision precision,
            Unroll unroll,
            Optimizations optimizations) {
        return new EmitRequest(
                new GraphPlan(graph, Purpose.TRAINING, block, sections, precision, optimizations).schedule(),
                sections.stream().map(Section::name).toList(),
                Map.of(ScheduledProgram.PARAMETERS, "theta"),
                Map.of(),
                unroll,
                Products.of(precision),
                Literals.alone(),
                "seed",
                Map.of(),
                Set.of("rows", "seed", "randomRow", "theta", "version", "products"),
                optimizations);
    }

    private String text() {
        ClassName kernels = ClassName.get("io.lstmc.runtime.kernel", "Kernels");
        TypeSpec.Builder type = TypeSpec.classBuilder("Emitted")
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addField(FieldSpec.builder(kernels, "K", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer("$T.get()", kernels)
                        .build())
                .addField(TypeName.INT, "rows")
                .addField(FieldSpec.builder(TypeName.LONG, "seed")
                        .initializer(SEED + "L")
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PUBLIC)
                        .build());
        ClassName self = ClassName.get("t", "Emitted");
        type.addField(FieldSpec.builder(self.nestedClass("Products"), "products")
                .initializer("new Products(this)")
                .build());
        type.addMethod(MethodSpec.methodBuilder("randomRow")
                .addParameter(TypeName.INT, "row")
                .returns(TypeName.INT)
                .addStatement("return row")
                .build());
        type.addMethod(MethodSpec.methodBuilder("version")
                .returns(TypeName.LONG)
                .addStatement("return version++")
                .build());
        type.addField(TypeName.LONG, "version");
        type.addField(ArrayTypeName.of(new Elements(request.scheduled().precision()).type()), "theta");
        type.addType(request.products().type(self));
        emitted.fields().forEach(type::addField);
        emitted.methods().forEach(type::addMethod);
        return JavaFile.builder("t", type.build()).build().toString();
    }

    public String java() {
        return text;
    }

    EmittedGraph emitted() {
        return emitted;
    }

    public Map<String, byte[]> classFiles() {
        return classes.classes();
    }

    /** Fills arguments, runs all sections, and reads all results. */
    public Map<String, Tensor> run(Map<String, Tensor> arguments, int rows) {
        set("rows", rows);
        for (ProgramPort port : request.scheduled().ports()) {
            String name = port.name();
            Location at = emitted.locations().get(name);
            if (arguments.containsKey(name) && at != null && at.offset() >= 0) {
                write(at, arguments.get(name));
            }
        }
        List<String> read = new ArrayList<>();
        for (Section section : request.scheduled().sections()) {
            call(section.name());
            read.addAll(section.results());
        }
        Map<String, Tensor> results = new LinkedHashMap<>();
        for (String name : read) {
            TensorType type = request.scheduled().typeOf(name);
            results.put(name, read(emitted.locations().get(name), type, rows));
        }
        return results;
    }

    void call(String method) {
        try {
            Method found = instance.getClass().getDeclaredMethod(method);
            found.setAccessible(true);
            found.invoke(instance);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(text, e);
        }
    }

    private Field field(String name) {
        try {
            Field field = instance.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    void set(String name, int value) {
        try {
            field(name).setInt(instance, value);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private Object array(Location at) {
        try {
            return field(at.array()).get(instance);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private void write(Location at, Tensor value) {
        for (int i = 0; i < value.data().length; i++) {
            Object array = array(at, value.type(), i, value.batch());
            int index = index(at, value.type(), i, value.batch());
            if (array instanceof float[]) {
                Array.setFloat(array, index, (float) value.data()[i]);
            } else {
                Array.setDouble(array, index, value.data()[i]);
            }
        }
    }

    Tensor read(Location at, TensorType type, int rows) {
        Tensor value = Tensor.zeros(type, rows);
        for (int i = 0; i < value.data().length; i++) {
            value.data()[i] = Array.getDouble(array(at, type, i, rows), index(at, type, i, rows));
        }
        return value;
    }

    private Object array(Location at, TensorType type, int flat, int rows) {
        Object array = array(at);
        int step = flat / type.elements() / rows;
        return type.batched() ? Array.get(array, at.slot() + step * at.slotStep()) : array;
    }

    private int index(Location at, TensorType type, int flat, int rows) {
        int elements = type.elements();
        int row = flat / elements;
        return at.offset() + (type.batched() ? row % rows : row) * elements + flat % elements;
    }
}
