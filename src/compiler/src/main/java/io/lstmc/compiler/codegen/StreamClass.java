package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.codegen.method.EmittedGraph;
import io.lstmc.compiler.codegen.method.GraphEmitter;
import io.lstmc.compiler.codegen.method.Location;
import io.lstmc.compiler.codegen.text.Products;
import io.lstmc.compiler.codegen.text.ReservedNames;
import io.lstmc.compiler.plan.Beginning;
import io.lstmc.compiler.plan.Plan;
import io.lstmc.compiler.plan.ProgramPort;
import io.lstmc.compiler.plan.ScheduledProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;

/** The nested class that takes one step at a time and keeps the states between them. */
final class StreamClass {

    /** The method that lets states begin with the inputs of the first step. */
    private static final String BEGIN = "begin";

    private final ClassScope scope;
    private final Plan.Stream stream;
    private final ScheduledProgram step;
    private final ClassName name;
    private final List<Port> inputs;
    private final List<Port> outputs;
    private final Map<String, String> outputFields = new LinkedHashMap<>();

    /** Where states lie that the step leaves there. */
    private final Map<String, String> stateFields = new LinkedHashMap<>();

    private final Set<String> identifiers;

    /** The states that begin with inputs. */
    private final List<String> late;

    /** The field that is 1 for each of them that has yet to begin. */
    private final String fresh;

