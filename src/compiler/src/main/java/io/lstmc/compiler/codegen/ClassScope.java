package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import io.lstmc.compiler.codegen.method.ScheduledGraph;
import io.lstmc.compiler.codegen.text.Elements;
import io.lstmc.compiler.codegen.text.Literals;
import io.lstmc.compiler.codegen.text.Products;
import io.lstmc.compiler.codegen.text.ReservedNames;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.lower.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What all parts of one generated class know: the model, the Java names of its parts, and the products so far.
 *
 * @param block rows of a workspace
 * @param listener hears of the graphs that are emitted
 */
record ClassScope(
        Network network,
        Elements elements,
        ClassName type,
        int block,
        List<Port> inputs,
        List<Port> targets,
        List<Port> outputs,
        Map<String, Integer> offsets,
        Products products,
        Literals literals,
        Consumer<ScheduledGraph> listener) {

    private static final int LARGEST_BLOCK = 32;

    /** The rows of a workspace, where they fit. */
    static int largestBlock(Network network) {
        int batch = network.settings().map(Network.Settings::batch).orElse(LARGEST_BLOCK);
        return Math.min(batch, LARGEST_BLOCK);
    }

    static ClassScope of(Network network, int block, Consumer<ScheduledGraph> listener) {
        Set<String> parameters = ReservedNames.forParameters();
        return new ClassScope(
                network,
                new Elements(network.precision()),
                ClassName.get(network.packageName(), network.name()),
                block,
                ports(network.inputs(), parameters),
                ports(network.targets(), parameters),
                ports(network.outputs(), ReservedNames.forAccessors()),
                ParameterLayout.offsets(network.parameters()),
                new Products(new Elements(network.precision()), nested(Products.CLASS, network)),
                new Literals(nested(Literals.CLASS, network)),
                listener);
    }

    private static List<Port> ports(Map<String, TensorType> types, Set<String> names) {
        List<Port> ports = new ArrayList<>();
        for (Map.Entry<String, TensorType> entry : types.entrySet()) {
            String name = entry.getKey();
            ports.add(new Port(name, ReservedNames.take(name, names), entry.getValue()));
        }
        return List.copyOf(ports);
    }

    /** A nested class; a model may have its name already. */
    ClassName nested(String name) {
        return type.nestedClass(nested(name, network));
    }

    private static String nested(String name, Network network) {
        return name.equals(network.name()) ? name + "_" : name;
    }

    boolean hasLoss() {
        return network.forward().results().containsKey(Network.LOSS);
    }

    /** Whether the class can train itself. */
    boolean trains() {
        return hasLoss() && network.optimizer().isPresent();
    }

    /** The data of a sample for training, in order. */
    List<Port> columns() {
        return Stream.concat(inputs.stream(), targets.stream()).toList();
    }

    /** What one sample gives: the array of the only output, or a record of several. */
    TypeName predictionType() {
        return outputs.size() == 1 ? elements.array() : nested("Prediction");
    }

    /** Whether a sample may bring fewer steps of this. */
    boolean mayBeShorter(Port port) {
        return network.shorter() && port.hasSteps();
    }

    /** The length of an array for people: {@code 36 values: 36 steps × 1}. */
    String values(Port port) {
        if (!mayBeShorter(port)) {
            return DocText.values(port);
        }
        String each = port.width() == 1 ? "1 value" : port.width() + " values";
        return each + " for each of 1 to " + port.steps() + " steps, as many as the sample has";
    }

    /** Method parameters, one an array. */
    List<ParameterSpec> parameters(List<Port> ports) {
        List<ParameterSpec> found = new ArrayList<>();
        for (Port p : ports) {
            found.add(ParameterSpec.builder(elements.array(), p.identifier()).build());
        }
        return found;
    }

    /** The names in a nested class that emitted members must not take. */
    Set<String> identifiers() {
        Set<String> names = ReservedNames.forMembers();
        for (Port o : outputs) {
            names.add(o.identifier());
        }
        return names;
    }
}
