package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.lower.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** The nested class that draws the parameters from their initial distributions, a method each. */
final class InitialClass {

    /** Calls in one method, so that it stays far below the size that is no longer compiled. */
    private static final int PER_METHOD = 100;

    private final ClassScope scope;
    private final Function<EmitRequest, EmittedGraph> emitter;
    private final ClassName name;

    InitialClass(ClassScope scope, Function<EmitRequest, EmittedGraph> emitter) {
        this.scope = scope;
        this.emitter = emitter;
        this.name = scope.nested("Initial");
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
                .addField(scope.element().array(), "theta", Modifier.PRIVATE, Modifier.FINAL)
                .addField(TypeName.LONG, "key", Modifier.PRIVATE)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(scope.element().array(), "theta")
                        .addStatement("this.theta = theta")
                        .build());
        Set<String> identifiers = scope.identifiers();
        List<Network.Weight> weights = scope.network().parameters();
        MethodSpec.Builder draw = draw("draw");
        List<MethodSpec.Builder> parts = new ArrayList<>();
        List<MethodSpec> emittedMethods = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            if (weights.size() > PER_METHOD && i % PER_METHOD == 0) {
                String part = "draw" + i;
                identifiers.add(part);
                parts.add(draw(part));
                draw.addStatement("$N(seed)", part);
            }
            String method = ReservedNames.take(weights.get(i).name(), identifiers);
            EmittedGraph emitted = emit(weights.get(i), method, identifiers);
            emitted.fields().forEach(type::addField);
            emittedMethods.addAll(emitted.methods());
            MethodSpec.Builder caller = parts.isEmpty() ? draw : parts.get(parts.size() - 1);
            if (Requests.isRandom(weights.get(i).initializer())) {
                caller.addStatement("key = $T.key(seed, $L, 0)", RuntimeTypes.COUNTER_RANDOM, i);
            }
            caller.addStatement("$N()", method);
        }
        type.addMethod(draw.build());
        parts.forEach(part -> type.addMethod(part.build()));
        emittedMethods.forEach(type::addMethod);
        return type.build();
    }

    private static MethodSpec.Builder draw(String name) {
        return MethodSpec.methodBuilder(name).addParameter(TypeName.LONG, "seed");
    }

    private EmittedGraph emit(Network.Weight weight, String method, Set<String> identifiers) {
        Graph graph = weight.initializer();
        String result = graph.results().keySet().iterator().next();
        Map<String, Location> given = new HashMap<>();
        given.put(result, new Location("theta", scope.offsets().get(weight.name()), false));
        EmittedGraph emitted = emitter.apply(Requests.single(scope, graph, method, given, identifiers));
        emitted.fields().forEach(f -> identifiers.add(f.name()));
        emitted.methods().forEach(m -> identifiers.add(m.name()));
        return emitted;
    }
}
