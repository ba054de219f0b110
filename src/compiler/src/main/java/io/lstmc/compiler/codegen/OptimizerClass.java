package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.codegen.method.EmittedGraph;
import io.lstmc.compiler.codegen.method.GraphEmitter;
import io.lstmc.compiler.codegen.text.Elements;
import io.lstmc.compiler.codegen.text.ReservedNames;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import io.lstmc.compiler.plan.Parameter;
import io.lstmc.compiler.plan.Plan;
import io.lstmc.compiler.plan.ProgramPort;
import io.lstmc.compiler.plan.ScheduledProgram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The nested class of one update of all parameters that are trained, and the hooks of the model that call it. */
final class OptimizerClass {

    private final ClassScope scope;
    private final List<Plan.Update> updates;

    /** What all updates have in common: they differ in options alone. */
    private final Plan.Update first;

    private final ClassName name;
    private final Map<String, String> stateFields = new LinkedHashMap<>();
    private final Set<String> identifiers;

    OptimizerClass(ClassScope scope) {
        this.scope = scope;
        this.updates = scope.plan().updates();
        this.first = updates.get(0);
        this.name = scope.nested("Optimizer");
        this.identifiers = scope.identifiers();
        for (ProgramPort state : first.program().ports(ProgramPort.Role.STATE, ProgramPort.Direction.IN)) {
            stateFields.put(state.name(), ReservedNames.take(state.name(), identifiers));
        }
    }

    void addHooksTo(TypeSpec.Builder type) {
        type.addField(FieldSpec.builder(name, "optimizer", Modifier.PRIVATE)
                .addJavadoc("Exists from the first update on.\n")
                .build());
        type.addMethod(stateNames());
        type.addMethod(newStates());
        type.addMethod(update());
    }

    private MethodSpec stateNames() {
        CodeBlock names = stateFields.keySet().stream()
                .map(state -> CodeBlock.of("$S", state))
                .collect(CodeBlock.joining(", "));
        return TrainingHooks.optimizerStatesSignature()
                .addStatement("return $T.of($L)", List.class, names)
                .build();
    }

    private MethodSpec newStates() {
        CodeBlock fresh = stateFields.keySet().stream()
                .map(state -> CodeBlock.of("values().zeros()"))
                .collect(CodeBlock.joining(", "));
        MethodSpec.Builder method = TrainingHooks.newOptimizerStatesSignature();
        if (stateFields.keySet().stream().allMatch(this::startsAtZero)) {
            return method.addStatement("return new $T[] {$L}", RuntimeTypes.STORAGE, fresh)
                    .build();
        }
        method.addStatement("$T states = {$L}", ArrayTypeName.of(RuntimeTypes.STORAGE), fresh);
        Elements doubles = new Elements(Precision.DOUBLE);
        int index = 0;
        for (String state : stateFields.keySet()) {
            Double start = first.beginnings().get(state);
            if (updates.stream().allMatch(u -> u.beginnings().get(state).equals(start))) {
                if (!startsAtZero(state)) {
                    method.addStatement("states[$L].fill($L)", index, doubles.literal(start));
                }
            } else {
                for (Plan.Update update : updates) {
                    String value = doubles.literal(update.beginnings().get(state));
                    method.addStatement("states[$L].fill($L, $L, $L)", index, update.from(), update.to(), value);
                }
            }
            index++;
        }
        return method.addStatement("return states").build();
    }

    /** Whether it starts with what a new array holds, which -0 is not. */
    private boolean startsAtZero(String state) {
        return updates.stream().allMatch(u -> u.beginnings().get(state).equals(0.0));
    }

    private MethodSpec update() {
        ClassName storage = scope.elements().storage();
        MethodSpec.Builder method = TrainingHooks.updateSignature()
                .beginControlFlow("if (optimizer == null)")
                .addStatement("optimizer = new $T(theta)", name)
                .endControlFlow()
                .addStatement("optimizer.gradient = (($T) gradient.values()).array()", storage);
        int index = 0;
        for (String field : stateFields.values()) {
            method.addStatement("optimizer.$N = (($T) states[$L]).array()", field, storage, index++);
        }
        return method.addStatement("optimizer.k = k")
                .addStatement("optimizer.rate = $L", scope.elements().fromDouble("rate"))
                .addCode(calls())
                .build();
    }

    private CodeBlock calls() {
        CodeBlock.Builder code = CodeBlock.builder();
        for (int i = 0; i < updates.size(); i++) {
            code.addStatement("optimizer.$N()", method(i));
        }
        return code.build();
    }

    private static String method(int update) {
        return update == 0 ? "update" : "update" + (update + 1);
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc(
                        scope.signature().parameters().stream().anyMatch(Parameter::frozen)
                                ? "One update of all parameters that are trained, from their gradient.\n"
                                : "One update of all parameters from their gradient.\n")
                .addField(scope.elements().array(), "theta", Modifier.PRIVATE, Modifier.FINAL)
                .addField(scope.elements().array(), "gradient", Modifier.PRIVATE);
        for (String field : stateFields.values()) {
            type.addField(scope.elements().array(), field, Modifier.PRIVATE);
        }
        type.addField(scope.elements().type(), "k", Modifier.PRIVATE);
        type.addField(scope.elements().type(), "rate", Modifier.PRIVATE);
        List<MethodSpec> methods = new ArrayList<>();
        for (int i = 0; i < updates.size(); i++) {
            EmittedGraph emitted = emit(updates.get(i), method(i));
            emitted.fields().forEach(type::addField);
            emitted.fields().forEach(f -> identifiers.add(f.name()));
            emitted.methods().forEach(m -> identifiers.add(m.name()));
            methods.addAll(emitted.methods());
        }
        type.addMethod(MethodSpec.constructorBuilder()
                .addParameter(scope.elements().array(), "theta")
                .addStatement("this.theta = theta")
                .build());
        methods.forEach(type::addMethod);
        return type.build();
    }

    private EmittedGraph emit(Plan.Update update, String method) {
        Map<String, String> arrays = Requests.arrays(update.program(), stateFields);
        arrays.put(ScheduledProgram.PARAMETERS, "theta");
        arrays.put(ScheduledProgram.GRADIENT, "gradient");
        Map<String, String> scalars = Map.of(Plan.COUNT, "k", Plan.RATE, "rate");
        return GraphEmitter.emit(Requests.single(scope, update.program(), method, arrays, scalars, identifiers));
    }
}
