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
import io.lstmc.compiler.codegen.method.Section;
import io.lstmc.compiler.codegen.text.IndexExpression;
import io.lstmc.compiler.codegen.text.Products;
import io.lstmc.compiler.codegen.text.RuntimeTypes;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.lower.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * The nested workspace that computes the adjoints of inputs and of values on the way, from the samples of a pass. Training
 * needs none of them, so this is a class of its own, which is loaded and evaluated when one is asked for.
 */
final class AdjointClass {

    static final String CLASS = "AdjointWorkspace";

    /** The method that computes all of them. */
    static final String SECTION = "propagate";

    private final ClassScope scope;
    private final Graph graph;
    private final WorkspaceClass training;
    private final EmittedGraph emitted;
    private final RowCopy rows;

    /** What the arrays take. */
    private long bytes;

    AdjointClass(ClassScope scope, WorkspaceClass training, Graph graph) {
        this.scope = scope;
        this.graph = graph;
        this.training = training;
        this.rows = new RowCopy(scope);
        this.emitted = GraphEmitter.emit(request());
    }

    private EmitRequest request() {
        Map<String, Location> given = new HashMap<>();
        scope.offsets().forEach((name, offset) -> given.put(name, new Location("theta", offset, false)));
        given.putAll(Requests.mode(graph, "(training ? 1 : 0)"));
        Set<Integer> masks = Requests.streams(graph);
        masks.removeAll(Requests.streams(scope.network().inference()));
        return new EmitRequest(
                graph,
                List.of(new Section(SECTION, List.copyOf(graph.results().keySet()))),
                scope.block(),
                IndexExpression.variable("rows"),
                scope.network().precision(),
                scope.network().unroll(),
                given,
                Optional.of("theta"),
                scope.products(),
                scope.literals(),
                "seed",
                masks,
                Map.of(),
                scope.identifiers(),
                scope.network().optimizations(),
                scheduled -> {
                    bytes = scheduled.bytes();
                    scope.listener().accept(scheduled.serving("adjoints"));
                });
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
                .addStatement(WorkspaceClass.superCall(bytes))
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
        String loss = Network.ADJOINT + Network.LOSS;
        method.beginControlFlow("for (int row = 0; row < rows; row++)");
        for (Node argument : graph.arguments()) {
            Op.Argument op = Graph.argument(argument);
            boolean data = op.role() == Op.Role.INPUT
                    || op.role() == Op.Role.TARGET
                    || op.role() == Op.Role.PRESENT
                    || op.role() == Op.Role.SEED;
            if (op.name().equals(loss)) {
                Location own = location(loss);
                String weight = scope.elements().fromDouble("(1.0 / rows)");
                method.addStatement("this.$L[$L] = $L", own.at("0"), own.row("row", 1), weight);
            } else if (data) {
                method.addCode(copy(op.type(), training.location(op.name()), location(op.name())));
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
        graph.results().forEach((result, node) -> {
            String name = result.substring(Network.ADJOINT.length());
            names.add(name);
            Port port = new Port(name, "out", node.type());
            method.addCode("case $S: {\n$>", name)
                    .addCode(rows.out(port, location(result)))
                    .addCode("$<}\n");
        });
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
