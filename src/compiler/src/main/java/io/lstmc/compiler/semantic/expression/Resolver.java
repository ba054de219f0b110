package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.ShapeInference;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.BinaryOperator;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the resolved form of expressions that {@link ExpressionChecker} has checked, of what it noted: the type of each, and
 * what each call is. To be used when all shapes are known and nothing is wrong.
 */
final class Resolver implements Expression.Visitor<Resolved> {

    /** What a call resolves to when the shapes in it are known. */
    interface Call {
        Resolved resolve(Type type);
    }

    private final ExpressionChecker checker;
    private final NameScope scope;
    private final ShapeInference inference;

    Resolver(ExpressionChecker checker) {
        this.checker = checker;
        this.scope = checker.scope;
        this.inference = checker.body.inference();
    }

    Resolved resolve(Expression e) {
        Call call = checker.calls.get(e);
        Resolved resolved = call == null ? e.accept(this) : call.resolve(type(e));
        checker.body.origin(resolved, e);
        return resolved;
    }

    private OpenType open(Expression e) {
        return checker.types.get(e);
    }

    private Type type(Expression e) {
        return inference.resolve(open(e));
    }

    private List<Resolved> all(List<Expression> expressions) {
        List<Resolved> resolved = new ArrayList<>();
        for (Expression e : expressions) {
            resolved.add(resolve(e));
        }
        return resolved;
    }

    @Override
    public Resolved visitLiteral(Expression.Literal e) {
        return new Resolved.Number(e.value(), type(e));
    }

    @Override
    public Resolved visitName(Expression.Name e) {
        return value(scope.find(e.text()), type(e));
    }

    /** @param symbol null of the one constant that has a name */
    private Resolved value(Symbol symbol, Type type) {
        if (symbol == null) {
            return new Resolved.Number(Math.PI, type);
        }
        return symbol.kind() == Symbol.Kind.TIME
                ? new Resolved.Length(whole(symbol.value()), type)
                : new Resolved.Value(symbol.declaration(), type);
    }

    @Override
    public Resolved visitMember(Expression.Member e) {
        Symbol layer = scope.find(e.owner().text());
        String path = e.name().text();
        return layer.value().members().containsKey(path)
                ? new Resolved.Output(layer.declaration(), path, type(e))
                : new Resolved.LayerParam(layer.declaration(), path, type(e));
    }

    @Override
    public Resolved visitAt(Expression.At e) {
        Symbol symbol = scope.find(e.state().text());
        return e.delay() == 0 ? value(symbol, type(e)) : new Resolved.Before(symbol.declaration(), type(e));
    }

    @Override
    public Resolved visitSlice(Expression.Slice e) {
        Resolved operand = resolve(e.operand());
        Resolved.Cut cut = cut(operand);
        Size from = e.from().map(f -> whole(open(f))).orElse(Size.ZERO);
        Size to = e.to().map(t -> whole(open(t))).orElseGet(() -> length(operand.type()));
        return new Resolved.Slice(operand, cut, from, to, type(e));
    }

    @Override
    public Resolved visitElement(Expression.Element e) {
        Resolved operand = resolve(e.operand());
        OpenType index = open(e.index());
        return index.token().isPresent()
                ? new Resolved.Lookup(operand, resolve(e.index()), type(e))
                : new Resolved.Element(operand, cut(operand), whole(index), type(e));
    }

    private static Resolved.Cut cut(Resolved operand) {
        return operand.type().isSequence() ? Resolved.Cut.TIME : Resolved.Cut.SIZE;
    }

    private static Size length(Type type) {
        return type.isSequence()
                ? type.times().get(0).length()
                : type.shape().sizes().get(0);
    }

    private Size whole(OpenType value) {
        return inference.resolve(value.constant().flatMap(Constant::whole).orElseThrow());
    }

    @Override
    public Resolved visitConcatenation(Expression.Concatenation e) {
        if (!e.isMatrix()) {
            return new Resolved.Vector(all(e.parts()), type(e));
        }
        List<Resolved.Vector> rows = new ArrayList<>();
        for (Expression row : e.parts()) {
            rows.add((Resolved.Vector) resolve(row));
        }
        return new Resolved.Matrix(rows, type(e));
    }

    @Override
    public Resolved visitNegation(Expression.Negation e) {
        return new Resolved.Negation(resolve(e.operand()), type(e));
    }

    @Override
    public Resolved visitBinary(Expression.Binary e) {
        Resolved left = resolve(e.left());
        Resolved right = resolve(e.right());
        Optional<Resolved.Operation> operation = operation(e.operator());
        return operation.isPresent()
                ? new Resolved.Elementwise(operation.get(), left, right, type(e))
                : new Resolved.Product(product(left.type(), right.type()), left, right, type(e));
    }

    /** Empty for the product that is not elementwise. */
    private static Optional<Resolved.Operation> operation(BinaryOperator operator) {
        return Optional.ofNullable(
                switch (operator) {
                    case ADD -> Resolved.Operation.ADD;
                    case SUBTRACT -> Resolved.Operation.SUBTRACT;
                    case MULTIPLY -> Resolved.Operation.MULTIPLY;
                    case DIVIDE -> Resolved.Operation.DIVIDE;
                    case POWER -> Resolved.Operation.POWER;
                    case GREATER -> Resolved.Operation.GREATER;
                    case GREATER_EQUAL -> Resolved.Operation.GREATER_EQUAL;
                    case LESS -> Resolved.Operation.LESS;
                    case LESS_EQUAL -> Resolved.Operation.LESS_EQUAL;
                    case EQUAL -> Resolved.Operation.EQUAL;
                    case NOT_EQUAL -> Resolved.Operation.NOT_EQUAL;
                    case MATRIX_PRODUCT -> null;
                });
    }

    private static Resolved.ProductKind product(Type left, Type right) {
        boolean ofMatrix = left.shape().rank() == 2;
        if (right.shape().rank() == 2) {
            return ofMatrix ? Resolved.ProductKind.MATRIX_BY_MATRIX : Resolved.ProductKind.VECTOR_BY_MATRIX;
        }
        return ofMatrix ? Resolved.ProductKind.MATRIX_BY_VECTOR : Resolved.ProductKind.DOT;
    }

    @Override
    public Resolved visitCall(Expression.Call e) {
        throw new IllegalStateException(e.callee().text() + " was not found to be a call of something");
    }

    @Override
    public Resolved visitInvalid(Expression.Invalid e) {
        throw new IllegalStateException("what could not be read means nothing");
    }
}
