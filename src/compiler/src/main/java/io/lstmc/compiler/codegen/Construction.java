package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.codegen.text.CodeBlocks;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import io.lstmc.compiler.plan.Signature.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Constants, constructors and access to weights. */
final class Construction {

    /** Parameters from which on there may be no room for them. */
    private static final int MANY = 1 << 24;

    private final ClassScope scope;

    Construction(ClassScope scope) {
        this.scope = scope;
    }

    void addTo(TypeSpec.Builder type) {
        addConstants(type);
        addConstructors(type);
        addWeights(type);
    }

    private void addConstants(TypeSpec.Builder type) {
        type.addField(constant(RuntimeTypes.KERNELS, "K", CodeBlock.of("$T.get()", RuntimeTypes.KERNELS)));
        type.addField(FieldSpec.builder(TypeName.INT, "BLOCK", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Samples that are computed together.\n")
                .initializer("$L", scope.block())
                .build());
        ParameterLayout.addTo(type, scope);
        type.addField(constant(
                ParameterizedTypeName.get(ClassName.get(List.class), RuntimeTypes.COLUMN),
                "COLUMNS",
                CodeBlocks.listOf(columns())));
        type.addField(constant(RuntimeTypes.TRAINING, "TRAINING", training()));
        type.addField(FieldSpec.builder(scope.elements().array(), "theta", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("All parameters, one behind the other.\n")
                .build());
    }

    private static FieldSpec constant(TypeName type, String name, CodeBlock value) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(value)
                .build();
    }

    private List<CodeBlock> columns() {
        List<CodeBlock> columns = new ArrayList<>();
        for (Port port : scope.hasLoss() ? scope.columns() : scope.inputs()) {
            columns.add(CodeBlock.of(
                    "new $T($S, $S, $L, $L, $L, $L)",
                    RuntimeTypes.COLUMN,
                    port.name(),
                    port.type().time().name(),
                    port.type().steps(),
                    port.width(),
                    port.tokens(),
                    scope.mayBeShorter(port)));
        }
        return columns;
    }

    private void addConstructors(TypeSpec.Builder type) {
        long seed = scope.signature().settings().map(Settings::seed).orElse(0L);
        int count = scope.signature().parameterCount();
        CodeBlock storage = count < MANY
                ? CodeBlock.of(
                        "new $T(new $T[$L])",
                        scope.elements().storage(),
                        scope.elements().type(),
                        count)
                : CodeBlock.of("$T.zeros($L)", scope.elements().storage(), count);
        type.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("A model with random weights, always the same ones.\n")
                .addStatement("this($L)", seed > Integer.MAX_VALUE || seed < Integer.MIN_VALUE ? seed + "L" : seed)
                .build());
        type.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("A model with random weights that depend on {@code seed} alone.\n")
                .addParameter(TypeName.LONG, "seed")
                .addStatement("this($L)", storage)
                .addStatement("initialise(seed)")
                .build());
        type.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(scope.elements().storage(), "values")
                .addStatement(
                        "super($S, PARAMETERS, values, TRAINING)",
                        scope.signature().name())
                .addStatement("theta = values.array()")
                .build());
        type.addMethod(MethodSpec.methodBuilder("from")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("A model with the weights of a file that {@link #save} wrote.\n\n")
                .addJavadoc("@throws IOException if the file cannot be read or was made for other shapes\n")
                .addException(IOException.class)
                .addParameter(Path.class, "weights")
                .returns(scope.type())
                .addStatement("$T model = new $T($L)", scope.type(), scope.type(), storage)
                .addStatement("model.load(weights)")
                .addStatement("return model")
                .build());
    }

    /** The settings of the file, each of which the caller of {@code train} may change. */
    private CodeBlock training() {
        CodeBlock.Builder code = CodeBlock.builder()
                .add("$T.DEFAULT", RuntimeTypes.TRAINING)
                .indent()
                .indent();
        if (scope.signature().settings().isPresent()) {
            Settings settings = scope.signature().settings().get();
            code.add("\n.withEpochs($L)", settings.epochs());
            code.add("\n.withBatch($L)", settings.batch());
            if (settings.carry()) {
                code.add("\n.withCarry(true)");
            }
            if (settings.clipNorm() > 0) {
                code.add("\n.withClipNorm($L)", settings.clipNorm());
            }
            if (settings.clipValue() > 0) {
                code.add("\n.withClipValue($L)", settings.clipValue());
            }
            if (settings.patience() > 0) {
                code.add("\n.withPatience($L)", settings.patience());
            }
            if (settings.validation() > 0) {
                code.add("\n.withValidation($L)", settings.validation());
            }
            if (settings.threads() > 1) {
                code.add("\n.withThreads($L)", settings.threads());
            }
            code.add("\n.withSeed($LL)", settings.seed());
        }
        return code.unindent().unindent().build();
    }

    private void addWeights(TypeSpec.Builder type) {
        String names = "@param name one of those of {@link #parameters()}\n";
        type.addMethod(MethodSpec.methodBuilder("weights")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("A copy of a parameter, row by row.\n\n")
                .addJavadoc(names)
                .addJavadoc("@throws IllegalArgumentException if there is none of that name\n")
                .addParameter(String.class, "name")
                .returns(scope.elements().array())
                .addStatement(
                        "return (($T) get(name)).array()", scope.elements().storage())
                .build());
        type.addMethod(MethodSpec.methodBuilder("weights")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Sets a parameter, row by row.\n\n")
                .addJavadoc(names)
                .addJavadoc(
                        "@throws IllegalArgumentException if there is none of that name, or the values are too many, too few or\n"
                                + "    not finite; nothing is changed then\n")
                .addParameter(String.class, "name")
                .addParameter(scope.elements().array(), "values")
                .addStatement("set(name, values)")
                .build());
    }
}
