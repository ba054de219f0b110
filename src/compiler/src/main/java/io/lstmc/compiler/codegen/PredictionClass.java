package io.lstmc.compiler.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Arrays;
import javax.lang.model.element.Modifier;

/** The nested record of all outputs of one sample, for models with several; it compares and shows the values of its arrays. */
final class PredictionClass {

    private PredictionClass() {}

    static TypeSpec of(ClassScope scope) {
        TypeSpec.Builder type = TypeSpec.recordBuilder(scope.nested("Prediction"))
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("All outputs of one sample. Predictions of the same values are equal.\n\n");
        for (Port output : scope.outputs()) {
            type.addJavadoc("@param $L $L\n", output.identifier(), scope.values(output));
        }
        return type.recordConstructor(MethodSpec.constructorBuilder()
                        .addParameters(scope.parameters(scope.outputs()))
                        .build())
                .addMethod(equals(scope))
                .addMethod(hashCode(scope))
                .addMethod(toString(scope))
                .build();
    }

    private static MethodSpec equals(ClassScope scope) {
        CodeBlock.Builder same = CodeBlock.builder().add("return other instanceof $T that", scope.nested("Prediction"));
        for (Port output : scope.outputs()) {
            same.add(" && $T.equals(this.$N, that.$N)", Arrays.class, output.identifier(), output.identifier());
        }
        return override("equals")
                .addParameter(Object.class, "other")
                .returns(TypeName.BOOLEAN)
                .addStatement(same.build())
                .build();
    }

    private static MethodSpec hashCode(ClassScope scope) {
        MethodSpec.Builder method = override("hashCode").returns(TypeName.INT).addStatement("int hash = 0");
        for (Port output : scope.outputs()) {
            method.addStatement("hash = 31 * hash + $T.hashCode(this.$N)", Arrays.class, output.identifier());
        }
        return method.addStatement("return hash").build();
    }

    private static MethodSpec toString(ClassScope scope) {
        CodeBlock.Builder text = CodeBlock.builder().add("return $S", "Prediction[");
        String separator = "";
        for (Port output : scope.outputs()) {
            text.add(
                    " + $S + $T.toString(this.$N)", separator + output.name() + "=", Arrays.class, output.identifier());
            separator = ", ";
        }
        return override("toString")
                .returns(String.class)
                .addStatement(text.add(" + $S", "]").build())
                .build();
    }

    private static MethodSpec.Builder override(String name) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).addAnnotation(Override.class);
    }
}
