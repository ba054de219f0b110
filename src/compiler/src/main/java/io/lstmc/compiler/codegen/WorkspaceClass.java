package io.lstmc.compiler.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.codegen.method.EmitRequest;
import io.lstmc.compiler.codegen.method.EmittedGraph;
import io.lstmc.compiler.codegen.method.GraphEmitter;
import io.lstmc.compiler.codegen.method.Location;
import io.lstmc.compiler.codegen.text.IndexExpression;
import io.lstmc.compiler.codegen.text.Products;
import io.lstmc.compiler.codegen.text.ReservedNames;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.plan.Parameter;
import io.lstmc.compiler.plan.Plan;
import io.lstmc.compiler.plan.ProgramPort;
import io.lstmc.compiler.plan.ScheduledProgram;
import io.lstmc.compiler.plan.Section;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * A nested workspace: buffers of one block of samples, and the emitted passes over them. There is one for training, and one
 * for predictions, which keeps nothing for a backward pass.
 */
final class WorkspaceClass {

    /** Bytes from which on a workspace asks whether there is room for it. */
    private static final long LARGE = 64 << 20;

    /** What a workspace is for. */
    enum Use {
        /** Up to a block of samples, and back. */
        TRAINING("TrainingWorkspace"),
        /** Predictions for up to a block of samples. */
        BATCH("BatchWorkspace"),
        /** One prediction, if that has a form of its own. */
        SAMPLE("SampleWorkspace");

        private final String className;

        Use(String className) {
            this.className = className;
        }

        String className() {
            return className;
        }
    }

    private final ClassScope scope;
    private final Use use;
    private final boolean training;
    private final boolean single;
    private final ScheduledProgram program;
    private final RowCopy rows;
    private final EmittedGraph emitted;

    /** Fields that hear of the rows of a parameter to which something is added, by the parameter. */
    private final Map<String, String> touched = new LinkedHashMap<>();

    private WorkspaceClass(ClassScope scope, Use use, ScheduledProgram program) {
        this.scope = scope;
        this.use = use;
        this.training = use == Use.TRAINING;
        this.single = use == Use.SAMPLE;
        this.program = program;
        this.rows = new RowCopy(scope);
        this.emitted = GraphEmitter.emit(request());
    }

    static WorkspaceClass training(ClassScope scope) {
        return new WorkspaceClass(scope, Use.TRAINING, scope.plan().training());
    }

    static TypeSpec batch(ClassScope scope) {
        return new WorkspaceClass(scope, Use.BATCH, scope.plan().predictions()).type();
    }

    /** Nothing if one sample is computed as many are. */
    static Optional<TypeSpec> sample(ClassScope scope) {
        return scope.plan().onePrediction().map(program -> new WorkspaceClass(scope, Use.SAMPLE, program).type());
    }

