package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.TypedInitializer;
import java.util.List;
import java.util.Map;

/**
 * What stands behind {@code ~}: an expression over numbers, {@code rows}, {@code columns} and random draws, one an
 * element.
 */
final class InitializerLowering extends GraphOnly {

    private final TensorType type;

    private InitializerLowering(GraphBuilder graph, TensorType type) {
        super(graph);
        this.type = type;
    }

    /** The initial value of a tensor as a graph without arguments; its result is called {@code value}. */
    static Graph graph(LoweringScope scope, Resolved initializer, TensorType type) {
        GraphBuilder graph = new GraphBuilder();
        return graph.build(Map.of("value", lower(graph, scope, initializer, type)));
    }

    /** The number that every element of a tensor begins with; the initialiser draws none. */
    static double number(LoweringScope scope, Resolved initializer, TensorType type) {
        InitializerLowering lowering = new InitializerLowering(new GraphBuilder(), type);
        Graph ofOne = lowering.graph().build(Map.of("value", lowering.evaluate(initializer, scope)));
        return Interpreter.run(ofOne, Map.of(), 1).get("value").data()[0];
    }

    /** The initial value of a tensor as a node. */
    static Node lower(GraphBuilder graph, LoweringScope scope, Resolved initializer, TensorType type) {
        Node value = new InitializerLowering(graph, type).evaluate(initializer, scope);
        return graph.broadcast(value, type);
    }

    private Node evaluate(Resolved expression, LoweringScope scope) {
        return ExpressionLowering.lower(this, scope, "", expression);
    }

    /**
     * The value of an initialiser for the same tensor.
     *
     * @param scope where its options are evaluated
     */
    Node call(Resolved.InitializerCall call, LoweringScope scope) {
        TypedInitializer initializer = call.initializer();
        LoweringScope inner = new LoweringScope();
        inner.put(initializer.rows(), number(type.rank() == 0 ? 1 : type.dims().get(0)));
        inner.put(
                initializer.columns(), number(type.rank() < 2 ? 1 : type.dims().get(1)));
        for (int i = 0; i < call.options().size(); i++) {
            inner.put(initializer.options().get(i), evaluate(call.options().get(i), scope));
        }
        return evaluate(initializer.value(), inner);
    }

    private Node number(int value) {
        return graph().constant(value, TensorType.SCALAR);
    }

    /** A number for each element. */
    Node draw(Op.Distribution distribution) {
        return graph().random(distribution, type);
    }

    /** A vector counts as a matrix of one column. */
    Node orthonormal(Node value) {
        Node full = graph().broadcast(value, type);
        List<Integer> matrix = type.rank() == 2 ? type.dims() : List.of(type.elements(), 1);
        return graph().reshape(graph().add(new Op.Orthonormal(), graph().reshape(full, type.withSizes(matrix))), type);
    }
}
