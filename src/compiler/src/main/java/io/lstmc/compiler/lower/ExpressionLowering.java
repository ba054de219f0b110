package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import java.util.ArrayList;
import java.util.List;

/** Resolved expressions to nodes; functions are inlined, calls of cells go to {@link CellLowering}. */
final class ExpressionLowering implements Resolved.Visitor<Node> {

    private static final int SHORTEST_LITERAL = 4;

    private final EvaluationContext context;
    private final LoweringScope scope;

    /** The name under which a call's parameters are kept: that of the equation it stands in. */
    private final String owner;

    private ExpressionLowering(EvaluationContext context, LoweringScope scope, String owner) {
        this.context = context;
        this.scope = scope;
        this.owner = owner;
    }

    static Node lower(EvaluationContext context, LoweringScope scope, String owner, Resolved expression) {
        return expression.accept(new ExpressionLowering(context, scope, owner));
    }

    /** Lowers the right side of an equation and gives it its name; a call of a cell gives members too. */
    static Node bind(
            EvaluationContext context,
            LoweringScope scope,
            String prefix,
            Declaration declaration,
            Resolved expression) {
        String name = prefix + declaration.name();
        Node value;
        if (expression instanceof Resolved.CellCall call) {
            LoweringScope.Layer layer = new ExpressionLowering(context, scope, name).layer(call, name);
            scope.putLayer(declaration, layer);
            value = first(layer);
        } else {
            value = lower(context, scope, name, expression);
        }
        if (!(value.op() instanceof Op.Argument)) {
            context.graph().name(value, declaration.name());
        }
        scope.put(declaration, value);
        return value;
    }

    private GraphBuilder graph() {
        return context.graph();
    }

    Node lower(Resolved expression) {
        return expression.accept(this);
    }

    private List<Node> all(List<Resolved> expressions) {
        List<Node> nodes = new ArrayList<>();
        for (Resolved expression : expressions) {
            nodes.add(lower(expression));
        }
        return nodes;
    }

    @Override
    public Node visitNumber(Resolved.Number e) {
        return graph().constant(e.value(), TensorType.SCALAR);
    }

    @Override
    public Node visitLength(Resolved.Length e) {
        return graph().constant(scope.size(e.size()), TensorType.SCALAR);
    }

    /** Options are constants made elsewhere: a constant can be made anew in any graph. */
    @Override
    public Node visitValue(Resolved.Value e) {
        Node node = scope.value(e.declaration());
        return node.op() instanceof Op.Constant ? graph().add(node.op()) : node;
    }

    @Override
    public Node visitBefore(Resolved.Before e) {
        return scope.previous(e.state());
    }

    @Override
    public Node visitOutput(Resolved.Output e) {
        return scope.layer(e.layer()).outputs().get(e.output());
    }

    @Override
    public Node visitLayerParam(Resolved.LayerParam e) {
        return context.parameter(scope.layer(e.layer()).name() + "." + e.path());
    }

    @Override
    public Node visitSlice(Resolved.Slice e) {
        Node operand = cut(e.operand(), e.cut());
        int axis =
                e.cut() == Resolved.Cut.TIME ? Op.STEPS : operand.type().times().size();
        return graph().slice(operand, axis, scope.size(e.from()), scope.size(e.to()));
    }

    @Override
    public Node visitElement(Resolved.Element e) {
        Node operand = cut(e.operand(), e.cut());
        int index = scope.size(e.index());
        return e.cut() == Resolved.Cut.TIME ? Steps.step(graph(), operand, index) : elementOf(operand, index);
    }

    /** What is cut; a sequence that is cut has its first time outside. */
    private Node cut(Resolved operand, Resolved.Cut cut) {
        Node node = lower(operand);
        return cut == Resolved.Cut.TIME && context instanceof ModelContext model ? model.outside(node) : node;
    }

    @Override
    public Node visitLookup(Resolved.Lookup e) {
        Node table = lower(e.table());
        return graph().lookup(table, lower(e.token()));
    }

    private Node elementOf(Node tensor, int index) {
        TensorType type = tensor.type();
        Node part = graph().slice(tensor, type.times().size(), index, index + 1);
        return graph().reshape(
                        part,
                        type.withSizes(type.sizes().subList(1, type.sizes().size())));
    }

    @Override
    public Node visitVector(Resolved.Vector e) {
        return joined(e.parts());
    }

    /** All rows one after another have the order of the matrix. */
    @Override
    public Node visitMatrix(Resolved.Matrix e) {
        List<Resolved> elements = new ArrayList<>();
        e.rows().forEach(row -> elements.addAll(row.parts()));
        Node vector = joined(elements);
        List<Integer> sizes = e.type().shape().sizes().stream().map(scope::size).toList();
        return graph().reshape(vector, vector.type().withSizes(sizes));
    }

