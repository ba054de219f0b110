package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.semantic.expression.ExpressionChecker;
import io.lstmc.compiler.semantic.expression.Options;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.semantic.scope.UnusedNames;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.TypedFunction;
import java.util.List;

/** Checks the names of a function once; its shapes are checked at each call. */
public final class FunctionChecker {

    private final FileContext context;

    public FunctionChecker(FileContext context) {
        this.context = context;
    }

    public void check(Definition.Function function) {
        DefinitionContext body = new DefinitionContext(context, BodyKind.FUNCTION);
        NameScope scope = new NameScope();
        Options.declare(function.parameters(), Symbol.Kind.ARGUMENT, body, scope);
        BodyEquations equations = new BodyEquations(body, scope);
        for (Statement.Equation equation : function.body()) {
            equations.add(equation);
        }
        ExpressionChecker checker = new ExpressionChecker(body, scope, true);
        List<BodyEquations.Node> ordered = equations.check(checker);
        checker.check(function.value());
        if (body.isSound()) {
            UnusedNames.warn(scope, context);
            context.typed()
                    .functions()
                    .put(
                            function,
                            new TypedFunction(
                                    function,
                                    ordered.stream()
                                            .map(BodyEquations.Node::statement)
                                            .toList()));
        }
    }
}
