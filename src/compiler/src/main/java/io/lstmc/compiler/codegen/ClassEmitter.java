package io.lstmc.compiler.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.codegen.text.Products;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import io.lstmc.compiler.codegen.text.TextLayout;
import io.lstmc.compiler.plan.Plan;
import io.lstmc.compiler.program.TooLargeException;
import javax.lang.model.element.Modifier;

/**
 * Writes the class of a model: one public class, in which its programs are nested classes. Reads like the table of
 * contents of the class.
 */
public final class ClassEmitter {

    private final ClassScope scope;

    private ClassEmitter(Plan plan) {
        this.scope = ClassScope.of(plan);
    }

    /**
     * The file of a model's class.
     *
     * @throws TooLargeException if the class has more code than Java allows
     */
    public static GeneratedFile emit(Plan plan) {
        return new ClassEmitter(plan).file();
    }

    private GeneratedFile file() {
        String text = JavaFile.builder(scope.signature().packageName(), type())
                .skipJavaLangImports(true)
                .indent("    ")
                .build()
                .toString();
        String directory = scope.signature().packageName().replace('.', '/');
        String path = directory.isEmpty() ? "" : directory + "/";
        return new GeneratedFile(path + scope.signature().name() + ".java", TextLayout.of(text));
    }

    private TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(scope.type())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(RuntimeTypes.MODEL)
                .addAnnotation(AnnotationSpec.builder(RuntimeTypes.GENERATED)
                        .addMember("value", "$S", "lstmc")
                        .build())
                .addJavadoc(new ClassDoc(scope).text());
        new Construction(scope).addTo(type);
        new PredictMethods(scope).addTo(type);
        PassClass pass = new PassClass(scope);
        type.addMethod(pass.factory());
        if (scope.outputs().size() != 1) {
            type.addType(PredictionClass.of(scope));
        }
        if (scope.hasLoss()) {
            type.addType(DataClass.of(scope));
        }
        if (scope.plan().stream().isPresent()) {
            StreamClass stream = new StreamClass(scope);
            type.addMethod(stream.factory());
            type.addType(stream.type());
        }
        type.addType(pass.type());
        type.addType(WorkspaceClass.batch(scope));
        WorkspaceClass.sample(scope).ifPresent(type::addType);
        type.addType(WorkspaceClass.training(scope));
        addTraining(type);
        type.addMethod(checkGiven());
        type.addMethod(checkLength(scope.elements().array()));
        if (scope.hasTokens()) {
            type.addMethod(checkLength(ArrayTypeName.of(TypeName.INT)));
            type.addMethod(checkTokens());
        }
        if (!scope.signature().shorter().isEmpty()) {
            type.addMethod(checkSteps(scope.elements().array()));
            if (scope.hasTokens()) {
                type.addMethod(checkSteps(ArrayTypeName.of(TypeName.INT)));
            }
        }
        type.addMethod(require());
        ClassName products = scope.nested(Products.CLASS);
        type.addField(FieldSpec.builder(products, Products.FIELD, Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T(this)", products)
                .build());
        type.addType(scope.products().type(scope.type()));
        scope.literals().type().ifPresent(type::addType);
        return type.build();
    }

    private void addTraining(TypeSpec.Builder type) {
        new TrainingHooks(scope).addTo(type);
        InitialClass initial = new InitialClass(scope);
        type.addMethod(initial.initialise());
        type.addType(initial.type());
        if (scope.trains()) {
            OptimizerClass optimizer = new OptimizerClass(scope);
            optimizer.addHooksTo(type);
            type.addType(optimizer.type());
        }
        scope.plan().rate().ifPresent(program -> {
            ScheduleClass schedule = new ScheduleClass(scope, program);
            type.addMethod(schedule.rate());
            type.addType(schedule.type());
        });
    }

    private static MethodSpec checkGiven() {
        return MethodSpec.methodBuilder("checkGiven")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(String.class, "name")
                .addParameter(Object.class, "value")
                .beginControlFlow("if (value == null)")
                .addStatement("throw new $T(name + $S)", IllegalArgumentException.class, " is null")
                .endControlFlow()
                .build();
    }

    private static MethodSpec checkLength(TypeName array) {
        return MethodSpec.methodBuilder("checkLength")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(String.class, "name")
                .addParameter(array, "values")
                .addParameter(TypeName.INT, "size")
                .addParameter(String.class, "expected")
                .addStatement("checkGiven(name, values)")
                .beginControlFlow("if (values.length != size)")
                .addStatement(
                        "throw new $T(name + $S + values.length + $S + expected)",
                        IllegalArgumentException.class,
                        " has ",
                        " values, expected ")
                .endControlFlow()
                .build();
    }

    private static MethodSpec checkSteps(TypeName array) {
        return MethodSpec.methodBuilder("checkSteps")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(String.class, "name")
                .addParameter(array, "values")
                .addParameter(TypeName.INT, "steps")
                .addParameter(TypeName.INT, "width")
                .addStatement("checkGiven(name, values)")
                .addStatement("int length = values.length")
                .beginControlFlow("if (length == 0 || length > steps * width || length % width != 0)")
                .addStatement(
                        "throw new $T(name + $S + length + $S + steps + $S + width)",
                        IllegalArgumentException.class,
                        " has ",
                        " values, expected those of 1 to ",
                        " steps × ")
                .endControlFlow()
                .build();
    }

    private static MethodSpec checkTokens() {
        return MethodSpec.methodBuilder("checkTokens")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(String.class, "name")
                .addParameter(ArrayTypeName.of(TypeName.INT), "values")
                .addParameter(TypeName.INT, "count")
                .beginControlFlow("for (int i = 0; i < values.length; i++)")
                .beginControlFlow("if (values[i] < 0 || values[i] >= count)")
                .addStatement(
                        "throw new $T(name + $S + values[i] + $S + i + $S + count)",
                        IllegalArgumentException.class,
                        " has ",
                        " at index ",
                        ", expected a token from 0 on and below ")
                .endControlFlow()
                .endControlFlow()
                .build();
    }

    private static MethodSpec require() {
        return MethodSpec.methodBuilder("require")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(TypeName.BOOLEAN, "condition")
                .addParameter(String.class, "otherwise")
                .beginControlFlow("if (!condition)")
                .addStatement("throw new $T(otherwise)", IllegalStateException.class)
                .endControlFlow()
                .build();
    }
}