    StreamClass(ClassScope scope) {
        this.scope = scope;
        this.stream = scope.plan().stream().orElseThrow();
        this.step = stream.step();
        this.name = scope.nested("Stream");
        this.inputs = scope.inputs().stream().map(Port::atOneStep).toList();
        this.outputs = scope.outputs().stream()
                .map(o -> new Port(o.name(), o.identifier(), step.typeOf(o.name())))
                .toList();
        this.identifiers = scope.identifiers();
        Set<String> own = new TreeSet<>(identifiers);
        for (Port i : scope.inputs()) {
            own.add(i.identifier());
        }
        for (Port output : outputs) {
            outputFields.put(output.name(), ReservedNames.take(output.identifier() + "Out", own));
        }
        for (ProgramPort state : states()) {
            stateFields.put(state.name(), ReservedNames.take(state.name(), own));
        }
        this.late = stream.beginnings().entrySet().stream()
                .filter(beginning -> readsInputs(beginning.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        this.fresh = ReservedNames.take("fresh", own);
        identifiers.add(fresh);
        identifiers.addAll(outputFields.values());
        identifiers.addAll(stateFields.values());
    }

    private List<ProgramPort> states() {
        return step.ports(ProgramPort.Role.STATE, ProgramPort.Direction.IN);
    }

    MethodSpec factory() {
        return MethodSpec.methodBuilder("stream")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("A new sequence, of which the steps come one at a time; use it in one thread at a time.\n")
                .returns(name)
                .addStatement("return new $T(this)", name)
                .build();
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("A sequence of which the steps come one at a time. It sees changed weights at once.\n");
        StreamStates states = new StreamStates(scope, name, step, late, fresh);
        states.addFieldsTo(type);
        type.addField(scope.elements().array(), "theta", Modifier.PRIVATE, Modifier.FINAL);
        type.addField(scope.nested(Products.CLASS), Products.FIELD, Modifier.PRIVATE, Modifier.FINAL);
        for (Port o : outputs) {
            field(type, outputFields.get(o.name()), o.size());
        }
        if (outputs.size() != 1) {
            type.addField(scope.predictionType(), "result", Modifier.PRIVATE, Modifier.FINAL);
        }
        EmittedGraph advance = emitStep();
        for (ProgramPort state : states()) {
            if (state.liesOutside()) {
                field(type, stateFields.get(state.name()), state.type().elements());
            }
        }
        for (FieldSpec fieldSpec : advance.fields()) {
            type.addField(fieldSpec);
        }
        if (!late.isEmpty()) {
            type.addField(FieldSpec.builder(scope.elements().array(), fresh, Modifier.PRIVATE, Modifier.FINAL)
                    .initializer("new $T[$L]", scope.elements().type(), late.size())
                    .build());
        }
        type.addMethod(constructor());
        CodeBlock.Builder reset = CodeBlock.builder();
        CodeBlock.Builder begin = CodeBlock.builder();
        List<MethodSpec> beginnings = begin(type, advance, reset, begin);
        addSteps(type, advance);
        addReset(type, reset.build());
        states.addMethodsTo(type, advance.locations());
        if (!late.isEmpty()) {
            type.addMethod(MethodSpec.methodBuilder(BEGIN)
                    .addModifiers(Modifier.PRIVATE)
                    .addCode(begin.build())
                    .build());
        }
        type.addMethod(MethodSpec.methodBuilder("toString")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .returns(String.class)
                .addStatement("return $S", "a stream of " + scope.signature().name())
                .build());
        for (MethodSpec method : advance.methods()) {
            type.addMethod(method);
        }
        for (MethodSpec method : beginnings) {
            type.addMethod(method);
        }
        return type.build();
    }

    /** One slot, as values of samples have. */
    private void field(TypeSpec.Builder type, String field, int size) {
        type.addField(
                FieldSpec.builder(ArrayTypeName.of(scope.elements().array()), field, Modifier.PRIVATE, Modifier.FINAL)
                        .initializer("new $T[1][$L]", scope.elements().type(), size)
                        .build());
    }

    private EmittedGraph emitStep() {
        Map<String, String> arrays = Requests.arrays(step, stateFields);
        arrays.putAll(Requests.arrays(step, outputFields));
        arrays.put(ScheduledProgram.PARAMETERS, "theta");
        EmittedGraph emitted =
                GraphEmitter.emit(Requests.single(scope, step, "advance", arrays, Map.of(), identifiers));
        for (FieldSpec f : emitted.fields()) {
            identifiers.add(f.name());
        }
        for (MethodSpec m : emitted.methods()) {
            identifiers.add(m.name());
        }
        return emitted;
    }

    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(scope.type(), "model")
                .addStatement("this.model = model")
                .addStatement("theta = model.theta")
                .addStatement("products = model.products");
        if (outputs.size() != 1) {
            constructor.addStatement(
                    "this.result = new $T($L)",
                    scope.predictionType(),
                    String.join(
                            ", ",
                            outputFields.values().stream().map(f -> f + "[0]").toList()));
        }
        return constructor.addStatement("reset()").build();
    }

    private void addSteps(TypeSpec.Builder type, EmittedGraph advance) {
        MethodSpec.Builder own = stepMethod(
                "Takes one step. Allocates nothing once its code is compiled: the result is the same object each time, with the values\n"
                        + "of this step until the next.\n\n");
        own.addJavadoc("@return $L\n", outputs.size() == 1 ? DocText.values(outputs.get(0)) : "all outputs");
        for (Port input : inputs) {
            own.addCode(PortCode.check(scope, input));
            Location at = advance.locations().get(input.name());
            if (input.isToken()) {
                own.addStatement("this.$L[$L] = $N[0]", at.first(), at.offset(), input.identifier());
                continue;
            }
            own.addStatement(
                    "$T.arraycopy($N, 0, this.$L, $L, $L)",
                    System.class,
                    input.identifier(),
                    at.first(),
                    at.offset(),
                    input.size());
        }
        if (!late.isEmpty()) {
            own.addStatement("$N()", BEGIN);
        }
        own.addStatement("advance()");
        own.returns(scope.predictionType());
        type.addMethod(own.addStatement(
                        "return this.$L",
                        outputs.size() == 1 ? outputFields.get(outputs.get(0).name()) + "[0]" : "result")
                .build());
        type.addMethod(stepInto());
    }

    private MethodSpec.Builder stepMethod(String doc) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("step")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(doc)
                .addParameters(scope.parameters(inputs));
        for (Port i : inputs) {
            method.addJavadoc("@param $L $L\n", i.identifier(), DocText.values(i));
        }
        return method;
    }

