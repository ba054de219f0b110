package io.lstmc.compiler.semantic;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.definition.DependenceOrder;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.ExpressionWalker;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.CheckLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which definition calls which: callees come first, and what calls itself is reported with the path. It reads syntax, as it says in
 * which order definitions get types.
 */
final class CallOrder {

    private final FileContext context;
    private final List<Definition> all;
    private final Map<Definition, Integer> numbers = new IdentityHashMap<>();
    private final Set<Integer> tooDeep = new HashSet<>();

    CallOrder(FileContext context, List<Definition> all) {
        this.context = context;
        this.all = all;
        for (int i = 0; i < all.size(); i++) {
            numbers.put(all.get(i), i);
        }
    }

    /** The definitions that can be checked, callees first. */
    List<Definition> checkable() {
        List<List<DependenceOrder.Edge>> calls = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            calls.add(callsOf(i));
        }
        DependenceOrder order = DependenceOrder.of(calls);
        for (List<DependenceOrder.Edge> cycle : order.cycles()) {
            reportRecursion(cycle);
        }
        List<Definition> found = new ArrayList<>();
        for (int i : order.order()) {
            if (!order.cyclic().contains(i) && !tooDeep.contains(i)) {
                found.add(all.get(i));
            }
        }
        return found;
    }

    private List<DependenceOrder.Edge> callsOf(int from) {
        Definition definition = all.get(from);
        List<DependenceOrder.Edge> edges = new ArrayList<>();
        for (Expression root : expressions(definition)) {
            if (ExpressionWalker.depth(root, CheckLimits.NESTING + 1) > CheckLimits.NESTING) {
                tooDeep.add(from);
                context.report(Diagnostic.of(
                                Code.NESTING_TOO_DEEP,
                                root.span(),
                                "this expression is nested deeper than " + CheckLimits.NESTING)
                        .withHint("name parts of it in equations of their own"));
                continue;
            }
            ExpressionWalker.over(root, e -> {
                Optional<Definition> callee = callee(e, definition);
                if (callee.isPresent() && numbers.containsKey(callee.get())) {
                    edges.add(new DependenceOrder.Edge(
                            from, numbers.get(callee.get()), calleeName(e).span()));
                }
            });
        }
        return edges;
    }

    private Optional<Definition> callee(Expression e, Definition from) {
        if (e instanceof Expression.Call call) {
            return BuiltIn.named(call.callee().text()).isPresent()
                    ? Optional.empty()
                    : context.definitions().find(call.callee()).filter(CallOrder::isCallable);
        }
        if (e instanceof Expression.Name && !hasParameter(from, calleeName(e).text())) {
            return context.definitions()
                    .find(calleeName(e), Definition.Initializer.class)
                    .map(Definition.class::cast);
        }
        return Optional.empty();
    }

    private static boolean isCallable(Definition definition) {
        return !(definition instanceof Definition.Model)
                && !(definition instanceof Definition.Variant)
                && !(definition instanceof Definition.Optimizer);
    }

    private static Identifier calleeName(Expression e) {
        if (e instanceof Expression.Call call) {
            return call.callee();
        }
        return new Identifier(((Expression.Name) e).text(), e.span());
    }

    private static boolean hasParameter(Definition definition, String name) {
        return definition instanceof Definition.Initializer initializer
                && initializer.parameters().stream()
                        .anyMatch(p -> p.name().text().equals(name));
    }

    private void reportRecursion(List<DependenceOrder.Edge> cycle) {
        DependenceOrder.Edge first = cycle.get(0);
        String start = name(first.from());
        String path = start + cycle.stream().map(e -> " → " + name(e.to())).collect(Collectors.joining());
        List<String> notes = cycle.stream()
                .map(e -> (e.span().source() == first.span().source() ? "line " : FileContext.file(e.span()) + ":")
                        + e.span().line() + ": " + name(e.from()) + " calls " + name(e.to()))
                .toList();
        Diagnostic found = Diagnostic.of(Code.RECURSION, first.span(), start + " calls itself")
                .withLabel(path)
                .withNotes(notes)
                .withHint("definitions are written out where they are called, so none may lead back to itself");
        context.definitions()
                .instance(all.get(first.from()))
                .ifPresentOrElse(i -> context.within(i, () -> context.report(found)), () -> context.report(found));
    }

    private String name(int definition) {
        return all.get(definition).name().text();
    }

    /** All expressions of a definition. */
    static List<Expression> expressions(Definition definition) {
        List<Expression> found = new ArrayList<>();
        if (definition instanceof Definition.Cell cell) {
            defaults(cell.parameters(), found);
            for (Statement s : cell.body()) {
                expressions(s, found);
            }
        } else if (definition instanceof Definition.Function function) {
            defaults(function.parameters(), found);
            for (Statement.Equation s : function.body()) {
                expressions(s, found);
            }
            found.add(function.value());
        } else if (definition instanceof Definition.Initializer initializer) {
            defaults(initializer.parameters(), found);
            found.add(initializer.value());
        } else if (definition instanceof Definition.Optimizer optimizer) {
            defaults(optimizer.parameters(), found);
            for (Statement s : optimizer.body()) {
                expressions(s, found);
            }
        } else if (definition instanceof Definition.Model model) {
            for (Statement s : model.body()) {
                expressions(s, found);
            }
        }
        return found;
    }

    private static void defaults(List<Definition.Parameter> parameters, List<Expression> found) {
        for (Definition.Parameter p : parameters) {
            if (p.defaultValue().isPresent()) {
                found.add(p.defaultValue().get());
            }
        }
    }

    private static void expressions(Statement statement, List<Expression> found) {
        if (statement instanceof Statement.Time time) {
            time.steps().ifPresent(found::add);
        } else if (statement instanceof Statement.Input input) {
            for (Statement.Variable v : input.variables()) {
                if (v.sizes().isPresent()) {
                    found.addAll(v.sizes().get());
                }
            }
        } else if (statement instanceof Statement.Target target) {
            for (Statement.Variable v : target.variables()) {
                if (v.sizes().isPresent()) {
                    found.addAll(v.sizes().get());
                }
            }
        } else if (statement instanceof Statement.State state) {
            for (Statement.Initialised s : state.states()) {
                if (s.variable().sizes().isPresent()) {
                    found.addAll(s.variable().sizes().get());
                }
                if (s.initializer().isPresent()) {
                    found.add(s.initializer().get());
                }
                s.beginning().ifPresent(found::add);
            }
        } else if (statement instanceof Statement.Param param) {
            for (Statement.Variable v : param.variables()) {
                if (v.sizes().isPresent()) {
                    found.addAll(v.sizes().get());
                }
            }
            if (param.initializer().isPresent()) {
                found.add(param.initializer().get());
            }
        } else if (statement instanceof Statement.Layer layer) {
            found.add(layer.value());
        } else if (statement instanceof Statement.Equation equation) {
            found.add(equation.value());
        } else if (statement instanceof Statement.Output output) {
            for (Statement.Result r : output.results()) {
                found.add(r.value());
            }
        } else if (statement instanceof Statement.Loss loss) {
            found.add(loss.value());
        } else if (statement instanceof Statement.Adjoint adjoint) {
            found.addAll(adjoint.values());
        } else if (statement instanceof Statement.Train train) {
            for (Statement.Setting s : train.settings()) {
                found.add(s.value());
            }
        } else if (statement instanceof Statement.Option option) {
            found.add(option.value());
        }
    }
}
