package io.lstmc.compiler.semantic;

import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.ExpressionWalker;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.Definitions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The names in a definition that stand for other definitions. */
final class DefinitionUses {

    private DefinitionUses() {}

    static List<Identifier> of(Definition definition) {
        List<Identifier> found = new ArrayList<>();
        for (Expression root : CallOrder.expressions(definition)) {
            collect(root, found);
        }
        references(definition).forEach(e -> reference(e, found));
        return found;
    }

    static List<Identifier> of(List<Statement.Setting> settings) {
        List<Identifier> found = new ArrayList<>();
        for (Statement.Setting setting : called(settings)) {
            collect(setting.value(), found);
            reference(setting.value(), found);
        }
        return found;
    }

    /** Those that may call a definition: what stands behind params in brackets does not. */
    private static List<Statement.Setting> called(List<Statement.Setting> settings) {
        return settings.stream().filter(s -> s.selected().isEmpty()).toList();
    }

    private static void collect(Expression root, List<Identifier> found) {
        ExpressionWalker.over(root, e -> {
            if (e instanceof Expression.Call call
                    && BuiltIn.named(call.callee().text()).isEmpty()) {
                found.add(call.callee());
            }
        });
    }

    /** A name after {@code ~} or in a train block stands for a call without arguments. */
    private static void reference(Expression e, List<Identifier> found) {
        if (e instanceof Expression.Name name) {
            found.add(new Identifier(name.text(), name.span()));
        }
    }

    private static List<Expression> references(Definition definition) {
        List<Expression> found = new ArrayList<>();
        if (definition instanceof Definition.Initializer initializer) {
            List<String> own =
                    initializer.parameters().stream().map(p -> p.name().text()).toList();
            ExpressionWalker.over(initializer.value(), e -> {
                if (e instanceof Expression.Name name && !own.contains(name.text())) {
                    found.add(e);
                }
            });
        }
        for (Statement statement : body(definition)) {
            if (statement instanceof Statement.Param param) {
                param.initializer().ifPresent(found::add);
            } else if (statement instanceof Statement.State state) {
                state.states().forEach(s -> s.initializer().ifPresent(found::add));
            } else if (statement instanceof Statement.Train train) {
                called(train.settings()).forEach(s -> found.add(s.value()));
            }
        }
        return found;
    }

    private static List<? extends Statement> body(Definition definition) {
        if (definition instanceof Definition.Cell cell) {
            return cell.body();
        } else if (definition instanceof Definition.Optimizer optimizer) {
            return optimizer.body();
        }
        return definition instanceof Definition.Model model ? model.body() : List.of();
    }

    /**
     * The definitions of other files, and instances, that some names need, in turn; else none of the library.
     *
     * @param names where the search begins
     */
    static List<Definition> reached(List<Identifier> names, Definitions definitions) {
        List<Definition> reached = new ArrayList<>();
        Set<Definition> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Identifier> open = new ArrayList<>(names);
        while (!open.isEmpty()) {
            Identifier use = open.remove(open.size() - 1);
            Definition found = definitions.find(use).orElse(null);
            if (found != null
                    && (definitions.isOfOtherFile(found.span().source())
                            || definitions.instance(found).isPresent())
                    && !(found instanceof Definition.Model)
                    && seen.add(found)) {
                reached.add(found);
                open.addAll(of(found));
            }
        }
        return reached;
    }
}
