package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.TypedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands behind {@code ~}: an expression over numbers, {@code rows}, {@code columns} and random draws, one an
 * element.
 */
final class InitializerLowering {

    private final TypedFile file;
    private final GraphBuilder graph;
    private final TensorType type;

    private InitializerLowering(TypedFile file, GraphBuilder graph, TensorType type) {
        this.file = file;
        this.graph = graph;
        this.type = type;
    }

    /** The initial value of a tensor as a graph without arguments; its result is called {@code value}. */
    static Graph graph(TypedFile file, LoweringScope scope, Expression initializer, TensorType type) {
        GraphBuilder graph = new GraphBuilder();
        return graph.build(Map.of("value", lower(file, graph, scope, initializer, type)));
    }

    /** The number that every element of a tensor begins with; the initialiser draws none. */
    static double number(TypedFile file, LoweringScope scope, Expression initializer, TensorType type) {
        GraphBuilder graph = new GraphBuilder();
        Node value = new InitializerLowering(file, graph, type).named(initializer, scope);
        Graph ofOne = graph.build(Map.of("value", value));
        return Interpreter.run(ofOne, Map.of(), 1).get("value").data()[0];
    }

    /** The initial value of a tensor as a node. */
    static Node lower(
            TypedFile file, GraphBuilder graph, LoweringScope scope, Expression initializer, TensorType type) {
        Node value = new InitializerLowering(file, graph, type).named(initializer, scope);
        return graph.broadcast(value, type);
    }

    /** What stands behind {@code ~} is an initialiser, whatever else there is of its name. */
    private Node named(Expression initializer, LoweringScope scope) {
        return initializer instanceof Expression.Name name
                ? call(withoutOptions(name), scope)
                : evaluate(initializer, scope);
    }

    private static Expression.Call withoutOptions(Expression.Name name) {
        return new Expression.Call(new Identifier(name.text(), name.span()), List.of(), name.span());
    }

    private Node evaluate(Expression expression, LoweringScope scope) {
        if (expression instanceof Expression.Name) {
            Expression.Name name = (Expression.Name) expression;
            Optional<Definition.Initializer> definition =
                    file.definitions().find(new Identifier(name.text(), name.span()), Definition.Initializer.class);
            if (definition.isPresent() && !scope.hasValue(name.text())) {
                return call(definition.get(), withoutOptions(name), scope);
            }
        }
        if (expression instanceof Expression.Call) {
            return call((Expression.Call) expression, scope);
        }
        if (expression instanceof Expression.Negation) {
            Expression.Negation negation = (Expression.Negation) expression;
            return graph.unary(io.lstmc.compiler.ir.UnaryFunction.NEGATE, evaluate(negation.operand(), scope));
        }
        if (expression instanceof Expression.Binary) {
            Expression.Binary binary = (Expression.Binary) expression;
            LoweringScope operands = new LoweringScope();
            operands.put("a", evaluate(binary.left(), scope));
            operands.put("b", evaluate(binary.right(), scope));
            return lowerWith(
                    operands,
                    new Expression.Binary(
                            binary.operator(),
                            new Expression.Name("a", binary.left().span()),
                            new Expression.Name("b", binary.right().span()),
                            binary.span()));
        }
        return lowerWith(scope, expression);
    }

    private Node call(Expression.Call call, LoweringScope scope) {
        Optional<Definition> definition = file.definitions().find(call.callee());
        if (definition.isPresent() && definition.get() instanceof Definition.Initializer) {
            return call((Definition.Initializer) definition.get(), call, scope);
        }
        Optional<BuiltIn> builtIn = definition.isPresent()
                ? Optional.empty()
                : BuiltIn.named(call.callee().text());
        if (builtIn.isPresent() && builtIn.get() == BuiltIn.UNIFORM01) {
            return graph.random(Op.Distribution.UNIFORM, type);
        }
        if (builtIn.isPresent() && builtIn.get() == BuiltIn.GAUSSIAN) {
            return graph.random(Op.Distribution.GAUSSIAN, type);
        }
        if (builtIn.isPresent() && builtIn.get() == BuiltIn.ORTHONORMAL) {
            return orthonormal(evaluate(Calls.positional(call).get(0), scope));
        }
        // An ordinary function of evaluated arguments.
        LoweringScope arguments = new LoweringScope();
        java.util.List<Expression.Argument> names = new java.util.ArrayList<>();
        for (Expression.Argument argument : call.arguments()) {
            String name = "argument" + names.size();
            arguments.put(name, evaluate(argument.value(), scope));
            names.add(new Expression.Argument(
                    argument.name(), new Expression.Name(name, argument.span()), argument.span()));
        }
        return lowerWith(arguments, new Expression.Call(call.callee(), names, call.span()));
    }

    private Node call(Definition.Initializer definition, Expression.Call call, LoweringScope scope) {
        LoweringScope inner = new LoweringScope();
        inner.put("rows", graph.constant(type.rank() == 0 ? 1 : type.dims().get(0), TensorType.SCALAR));
        inner.put("columns", graph.constant(type.rank() < 2 ? 1 : type.dims().get(1), TensorType.SCALAR));
        List<Node> positional = new ArrayList<>();
        for (Expression argument : Calls.positional(call)) {
            positional.add(evaluate(argument, scope));
        }

        Calls.bind(
                definition.parameters(),
                positional,
                call,
                value -> evaluate(value, scope),
                inner,
                value -> evaluate(value, inner));
        return evaluate(definition.value(), inner);
    }

    /** A vector counts as a matrix of one column. */
    private Node orthonormal(Node value) {
        Node full = graph.broadcast(value, type);
        List<Integer> matrix = type.rank() == 2 ? type.dims() : List.of(type.elements(), 1);
        return graph.reshape(graph.add(new Op.Orthonormal(), graph.reshape(full, type.withSizes(matrix))), type);
    }

    private Node lowerWith(LoweringScope scope, Expression expression) {
        return ExpressionLowering.lower(file, new GraphOnly(graph), scope, "", expression);
    }
}
