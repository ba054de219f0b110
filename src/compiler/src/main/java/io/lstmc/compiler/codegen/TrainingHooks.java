package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import java.util.List;
import javax.lang.model.element.Modifier;

/** What the runtime's training loop calls: it knows batches and epochs, the class knows the equations. */
final class TrainingHooks {

    private final ClassScope scope;
    private final ClassName work;

    TrainingHooks(ClassScope scope) {
        this.scope = scope;
        this.work = scope.nested(WorkspaceClass.Use.TRAINING.className());
    }

    void addTo(TypeSpec.Builder type) {
        type.addMethod(columns());
        type.addMethod(newWorkspace());
        if (scope.hasLoss()) {
            type.addMethod(fill());
            type.addMethod(forwardLoss());
            type.addMethod(backward());
            if (scope.plan().carry().isPresent()) {
                new CarriedStateMembers(scope).addHooksTo(type, work);
            }
        } else {
            String why = " has no loss, so it cannot be trained or evaluated; see newPass()";
            type.addMethod(refuse(fillSignature(), why));
            type.addMethod(refuse(forwardLossSignature(), why));
            type.addMethod(refuse(backwardSignature(), why));
        }
        if (!scope.trains()) {
            String why = scope.hasLoss() ? " has no train block; see newPass()" : " has no loss; see newPass()";
            type.addMethod(refuse(optimizerStatesSignature(), why));
            type.addMethod(refuse(newOptimizerStatesSignature(), why));
            type.addMethod(refuse(updateSignature(), why));
        }
    }

    private MethodSpec refuse(MethodSpec.Builder method, String why) {
        return method.addStatement(
                        "throw new $T($S)",
                        UnsupportedOperationException.class,
                        scope.signature().name() + why)
                .build();
    }

    private MethodSpec columns() {
        return override("columns")
                .returns(ParameterizedTypeName.get(ClassName.get(List.class), RuntimeTypes.COLUMN))
                .addStatement("return COLUMNS")
                .build();
    }

    private MethodSpec newWorkspace() {
        return override("newWorkspace")
                .returns(RuntimeTypes.WORKSPACE)
                .addStatement("return new $T(this)", work)
                .build();
    }

    private static MethodSpec.Builder fillSignature() {
        return override("fill")
                .addParameter(RuntimeTypes.WORKSPACE, "w")
                .addParameter(RuntimeTypes.SAMPLES, "samples")
                .addParameter(ArrayTypeName.of(TypeName.INT), "order")
                .addParameter(TypeName.INT, "from");
    }

    private MethodSpec fill() {
        MethodSpec.Builder method = fillSignature()
                .addStatement("$T work = ($T) w", work, work)
                .beginControlFlow("for (int row = 0; row < work.rows; row++)")
                .addStatement("int sample = order[from + row]");
        int inputs = scope.inputs().size();
        method.addStatement("work.inputs(row$L)", columns(0, inputs));
        method.addStatement(
                "work.targets(row$L)", columns(inputs, scope.columns().size()));
        return method.endControlFlow().build();
    }

    private String columns(int from, int to) {
        StringBuilder arguments = new StringBuilder();
        for (int column = from; column < to; column++) {
            arguments
                    .append(", (")
                    .append(scope.columns().get(column).array(scope.elements()))
                    .append(") samples.array(sample, ")
                    .append(column)
                    .append(')');
        }
        return arguments.toString();
    }

    private static MethodSpec.Builder forwardLossSignature() {
        return override("forwardLoss").addParameter(RuntimeTypes.WORKSPACE, "w").returns(TypeName.DOUBLE);
    }

    private MethodSpec forwardLoss() {
        return forwardLossSignature()
                .addStatement("$T work = ($T) w", work, work)
                .addStatement("work.forward()")
                .addStatement("work.loss()")
                .addStatement("return work.totalLoss()")
                .build();
    }

    private static MethodSpec.Builder backwardSignature() {
        return override("backward").addParameter(RuntimeTypes.WORKSPACE, "w").addParameter(TypeName.DOUBLE, "weight");
    }

    private MethodSpec backward() {
        return backwardSignature()
                .addStatement("$T work = ($T) w", work, work)
                .addStatement("work.begin(weight)")
                .addStatement("work.backward()")
                .build();
    }

    static MethodSpec.Builder optimizerStatesSignature() {
        return override("optimizerStates")
                .returns(ParameterizedTypeName.get(ClassName.get(List.class), ClassName.get(String.class)));
    }

    static MethodSpec.Builder newOptimizerStatesSignature() {
        return override("newOptimizerStates").returns(ArrayTypeName.of(RuntimeTypes.STORAGE));
    }

    static MethodSpec.Builder updateSignature() {
        return override("update")
                .addParameter(RuntimeTypes.GRADIENT, "gradient")
                .addParameter(ArrayTypeName.of(RuntimeTypes.STORAGE), "states")
                .addParameter(TypeName.LONG, "k")
                .addParameter(TypeName.DOUBLE, "rate");
    }

    static MethodSpec.Builder override(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PROTECTED);
    }
}
