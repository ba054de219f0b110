package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.Resolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The arguments of a call by name, which have been checked, and the defaults of options that are left out. */
final class CallArguments {

    private final ExpressionChecker checker;

    /** No name of the caller is seen from a default. */
    private final ExpressionChecker defaults;

    private final Map<String, Expression> given;

    CallArguments(ExpressionChecker checker, Map<String, Expression> given) {
        this.checker = checker;
        this.defaults = new ExpressionChecker(checker.body, new NameScope(), false);
        this.given = given;
    }

    /** What is written for a name; null where nothing is. */
    Expression given(String name) {
        return given.get(name);
    }

    Expression given(Definition.Parameter parameter) {
        return given(parameter.name().text());
    }

    /** What a parameter is: what is written, else its default. */
    Expression value(Definition.Parameter parameter) {
        Expression written = given(parameter);
        return written != null ? written : parameter.defaultValue().orElseThrow();
    }

    /** Its type; a default is checked. */
    OpenType type(Definition.Parameter parameter) {
        Expression written = given(parameter);
        return written != null ? checker.types.get(written) : defaults.check(value(parameter));
    }

    ShapeRules.Operand operand(String name) {
        return new ShapeRules.Operand(given(name), checker.types.get(given(name)));
    }

    Resolved resolved(String name) {
        return checker.resolved(given(name));
    }

    List<Resolved> resolved(List<Definition.Parameter> parameters) {
        List<Resolved> resolved = new ArrayList<>();
        for (Definition.Parameter each : parameters) {
            resolved.add((given(each) != null ? checker : defaults).resolved(value(each)));
        }
        return resolved;
    }
}
