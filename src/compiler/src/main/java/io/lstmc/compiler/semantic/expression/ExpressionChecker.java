package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.Constant;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.Ranges;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.BinaryOperator;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.CheckLimits;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.Size;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the type of an expression; what is wrong with it is reported and has the type {@link OpenType#POISON}. */
public final class ExpressionChecker implements Expression.Visitor<OpenType> {

    final DefinitionContext body;
    final NameScope scope;
    public final ShapeRules rules;
    final ProductRules products;
    final Extents extents;

    /** What has been found of each expression. */
    final Map<Expression, OpenType> types = new IdentityHashMap<>();

    /** What each call is, or a name that stands for one. */
    final Map<Expression, Resolver.Call> calls = new IdentityHashMap<>();

    /** Whether only names and numbers of arguments are looked at: the body of a function before it is called. */
    final boolean shallow;

    public ExpressionChecker(DefinitionContext body, NameScope scope, boolean shallow) {
        this.body = body;
        this.scope = scope;
        this.shallow = shallow;
        this.rules = new ShapeRules(body, scope);
        this.products = new ProductRules(rules, body, scope);
        this.extents = new Extents(scope);
    }

    public OpenType check(Expression e) {
        OpenType type = type(e);
        types.put(e, type);
        return type;
    }

    private OpenType type(Expression e) {
        try {
            return body.enter(e.span()) ? e.accept(this) : OpenType.POISON;
        } catch (ArithmeticException tooLarge) {
            body.report(Diagnostic.of(
                            Code.SIZE_TOO_LARGE, e.span(), "the size of this value is too large or too complicated")
                    .withHint("give sizes simpler names, or split the value"));
            return OpenType.POISON;
        } finally {
            body.leave();
        }
    }

    /** What a checked expression means; to be asked when the definition is found sound, and all its shapes. */
    public Resolved resolved(Expression e) {
        return new Resolver(this).resolve(e);
    }

    Operand operand(Expression e) {
        OpenType value = check(e);
        return new Operand(e, value, shown(e));
    }

    /** What messages call an expression: of a parameter of the library, what is given for it. */
    String shown(Expression e) {
        Symbol symbol = e instanceof Expression.Name name ? scope.find(name.text()) : null;
        return symbol == null
                ? new Operand(e, OpenType.POISON).name()
                : symbol.shown().orElse(symbol.name().text());
    }

    void report(Diagnostic diagnostic) {
        body.report(diagnostic);
    }

    @Override
    public OpenType visitLiteral(Expression.Literal e) {
        Ranges.checkFloat(body, e.value(), true, e.span());
        return OpenType.constant(Constant.of(e.value()));
    }

    @Override
    public OpenType visitName(Expression.Name e) {
        Symbol symbol = scope.find(e.text());
        if (symbol == null) {
            return visitUndeclared(e);
        }
        symbol.use();
        if (symbol.kind() == Symbol.Kind.STATE) {
            reportStateWithoutMoment(e);
            return OpenType.POISON;
        }
        if (symbol.kind().isDefinition()) {
            report(Diagnostic.of(Code.UNKNOWN_NAME, e.span(), e.text() + " is not a value")
                    .withLabel(symbol.kind().text())
                    .withHint(
                            symbol.kind() == Symbol.Kind.INITIALIZER
                                    ? "an initialiser stands after ~"
                                    : "write " + e.text() + "(…)"));
            return OpenType.POISON;
        }
        if (symbol.kind() == Symbol.Kind.SIZE) {
            report(Diagnostic.of(Code.NOT_AVAILABLE, e.span(), e.text() + " is a size, not a value")
                    .withHint("in an equation write size(…) of a vector that has it, or size(one_hot(…)) of a token"));
            return OpenType.POISON;
        }
        return symbol.value().isPoison() ? OpenType.POISON : symbol.value().withMembers(Map.of());
    }

    private void reportStateWithoutMoment(Expression.Name e) {
        String t = body.kind().moment();
        report(Diagnostic.of(
                        Code.STATE_WITHOUT_MOMENT,
                        e.span(),
                        e.text() + " has one value before the step and one after it")
                .withLabel("a state needs a time index")
                .withHint("write " + e.text() + "[" + t + "-1] for the previous step or " + e.text() + "[" + t
                        + "] for the present one"));
    }

    private OpenType visitUndeclared(Expression.Name e) {
        if (e.text().equals("π") || e.text().equals("pi")) {
            return OpenType.constant(Constant.of(Math.PI));
        }
        Identifier name = new Identifier(e.text(), e.span());
        Optional<Definition> definition = body.context().definitions().find(name);
        if (definition.isPresent()
                && definition.get() instanceof Definition.Initializer
                && body.kind() == BodyKind.INITIALIZER) {
            Expression.Call call = new Expression.Call(name, List.of(), e.span());
            OpenType value = calls().call(call);
            calls.put(e, calls.get(call));
            return value;
        }
        Diagnostic d = Diagnostic.of(Code.UNKNOWN_NAME, e.span(), "unknown name " + e.text());
        boolean callable = BuiltIn.named(e.text()).isPresent() || definition.isPresent();
        if (e.text().equals("σ")) {
            d = d.withHint("σ is the function sigmoid: write σ(…)");
        } else if (callable) {
            d = Diagnostic.of(Code.UNKNOWN_NAME, e.span(), e.text() + " is not a value")
                    .withLabel("it is called with arguments")
                    .withHint("write " + e.text() + "(…)");
        } else if (!body.kind().moment().isEmpty()
                && e.text().equals(body.kind().moment())) {
            String number = body.kind() == BodyKind.CELL ? "; the number of the step is step()" : "";
            d = d.withHint(
                    e.text() + " stands only between the brackets of a state, as in h[" + e.text() + "-1]" + number);
        } else if (body.kind() == BodyKind.MODEL
                && (e.text().equals("t") || e.text().equals("T"))) {
            d = d.withHint(
                    e.text().equals("T")
                            ? "declare the steps as `time T = 36`"
                            : "equations over [t] and [t-1] stand in a cell; a model says which cells to use");
        } else {
            d = d.withHint(Suggestion.hint(e.text(), scope.names(), declareHint()));
        }
        report(d);
        return OpenType.POISON;
    }

    private String declareHint() {
        return switch (body.kind()) {
            case CELL -> "declare it as an input, a state, a param or an option, or define it by an equation";
            case MODEL -> "declare it as an input, a target or a param, or define it by a layer or an equation";
            case OPTIMIZER -> "declare it as the input, a state or an option, or define it by an equation";
            case FUNCTION, INITIALIZER, SCHEDULE -> "declare it as a parameter between the parentheses";
        };
    }

    @Override
    public OpenType visitMember(Expression.Member e) {
        return new MemberRules(this).member(e);
    }

    @Override
    public OpenType visitAt(Expression.At e) {
        String name = e.state().text();
        Symbol symbol = scope.find(name);
        if (symbol == null) {
            OpenType value = visitName(new Expression.Name(name, e.state().span()));
            if (e.delay() == 0 || value.isPoison()) {
                return value;
            }
            report(Diagnostic.of(Code.NO_PAST, e.span(), "only a state has a past")
                    .withLabel(name + " is the same at each step")
                    .withHint("write " + name));
            return OpenType.POISON;
        }
        symbol.use();
        String t = e.moment().text();
        if (symbol.kind() != Symbol.Kind.STATE) {
            if (e.delay() == 0) {
                return visitName(new Expression.Name(name, e.state().span()));
            }
            report(Diagnostic.of(Code.NO_PAST, e.span(), "only a state has a past")
                    .withLabel(name + " is " + symbol.kind().text())
                    .withHint(
                            e.delay() == 1 && body.kind() == BodyKind.CELL
                                    ? "its value at the step before is previous(" + name + ")"
                                    : "to remember " + name + ", declare `state older` with `older[" + t + "] = " + name
                                            + "` and read older[" + t + "-1]"));
            return OpenType.POISON;
        }
        if (e.delay() != 0 && e.delay() != 1) {
            report(Diagnostic.of(
                            Code.BAD_MOMENT,
                            e.span(),
                            e.delay() < 0 ? "the future is not known" : "only the previous step is kept")
                    .withLabel("states exist at [" + t + "] and [" + t + "-1]")
                    .withHint(
                            e.delay() < 0
                                    ? "write " + name + "[" + t + "] for the present step"
                                    : "to look further back, pass the value on in a further state: `older[" + t + "] = "
                                            + name + "[" + t + "-1]`"));
            return OpenType.POISON;
        }
        return symbol.value();
    }

    @Override
    public OpenType visitSlice(Expression.Slice e) {
        return new SliceRules(this).slice(e);
    }

    @Override
    public OpenType visitElement(Expression.Element e) {
        return new SliceRules(this).element(e);
    }

    @Override
    public OpenType visitConcatenation(Expression.Concatenation e) {
        List<Operand> parts = new ArrayList<>();
        e.parts().forEach(part -> parts.add(operand(part)));
        if (!allows(e, "a concatenation")) {
            return OpenType.POISON;
        }
        long values = parts.stream()
                .filter(part ->
                        part.value().constant().isEmpty() && !part.value().isPoison())
                .count();
        if (values > CheckLimits.PARTS) {
            report(Diagnostic.of(
                            Code.EXPANSION_TOO_LARGE,
                            e.span(),
                            "[…] puts more than " + CheckLimits.PARTS + " values behind one another")
                    .withLabel(values + " values that are no numbers")
                    .withHint("let one vector have these elements from the start"));
            return OpenType.POISON;
        }
        return new JoinRules(body, rules).join(e, parts);
    }

    /** Whether the body allows more than elementwise equations; reports where it does not. */
    boolean allows(Expression e, String what) {
        if (body.kind() != BodyKind.OPTIMIZER && body.kind() != BodyKind.INITIALIZER) {
            return true;
        }
        report(Diagnostic.of(
                        Code.NOT_AVAILABLE,
                        e.span(),
                        what + " cannot stand in " + body.kind().text())
                .withHint("the equations of " + body.kind().text() + " hold for each element on its own"));
        return false;
    }

    @Override
    public OpenType visitNegation(Expression.Negation e) {
        OpenType value = check(e.operand());
        if (value.isPoison() || !rules.areNumbers(List.of(new Operand(e.operand(), value)))) {
            return OpenType.POISON;
        }
        OpenType plain = value.withMembers(Map.of()).withExtent(value.extent().negate());
        return value.constant()
                .map(c -> plain.with(Constant.of(0).combine(c, (zero, x) -> -x, Optional.of(Size::minus))))
                .orElse(plain);
    }

    @Override
    public OpenType visitBinary(Expression.Binary e) {
        Operand left = operand(e.left());
        Operand right = operand(e.right());
        if (e.operator() == BinaryOperator.MATRIX_PRODUCT) {
            return allows(e, "a matrix product")
                    ? products.product(e, left, right).withExtent(extents.binary(e, left.extent(), right.extent()))
                    : OpenType.POISON;
        }
        if (e.operator() == BinaryOperator.MULTIPLY) {
            rules.warnMatrixOrVector(left, right);
            rules.warnMatrixOrVector(right, left);
        }
        ZeroDivisor.find(e, left, right).ifPresent(this::report);
        OpenType value = rules.elementwise(e, operationName(e.operator()), List.of(left, right))
                .withExtent(extents.binary(e, left.extent(), right.extent()));
        if (value.isPoison()
                || left.value().constant().isEmpty()
                || right.value().constant().isEmpty()) {
            checkComputed(left);
            checkComputed(right);
            return value;
        }
        return value.with(fold(
                e.operator(),
                left.value().constant().get(),
                right.value().constant().get()));
    }

    /** A constant that meets other values is computed before, and may then be too large. */
    private void checkComputed(Operand operand) {
        Optional<Double> number = operand.value().constant().flatMap(Constant::number);
        boolean literal = operand.expression() instanceof Expression.Literal;
        boolean negated = operand.expression() instanceof Expression.Negation negation
                && negation.operand() instanceof Expression.Literal;
        if (number.isPresent() && !literal && !negated) {
            Ranges.checkFloat(body, number.get(), false, operand.expression().span());
        }
    }

    private static String operationName(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> "sum";
            case SUBTRACT -> "difference";
            case MULTIPLY -> "elementwise product";
            case DIVIDE -> "quotient";
            case POWER -> "power";
            case MATRIX_PRODUCT -> "matrix product";
            case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> "comparison";
        };
    }

    private static Constant fold(BinaryOperator operator, Constant a, Constant b) {
        return switch (operator) {
            case ADD -> a.combine(b, Double::sum, Optional.of(Size::plus));
            case SUBTRACT -> a.combine(b, (x, y) -> x - y, Optional.of(Size::minus));
            case MULTIPLY -> a.combine(b, (x, y) -> x * y, Optional.of(Size::times));
            case DIVIDE -> a.combine(b, (x, y) -> x / y, Optional.empty());
            case POWER -> a.combine(b, Math::pow, Optional.empty());
            case GREATER -> a.combine(b, (x, y) -> x > y ? 1.0 : 0.0, Optional.empty());
            case GREATER_EQUAL -> a.combine(b, (x, y) -> x >= y ? 1.0 : 0.0, Optional.empty());
            case LESS -> a.combine(b, (x, y) -> x < y ? 1.0 : 0.0, Optional.empty());
            case LESS_EQUAL -> a.combine(b, (x, y) -> x <= y ? 1.0 : 0.0, Optional.empty());
            case EQUAL -> a.combine(b, (x, y) -> x.doubleValue() == y ? 1.0 : 0.0, Optional.empty());
            case NOT_EQUAL -> a.combine(b, (x, y) -> x.doubleValue() != y ? 1.0 : 0.0, Optional.empty());
            case MATRIX_PRODUCT -> Constant.SOME;
        };
    }

    @Override
    public OpenType visitCall(Expression.Call e) {
        return calls().call(e);
    }

    private CallChecker calls() {
        return new CallChecker(this);
    }

    @Override
    public OpenType visitInvalid(Expression.Invalid e) {
        return body.poison();
    }
}
