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
import io.lstmc.compiler.plan.Beginning;
import io.lstmc.compiler.plan.Parameter;
import io.lstmc.compiler.plan.ScheduledProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The nested class that draws the parameters from their initial distributions, a method for each that differs. */
final class InitialClass {

    /** Parameters in one method, so that it stays far below the size that is no longer compiled. */
    private static final int PER_METHOD = 100;

    private final ClassScope scope;
    private final ClassName name;
    private final Set<String> identifiers;

    private final Map<ScheduledProgram, Drawn> methods = new IdentityHashMap<>();
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
        List<Parameter> parameters = scope.signature().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            draws.add(draw(parameters.get(i), i));
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

    private CodeBlock draw(Parameter parameter, int index) {
        int offset = parameter.offset();
        int size = parameter.type().elements();
        CodeBlock.Builder code = CodeBlock.builder().add("// $L\n", parameter.name());
        if (parameter.beginning() instanceof Beginning.Constant constant) {
            String value = scope.elements().literal(constant.value());
            return code.addStatement("$T.fill(theta, $L, $L, $L)", Arrays.class, offset, offset + size, value)
                    .build();
        }
        ScheduledProgram program = ((Beginning.Computed) parameter.beginning()).program();
        if (program.random()) {
            code.addStatement("key = $T.key(seed, $L, 0)", RuntimeTypes.COUNTER_RANDOM, index);
        }
        Drawn drawn = methods.get(program);
        if (drawn == null) {
            drawn = emit(program, size);
            methods.put(program, drawn);
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
    private Drawn emit(ScheduledProgram program, int size) {
        String method = ReservedNames.take("draw" + size, identifiers);
        EmittedGraph members =
                GraphEmitter.emit(Requests.single(scope, program, method, Map.of(), Map.of(), identifiers));
        for (FieldSpec f : members.fields()) {
            identifiers.add(f.name());
        }
        for (MethodSpec m : members.methods()) {
            identifiers.add(m.name());
        }
        emitted.add(members);
        return new Drawn(method, members.locations().get(program.result().name()));
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
