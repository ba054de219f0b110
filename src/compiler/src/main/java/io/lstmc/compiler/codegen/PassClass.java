package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import io.lstmc.compiler.plan.Parameter;
import io.lstmc.compiler.plan.ProgramPort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** The nested class for applications that train by their own means: samples in, loss, outputs and gradients out. */
final class PassClass {

    private final ClassScope scope;
    private final ClassName name;
    private final ClassName work;

    PassClass(ClassScope scope) {
        this.scope = scope;
        this.name = scope.nested("Pass");
        this.work = scope.nested(WorkspaceClass.Use.TRAINING.className());
    }

    MethodSpec factory() {
        return MethodSpec.methodBuilder("newPass")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Room for own forward and backward passes; use it in one thread at a time.\n")
                .returns(name)
                .addStatement("return new $T(this)", name)
                .build();
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc(doc())
                .addField(scope.type(), "model", Modifier.PRIVATE, Modifier.FINAL)
                .addField(work, "work", Modifier.PRIVATE, Modifier.FINAL)
                .addField(TypeName.BOOLEAN, "forwardDone", Modifier.PRIVATE)
                .addField(TypeName.BOOLEAN, "backwardDone", Modifier.PRIVATE)
                .addField(FieldSpec.builder(TypeName.BOOLEAN, "residuals", Modifier.PRIVATE)
                        .addJavadoc("Whether all is there that forward() keeps for backward().\n")
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(scope.type(), "model")
                        .addStatement("this.model = model")
                        .addStatement("this.work = new $T(model)", work)
                        .build())
                .addMethod(add())
                .addMethod(clear())
                .addMethods(goOn())
                .addMethod(publicMethod("rows", "The number of samples.\n")
                        .returns(TypeName.INT)
                        .addStatement("return work.rows")
                        .build());
        addForward(type);
        for (Port seed : WorkspaceClass.seedPorts(scope)) {
            type.addMethod(adjoint(seed));
        }
        type.addMethod(backward());
        type.addMethod(gradient());
        if (hasAdjoints()) {
            type.addField(FieldSpec.builder(scope.nested(AdjointClass.CLASS), "adjoints", Modifier.PRIVATE)
                    .addJavadoc("Made when it is first needed.\n")
                    .build());
            type.addField(TypeName.BOOLEAN, "adjointsDone", Modifier.PRIVATE);
            type.addMethod(adjoint());
        }
        for (Port output : scope.outputs()) {
            type.addMethod(output(output));
        }
        type.addMethod(publicMethod(
                        "toString",
                        "As {@code a pass of $L with 3 of $L samples}.\n",
                        scope.signature().name(),
                        scope.block())
                .addAnnotation(Override.class)
                .returns(String.class)
                .addStatement(
                        "return $S + work.rows + $S",
                        "a pass of " + scope.signature().name() + " with ",
                        " of " + scope.block() + " samples")
                .build());
        return type.build();
    }

    private CodeBlock doc() {
        CodeBlock.Builder doc = CodeBlock.builder()
                .add("Up to $L samples on their way through the equations and back:\n\n<pre>\n", scope.block());
        doc.add("$L.$L pass = model.newPass();\n", scope.signature().name(), name.simpleName());
        doc.add("pass.add($L);\n", PortCode.arguments(scope.hasLoss() ? scope.columns() : scope.inputs()));
        doc.add(scope.hasLoss() ? "double loss = pass.forward();\n" : "pass.forward();\n");
        for (Port seed : WorkspaceClass.seedPorts(scope)) {
            doc.add("pass.$L(0, adjoint);\n", seed.identifier());
        }
        doc.add("pass.backward();\n");
        List<Parameter> parameters = scope.signature().parameters();
        if (!parameters.isEmpty()) {
            String first = DocText.escape(parameters.get(0).name());
            doc.add("$L gradient = pass.gradient(\"$L\");\n", scope.elements().array(), first);
        }
        return doc.add("</pre>\n").build();
    }

