package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.TypedCell;
import io.lstmc.compiler.typed.TypedFile;
import io.lstmc.compiler.typed.TypedFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Expressions to nodes; functions are inlined, calls of cells go to {@link CellLowering}. */
final class ExpressionLowering implements Expression.Visitor<Node> {

    private static final int SHORTEST_LITERAL = 4;

    private final TypedFile file;
    private final EvaluationContext context;
    private final LoweringScope scope;

    /** The name under which a call's parameters are kept: that of the equation it stands in. */
    private final String owner;

    /** All outputs of the last cell that was called. */
    private Map<String, Node> lastOutputs = Map.of();

    /** The name under which its parameters are kept. */
    private String lastName = "";

    ExpressionLowering(TypedFile file, EvaluationContext context, LoweringScope scope, String owner) {
        this.file = file;
        this.context = context;
        this.scope = scope;
        this.owner = owner;
    }

    static Node lower(
            TypedFile file, EvaluationContext context, LoweringScope scope, String owner, Expression expression) {
        return expression.accept(new ExpressionLowering(file, context, scope, owner));
    }

    /** Lowers the right side of an equation and gives it its name; a call of a cell gives members too. */
    static Node bind(
            TypedFile file,
            EvaluationContext context,
            LoweringScope scope,
            String prefix,
            String name,
            Expression expression) {
        ExpressionLowering lowering = new ExpressionLowering(file, context, scope, prefix + name);
        Node value = expression instanceof Expression.Call
                ? lowering.call((Expression.Call) expression, prefix + name)
                : expression.accept(lowering);
        if (!(value.op() instanceof Op.Argument)) {
            context.graph().name(value, name);
        }
        scope.put(name, value);
        lowering.tokens(expression).ifPresent(count -> scope.putTokens(name, count));
        if (expression instanceof Expression.Call) {
            scope.putLayer(name, lowering.lastOutputs, lowering.lastName);
        }
        return value;
    }

    private GraphBuilder graph() {
        return context.graph();
    }

    Node lower(Expression expression) {
        return expression.accept(this);
    }

    @Override
    public Node visitLiteral(Expression.Literal e) {
        return graph().constant(e.value(), TensorType.SCALAR);
    }

    @Override
    public Node visitName(Expression.Name e) {
        if (scope.hasValue(e.text())) {
            return inThisGraph(scope.value(e.text()));
        }
        if (e.text().equals("π") || e.text().equals("pi")) {
            return graph().constant(Math.PI, TensorType.SCALAR);
        }
        return scope.value(e.text());
    }

    /** Options are constants made elsewhere: a constant can be made anew in any graph. */
    private Node inThisGraph(Node node) {
        return node.op() instanceof Op.Constant ? graph().add(node.op()) : node;
    }

    @Override
    public Node visitMember(Expression.Member e) {
        return scope.member(e.owner().text(), e.name().text(), context);
    }

    @Override
    public Node visitAt(Expression.At e) {
        return e.delay() == 0
                ? inThisGraph(scope.value(e.state().text()))
                : scope.previous(e.state().text());
    }

    @Override
    public Node visitSlice(Expression.Slice e) {
        Node operand = lower(e.operand());
        int axis = cutsTime(operand) ? Op.STEPS : operand.type().times().size();
        int size = axis == Op.STEPS
                ? operand.type().steps()
                : operand.type().sizes().get(0);
        int from = e.from().map(this::whole).orElse(0);
        int to = e.to().map(this::whole).orElse(size);
        return graph().slice(operand, axis, from, to);
    }

    @Override
    public Node visitElement(Expression.Element e) {
        Node operand = lower(e.operand());
        Node at = lower(e.index());
        if (!Constants.isKnown(at)) {
            return graph().lookup(operand, at);
        }
        int index = (int) Constants.value(at);
        return cutsTime(operand) ? Steps.step(graph(), operand, index) : elementOf(operand, index);
    }

    /** Whether the parts of a value are its steps: within a cell they never are. */
    private boolean cutsTime(Node operand) {
        return operand.type().hasSteps() && !scope.isStep();
    }

    private Node elementOf(Node tensor, int index) {
        TensorType type = tensor.type();
        Node part = graph().slice(tensor, type.times().size(), index, index + 1);
        return graph().reshape(
                        part,
                        type.withSizes(type.sizes().subList(1, type.sizes().size())));
    }

    private int whole(Expression expression) {
        return (int) Constants.value(lower(expression));
    }

    @Override
    public Node visitConcatenation(Expression.Concatenation e) {
        if (!e.isMatrix()) {
            return joined(e.parts());
        }
        // All rows one after another have the order of the matrix.
        List<Expression> elements = new ArrayList<>();
        e.parts().forEach(row -> elements.addAll(((Expression.Concatenation) row).parts()));
        Node vector = joined(elements);
        int rows = e.parts().size();
        return graph().reshape(
                        vector,
                        vector.type()
                                .withSizes(List.of(rows, vector.type().sizes().get(0) / rows)));
    }