    private EmitRequest request() {
        Set<String> identifiers = scope.identifiers();
        for (Port port : seedPorts(scope)) {
            identifiers.add(port.identifier());
        }
        Map<Integer, String> ofRows = new HashMap<>();
        for (Parameter parameter : scope.signature().parameters()) {
            if (training && scope.plan().rowGradients().contains(parameter.name())) {
                String field = ReservedNames.take("touched", identifiers);
                touched.put(parameter.name(), field);
                ofRows.put(parameter.offset(), field);
            }
        }
        return new EmitRequest(
                program,
                program.sections().stream().map(Section::name).toList(),
                Map.of(ScheduledProgram.PARAMETERS, "theta", ScheduledProgram.GRADIENTS, "gradients"),
                Map.of(ScheduledProgram.TRAINING, "(training ? 1 : 0)"),
                scope.signature().unroll(),
                scope.products(),
                scope.literals(),
                "seed",
                ofRows,
                identifiers,
                scope.signature().optimizations());
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(scope.nested(use.className()))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(RuntimeTypes.WORKSPACE)
                .addJavadoc(
                        "$L on their way through the equations$L.\n",
                        single ? "The steps of one sample" : "Up to " + scope.block() + " samples",
                        training ? ", and back" : "");
        type.addField(scope.elements().array(), "theta", Modifier.PRIVATE, Modifier.FINAL);
        type.addField(scope.nested(Products.CLASS), Products.FIELD, Modifier.PRIVATE, Modifier.FINAL);
        if (training) {
            type.addField(FieldSpec.builder(scope.elements().array(), "gradients", Modifier.PRIVATE)
                    .addJavadoc("The array of {@link #gradient}.\n")
                    .build());
            touched.values().forEach(field -> type.addField(RuntimeTypes.TOUCHED_ROWS, field, Modifier.PRIVATE));
        }
        for (String lengths : scope.lengths()) {
            String time = scope.signature().shorter().size() == 1
                    ? ""
                    : " along "
                            + scope.signature()
                                    .shorter()
                                    .get(scope.lengths().indexOf(lengths))
                                    .name();
            type.addField(FieldSpec.builder(int[].class, lengths, Modifier.PRIVATE, Modifier.FINAL)
                    .addJavadoc("The number of steps of each row$L.\n", time)
                    .initializer("new int[BLOCK]")
                    .build());
        }
        for (FieldSpec field : emitted.fields()) {
            type.addField(field);
        }
        type.addMethod(constructor());
        type.addMethod(inputs());
        for (Port output : scope.outputs()) {
            type.addMethod(output(output));
        }
        if (scope.outputs().size() != 1) {
            type.addMethod(prediction());
        }
        if (training) {
            addTraining(type);
        }
        for (MethodSpec method : emitted.methods()) {
            type.addMethod(method);
        }
        return type.build();
    }

    private void addTraining(TypeSpec.Builder type) {
        type.addMethod(take());
        if (scope.hasLoss()) {
            type.addMethod(targets());
            type.addMethod(totalLoss());
            type.addMethod(begin());
            if (scope.plan().carry().isPresent()) {
                new CarriedStateMembers(scope).addTo(type, emitted.locations());
            }
        } else {
            seedPorts(scope).forEach(seed -> type.addMethod(seed(seed)));
            type.addMethod(clearSeeds());
        }
    }

    /** Without a loss, backward starts from adjoints of the outputs: arrays that the application gives. */
    static List<Port> seedPorts(ClassScope scope) {
        return scope.hasLoss()
                ? List.of()
                : scope.outputs().stream()
                        .map(o -> new Port(Plan.adjoint(o.name()), o.identifier() + "Adjoint", o.type()))
                        .toList();
    }

    private MethodSpec constructor() {
        long bytes = program.bytes();
        return MethodSpec.constructorBuilder()
                .addParameter(scope.type(), "model")
                .addStatement(superCall(bytes))
                .addStatement("theta = model.theta")
                .addStatement("products = model.products")
                .build();
    }

    /** The call of the constructor above, which asks whether there is room for what is large. */
    static String superCall(long bytes) {
        return bytes < LARGE ? "super(BLOCK)" : "super(BLOCK, " + bytes + "L)";
    }

    private MethodSpec inputs() {
        CodeBlock.Builder lengths = CodeBlock.builder();
        for (TensorType.Time time : scope.signature().shorter()) {
            // Until a target says more, a sample has all steps of a time along which no input runs.
            if (!given(time, scope.inputs())) {
                lengths.addStatement("$L = $L", scope.length(time), time.length());
            }
        }
        MethodSpec.Builder method = fill("inputs", scope.inputs(), lengths.build());
        for (ProgramPort present : presences()) {
            method.addCode(mark(present));
        }
        return method.build();
    }

    private MethodSpec targets() {
        MethodSpec.Builder method =
                fill("targets", scope.targets(), CodeBlock.builder().build());
        for (ProgramPort present : presences()) {
            if (given(present.type().time(), scope.targets())) {
                method.addCode(mark(present));
            }
        }
        return method.build();
    }

    private List<ProgramPort> presences() {
        return program.ports(ProgramPort.Role.PRESENT, ProgramPort.Direction.IN);
    }

    private CodeBlock mark(ProgramPort present) {
        return rows.mark(present.type().time(), location(present.name()));
    }

