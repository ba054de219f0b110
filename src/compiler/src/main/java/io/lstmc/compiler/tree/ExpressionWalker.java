package io.lstmc.compiler.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Visits every part of an expression without recursion, so that no depth of nesting can overflow the stack. */
public final class ExpressionWalker {

    private ExpressionWalker() {}

    /** Calls {@code action} for the expression and all its parts, from left to right, the whole before its parts. */
    public static void over(Expression root, Consumer<Expression> action) {
        Deque<Expression> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Expression e = open.pop();
            action.accept(e);
            List<Expression> parts = e.accept(Parts.INSTANCE);
            for (int i = parts.size() - 1; i >= 0; i--) {
                open.push(parts.get(i));
            }
        }
    }

    /** What an expression is directly made of, from left to right. */
    public static List<Expression> parts(Expression e) {
        return e.accept(Parts.INSTANCE);
    }

    /** How deep the expression is nested; stops counting at {@code limit}. */
    public static int depth(Expression root, int limit) {
        List<Expression> level = List.of(root);
        int depth = 0;
        while (!level.isEmpty() && depth < limit) {
            depth++;
            List<Expression> below = new ArrayList<>();
            for (Expression e : level) {
                below.addAll(e.accept(Parts.INSTANCE));
            }
            level = below;
        }
        return depth;
    }

    private static final class Parts implements Expression.Visitor<List<Expression>> {

        static final Parts INSTANCE = new Parts();

        @Override
        public List<Expression> visitLiteral(Expression.Literal e) {
            return List.of();
        }

        @Override
        public List<Expression> visitName(Expression.Name e) {
            return List.of();
        }

        @Override
        public List<Expression> visitMember(Expression.Member e) {
            return List.of();
        }

        @Override
        public List<Expression> visitAt(Expression.At e) {
            return List.of();
        }

        @Override
        public List<Expression> visitSlice(Expression.Slice e) {
            List<Expression> parts = new ArrayList<>(List.of(e.operand()));
            e.from().ifPresent(parts::add);
            e.to().ifPresent(parts::add);
            return parts;
        }

        @Override
        public List<Expression> visitElement(Expression.Element e) {
            return List.of(e.operand(), e.index());
        }

        @Override
        public List<Expression> visitConcatenation(Expression.Concatenation e) {
            return e.parts();
        }

        @Override
        public List<Expression> visitNegation(Expression.Negation e) {
            return List.of(e.operand());
        }

        @Override
        public List<Expression> visitBinary(Expression.Binary e) {
            return List.of(e.left(), e.right());
        }

        @Override
        public List<Expression> visitCall(Expression.Call e) {
            List<Expression> found = new ArrayList<>();
            for (Expression.Argument argument : e.arguments()) {
                found.add(argument.value());
            }
            return found;
        }

        @Override
        public List<Expression> visitInvalid(Expression.Invalid e) {
            return List.of();
        }
    }
}