    private Node joined(List<Expression> expressions) {
        List<Node> parts = new ArrayList<>();
        List<Node> numbers = new ArrayList<>();
        for (Expression expression : expressions) {
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
    public Node visitNegation(Expression.Negation e) {
        Node operand = lower(e.operand());
        return operand.op() instanceof Op.Constant
                ? graph().constantLike(-((Op.Constant) operand.op()).value(), operand)
                : graph().unary(UnaryFunction.NEGATE, operand);
    }

    @Override
    public Node visitBinary(Expression.Binary e) {
        Node left = lower(e.left());
        Node right = lower(e.right());
        return switch (e.operator()) {
            case ADD -> graph().plus(left, right);
            case SUBTRACT -> graph().minus(left, right);
            case MULTIPLY -> graph().times(left, right);
            case DIVIDE -> graph().divide(left, right);
            case POWER -> graph().binary(BinaryFunction.POWER, left, right);
            case MATRIX_PRODUCT -> Contractions.product(graph(), left, right);
            case GREATER -> graph().binary(BinaryFunction.GREATER, left, right);
            case GREATER_EQUAL -> graph().binary(BinaryFunction.GREATER_EQUAL, left, right);
            case LESS -> graph().binary(BinaryFunction.GREATER, right, left);
            case LESS_EQUAL -> graph().binary(BinaryFunction.GREATER_EQUAL, right, left);
            case EQUAL -> graph().binary(BinaryFunction.EQUAL, left, right);
            case NOT_EQUAL -> graph().binary(BinaryFunction.NOT_EQUAL, left, right);
        };
    }

    @Override
    public Node visitCall(Expression.Call e) {
        return call(e, owner + "." + e.callee().text());
    }

    private Node call(Expression.Call e, String name) {
        Optional<Definition> definition = file.definitions().find(e.callee());
        if (definition.isEmpty()) {
            BuiltIn function = BuiltIn.named(e.callee().text()).orElseThrow();
            // What is drawn in it is drawn elsewhere.
            return function == BuiltIn.ONCE
                    ? once(Calls.positional(e).get(0))
                    : new BuiltInLowering(this, context, scope).lower(e, function, Calls.positional(e));
        }
        if (definition.get() instanceof Definition.Cell) {
            TypedCell cell = file.cell((Definition.Cell) definition.get()).orElseThrow();
            List<Node> inputs = new ArrayList<>();
            for (Expression expression : Calls.positional(e)) {
                inputs.add(lower(expression));
            }

            String unique = context.unique(name);
            lastOutputs = new CellLowering(file, context, cell, unique)
                    .call(e, inputs, this::lower, this::once, this::tokens);
            lastName = unique;
            return lastOutputs.values().iterator().next();
        }
        return function(file.function((Definition.Function) definition.get()).orElseThrow(), e);
    }

    /** The value of an expression that is computed once a sequence. */
    Node once(Expression expression) {
        return lower(file, context.once(), scope, owner, expression);
    }

    private Node function(TypedFunction function, Expression.Call e) {
        LoweringScope inner = new LoweringScope(scope.isStep());
        List<Node> positional = new ArrayList<>();
        for (Expression expression : Calls.positional(e)) {
            positional.add(lower(expression));
        }

        Calls.bind(
                function.definition().parameters(),
                positional,
                e,
                this::lower,
                inner,
                value -> lower(file, context, inner, owner, value));
        List<Expression> given = Calls.positional(e);
        for (int i = 0; i < given.size(); i++) {
            String name = function.definition().parameters().get(i).name().text();
            tokens(given.get(i)).ifPresent(count -> inner.putTokens(name, count));
        }
        for (Statement.Equation equation : function.equations()) {
            String name = equation.name().text();
            inner.put(name, lower(file, context, inner, owner, equation.value()));
        }
        return lower(file, context, inner, owner, function.definition().value());
    }

    /** How many different tokens an expression is one of: what is made of a token alone is one of as many. */
    Optional<Integer> tokens(Expression e) {
        if (e instanceof Expression.Name name) {
            return scope.tokens(name.text());
        }
        if (e instanceof Expression.Slice slice) {
            return tokens(slice.operand());
        }
        if (e instanceof Expression.Element element) {
            return tokens(element.operand());
        }
        boolean ofOne = e instanceof Expression.Call call
                && BuiltIn.named(call.callee().text()).isPresent()
                && !call.arguments().isEmpty();
        return ofOne ? tokens(((Expression.Call) e).arguments().get(0).value()) : Optional.empty();
    }

    @Override
    public Node visitInvalid(Expression.Invalid e) {
        throw new IllegalStateException("the checker has let an invalid expression pass");
    }
}
