package io.lstmc.compiler.semantic;

import io.lstmc.compiler.syntax.Definition;
import io.lstmc.compiler.syntax.Statement;
import java.util.List;

/** Checks the names of a function once; its shapes are checked at each call. */
final class FunctionChecker {

    private final Context context;

    FunctionChecker(Context context) {
        this.context = context;
    }

    void check(Definition.Function function) {
        Body body = new Body(context, BodyKind.FUNCTION);
        Scope scope = new Scope();
        Options.declare(function.parameters(), Symbol.Kind.ARGUMENT, body, scope);
        Equations equations = new Equations(body, scope);
        for (Statement.Equation equation : function.body()) {
            equations.add(equation);
        }
        ExpressionChecker checker = new ExpressionChecker(body, scope, true);
        List<Equations.Node> ordered = equations.check(checker);
        checker.check(function.value());
        if (body.isSound()) {
            Unused.warn(scope, context);
            context.typed
                    .functions()
                    .put(
                            function,
                            new TypedFunction(
                                    function,
                                    ordered.stream()
                                            .map(Equations.Node::statement)
                                            .toList()));
        }
    }
}
