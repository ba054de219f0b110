package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.codegen.method.Location;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.plan.ProgramPort;
import io.lstmc.compiler.plan.ScheduledProgram;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** The members of a stream that give its states, take them and copy them. */
final class StreamStates {

    private static final String FIELD = "STATES";

    /** Ends the name of one more state for each that begins with inputs: 1 while it has yet to begin. The runtime knows it too. */
    private static final String FIRST_STEP = ".first_step";

    private final ClassScope scope;
    private final ClassName stream;
    private final StateLayout states = new StateLayout();

    /** The states that begin with inputs, in the order of the field that says which of them have yet to begin. */
    private final List<String> late;

    private final String fresh;

    /** The values of all states. */
    private final int size;

    StreamStates(ClassScope scope, ClassName stream, ScheduledProgram step, List<String> late, String fresh) {
        this.late = late;
        this.fresh = fresh;
        this.scope = scope;
        this.stream = stream;
        for (ProgramPort state : step.ports(ProgramPort.Role.STATE, ProgramPort.Direction.IN)) {
            states.add(state.name(), state.type());
        }
        this.size = states.size() + late.size();
    }

    void addFieldsTo(TypeSpec.Builder type) {
        StateLayout all = states.copy();
        late.forEach(state -> all.add(state + FIRST_STEP, TensorType.perSample()));
        type.addField(all.constant(FIELD));
        type.addField(scope.type(), "model", Modifier.PRIVATE, Modifier.FINAL);
    }

    /**
     * Adds the methods.
     *
     * @param locations where the states lie between two steps
     */
    void addMethodsTo(TypeSpec.Builder type, Map<String, Location> locations) {
        type.addMethod(give());
        type.addMethod(giveInto(locations));
        type.addMethod(take(locations));
        type.addMethod(takeOf(locations));
        type.addMethod(copy());
    }

    private MethodSpec give() {
        return method("state", "A copy of the states: what the steps so far have left for those to come.\n")
                .returns(RuntimeTypes.STREAM_STATE)
                .addStatement(
                        "$T state = new $T($S, $L, new $T(new $T[$L]))",
                        RuntimeTypes.STREAM_STATE,
                        RuntimeTypes.STREAM_STATE,
                        scope.signature().name(),
                        FIELD,
                        scope.elements().storage(),
                        scope.elements().type(),
                        size)
                .addStatement("state(state)")
                .addStatement("return state")
                .build();
    }

    private MethodSpec giveInto(Map<String, Location> locations) {
        return method("state", "The same into an object that is there; allocates nothing.\n\n")
                .addParameter(RuntimeTypes.STREAM_STATE, "state")
                .addJavadoc("@throws IllegalArgumentException if it is that of another model's stream\n")
                .addCode(values())
                .addCode(copies(state -> {
                    Location own = locations.get(state.name());
                    return CodeBlock.of("this.$L, $L, values, $L", own.first(), own.offset(), state.offset());
                }))
                .addCode(ofFresh("this.$1N, 0, values, " + states.size()))
                .build();
    }

    private MethodSpec take(Map<String, Location> locations) {
        return method("set", "Goes on from states that a stream of this model gave; allocates nothing.\n\n")
                .addParameter(RuntimeTypes.STREAM_STATE, "state")
                .addJavadoc("@throws IllegalArgumentException if they are those of another model's stream\n")
                .addCode(values())
                .addCode(copies(state -> {
                    Location own = locations.get(state.name());
                    return CodeBlock.of("values, $L, this.$L, $L", state.offset(), own.first(), own.offset());
                }))
                .addCode(ofFresh("values, " + states.size() + ", this.$1N, 0"))
                .build();
    }

    private MethodSpec takeOf(Map<String, Location> locations) {
        return method("set", "Goes on from where another stream of this class is; allocates nothing.\n")
                .addParameter(stream, "other")
                .addStatement("$T.requireNonNull(other, $S)", Objects.class, "other is null")
                .addCode(copies(state -> {
                    Location own = locations.get(state.name());
                    return CodeBlock.of(
                            "other.$L, $L, this.$L, $L", own.first(), own.offset(), own.first(), own.offset());
                }))
                .addCode(ofFresh("other.$1N, 0, this.$1N, 0"))
                .build();
    }

    private MethodSpec copy() {
        return method("copy", "Another stream of the same model, which goes on from where this one is.\n")
                .returns(stream)
                .addStatement("$T copy = new $T(model)", stream, stream)
                .addStatement("copy.set(this)")
                .addStatement("return copy")
                .build();
    }

    private static MethodSpec.Builder method(String name, String doc) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).addJavadoc(doc);
    }

    private CodeBlock values() {
        CodeBlock storage = CodeBlock.of(
                "$T.values(state, $L, $T.class)",
                RuntimeTypes.STREAM_STATE,
                FIELD,
                scope.elements().storage());
        return size == 0
                ? CodeBlock.builder().addStatement(storage).build()
                : CodeBlock.builder()
                        .addStatement("$T values = $L.array()", scope.elements().array(), storage)
                        .build();
    }

    private CodeBlock ofFresh(String fromAndTo) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (!late.isEmpty()) {
            code.addStatement("$T.arraycopy($L, $L)", System.class, CodeBlock.of(fromAndTo, fresh), late.size());
        }
        return code.build();
    }

    private CodeBlock copies(Function<StateLayout.State, CodeBlock> fromAndTo) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (StateLayout.State state : states.states()) {
            code.addStatement("$T.arraycopy($L, $L)", System.class, fromAndTo.apply(state), state.size());
        }
        return code.build();
    }
}
