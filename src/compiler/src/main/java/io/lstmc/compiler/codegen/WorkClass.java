package io.lstmc.compiler.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.lower.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The nested workspace: buffers of one block of samples, and the emitted passes over them. */
final class WorkClass {

    private final ClassScope scope;
    private final RowCopy rows;
    private final EmittedGraph emitted;

    WorkClass(ClassScope scope) {
        this.scope = scope;
        this.rows = new RowCopy(scope);
        this.emitted = GraphEmitter.emit(request(scope));
    }

    private static EmitRequest request(ClassScope scope) {
        Network network = scope.network();
        Map<String, Location> given = new HashMap<>();
        List<String> adjoints = new ArrayList<>();
        scope.offsets().forEach((name, offset) -> {
            given.put(name, new Location("theta", offset, false));
            given.put(Network.ADJOINT + name, new Location("gradients", offset, true));
            adjoints.add(Network.ADJOINT + name);
        });
        given.putAll(Requests.mode(network.training(), "(training ? 1 : 0)"));
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("forward", List.copyOf(network.outputs().keySet())));
        if (scope.hasLoss()) {
            sections.add(new Section("loss", List.of(Network.LOSS)));
        }
        sections.add(new Section("backward", adjoints));
        Set<String> identifiers = scope.identifiers();
        seedPorts(scope).forEach(port -> identifiers.add(port.identifier()));
        return new EmitRequest(
                network.training(),
                sections,
                scope.block(),
                "rows",
                network.precision(),
                network.unroll(),
                given,
                Optional.of("theta"),
                scope.products(),
                "seed",
                identifiers,
                network.optimizations(),
                scope.listener());
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(scope.nested("Work"))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(RuntimeTypes.WORKSPACE)
                .addJavadoc("Up to $L samples on their way through the equations, and back.\n", scope.block());
        type.addField(scope.elements().array(), "theta", Modifier.PRIVATE, Modifier.FINAL);
        type.addField(scope.nested(Products.CLASS), Products.FIELD, Modifier.PRIVATE, Modifier.FINAL);
        type.addField(FieldSpec.builder(scope.elements().array(), "gradients", Modifier.PRIVATE)
                .addJavadoc("The array of {@link #gradient}.\n")
                .build());
        if (scope.network().shorter()) {
            type.addField(FieldSpec.builder(int[].class, "lengths", Modifier.PRIVATE, Modifier.FINAL)
                    .addJavadoc("The number of steps of each row.\n")
                    .initializer("new int[BLOCK]")
                    .build());
        }
        emitted.fields().forEach(type::addField);
        type.addMethod(constructor());
        type.addMethod(fill("inputs", scope.inputs()));
        if (scope.hasLoss()) {
            type.addMethod(fill("targets", scope.targets()));
        }
        scope.outputs().forEach(output -> type.addMethod(output(output)));
        if (scope.outputs().size() != 1) {
            type.addMethod(prediction());
        }
        if (scope.hasLoss()) {
            type.addMethod(totalLoss());
            type.addMethod(begin());
        } else {
            seedPorts(scope).forEach(seed -> type.addMethod(seed(seed)));
            type.addMethod(clearSeeds());
        }
        emitted.methods().forEach(type::addMethod);
        return type.build();
    }

    /** Without a loss, backward starts from adjoints of the outputs: arrays that the application gives. */
    static List<Port> seedPorts(ClassScope scope) {
        return scope.hasLoss()
                ? List.of()
                : scope.outputs().stream()
                        .map(o -> new Port(Network.ADJOINT + o.name(), o.identifier() + "Adjoint", o.type()))
                        .toList();
    }

    private MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addParameter(scope.type(), "model")
                .addStatement("super(BLOCK)")
                .addStatement("theta = model.theta")
                .addStatement("products = model.products")
                .build();
    }

    private MethodSpec fill(String name, List<Port> ports) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name).addParameter(TypeName.INT, "row");
        boolean shorter = scope.network().shorter() && name.equals("inputs");
        if (shorter && scope.inputs().stream().noneMatch(Port::hasSteps)) {
            scope.network()
                    .training()
                    .arguments(Op.Role.PRESENT)
                    .forEach(p -> method.addStatement(
                            "$L = $L", RowCopy.LENGTH, p.type().steps()));
        }
        for (Port port : ports) {
            method.addParameter(scope.elements().array(), port.identifier());
            method.addCode(rows.in(port, location(port.name()), RowCopy.Padding.LAST));
        }
        if (name.equals("inputs")) {
            for (Node present : scope.network().training().arguments(Op.Role.PRESENT)) {
                String argument = Graph.argument(present).name();
                method.addCode(rows.mark(present.type().steps(), location(argument)));
            }
        }
        return method.build();
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
        Location loss = location(Network.LOSS);
        return MethodSpec.methodBuilder("totalLoss")
                .returns(TypeName.DOUBLE)
                .addStatement("double sum = 0")
                .beginControlFlow("for (int row = 0; row < rows; row++)")
                .addStatement("sum += this.$L[$L]", loss.at("0"), loss.row("row", 1))
                .endControlFlow()
                .addStatement("return sum")
                .build();
    }

    /** What has to be in place before {@code backward()}. */
    private MethodSpec begin() {
        Location seed = location(Network.ADJOINT + Network.LOSS);
        String to = seed.offset() == 0 ? "rows" : seed.offset() + " + rows";
        return MethodSpec.methodBuilder("begin")
                .addJavadoc("Lets {@link #backward} start from {@code weight} as the adjoint of each loss.\n")
                .addParameter(TypeName.DOUBLE, "weight")
                .addStatement(
                        "gradients = (($T) gradient).array()", scope.elements().storage())
                .addStatement(
                        "$T.fill(this.$L, $L, $L, $L)",
                        java.util.Arrays.class,
                        seed.at("0"),
                        seed.offset(),
                        to,
                        scope.elements().fromDouble("weight"))
                .build();
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
                    at.at(seed.hasSteps() ? "step" : "0"),
                    at.offset(),
                    at.offset() + size);
            if (seed.hasSteps()) {
                code.endControlFlow();
            }
        }
        return MethodSpec.methodBuilder("clear").addCode(code.build()).build();
    }

    private Location location(String name) {
        Location location = emitted.locations().get(name);
        if (location == null) {
            throw new IllegalStateException("the emitted graph has no place for " + name);
        }
        return location;
    }
}
