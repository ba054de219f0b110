package io.lstmc.compiler.lower;

import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Statement;
import java.util.ArrayList;
import java.util.List;

/** Finds all calls in the equations of a cell or model. */
final class CallCollector implements Expression.Visitor<Void> {

    private final List<Expression.Call> calls = new ArrayList<>();

    private CallCollector() {}

    static List<Expression.Call> calls(Definition definition) {
        CallCollector collector = new CallCollector();
        List<Statement> body = List.of();
        if (definition instanceof Definition.Cell) {
            body = ((Definition.Cell) definition).body();
        } else if (definition instanceof Definition.Model) {
            body = ((Definition.Model) definition).body();
        }
        for (Statement statement : body) {
            if (statement instanceof Statement.Layer) {
                ((Statement.Layer) statement).value().accept(collector);
            } else if (statement instanceof Statement.State) {
                for (Statement.Initialised s : ((Statement.State) statement).states()) {
                    s.beginning().ifPresent(e -> e.accept(collector));
                }
            } else if (statement instanceof Statement.Equation) {
                ((Statement.Equation) statement).value().accept(collector);
            } else if (statement instanceof Statement.Output) {
                for (Statement.Result r : ((Statement.Output) statement).results()) {
                    r.value().accept(collector);
                }
            }
        }
        return collector.calls;
    }

    private Void all(List<Expression> expressions) {
        for (Expression e : expressions) {
            e.accept(this);
        }
        return null;
    }

    @Override
    public Void visitLiteral(Expression.Literal e) {
        return null;
    }

    @Override
    public Void visitName(Expression.Name e) {
        return null;
    }

    @Override
    public Void visitMember(Expression.Member e) {
        return null;
    }

    @Override
    public Void visitAt(Expression.At e) {
        return null;
    }

    @Override
    public Void visitSlice(Expression.Slice e) {
        return e.operand().accept(this);
    }

    @Override
    public Void visitElement(Expression.Element e) {
        return e.operand().accept(this);
    }

    @Override
    public Void visitConcatenation(Expression.Concatenation e) {
        return all(e.parts());
    }

    @Override
    public Void visitNegation(Expression.Negation e) {
        return e.operand().accept(this);
    }

    @Override
    public Void visitBinary(Expression.Binary e) {
        return all(List.of(e.left(), e.right()));
    }

    @Override
    public Void visitCall(Expression.Call e) {
        calls.add(e);
        return all(e.arguments().stream().map(Expression.Argument::value).toList());
    }

    @Override
    public Void visitInvalid(Expression.Invalid e) {
        return null;
    }
}
