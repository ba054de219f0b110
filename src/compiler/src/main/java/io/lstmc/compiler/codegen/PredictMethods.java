package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** {@code predict} for one sample and for many, on workspaces that threads borrow. */
final class PredictMethods {

    private static final String NOT_TESTED = " The values are not tested: NaN goes through the equations.";

    private final ClassScope scope;
    private final ClassName work;

    /** For one sample. */
    private final ClassName single;

    PredictMethods(ClassScope scope) {
        this.scope = scope;
        this.work = scope.nested(WorkspaceClass.Use.BATCH.className());
        this.single =
                scope.plan().onePrediction().isPresent() ? scope.nested(WorkspaceClass.Use.SAMPLE.className()) : work;
    }

    void addTo(TypeSpec.Builder type) {
        Set<ClassName> needed = new LinkedHashSet<>(List.of(single));
        if (!scope.inputs().isEmpty()) {
            needed.add(work);
        }
        for (ClassName w : needed) {
            type.addField(pool(w));
        }
        for (ClassName w : needed) {
            type.addMethod(borrow(w));
        }
        type.addMethod(one());
        if (!scope.inputs().isEmpty()) {
            type.addMethod(many());
        }
    }

    private String idle(ClassName workspace) {
        return workspace.equals(work) ? "idleBatchWorkspaces" : "idleSampleWorkspaces";
    }

    private String borrowing(ClassName workspace) {
        return workspace.equals(work) ? "borrowBatchWorkspace" : "borrowSampleWorkspace";
    }

    private FieldSpec pool(ClassName workspace) {
        return FieldSpec.builder(
                        ParameterizedTypeName.get(ClassName.get(Queue.class), workspace),
                        idle(workspace),
                        Modifier.PRIVATE,
                        Modifier.FINAL)
                .addJavadoc("Workspaces that no thread uses now.\n")
                .initializer("new $T<>()", ConcurrentLinkedQueue.class)
                .build();
    }

    private MethodSpec borrow(ClassName workspace) {
        return MethodSpec.methodBuilder(borrowing(workspace))
                .addModifiers(Modifier.PRIVATE)
                .returns(workspace)
                .addStatement("$T work = $L.poll()", workspace, idle(workspace))
                .addStatement("return work != null ? work : new $T(this)", workspace)
                .build();
    }

    private String result() {
        return scope.outputs().size() == 1 ? scope.outputs().get(0).identifier() : "prediction";
    }

    private MethodSpec one() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("predict")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Predicts for one sample.$L\n\n", scope.inputs().isEmpty() ? "" : NOT_TESTED)
                .addParameters(scope.parameters(scope.inputs()))
                .returns(scope.predictionType());
        for (Port i : scope.inputs()) {
            method.addJavadoc("@param $L $L\n", i.identifier(), scope.values(i));
        }
        method.addJavadoc("@return $L\n", returned());
        method.addJavadoc("@throws IllegalArgumentException if an array is null or has another length\n");
        String arguments = scope.inputs().isEmpty() ? "" : ", " + PortCode.arguments(scope.inputs());
        return method.addStatement("$T work = $L()", single, borrowing(single))
                .beginControlFlow("try")
                .addStatement("work.rows = 1")
                .addStatement("work.inputs(0$L)", arguments)
                .addStatement("work.forward()")
                .addStatement("return work.$N(0)", result())
                .nextControlFlow("finally")
                .addStatement("$L.add(work)", idle(single))
                .endControlFlow()
                .build();
    }

    private String returned() {
        return scope.outputs().size() == 1
                ? DocText.escape(scope.outputs().get(0).name()) + ": "
                        + scope.values(scope.outputs().get(0))
                : "all outputs";
    }

    private MethodSpec many() {
        TypeName result = scope.predictionType();
        String first = scope.inputs().get(0).identifier();
        MethodSpec.Builder method = MethodSpec.methodBuilder("predict")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Predicts for many samples, $L at a time.$L\n\n", scope.block(), NOT_TESTED)
                .returns(ArrayTypeName.of(result));
        for (Port input : scope.inputs()) {
            method.addParameter(ArrayTypeName.of(input.array(scope.elements())), input.identifier());
            method.addJavadoc("@param $L for each sample $L\n", input.identifier(), scope.values(input));
        }
        method.addJavadoc("@return for each sample what {@code predict} gives for it alone, but for rounding\n");
        method.addJavadoc("@throws IllegalArgumentException if an array is null or has another length\n");
        for (Port i : scope.inputs()) {
            method.addStatement("checkGiven($S, $N)", i.name(), i.identifier());
        }
        for (Port input : scope.inputs().subList(1, scope.inputs().size())) {
            method.beginControlFlow("if ($N.length != $N.length)", input.identifier(), first)
                    .addStatement(
                            "throw new $T($S + $N.length + $S + $N.length)",
                            IllegalArgumentException.class,
                            input.name() + " has samples: ",
                            input.identifier(),
                            ", " + scope.inputs().get(0).name() + " has ",
                            first)
                    .endControlFlow();
        }
        String rows = scope.inputs().stream()
                .map(i -> i.identifier() + "[from + row]")
                .collect(Collectors.joining(", "));
        CodeBlock predictions = result instanceof ArrayTypeName array
                ? CodeBlock.of("new $T[$N.length][]", array.componentType(), first)
                : CodeBlock.of("new $T[$N.length]", result, first);
        return method.addStatement("$T predictions = $L", ArrayTypeName.of(result), predictions)
                .addStatement("$T work = $L()", work, borrowing(work))
                .beginControlFlow("try")
                .beginControlFlow("for (int from = 0; from < $N.length; from += BLOCK)", first)
                .addStatement("work.rows = $T.min(BLOCK, $N.length - from)", Math.class, first)
                .beginControlFlow("for (int row = 0; row < work.rows; row++)")
                .addStatement("work.inputs(row, $L)", rows)
                .endControlFlow()
                .addStatement("work.forward()")
                .beginControlFlow("for (int row = 0; row < work.rows; row++)")
                .addStatement("predictions[from + row] = work.$N(row)", result())
                .endControlFlow()
                .endControlFlow()
                .nextControlFlow("finally")
                .addStatement("$L.add(work)", idle(work))
                .endControlFlow()
                .addStatement("return predictions")
                .build();
    }
}
