package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.codegen.method.EmitRequest;
import io.lstmc.compiler.codegen.method.EmittedGraph;
import io.lstmc.compiler.codegen.method.GraphEmitter;
import io.lstmc.compiler.codegen.method.Location;
import io.lstmc.compiler.codegen.text.Products;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.plan.Plan;
import io.lstmc.compiler.plan.ProgramPort;
import io.lstmc.compiler.plan.ScheduledProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * The nested workspace that computes the adjoints of inputs and of values on the way, from the samples of a pass. Training
 * needs none of them, so this is a class of its own, which is loaded and evaluated when one is asked for.
 */
final class AdjointClass {

    static final String CLASS = "AdjointWorkspace";

    /** What the samples of a pass are: all that does not belong to the model. */
    private static final Set<ProgramPort.Role> TAKEN = Set.of(
            ProgramPort.Role.INPUT,
            ProgramPort.Role.TARGET,
            ProgramPort.Role.PRESENT,
            ProgramPort.Role.GOES_ON,
            ProgramPort.Role.STATE,
            ProgramPort.Role.ADJOINT);

    /** The method that computes all of them. */
    static final String SECTION = Plan.PROPAGATE;

    private final ClassScope scope;
    private final ScheduledProgram program;
    private final WorkspaceClass training;
    private final EmittedGraph emitted;
    private final RowCopy rows;

    AdjointClass(ClassScope scope, WorkspaceClass training, ScheduledProgram program) {
        this.scope = scope;
        this.program = program;
        this.training = training;
        this.rows = new RowCopy(scope);
        this.emitted = GraphEmitter.emit(new EmitRequest(
                program,
                List.of(SECTION),
                Map.of(ScheduledProgram.PARAMETERS, "theta"),
                Map.of(ScheduledProgram.TRAINING, "(training ? 1 : 0)"),
                scope.signature().unroll(),
                scope.products(),
                scope.literals(),
                "seed",
                Map.of(),
                scope.identifiers(),
                scope.signature().optimizations()));
    }

    /** The adjoints that a program gives. */
    static List<ProgramPort> given(ScheduledProgram program) {
        return program.ports(ProgramPort.Role.ADJOINT, ProgramPort.Direction.OUT);
    }

    /** The name of the value whose adjoint it is. */
    static String name(ProgramPort adjoint) {
        return adjoint.name().substring(Plan.adjoint("").length());
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(scope.nested(CLASS))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(RuntimeTypes.WORKSPACE)
                .addJavadoc("The derivatives with respect to inputs and layers, for the samples of a pass.\n")
                .addField(scope.elements().array(), "theta", Modifier.PRIVATE, Modifier.FINAL)
                .addField(scope.nested(Products.CLASS), Products.FIELD, Modifier.PRIVATE, Modifier.FINAL);
        for (String lengths : scope.lengths()) {
            type.addField(FieldSpec.builder(int[].class, lengths, Modifier.PRIVATE, Modifier.FINAL)
                    .initializer("new int[BLOCK]")
                    .build());
        }
        emitted.fields().forEach(type::addField);
        type.addMethod(MethodSpec.constructorBuilder()
                .addParameter(scope.type(), "model")
                .addStatement(WorkspaceClass.superCall(program.bytes()))
                .addStatement("theta = model.theta")
                .addStatement("products = model.products")
                .build());
        type.addMethod(take());
        type.addMethod(give());
        emitted.methods().forEach(type::addMethod);
        return type.build();
    }

    /** Copies the samples of a pass. */
    private MethodSpec take() {
        ClassName work = scope.nested(WorkspaceClass.Use.TRAINING.className());
        MethodSpec.Builder method = MethodSpec.methodBuilder("take")
                .addParameter(work, "from")
                .addStatement("rows = from.rows")
                .addStatement("training = from.training")
                .addStatement("seed = from.seed");
        for (String lengths : scope.lengths()) {
            method.addStatement("$T.arraycopy(from.$L, 0, this.$L, 0, rows)", System.class, lengths, lengths);
        }
        String loss = Plan.adjoint(Plan.LOSS);
        method.beginControlFlow("for (int row = 0; row < rows; row++)");
        for (ProgramPort port : program.ports()) {
            boolean taken = port.direction() == ProgramPort.Direction.IN && TAKEN.contains(port.role());
            if (taken && port.name().equals(loss)) {
                Location own = location(loss);
                String weight = scope.elements().fromDouble("(1.0 / rows)");
                method.addStatement("this.$L[$L] = $L", own.at("0"), own.row("row", 1), weight);
            } else if (taken) {
                method.addCode(copy(port.type(), training.location(port.name()), location(port.name())));
            }
        }
        return method.endControlFlow().build();
    }

    private static CodeBlock copy(TensorType type, Location from, Location to) {
        CodeBlock.Builder code = CodeBlock.builder();
        String step = type.hasSteps() ? "step" : "0";
        int width = type.elements();
        if (type.hasSteps()) {
            code.beginControlFlow("for (int step = 0; step < $L; step++)", type.steps());
        }
        code.addStatement(
                "$T.arraycopy(from.$L, $L, this.$L, $L, $L)",
                System.class,
                from.at(step),
                from.row("row", width),
                to.at(step),
                to.row("row", width),
                width);
        if (type.hasSteps()) {
            code.endControlFlow();
        }
        return code.build();
    }

    private MethodSpec give() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("adjoint")
                .addParameter(String.class, "name")
                .addParameter(TypeName.INT, "row")
                .returns(scope.elements().array())
                .beginControlFlow("switch (name)");
        List<String> names = new ArrayList<>();
        for (ProgramPort adjoint : given(program)) {
            names.add(name(adjoint));
            Port port = new Port(name(adjoint), "out", adjoint.type());
            method.addCode("case $S: {\n$>", name(adjoint))
                    .addCode(rows.out(port, location(adjoint.name())))
                    .addCode("$<}\n");
        }
        String list = names.stream().map(name -> "$S").collect(Collectors.joining(", "));
        return method.addCode("default:\n")
                .addStatement("$>throw unknownAdjoint(name, " + list + ")$<", names.toArray())
                .endControlFlow()
                .build();
    }

    private Location location(String name) {
        return emitted.locations().get(name);
    }
}
