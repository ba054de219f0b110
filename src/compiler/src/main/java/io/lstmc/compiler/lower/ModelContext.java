package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Names;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.semantic.TypedFile;
import io.lstmc.compiler.syntax.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The outside of all recurrences, where a model's parameters are declared. */
final class ModelContext implements Context {

    private final TypedFile file;
    private final GraphBuilder graph = new GraphBuilder();
    private final List<Network.Weight> weights = new ArrayList<>();
    private final Map<String, Node> parameters = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private Node training;

    private final Node present;

    /**
     * The outside of a model.
     *
     * @param shorterThan the steps of the model's time if samples may have fewer, else 0
     */
    ModelContext(TypedFile file, int shorterThan) {
        this.file = file;
        TensorType type = new TensorType(shorterThan, true, List.of());
        this.present = shorterThan == 0 ? null : graph.argument("present steps", Op.Role.PRESENT, type);
    }

    @Override
    public GraphBuilder graph() {
        return graph;
    }

    /** The parameters so far, in the order of their declaration. */
    List<Network.Weight> weights() {
        return weights;
    }

    @Override
    public Node parameter(String name, TensorType type, Expression initializer, Scope scope) {
        weights.add(new Network.Weight(name, type, InitializerLowering.graph(file, scope, initializer, type)));
        Node node = graph.argument(name, Op.Role.PARAMETER, type);
        parameters.put(name, node);
        return node;
    }

    @Override
    public Node parameter(String name) {
        return Scope.found(parameters.get(name), name);
    }

    @Override
    public Node uniform(TensorType type) {
        return graph.random(Op.Distribution.UNIFORM, type);
    }

    @Override
    public Node training() {
        if (training == null) {
            training = graph.argument("training mode", Op.Role.MODE, TensorType.SCALAR);
        }
        return training;
    }

    @Override
    public Node present() {
        return present;
    }

    @Override
    public String unique(String wish) {
        String name = Names.free(wish, names);
        names.add(name);
        return name;
    }

    @Override
    public StepContext step() {
        return null;
    }
}