    /** A method that copies the arrays of one sample to its row. */
    private MethodSpec.Builder fill(String name, List<Port> ports, CodeBlock first) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name).addParameter(TypeName.INT, "row").addCode(first);
        for (Port port : ports) {
            method.addParameter(port.array(scope.elements()), port.identifier());
            method.addCode(rows.in(port, location(port.name()), RowCopy.Padding.LAST));
        }
        return method;
    }

    /** Whether one of these says how many steps a sample has. */
    private boolean given(TensorType.Time time, List<Port> ports) {
        return scope.lengthGiver(time).filter(ports::contains).isPresent();
    }

    private MethodSpec output(Port output) {
        return MethodSpec.methodBuilder(output.identifier())
                .addParameter(TypeName.INT, "row")
                .returns(scope.elements().array())
                .addCode(rows.out(output, location(output.name())))
                .build();
    }

    private MethodSpec prediction() {
        List<String> parts =
                scope.outputs().stream().map(o -> o.identifier() + "(row)").toList();
        return MethodSpec.methodBuilder("prediction")
                .addParameter(TypeName.INT, "row")
                .returns(scope.predictionType())
                .addStatement("return new $T($L)", scope.predictionType(), String.join(", ", parts))
                .build();
    }

    private MethodSpec totalLoss() {
        Location loss = location(Plan.LOSS);
        return MethodSpec.methodBuilder("totalLoss")
                .returns(TypeName.DOUBLE)
                .addStatement("double sum = 0")
                .beginControlFlow("for (int row = 0; row < rows; row++)")
                .addStatement("sum += this.$L[$L]", loss.first(), loss.row("row", 1))
                .endControlFlow()
                .addStatement("return sum")
                .build();
    }

    /** What has to be in place before {@code backward()}. */
    private MethodSpec begin() {
        Location seed = location(Plan.adjoint(Plan.LOSS));
        IndexExpression to = IndexExpression.constant(seed.offset()).plus("rows", 1);
        return MethodSpec.methodBuilder("begin")
                .addJavadoc("Lets {@link #backward} start from {@code weight} as the adjoint of each loss.\n")
                .addParameter(TypeName.DOUBLE, "weight")
                .addStatement("take()")
                .addStatement(
                        "$T.fill(this.$L, $L, $L, $L)",
                        java.util.Arrays.class,
                        seed.first(),
                        seed.offset(),
                        to,
                        scope.elements().fromDouble("weight"))
                .build();
    }

    private MethodSpec take() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("take")
                .addJavadoc("Lets {@link #backward} add to {@link #gradient}.\n")
                .addStatement(
                        "gradients = (($T) gradient.values()).array()",
                        scope.elements().storage());
        touched.forEach((parameter, field) -> method.addStatement("$N = gradient.touched($S)", field, parameter));
        return method.build();
    }

    private MethodSpec seed(Port seed) {
        return MethodSpec.methodBuilder(seed.identifier())
                .addParameter(TypeName.INT, "row")
                .addParameter(scope.elements().array(), seed.identifier())
                .addCode(rows.in(seed, location(seed.name()), RowCopy.Padding.ZERO))
                .build();
    }

    private MethodSpec clearSeeds() {
        CodeBlock.Builder code = CodeBlock.builder();
        for (Port seed : seedPorts(scope)) {
            Location at = location(seed.name());
            int size = Math.multiplyExact(seed.width(), scope.block());
            if (seed.hasSteps()) {
                code.beginControlFlow("for (int step = 0; step < $L; step++)", seed.steps());
            }
            code.addStatement(
                    "$T.fill(this.$L, $L, $L, 0)",
                    java.util.Arrays.class,
                    seed.hasSteps() ? at.at("step") : at.first(),
                    at.offset(),
                    at.offset() + size);
            if (seed.hasSteps()) {
                code.endControlFlow();
            }
        }
        return MethodSpec.methodBuilder("clear").addCode(code.build()).build();
    }

    /** Where an argument or result of the graph lies. */
    Location location(String name) {
        Location location = emitted.locations().get(name);
        if (location == null) {
            throw new IllegalStateException("the emitted graph has no place for " + name);
        }
        return location;
    }
}
