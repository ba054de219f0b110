package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A node, a buffer, a loop: the simplest emitter, so that the class around the graphs is tested without schedules. */
final class PlainEmitter {

    private final EmitRequest request;
    private final TypeName element;
    private final NameAllocator names = new NameAllocator();
    private final Map<Node, Location> places = new HashMap<>();
    private final Map<String, Location> locations = new HashMap<>();
    private final List<FieldSpec> fields = new ArrayList<>();

    private PlainEmitter(EmitRequest request) {
        this.request = request;
        this.element = request.precision() == Precision.FLOAT ? TypeName.FLOAT : TypeName.DOUBLE;
        request.identifiers().forEach(names::newName);
    }

    static EmittedGraph emit(EmitRequest request) {
        return new PlainEmitter(request).emit();
    }

    private EmittedGraph emit() {
        Graph graph = request.graph();
        for (Node argument : graph.arguments()) {
            String name = Graph.argument(argument).name();
            Location place = request.given().containsKey(name) ? request.given().get(name) : declare(argument, name);
            places.put(argument, place);
            locations.put(name, place);
        }
        List<MethodSpec> methods = new ArrayList<>();
        Set<Node> done = new HashSet<>(graph.arguments());
        for (Section section : request.sections()) {
            CodeBlock.Builder code = CodeBlock.builder();
            List<Node> ends = section.results().stream().map(graph::result).toList();
            Graph.reaching(ends).stream().filter(done::add).forEach(node -> {
                places.put(node, declare(node, node.name().orElse("v" + node.id())));
                node.op().accept(new PlainOps(this, node, code));
            });
            for (String result : section.results()) {
                Location place = request.given().get(result);
                Node node = graph.result(result);
                if (place == null) {
                    place = places.get(node);
                } else {
                    String sign = place.accumulate() ? "+=" : "=";
                    loop(
                            code,
                            node.type(),
                            at(place, node.type()) + " " + sign + " " + at(places.get(node), node.type()));
                }
                locations.put(result, place);
            }
            methods.add(MethodSpec.methodBuilder(section.method())
                    .addModifiers(javax.lang.model.element.Modifier.PRIVATE)
                    .addCode(code.build())
                    .build());
        }
        return new EmittedGraph(fields, methods, locations);
    }

    private Location declare(Node node, String name) {
        String field = names.newName(name);
        TensorType type = node.type();
        int size = type.elementsOfAllSteps() * (type.batched() ? request.block() : 1);
        fields.add(FieldSpec.builder(ArrayTypeName.of(element), field, javax.lang.model.element.Modifier.PRIVATE)
                .initializer("new $T[$L]", element, size)
                .build());
        return new Location(field, 0, false);
    }

    String at(Node node) {
        return at(places.get(node), node.type());
    }

    /** The element at the loop variables s, r and e, where the type has such an axis. */
    String at(Location place, TensorType type) {
        return at(place, type, type.rank() == 0 ? "0" : "e");
    }

    String at(Location place, TensorType type, String e) {
        if (place.offset() < 0) {
            return "(" + place.array() + ")";
        }
        String rows = type.batched() ? "(s_ * " + request.block() + " + r_)" : "s_";
        rows = type.hasSteps() ? rows : type.batched() ? "r_" : "0";
        return "this." + place.array() + "[" + place.offset() + " + " + rows + " * " + type.elements() + " + "
                + e.replace("e", "e_") + "]";
    }

    Location place(Node node) {
        return places.get(node);
    }

    void loop(CodeBlock.Builder code, TensorType type, String statement) {
        code.add("for (int s_ = 0; s_ < $L; s_++) {\n", Math.max(1, type.steps()));
        code.add("for (int r_ = 0; r_ < $L; r_++) {\n", type.batched() ? request.rows() : "1");
        code.add("for (int e_ = 0; e_ < $L; e_++) {\n", type.elements());
        code.addStatement("$L", statement).add("}}}\n");
    }

    /** Through double, so that the cast is never one that javac finds redundant. */
    String number(String value) {
        return request.precision() == Precision.FLOAT ? "(float) (1.0 * (" + value + "))" : value;
    }

    String random() {
        return request.random();
    }

    boolean hasFirstRow() {
        return request.identifiers().contains("firstRow") && request.rows().equals("rows");
    }

    static String binary(BinaryFunction function, String a, String b) {
        return switch (function) {
            case ADD -> a + " + " + b;
            case SUBTRACT -> a + " - " + b;
            case MULTIPLY -> a + " * " + b;
            case DIVIDE -> a + " / " + b;
            case POWER -> "java.lang.Math.pow(" + a + ", " + b + ")";
            case GREATER -> a + " > " + b + " ? 1 : 0";
            case GREATER_EQUAL -> a + " >= " + b + " ? 1 : 0";
            case EQUAL -> a + " == " + b + " ? 1 : 0";
            case NOT_EQUAL -> a + " != " + b + " ? 1 : 0";
        };
    }

    static final ClassName RANDOM = ClassName.get("io.lstmc.runtime", "CounterRandom");
}
