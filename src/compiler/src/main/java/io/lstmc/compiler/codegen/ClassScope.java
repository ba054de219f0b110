package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import io.lstmc.compiler.codegen.text.Elements;
import io.lstmc.compiler.codegen.text.Literals;
import io.lstmc.compiler.codegen.text.Products;
import io.lstmc.compiler.codegen.text.ReservedNames;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.plan.Plan;
import io.lstmc.compiler.plan.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What all parts of one generated class know: its plan, the Java names of its parts, and the products so far.
 */
record ClassScope(
        Plan plan,
        Elements elements,
        ClassName type,
        List<Port> inputs,
        List<Port> targets,
        List<Port> outputs,
        Products products,
        Literals literals) {

    static ClassScope of(Plan plan) {
        Signature signature = plan.signature();
        Set<String> parameters = ReservedNames.forParameters();
        Elements elements = new Elements(signature.precision());
        return new ClassScope(
                plan,
                elements,
                ClassName.get(signature.packageName(), signature.name()),
                ports(signature.inputs(), signature, parameters),
                ports(signature.targets(), signature, parameters),
                ports(signature.outputs(), signature, ReservedNames.forAccessors()),
                new Products(elements, nested(Products.CLASS, signature)),
                new Literals(nested(Literals.CLASS, signature)));
    }

    Signature signature() {
        return plan.signature();
    }

    /** Samples that are computed together. */
    int block() {
        return plan.block();
    }

    private static List<Port> ports(Map<String, TensorType> types, Signature signature, Set<String> names) {
        List<Port> ports = new ArrayList<>();
        for (Map.Entry<String, TensorType> entry : types.entrySet()) {
            String name = entry.getKey();
            int tokens = signature.tokens().getOrDefault(name, 0);
            ports.add(new Port(name, ReservedNames.take(name, names), entry.getValue(), tokens));
        }
        return List.copyOf(ports);
    }

    /** A nested class; a model may have its name already. */
    ClassName nested(String name) {
        return type.nestedClass(nested(name, signature()));
    }

    private static String nested(String name, Signature signature) {
        return name.equals(signature.name()) ? name + "_" : name;
    }

    boolean hasLoss() {
        return signature().hasLoss();
    }

    /** Whether the class can train itself. */
    boolean trains() {
        return hasLoss() && !plan.updates().isEmpty();
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
        return signature().shorter().contains(port.type().time());
    }

    /** The variable that holds how many steps along a time the sample in {@code row} has. */
    String length(TensorType.Time time) {
        return lengths(signature().shorter().indexOf(time)) + "[row]";
    }

    /** The arrays of the numbers of steps, one for each time along which samples may have fewer. */
    List<String> lengths() {
        return IntStream.range(0, signature().shorter().size())
                .mapToObj(ClassScope::lengths)
                .toList();
    }

    private static String lengths(int index) {
        return index == 0 ? "lengths" : "lengths" + (index + 1);
    }

    /** What says how many steps a sample has: the first input along a time, in training else the first target. */
    Optional<Port> lengthGiver(TensorType.Time time) {
        return columns().stream().filter(p -> p.type().time().equals(time)).findFirst();
    }

    /** The length of an array for people: {@code 36 values: 36 steps × 1}. */
    String values(Port port) {
        if (!mayBeShorter(port)) {
            return DocText.values(port);
        }
        if (port.isToken()) {
            return "a whole number from 0 to " + (port.tokens() - 1) + " for each of 1 to " + port.steps()
                    + " steps, as many as the sample has";
        }
        String each = port.width() == 1 ? "1 value" : port.width() + " values";
        return each + " for each of 1 to " + port.steps() + " steps, as many as the sample has";
    }

    /** Whether data are tokens. */
    boolean hasTokens() {
        return columns().stream().anyMatch(Port::isToken);
    }

    /** Method parameters, one an array. */
    List<ParameterSpec> parameters(List<Port> ports) {
        List<ParameterSpec> found = new ArrayList<>();
        for (Port p : ports) {
            found.add(ParameterSpec.builder(p.array(elements), p.identifier()).build());
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
