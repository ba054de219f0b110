package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.codegen.method.EmittedGraph;
import io.lstmc.compiler.codegen.method.GraphEmitter;
import io.lstmc.compiler.codegen.method.Location;
import io.lstmc.compiler.codegen.text.ReservedNames;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.lower.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The nested class that draws the parameters from their initial distributions, a method for each that differs. */
final class InitialClass {

    /** Parameters in one method, so that it stays far below the size that is no longer compiled. */
    private static final int PER_METHOD = 100;

    private final ClassScope scope;
    private final ClassName name;
    private final Set<String> identifiers;

    /** Into which all distributions are copied, so that equal ones become one node. */
    private final GraphBuilder distributions = new GraphBuilder();

    private final Map<Node, Drawn> methods = new HashMap<>();
    private final List<EmittedGraph> emitted = new ArrayList<>();

    InitialClass(ClassScope scope) {
        this.scope = scope;
        this.name = scope.nested("Initial");
        this.identifiers = scope.identifiers();
    }

    /** The method of the model that calls it. */
    MethodSpec initialise() {
        return TrainingHooks.override("initialise")
                .addParameter(TypeName.LONG, "seed")
                .addStatement("new $T(theta).draw(seed)", name)
                .build();
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The initial distributions of the parameters.\n")
                .addField(scope.elements().array(), "theta", Modifier.PRIVATE, Modifier.FINAL)
                .addField(TypeName.LONG, "key", Modifier.PRIVATE)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(scope.elements().array(), "theta")
                        .addStatement("this.theta = theta")
                        .build());
        List<CodeBlock> draws = new ArrayList<>();
        List<Network.Weight> weights = scope.network().parameters();
        for (int i = 0; i < weights.size(); i++) {
            draws.add(draw(weights.get(i), i));
        }
        addDraws(type, draws);
        for (EmittedGraph graph : emitted) {
            for (FieldSpec field : graph.fields()) {
                type.addField(field);
            }
            for (MethodSpec method : graph.methods()) {
                type.addMethod(method);
            }
        }
        return type.build();
    }

    private CodeBlock draw(Network.Weight weight, int index) {
        Graph graph = weight.initializer();
        int offset = scope.offsets().get(weight.name());
        int size = weight.type().elements();
        CodeBlock.Builder code = CodeBlock.builder().add("// $L\n", weight.name());
        if (graph.resultList().get(0).op() instanceof Op.Constant constant) {
            String value = scope.elements().literal(constant.value());
            return code.addStatement("$T.fill(theta, $L, $L, $L)", Arrays.class, offset, offset + size, value)
                    .build();
        }
        if (Requests.isRandom(graph)) {
            code.addStatement("key = $T.key(seed, $L, 0)", RuntimeTypes.COUNTER_RANDOM, index);
        }
        Node distribution = new GraphCopy(distributions, GraphCopy.Rule.SAME)
                .copy(graph.resultList().get(0));
        Drawn drawn = methods.get(distribution);
        if (drawn == null) {
            drawn = emit(graph, size);
            methods.put(distribution, drawn);
        }
        return code.addStatement("$N()", drawn.method())
                .addStatement(
                        "$T.arraycopy($N, $L, theta, $L, $L)",
                        System.class,
                        drawn.values().array(),
                        drawn.values().offset(),
                        offset,
                        size)
                .build();
    }

    /** Emits a distribution; parameters with the same one share the method. */
    private Drawn emit(Graph graph, int size) {
        String method = ReservedNames.take("draw" + size, identifiers);
        EmittedGraph members =
                GraphEmitter.emit(Requests.single(scope, graph, method, Map.of(), Optional.empty(), identifiers));
        for (FieldSpec f : members.fields()) {
            identifiers.add(f.name());
        }
        for (MethodSpec m : members.methods()) {
            identifiers.add(m.name());
        }
        emitted.add(members);
        return new Drawn(
                method,
                members.locations().get(graph.results().keySet().iterator().next()));
    }

    /** A method that leaves fresh numbers in an array. */
    private record Drawn(String method, Location values) {}

    private void addDraws(TypeSpec.Builder type, List<CodeBlock> draws) {
        MethodSpec.Builder draw = MethodSpec.methodBuilder("draw").addParameter(TypeName.LONG, "seed");
        if (draws.size() <= PER_METHOD) {
            for (CodeBlock codeBlock : draws) {
                draw.addCode(codeBlock);
            }
            type.addMethod(draw.build());
            return;
        }
        List<MethodSpec> parts = new ArrayList<>();
        for (int from = 0; from < draws.size(); from += PER_METHOD) {
            String name = ReservedNames.take("drawFrom" + from, identifiers);
            MethodSpec.Builder part = MethodSpec.methodBuilder(name).addParameter(TypeName.LONG, "seed");
            for (CodeBlock codeBlock : draws.subList(from, Math.min(from + PER_METHOD, draws.size()))) {
                part.addCode(codeBlock);
            }
            parts.add(part.build());
            draw.addStatement("$N(seed)", name);
        }
        type.addMethod(draw.build());
        for (MethodSpec methodSpec : parts) {
            type.addMethod(methodSpec);
        }
    }
}