    private static MethodSpec.Builder publicMethod(String name, String doc, Object... arguments) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).addJavadoc(doc, arguments);
    }

    private MethodSpec add() {
        MethodSpec.Builder method =
                publicMethod("add", "Adds a sample as the next row.\n\n").returns(name);
        for (Port port : scope.hasLoss() ? scope.columns() : scope.inputs()) {
            method.addParameter(port.array(scope.elements()), port.identifier());
            method.addJavadoc("@param $L $L\n", port.identifier(), scope.values(port));
        }
        method.addJavadoc("@return this\n")
                .addJavadoc("@throws IllegalArgumentException if an array is null or has another length\n")
                .addJavadoc("@throws IllegalStateException if $L samples are there already\n", scope.block());
        require(method, "work.rows < BLOCK", "a pass takes at most " + scope.block() + " samples; see clear()");
        method.addStatement("work.inputs(work.rows$L)", trailing(PortCode.arguments(scope.inputs())));
        if (scope.hasLoss()) {
            method.addStatement("work.targets(work.rows$L)", trailing(PortCode.arguments(scope.targets())));
        }
        return method.addStatement("work.rows++")
                .addStatement("forwardDone = false")
                .addStatement("return this")
                .build();
    }

    private static String trailing(String arguments) {
        return arguments.isEmpty() ? "" : ", " + arguments;
    }

    private static void require(MethodSpec.Builder method, String condition, String message) {
        method.addStatement("require($L, $S)", condition, message);
    }

    private MethodSpec clear() {
        MethodSpec.Builder method =
                publicMethod("clear", "Removes all samples.\n").returns(name).addStatement("work.rows = 0");
        if (!scope.hasLoss()) {
            method.addStatement("work.clear()");
        }
        if (scope.plan().carry().isPresent()) {
            method.addStatement("work.beginAnew()");
        }
        return method.addStatement("forwardDone = false")
                .addStatement("return this")
                .build();
    }

    /** Where states are carried, the way from one batch to the next. */
    private List<MethodSpec> goOn() {
        if (scope.plan().carry().isEmpty()) {
            return List.of();
        }
        MethodSpec.Builder method = publicMethod(
                        "goOn",
                        "Removes all samples. Those that are added now go on, row by row, from the states in which these ended; no\n"
                                + "gradient passes from them to these.\n\n")
                .addJavadoc("@return this\n")
                .returns(name);
        require(method, "forwardDone", "call forward() first");
        return List.of(method.addStatement("work.goOn()")
                .addStatement("work.rows = 0")
                .addStatement("forwardDone = false")
                .addStatement("return this")
                .build());
    }

    private void addForward(TypeSpec.Builder type) {
        boolean modes = scope.plan().training().random();
        String loss = scope.hasLoss() ? " and returns the mean of their losses" : "";
        TypeName result = scope.hasLoss() ? TypeName.DOUBLE : TypeName.VOID;
        String give = scope.hasLoss() ? "return " : "";
        MethodSpec.Builder plain = publicMethod("forward", "Evaluates the equations for all samples$L.\n", loss)
                .returns(result);
        if (!modes) {
            type.addMethod(forwardBody(plain).build());
            return;
        }
        type.addMethod(plain.addStatement("work.training = false")
                .addStatement("work.seed = 0")
                .addStatement("$Lrun()", give)
                .build());
        type.addMethod(publicMethod("forward", "As {@link #forward()}, but as in training.\n\n")
                .addJavadoc("@param seed of what is random in training, such as the masks of dropout\n")
                .addParameter(TypeName.LONG, "seed")
                .returns(result)
                .addStatement("work.training = true")
                .addStatement("work.seed = seed")
                .addStatement("$Lrun()", give)
                .build());
        type.addMethod(forwardBody(MethodSpec.methodBuilder("run")
                        .addModifiers(Modifier.PRIVATE)
                        .returns(result))
                .build());
    }

    private MethodSpec.Builder forwardBody(MethodSpec.Builder method) {
        require(method, "work.rows > 0", "add a sample first");
        method.addStatement("work.forward()");
        if (scope.hasLoss()) {
            method.addStatement("work.loss()");
        }
        method.addStatement("forwardDone = true").addStatement("residuals = true");
        if (hasAdjoints()) {
            method.addStatement("adjointsDone = false");
        }
        if (scope.hasLoss()) {
            method.addStatement("return work.totalLoss() / work.rows");
        }
        return method;
    }

    private MethodSpec adjoint(Port seed) {
        MethodSpec.Builder method = publicMethod(
                        seed.identifier(),
                        "Sets the derivative of what is minimised with respect to an output. It stays, also through another\n"
                                + "{@code forward}, until another one is set or {@code clear()} removes the samples.\n\n")
                .addJavadoc("@param row counts the samples from 0\n")
                .addJavadoc("@param $L $L\n", seed.identifier(), scope.values(seed))
                .addJavadoc("@return this\n")
                .addParameter(TypeName.INT, "row")
                .addParameter(scope.elements().array(), seed.identifier())
                .returns(name)
                .addStatement("$T.checkRow(row, work.rows)", RuntimeTypes.WORKSPACE)
                .addStatement("work.$N(row, $N)", seed.identifier(), seed.identifier());
        if (hasAdjoints()) {
            method.addStatement("adjointsDone = false");
        }
        return method.addStatement("return this").build();
    }

    private MethodSpec backward() {
        String of = scope.hasLoss()
                ? "the mean loss with respect to all parameters"
                : "what is minimised with respect to all parameters, from the adjoints of the outputs";
        MethodSpec.Builder method = publicMethod(
                "backward",
                "Computes the derivatives of $L, for the last {@code forward}.\nCalled again without another one, it evaluates the equations again first.\n",
                of);
        require(method, "forwardDone", "call forward() first");
        method.beginControlFlow("if (!residuals)")
                .addComment("The last backward() has overwritten them.")
                .addStatement("work.forward()");
        if (scope.hasLoss()) {
            method.addStatement("work.loss()");
        }
        method.endControlFlow().addStatement("residuals = false").addStatement("model.prepareGradient(work)");
        if (scope.hasLoss()) {
            method.addStatement("work.begin(1.0 / work.rows)");
        } else {
            method.addStatement("work.take()");
        }
        return method.addStatement("work.backward()")
                .addStatement("backwardDone = true")
                .build();
    }

    private MethodSpec gradient() {
        MethodSpec.Builder method = publicMethod(
                        "gradient",
                        "A copy of the derivatives with respect to one parameter, of the last {@code backward}.\n\n")
                .addJavadoc("@param name one of those of {@code parameters()} of the model\n")
                .addJavadoc("@throws IllegalArgumentException if there is none of that name\n")
                .addParameter(String.class, "name")
                .returns(scope.elements().array());
        require(method, "backwardDone", "call backward() first");
        return method.addStatement("$T parameter = model.parameter(name)", RuntimeTypes.PARAMETER)
                .addStatement(
                        "return $T.copyOfRange(work.gradients, parameter.offset(), parameter.offset() + parameter.size())",
                        Arrays.class)
                .build();
    }

    /** Whether the text of the model asks for any. */
    private boolean hasAdjoints() {
        return scope.plan().adjoints().isPresent();
    }

    private MethodSpec adjoint() {
        String of = scope.hasLoss()
                ? "the mean loss of these samples"
                : "what is minimised, from the adjoints of the outputs,";
        MethodSpec.Builder method = publicMethod(
                        "adjoint",
                        "The derivatives of $L with respect to a value of a sample, for the last {@code forward}:\n$L.\n",
                        of,
                        adjointNames())
                .addJavadoc("Those of a layer along time are, at each step, with what comes through later steps.\n\n")
                .addJavadoc("@param name as the {@code adjoint} statement has it\n")
                .addJavadoc("@param row counts the samples from 0\n")
                .addJavadoc("@return as many as the value has elements for this sample\n")
                .addJavadoc("@throws IllegalArgumentException if the model does not ask for those of that name\n")
                .addJavadoc("@throws IndexOutOfBoundsException if there is no such sample\n")
                .addParameter(String.class, "name")
                .addParameter(TypeName.INT, "row")
                .returns(scope.elements().array());
        require(method, "forwardDone", "call forward() first");
        return method.addStatement("$T.checkRow(row, work.rows)", RuntimeTypes.WORKSPACE)
                .beginControlFlow("if (adjoints == null)")
                .addStatement("adjoints = new $T(model)", scope.nested(AdjointClass.CLASS))
                .endControlFlow()
                .beginControlFlow("if (!adjointsDone)")
                .addStatement("adjoints.take(work)")
                .addStatement("adjoints.$L()", AdjointClass.SECTION)
                .addStatement("adjointsDone = true")
                .endControlFlow()
                .addStatement(
                        "return adjoints.adjoint($T.requireNonNull(name, $S), row)", Objects.class, "name is null")
                .build();
    }

    /** As {@code x}, {@code a.h}, with the numbers of values. */
    private String adjointNames() {
        List<String> names = new ArrayList<>();
        for (ProgramPort port : AdjointClass.given(scope.plan().adjoints().orElseThrow())) {
            String name = AdjointClass.name(port);
            names.add("{@code " + name + "}, " + scope.values(new Port(name, name, port.type())));
        }
        return String.join("; ", names);
    }

    private MethodSpec output(Port output) {
        MethodSpec.Builder method = publicMethod(
                        output.identifier(),
                        "Output {@code $L} of a sample: $L.\n\n",
                        output.name(),
                        scope.values(output))
                .addJavadoc("@param row counts the samples from 0\n")
                .addParameter(TypeName.INT, "row")
                .returns(scope.elements().array());
        require(method, "forwardDone", "call forward() first");
        return method.addStatement("$T.checkRow(row, work.rows)", RuntimeTypes.WORKSPACE)
                .addStatement("return work.$N(row)", output.identifier())
                .build();
    }
}
