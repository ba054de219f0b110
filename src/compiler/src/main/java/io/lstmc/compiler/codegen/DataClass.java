package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import javax.lang.model.element.Modifier;

/** The nested container of samples for training, with the model's own columns. */
final class DataClass {

    private DataClass() {}

    static TypeSpec of(ClassScope scope) {
        ClassName name = scope.nested("Data");
        return TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(RuntimeTypes.SAMPLES)
                .addJavadoc("Samples to train or to test on, in the order in which they are added.\n")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PUBLIC)
                        .addJavadoc("No samples yet.\n")
                        .addStatement("super($L, COLUMNS)", scope.signature().precision() == Precision.DOUBLE)
                        .build())
                .addMethod(add(scope, name))
                .build();
    }

    private static MethodSpec add(ClassScope scope, ClassName name) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("add")
                .addModifiers(Modifier.PUBLIC)
                .returns(name)
                .addJavadoc("Adds a copy of one sample.\n\n");
        for (Port column : scope.columns()) {
            method.addParameter(column.array(scope.elements()), column.identifier());
            method.addJavadoc("@param $L $L\n", column.identifier(), scope.values(column));
        }
        return method.addJavadoc("@return this\n")
                .addJavadoc(
                        "@throws IllegalArgumentException if an array is null or has another length, or a value is not finite\n")
                .addStatement("add(new $T[] {$L})", Object.class, PortCode.arguments(scope.columns()))
                .addStatement("return this")
                .build();
    }
}
