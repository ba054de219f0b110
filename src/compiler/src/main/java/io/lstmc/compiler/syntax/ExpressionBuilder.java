package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.BinaryOperator;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Expression.Argument;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Notation;
import io.lstmc.grammar.LstmParser;
import io.lstmc.grammar.LstmParser.ArgumentContext;
import io.lstmc.grammar.LstmParser.ArgumentsContext;
import io.lstmc.grammar.LstmParser.ConcatenationContext;
import io.lstmc.grammar.LstmParser.ExpressionContext;
import io.lstmc.grammar.LstmParser.IndexContext;
import io.lstmc.grammar.LstmParser.LiteralContext;
import io.lstmc.grammar.LstmParser.MatrixProductContext;
import io.lstmc.grammar.LstmParser.NegationContext;
import io.lstmc.grammar.LstmParser.OperandContext;
import io.lstmc.grammar.LstmParser.OuterProductContext;
import io.lstmc.grammar.LstmParser.ParenthesesContext;
import io.lstmc.grammar.LstmParser.PowerContext;
import io.lstmc.grammar.LstmParser.ProductContext;
import io.lstmc.grammar.LstmParser.ReferenceContext;
import io.lstmc.grammar.LstmParser.SumContext;
import io.lstmc.grammar.LstmParserBaseVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Makes the tree of an expression.
 *
 * <p>Operators in a row become a tree as deep as the row is long, so the depth of the tree is counted here and held
 * under {@link TextLimits#DEPTH}: nobody behind has to fear recursion.
 */
final class ExpressionBuilder extends LstmParserBaseVisitor<Expression> {

    private final Reports reports;
    private final StateMoments moments;
    private int depth;
    private boolean tooDeep;

    ExpressionBuilder(Reports reports, StateMoments moments) {
        this.reports = reports;
        this.moments = moments;
    }

    /** @param around where the expression is missing if {@code context} is null */
    Expression build(ExpressionContext context, ParserRuleContext around) {
        if (context == null || context.exception != null || around.exception != null && context.getStop() == null) {
            return new Expression.Invalid(span(context == null ? around : context));
        }
        depth = 0;
        tooDeep = false;
        return inner(context);
    }

    /** Builds what stands below rules that only pass one operand on; without calls for each, which recursion would feel. */
    private Expression inner(ParseTree tree) {
        ParseTree inner = tree;
        while (inner.getChildCount() == 1 && inner.getChild(0) instanceof ParserRuleContext only) {
            inner = only;
        }
        return inner.accept(this);
    }

    // ---- Operators in a row

    @Override
    public Expression visitExpression(ExpressionContext context) {
        List<LstmParser.SumContext> sums = context.sum();
        if (sums.size() > 2) {
            reports.add(
                    Code.SYNTAX,
                    reports.span(((TerminalNode) context.getChild(3)).getSymbol()),
                    "comparisons cannot be chained",
                    "write (a < b) * (b < c) for a < b < c");
            return new Expression.Invalid(span(context));
        }
        return leftToRight(context, sums);
    }

    @Override
    public Expression visitSum(SumContext context) {
        return leftToRight(context, context.product());
    }

    @Override
    public Expression visitProduct(ProductContext context) {
        return leftToRight(context, context.outerProduct());
    }

    @Override
    public Expression visitOuterProduct(OuterProductContext context) {
        return leftToRight(context, context.matrixProduct());
    }

    @Override
    public Expression visitMatrixProduct(MatrixProductContext context) {
        return leftToRight(context, context.negation());
    }

    private Expression leftToRight(ParserRuleContext context, List<? extends ParserRuleContext> operands) {
        int operators = operands.size() - 1;
        return deeper(operators, context, c -> {
            Expression left = inner(operands.get(0));
            for (int i = 1; i <= operators; i++) {
                TerminalNode sign = (TerminalNode) c.getChild(2 * i - 1);
                ParserRuleContext right = operands.get(i);
                Span span = reports.span(c.getStart(), right.getStop());
                left = sign.getSymbol().getType() == LstmParser.OUTER_PRODUCT
                        ? outer(sign, left, inner(right), span)
                        : new Expression.Binary(operator(sign), left, inner(right), span);
            }
            return left;
        });
    }

    /** {@code a ⊗ b} is a sign for {@code outer(a, b)}. */
    private Expression outer(TerminalNode sign, Expression left, Expression right, Span span) {
        List<Argument> arguments = List.of(
                new Argument(Optional.empty(), left, left.span()), new Argument(Optional.empty(), right, right.span()));
        return new Expression.Call(new Identifier(Notation.OUTER, reports.span(sign.getSymbol())), arguments, span);
    }

    @Override
    public Expression visitNegation(NegationContext context) {
        List<TerminalNode> signs = context.MINUS();
        return deeper(signs.size(), context, c -> negate(signs, inner(c.power()), c.getStop()));
    }

    @Override
    public Expression visitPower(PowerContext context) {
        int operators = context.getChildCount() - 1;
        return deeper(operators, context, c -> {
            Expression right = inner(c.getChild(operators));
            List<TerminalNode> signs = new ArrayList<>();
            for (int i = operators - 1; i >= 0; i--) {
                ParseTree child = c.getChild(i);
                if (child instanceof OperandContext base) {
                    Span span = reports.span(base.getStart(), c.getStop());
                    right = new Expression.Binary(BinaryOperator.POWER, inner(base), right, span);
                } else if (((TerminalNode) child).getSymbol().getType() == LstmParser.MINUS) {
                    signs.add(0, (TerminalNode) child);
                } else {
                    right = negate(signs, right, c.getStop());
                    signs.clear();
                }
            }
            return right;
        });
    }

    private Expression negate(List<TerminalNode> signs, Expression operand, Token stop) {
        Expression result = operand;
        for (int i = signs.size() - 1; i >= 0; i--) {
            result = new Expression.Negation(result, reports.span(signs.get(i).getSymbol(), stop));
        }
        return result;
    }

    private static BinaryOperator operator(TerminalNode sign) {
        return switch (sign.getSymbol().getType()) {
            case LstmParser.PLUS -> BinaryOperator.ADD;
            case LstmParser.MINUS -> BinaryOperator.SUBTRACT;
            case LstmParser.TIMES -> BinaryOperator.MULTIPLY;
            case LstmParser.DIVIDE -> BinaryOperator.DIVIDE;
            case LstmParser.MATRIX_PRODUCT -> BinaryOperator.MATRIX_PRODUCT;
            case LstmParser.GREATER -> BinaryOperator.GREATER;
            case LstmParser.GREATER_EQUAL -> BinaryOperator.GREATER_EQUAL;
            case LstmParser.LESS -> BinaryOperator.LESS;
            case LstmParser.LESS_EQUAL -> BinaryOperator.LESS_EQUAL;
            case LstmParser.EQUAL -> BinaryOperator.EQUAL;
            case LstmParser.NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
            default -> throw new IllegalStateException(sign.getText());
        };
    }

    // ---- Operands

    @Override
    public Expression visitOperand(OperandContext context) {
        List<IndexContext> indices = context.index();
        return deeper(indices.size(), context, c -> {
            Expression operand = inner(c.primary());
            for (IndexContext index : indices) {
                operand = indexed(operand, index, reports.span(c.getStart(), index.getStop()));
            }
            return operand;
        });
    }

    private Expression indexed(Expression operand, IndexContext context, Span span) {
        TerminalNode colon = context.COLON();
        List<ExpressionContext> bounds = context.expression();
        if (colon == null) {
            Expression index = deeper(bounds.get(0));
            if (operand instanceof Expression.Name state) {
                Optional<Expression> at = at(new Identifier(state.text(), state.span()), index, span);
                if (at.isPresent()) {
                    return at.get();
                }
            }
            return new Expression.Element(operand, index, span);
        }
        Optional<Expression> from = Optional.empty();
        Optional<Expression> to = Optional.empty();
        for (ExpressionContext bound : bounds) {
            boolean left = bound.getStop().getTokenIndex() < colon.getSymbol().getTokenIndex();
            Optional<Expression> value = Optional.of(deeper(bound));
            from = left ? value : from;
            to = left ? to : value;
        }
        return new Expression.Slice(operand, from, to, span);
    }

    /** {@code h[t]}, {@code h[t-2]}, {@code h[t+1]}: a moment is the letter of time and a whole number of steps. */
    private Optional<Expression> at(Identifier state, Expression index, Span span) {
        if (index instanceof Expression.Name letter && isMoment(letter)) {
            return Optional.of(new Expression.At(state, new Identifier(letter.text(), letter.span()), 0, span));
        }
        if (index instanceof Expression.Binary difference
                && difference.left() instanceof Expression.Name letter
                && isMoment(letter)
                && difference.right() instanceof Expression.Literal steps
                && Math.rint(steps.value()) == steps.value()) {
            // A delay beyond the range of int is as impossible as the largest.
            int delay = (int) steps.value();
            Identifier moment = new Identifier(letter.text(), letter.span());
            if (difference.operator() == BinaryOperator.SUBTRACT) {
                return Optional.of(new Expression.At(state, moment, delay, span));
            }
            if (difference.operator() == BinaryOperator.ADD) {
                return Optional.of(new Expression.At(state, moment, -delay, span));
            }
        }
        return Optional.empty();
    }

    private boolean isMoment(Expression.Name name) {
        return !moments.letter().isEmpty() && name.text().equals(moments.letter());
    }

    @Override
    public Expression visitLiteral(LiteralContext context) {
        return literal(context.NUMBER().getSymbol());
    }

    Expression literal(Token token) {
        return Numbers.read(token, reports);
    }

    @Override
    public Expression visitReference(ReferenceContext context) {
        Token name = context.NAME(0).getSymbol();
        if (context.arguments() != null) {
            return call(name, context.arguments(), span(context));
        }
        if (context.NAME().size() > 1) {
            return new Expression.Member(
                    TreeNames.declared(name, reports),
                    TreeNames.path(context.NAME().subList(1, context.NAME().size()), reports),
                    span(context));
        }
        if (TreeNames.isSigma(name)) {
            reports.add(Code.SYNTAX, reports.span(name), "'σ' is the function sigmoid", "write σ(x) or sigmoid(x)");
            return new Expression.Invalid(span(context));
        }
        return new Expression.Name(TreeNames.text(name), span(context));
    }

    Expression call(Token name, ArgumentsContext context, Span span) {
        Identifier callee = TreeNames.called(name, reports);
        List<Argument> arguments = deeper(1, context, c -> {
                            List<Argument> list = arguments(c);
                            return new Expression.Call(callee, list, span);
                        })
                        instanceof Expression.Call call
                ? call.arguments()
                : List.of();
        if (arguments.size() == 1 && moments.states().contains(callee.text())) {
            Optional<Expression> at = at(callee, arguments.get(0).value(), span);
            if (at.isPresent()) {
                String moment = context.argument(0).getText();
                reports.add(
                        Code.SYNTAX,
                        span(context),
                        "a state at a moment is written in square brackets",
                        "write " + callee.text() + "[" + moment + "]");
                return at.get();
            }
        }
        return new Expression.Call(callee, arguments, span);
    }

    private List<Argument> arguments(ArgumentsContext context) {
        List<Argument> arguments = new ArrayList<>();
        boolean named = false;
        for (ArgumentContext argument : context.argument()) {
            if (argument.COLON() == null) {
                Expression value = inner(argument.expression(0));
                if (named && isDecimal(argument)) {
                    Token point = argument.getStart();
                    reports.add(
                            Code.BAD_NUMBER,
                            value.span(),
                            "a number has a point, not a comma",
                            "write ." + point.getText() + " in place of ," + point.getText());
                    continue;
                }
                if (named) {
                    reports.add(
                            Code.SYNTAX,
                            value.span(),
                            "an argument without a name stands behind one with a name",
                            "write arguments by position first, then options by name");
                }
                arguments.add(new Argument(Optional.empty(), value, span(argument)));
                continue;
            }
            named = true;
            Expression value = inner(argument.expression(1));
            ExpressionContext name = argument.expression(0);
            if (name.getStart() == name.getStop() && name.getStart().getType() == LstmParser.NAME) {
                Identifier option = TreeNames.declared(name.getStart(), reports);
                arguments.add(new Argument(Optional.of(option), value, span(argument)));
            } else {
                reports.add(Code.SYNTAX, span(name), "expected the name of an option before ':'", "write units: 64");
            }
        }
        return arguments;
    }

    /** The 5 of {@code rate: 0,5}: digits right after a comma that stands right after a number. */
    private static boolean isDecimal(ArgumentContext argument) {
        int at = argument.getParent().children.indexOf(argument);
        if (at < 2
                || argument.getStart() != argument.getStop()
                || argument.getStart().getType() != LstmParser.NUMBER) {
            return false;
        }
        Token comma = ((TerminalNode) argument.getParent().getChild(at - 1)).getSymbol();
        Token before = ((ParserRuleContext) argument.getParent().getChild(at - 2)).getStop();
        return before.getType() == LstmParser.NUMBER
                && before.getStopIndex() + 1 == comma.getStartIndex()
                && comma.getStopIndex() + 1 == argument.getStart().getStartIndex();
    }

    @Override
    public Expression visitParentheses(ParenthesesContext context) {
        return deeper(context.expression());
    }

    @Override
    public Expression visitConcatenation(ConcatenationContext context) {
        return deeper(1, context, c -> {
            List<Expression> parts = c.expression().stream().map(this::inner).toList();
            // Nobody knows what [1, 2; 3, 4] is, so nothing follows from its shape.
            boolean rows = c.children.stream().anyMatch(child -> child.getText().equals(";"));
            return rows ? new Expression.Invalid(span(c)) : new Expression.Concatenation(parts, span(c));
        });
    }

    // ---- Depth

    private Expression deeper(ExpressionContext context) {
        return deeper(1, context, c -> inner(c));
    }

    /** Builds what stands {@code levels} below, unless that is too deep; then says so, once for an expression. */
    private <C extends ParserRuleContext> Expression deeper(int levels, C context, Function<C, Expression> build) {
        if (depth + levels > TextLimits.DEPTH) {
            if (!tooDeep) {
                tooDeep = true;
                reports.add(
                        Code.NESTING_TOO_DEEP,
                        reports.span(context.getStart()),
                        "an expression of more than " + TextLimits.DEPTH + " operations, one on the result of another",
                        "give parts of it a name of their own");
            }
            return new Expression.Invalid(span(context));
        }
        depth += levels;
        Expression result = build.apply(context);
        depth -= levels;
        return result;
    }

    private Span span(ParserRuleContext context) {
        Token stop = context.getStop() == null ? context.getStart() : context.getStop();
        return reports.span(context.getStart(), stop);
    }
}
