package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.codegen.text.CodeBlocks;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import io.lstmc.compiler.plan.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Names, shapes and places of the parameters in the flat array. */
final class ParameterLayout {

    /** Declarations in one method, so that it stays far below the size that is no longer compiled. */
    private static final int PER_METHOD = 100;

    private static final ClassName LIST = ClassName.get(List.class);

    private ParameterLayout() {}

    static void addTo(TypeSpec.Builder type, ClassScope scope) {
        List<CodeBlock> entries = new ArrayList<>();
        List<Parameter> parameters = new ArrayList<>(scope.signature().parameters());
        parameters.sort(Comparator.comparingInt(Parameter::offset));
        for (Parameter parameter : parameters) {
            String shape = parameter.type().dims().stream().map(String::valueOf).collect(Collectors.joining(", "));
            entries.add(CodeBlock.of(
                    "new $T($S, $T.of($L), $L)",
                    RuntimeTypes.PARAMETER,
                    parameter.name(),
                    LIST,
                    shape,
                    parameter.offset()));
        }
        if (entries.size() <= PER_METHOD) {
            type.addField(field(scope, CodeBlocks.listOf(entries)));
            return;
        }
        CodeBlock.Builder all = CodeBlock.builder().add("$T.of(", ClassName.get(java.util.stream.Stream.class));
        for (int from = 0; from < entries.size(); from += PER_METHOD) {
            int to = Math.min(from + PER_METHOD, entries.size());
            String method = "parametersFrom" + from;
            type.addMethod(MethodSpec.methodBuilder(method)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .returns(ParameterizedTypeName.get(LIST, RuntimeTypes.PARAMETER))
                    .addStatement("return $L", CodeBlocks.listOf(entries.subList(from, to)))
                    .build());
            all.add(from == 0 ? "$N()" : ",$W$N()", method);
        }
        type.addField(
                field(scope, all.add(").flatMap($T::stream).toList()", LIST).build()));
    }

    private static FieldSpec field(ClassScope scope, CodeBlock value) {
        return FieldSpec.builder(
                        ParameterizedTypeName.get(LIST, RuntimeTypes.PARAMETER),
                        "PARAMETERS",
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer(value)
                .build();
    }
}