    private Node joined(List<Resolved> expressions) {
        List<Node> parts = new ArrayList<>();
        List<Node> numbers = new ArrayList<>();
        for (Resolved expression : expressions) {
            Node part = lower(expression);
            if (part.op() instanceof Op.Constant) {
                numbers.add(part);
            } else {
                addNumbers(numbers, parts);
                parts.add(part);
            }
        }
        addNumbers(numbers, parts);
        return concatenation(parts);
    }

    /** Numbers in a row are one part: an array that is never computed. */
    private void addNumbers(List<Node> numbers, List<Node> parts) {
        if (numbers.size() < SHORTEST_LITERAL) {
            parts.addAll(numbers);
        } else {
            parts.add(concatenation(numbers));
        }
        numbers.clear();
    }

    private Node concatenation(List<Node> parts) {
        TensorType widest = TensorType.SCALAR;
        for (Node part : parts) {
            widest = GraphBuilder.common(widest, part.type().withSizes(List.of()));
        }
        List<Node> aligned = new ArrayList<>();
        for (Node part : parts) {
            List<Integer> sizes =
                    part.type().sizes().isEmpty() ? List.of(1) : part.type().sizes();
            Node vector = graph().reshape(part, part.type().withSizes(sizes));
            aligned.add(graph().broadcast(vector, widest.withSizes(sizes)));
        }
        int axis = aligned.get(0).type().rank() - 1;
        return aligned.size() == 1 ? aligned.get(0) : graph().concatenate(axis, aligned);
    }

    @Override
    public Node visitNegation(Resolved.Negation e) {
        Node operand = lower(e.operand());
        // Initial values are computed as they are written, by code that runs once.
        boolean number = operand.op() instanceof Op.Constant && !(context instanceof InitializerLowering);
        return number
                ? graph().constantLike(-((Op.Constant) operand.op()).value(), operand)
                : graph().unary(UnaryFunction.NEGATE, operand);
    }

    @Override
    public Node visitElementwise(Resolved.Elementwise e) {
        Node left = lower(e.left());
        Node right = lower(e.right());
        return switch (e.operation()) {
            case ADD -> graph().plus(left, right);
            case SUBTRACT -> graph().minus(left, right);
            case MULTIPLY -> graph().times(left, right);
            case DIVIDE -> graph().divide(left, right);
            case POWER -> graph().binary(BinaryFunction.POWER, left, right);
            case GREATER -> graph().binary(BinaryFunction.GREATER, left, right);
            case GREATER_EQUAL -> graph().binary(BinaryFunction.GREATER_EQUAL, left, right);
            case LESS -> graph().binary(BinaryFunction.GREATER, right, left);
            case LESS_EQUAL -> graph().binary(BinaryFunction.GREATER_EQUAL, right, left);
            case EQUAL -> graph().binary(BinaryFunction.EQUAL, left, right);
            case NOT_EQUAL -> graph().binary(BinaryFunction.NOT_EQUAL, left, right);
        };
    }

    @Override
    public Node visitProduct(Resolved.Product e) {
        Node left = lower(e.left());
        return Contractions.product(graph(), e.kind(), left, lower(e.right()));
    }

    @Override
    public Node visitBuiltInCall(Resolved.BuiltInCall e) {
        return e.function() == BuiltIn.ONCE
                // What is drawn in it is drawn elsewhere.
                ? lower(context.once(), scope, owner, e.arguments().get(0))
                : new BuiltInLowering(context, scope).lower(e, all(e.arguments()));
    }

    @Override
    public Node visitAlong(Resolved.Along e) {
        Node sequence = lower(e.operand());
        return new AlongLowering(context, scope)
                .lower(e, sequence, (place, first) -> lower(place, scope, owner, first));
    }

    @Override
    public Node visitFunctionCall(Resolved.FunctionCall e) {
        for (Resolved.Definition each : e.definitions()) {
            scope.put(each.declaration(), lower(each.value()));
        }
        return lower(e.value());
    }

    @Override
    public Node visitCellCall(Resolved.CellCall e) {
        return first(layer(e, owner + "." + e.cell().name()));
    }

    private static Node first(LoweringScope.Layer layer) {
        return layer.outputs().values().iterator().next();
    }

    private LoweringScope.Layer layer(Resolved.CellCall e, String wish) {
        List<Node> inputs = all(e.inputs());
        String name = context.unique(wish);
        CellLowering cell = new CellLowering(context, e.cell(), name);
        for (int i = 0; i < e.options().size(); i++) {
            cell.option(i, Constants.value(lower(e.options().get(i))));
        }
        e.sizes().forEach((size, value) -> cell.size(size, scope.size(value)));
        List<Node> given = cell.bindTimes(inputs);
        e.beginnings().forEach((state, value) -> cell.beginning(state, lower(context.once(), scope, owner, value)));
        return new LoweringScope.Layer(cell.call(given), name);
    }

    @Override
    public Node visitInitializerCall(Resolved.InitializerCall e) {
        return ((InitializerLowering) context).call(e, scope);
    }
}