    private MethodSpec stepInto() {
        MethodSpec.Builder method = stepMethod("Takes one step and copies its result to arrays of the caller.\n\n")
                .addParameter(scope.predictionType(), "out")
                .addJavadoc("@param out takes the result\n");
        if (outputs.size() == 1) {
            Port output = outputs.get(0);
            method.addStatement("checkLength($S, out, $L, $S)", "out", output.size(), output.expected());
        } else {
            method.addStatement("checkGiven($S, out)", "out");
            outputs.forEach(o -> method.addStatement(
                    "checkLength($S, out.$N(), $L, $S)", "out." + o.name(), o.identifier(), o.size(), o.expected()));
        }
        method.addStatement("step($L)", PortCode.arguments(inputs));
        for (Port output : outputs) {
            method.addStatement(
                    "$T.arraycopy($N[0], 0, $L, 0, $L)",
                    System.class,
                    outputFields.get(output.name()),
                    outputs.size() == 1 ? "out" : "out." + output.identifier() + "()",
                    output.size());
        }
        return method.build();
    }

    /**
     * Writes how states begin: with numbers and parameters when the stream is reset, with inputs at the first step.
     *
     * @return the methods that compute what they begin with
     */
    private List<MethodSpec> begin(
            TypeSpec.Builder type, EmittedGraph advance, CodeBlock.Builder reset, CodeBlock.Builder begin) {
        List<MethodSpec> methods = new ArrayList<>();
        stream.beginnings().forEach((state, beginning) -> {
            Location at = advance.locations().get(state);
            int size = step.typeOf(state).elements();
            if (beginning instanceof Beginning.Constant constant) {
                reset.addStatement(
                        "$T.fill($L, $L, $L, $L)",
                        Arrays.class,
                        at.first(),
                        at.offset(),
                        at.offset() + size,
                        scope.elements().literal(constant.value()));
                return;
            }
            ScheduledProgram program = ((Beginning.Computed) beginning).program();
            String method = ReservedNames.take("initial_" + state, identifiers);
            Map<String, String> arrays = Map.of(ScheduledProgram.PARAMETERS, "theta");
            EmittedGraph emitted =
                    GraphEmitter.emit(Requests.single(scope, program, method, arrays, Map.of(), identifiers));
            emitted.fields().forEach(f -> identifiers.add(f.name()));
            emitted.methods().forEach(m -> identifiers.add(m.name()));
            for (FieldSpec field : emitted.fields()) {
                type.addField(field);
            }
            methods.addAll(emitted.methods());
            int place = late.indexOf(state);
            CodeBlock.Builder body = place < 0 ? reset : begin;
            if (place >= 0) {
                begin.beginControlFlow("if (this.$N[$L] != 0)", fresh, place)
                        .addStatement("this.$N[$L] = 0", fresh, place);
            }
            for (ProgramPort input : inputsOf(program)) {
                copy(
                        body,
                        advance.locations().get(input.name()),
                        emitted.locations().get(input.name()),
                        input.type().elements());
            }
            body.addStatement("$N()", method);
            copy(body, emitted.locations().get(program.result().name()), at, size);
            if (place >= 0) {
                begin.endControlFlow();
            }
        });
        return methods;
    }

    private static boolean readsInputs(Beginning beginning) {
        return beginning instanceof Beginning.Computed computed
                && !inputsOf(computed.program()).isEmpty();
    }

    private static List<ProgramPort> inputsOf(ScheduledProgram program) {
        return program.ports(ProgramPort.Role.INPUT, ProgramPort.Direction.IN);
    }

    private static void copy(CodeBlock.Builder code, Location from, Location to, int size) {
        code.addStatement(
                "$T.arraycopy($L, $L, $L, $L, $L)",
                System.class,
                from.first(),
                from.offset(),
                to.first(),
                to.offset(),
                size);
    }

    private void addReset(TypeSpec.Builder type, CodeBlock body) {
        MethodSpec.Builder reset = MethodSpec.methodBuilder("reset")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Forgets all steps: the next one is the first of a new sequence.\n")
                .addCode(body);
        if (!late.isEmpty()) {
            reset.addStatement("$T.fill(this.$N, 1)", Arrays.class, fresh);
        }
        type.addMethod(reset.build());
    }
}
