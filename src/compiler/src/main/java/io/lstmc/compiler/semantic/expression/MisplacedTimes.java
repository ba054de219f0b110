package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.ShapeInference;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds a time among the sizes of a declaration, as in {@code state a[n, K]}. There it is the number of its steps and
 * makes a matrix; a sequence has it first.
 */
public final class MisplacedTimes {

    private final NameScope scope;
    private final ShapeInference inference;

    public MisplacedTimes(NameScope scope, ShapeInference inference) {
        this.scope = scope;
        this.inference = inference;
    }

    /** What to write instead, if an expression is the value of such a name. */
    Optional<String> hint(Expression e) {
        return symbol(e).flatMap(this::hint);
    }

    /** Notes that a message has this hint, so that no other message follows from the same declaration. */
    void reported(Expression e) {
        symbol(e).ifPresent(this::reported);
    }

    public void reported(Symbol symbol) {
        if (hint(symbol).isPresent()) {
            symbol.spoil();
        }
    }

    private Optional<Symbol> symbol(Expression e) {
        String name = e instanceof Expression.Name use
                ? use.text()
                : e instanceof Expression.At at ? at.state().text() : "";
        return Optional.ofNullable(scope.find(name));
    }

    public Optional<String> hint(Symbol symbol) {
        boolean declared = symbol.kind() == Symbol.Kind.STATE
                || symbol.kind() == Symbol.Kind.PARAM
                || symbol.kind() == Symbol.Kind.INPUT;
        Optional<Shape> shape = declared ? inference.resolve(symbol.value().shape()) : Optional.empty();
        return shape.flatMap(s -> s.sizes().stream().filter(this::isTime).findFirst())
                .map(time -> hint(symbol, time, shape.get()));
    }

    private boolean isTime(Size size) {
        Symbol symbol = scope.find(size.toString());
        return symbol != null && symbol.kind() == Symbol.Kind.TIME;
    }

    private String hint(Symbol symbol, Size time, Shape shape) {
        boolean param = symbol.kind() == Symbol.Kind.PARAM;
        List<String> axes = new ArrayList<>();
        symbol.value().times().stream().map(TimeAxis::name).forEach(axes::add);
        if (!param) {
            axes.add(time.toString());
        }
        shape.sizes().stream().filter(s -> !s.equals(time)).map(Size::toString).forEach(axes::add);
        String name = symbol.name().text();
        String keyword = param ? "param " : symbol.kind() == Symbol.Kind.STATE ? "state " : "input ";
        String declaration = "`" + keyword + name + "[" + String.join(", ", axes) + "]`";
        return param
                ? "a param has no steps, and " + time + " in its sizes is their number; declare " + declaration
                        + " for the same at each step of " + time
                : "a time stands before the sizes: a sequence along " + time + " is declared " + declaration;
    }
}
