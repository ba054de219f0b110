package io.lstmc.compiler.codegen;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** The nested record of all outputs of one sample, for models with several. */
final class PredictionClass {

    private PredictionClass() {}

    static TypeSpec of(ClassScope scope) {
        TypeSpec.Builder type = TypeSpec.recordBuilder(scope.nested("Prediction"))
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("All outputs of one sample.\n\n");
        for (Port output : scope.outputs()) {
            type.addJavadoc("@param $L $L\n", output.identifier(), scope.values(output));
        }
        return type.recordConstructor(MethodSpec.constructorBuilder()
                        .addParameters(scope.parameters(scope.outputs()))
                        .build())
                .build();
    }
}
