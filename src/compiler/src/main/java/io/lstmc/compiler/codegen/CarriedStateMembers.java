package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.codegen.method.Location;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import io.lstmc.compiler.plan.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The members by which rows of the training workspace begin with states that are carried, and give those in which they end. */
final class CarriedStateMembers {

    private static final String FIELD = "CARRIED";
    private static final String COPY = "$T.arraycopy($L, $L, $L, $L, $L)";

    private final ClassScope scope;
    private final Plan.Carry carry;
    private final StateLayout layout = new StateLayout();

    CarriedStateMembers(ClassScope scope) {
        this.scope = scope;
        this.carry = scope.plan().carry().orElseThrow();
        carry.states().forEach(state -> layout.add(state.name(), state.type()));
    }

    /** Adds what the runtime calls to the class of the model. */
    void addHooksTo(TypeSpec.Builder type, ClassName work) {
        type.addField(layout.constant(FIELD));
        type.addMethod(TrainingHooks.override("carriedStates")
                .returns(ParameterizedTypeName.get(ClassName.get(List.class), RuntimeTypes.PARAMETER))
                .addStatement("return $L", FIELD)
                .build());
        ClassName storage = scope.elements().storage();
        type.addMethod(hook("begin")
                .addParameter(TypeName.BOOLEAN, "goesOn")
                .addStatement("(($T) w).begin(row, (($T) states).array(), at, goesOn)", work, storage)
                .build());
        type.addMethod(hook("end")
                .addStatement("(($T) w).end(row, (($T) states).array(), at)", work, storage)
                .build());
    }

    private static MethodSpec.Builder hook(String name) {
        return TrainingHooks.override(name)
                .addParameter(RuntimeTypes.WORKSPACE, "w")
                .addParameter(TypeName.INT, "row")
                .addParameter(RuntimeTypes.STORAGE, "states")
                .addParameter(TypeName.INT, "at");
    }

    /**
     * Adds methods to the workspace.
     *
     * @param locations where the arguments and the results of the graph lie
     */
    void addTo(TypeSpec.Builder workspace, Map<String, Location> locations) {
        Location flag = locations.get(carry.goesOn());
        CodeBlock.Builder begin = CodeBlock.builder();
        CodeBlock.Builder end = CodeBlock.builder();
        CodeBlock.Builder goOn = CodeBlock.builder();
        for (int i = 0; i < carry.states().size(); i++) {
            Location from = locations.get(carry.states().get(i).before());
            Location to = locations.get(carry.states().get(i).name());
            int size = layout.states().get(i).size();
            int offset = layout.states().get(i).offset();
            String at = offset == 0 ? "at" : "at + " + offset;
            begin.addStatement(COPY, System.class, "states", at, "this." + from.first(), from.row("row", size), size);
            end.addStatement(COPY, System.class, "this." + to.first(), to.row("row", size), "states", at, size);
            String count = size == 1 ? "rows" : "rows * " + size;
            goOn.addStatement(
                    COPY,
                    System.class,
                    "this." + to.first(),
                    to.offset(),
                    "this." + from.first(),
                    from.offset(),
                    count);
        }
        workspace.addMethod(
                rowMethod("begin", "Lets a row go on from states of an array, or begin as the model says.\n")
                        .addParameter(TypeName.BOOLEAN, "goesOn")
                        .addStatement("this.$L[$L] = goesOn ? 1 : 0", flag.first(), flag.row("row", 1))
                        .beginControlFlow("if (goesOn)")
                        .addCode(begin.build())
                        .endControlFlow()
                        .build());
        workspace.addMethod(rowMethod("end", "Copies the states in which a row ended to an array.\n")
                .addCode(end.build())
                .build());
        workspace.addMethod(MethodSpec.methodBuilder("beginAnew")
                .addJavadoc("Lets all rows begin as the model says.\n")
                .addStatement(
                        "$T.fill(this.$L, $L, $L, 0)", Arrays.class, flag.first(), flag.offset(), flag.row("BLOCK", 1))
                .build());
        workspace.addMethod(MethodSpec.methodBuilder("goOn")
                .addJavadoc("Lets the rows that there are go on from where they ended.\n")
                .addStatement("beginAnew()")
                .addStatement(
                        "$T.fill(this.$L, $L, $L, 1)", Arrays.class, flag.first(), flag.offset(), flag.row("rows", 1))
                .addCode(goOn.build())
                .build());
    }

    private MethodSpec.Builder rowMethod(String name, String doc) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc(doc)
                .addParameter(TypeName.INT, "row")
                .addParameter(scope.elements().array(), "states")
                .addParameter(TypeName.INT, "at");
    }
}
