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
import io.lstmc.compiler.codegen.method.ScheduledGraph;
import io.lstmc.compiler.codegen.text.Products;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import io.lstmc.compiler.codegen.text.TextLayout;
import io.lstmc.compiler.lower.Network;
import io.lstmc.compiler.program.TooLargeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;

/**
 * Writes the class of a model: one public class, in which the emitted graphs are nested classes. Reads like the table of
 * contents of the class.
 */
public final class ClassEmitter {

    private final ClassScope scope;

    /** The most bytes of a workspace whose rows are not for choice. */
    private static final long LARGE_WORKSPACE = 1L << 30;

    private ClassEmitter(Network network, int block, Consumer<ScheduledGraph> listener) {
        this.scope = ClassScope.of(network, block, listener);
    }

    /**
     * The file of a model's class. It computes as many samples together as fit into arrays and a gigabyte; one, if that is
     * too much already.
     *
     * @throws TooLargeException if a value of one sample has more elements than an array can hold, or the class more code
     *     than Java allows
     */
    public static GeneratedFile emit(Network network) {
        return emit(network, graph -> {});
    }

    /**
     * The same.
     *
     * @param listener hears of the graphs that evaluate the model, not of those that train it
     */
    public static GeneratedFile emit(Network network, Consumer<ScheduledGraph> listener) {
        for (int block = ClassScope.largestBlock(network); ; ) {
            List<ScheduledGraph> graphs = new ArrayList<>();
            int fitting;
            try {
                GeneratedFile file = new ClassEmitter(network, block, graphs::add).file();
                fitting = fitting(block, graphs);
                if (fitting >= block) {
                    graphs.forEach(listener);
                    return file;
                }
            } catch (TooLargeException e) {
                if (block == 1) {
                    throw e;
                }
                fitting = block / 2;
            }
            block = fitting;
        }
    }

    /** Fewer rows where the workspace would be too large with so many. */
    private static int fitting(int block, List<ScheduledGraph> graphs) {
        long bytes = graphs.stream().mapToLong(ScheduledGraph::bytes).max().orElse(0);
        return bytes <= LARGE_WORKSPACE ? block : (int) Math.max(1, block * LARGE_WORKSPACE / bytes);
    }

    private GeneratedFile file() {
        String text = JavaFile.builder(scope.network().packageName(), type())
                .skipJavaLangImports(true)
                .indent("    ")
                .build()
                .toString();
        String directory = scope.network().packageName().replace('.', '/');
        String path = directory.isEmpty() ? "" : directory + "/";
        return new GeneratedFile(path + scope.network().name() + ".java", TextLayout.of(text));
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
        if (scope.network().step().isPresent()) {
            StreamClass stream = new StreamClass(scope);
            type.addMethod(stream.factory());
            type.addType(stream.type());
        }
        type.addType(pass.type());
        type.addType(WorkspaceClass.batch(scope));
        WorkspaceClass.sample(scope).ifPresent(type::addType);
        WorkspaceClass training = WorkspaceClass.training(scope);
        type.addType(training.type());
        scope.network().adjoints().ifPresent(graph -> type.addType(new AdjointClass(scope, training, graph).type()));
        addTraining(type);
        type.addMethod(checkGiven());
        type.addMethod(checkLength(scope.elements().array()));
        if (scope.hasTokens()) {
            type.addMethod(checkLength(ArrayTypeName.of(TypeName.INT)));
            type.addMethod(checkTokens());
        }
        if (!scope.network().shorter().isEmpty()) {
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
        scope.network().settings().flatMap(Network.Settings::schedule).ifPresent(graph -> {
            ScheduleClass schedule = new ScheduleClass(scope, graph);
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
