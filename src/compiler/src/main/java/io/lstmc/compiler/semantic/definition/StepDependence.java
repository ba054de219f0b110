package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.TypedCell;
import io.lstmc.compiler.typed.TypedFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which values of a cell change from step to step, and which inputs must not: a state begins once a sequence, so what it
 * begins with is the same at all steps. An input in it is then given once at each call of the cell.
 */
public final class StepDependence {

    /**
     * What a value depends on.
     *
     * @param step why it changes from step to step, if it does whatever the inputs are
     * @param inputs the inputs in it, each of which may be a sequence or not
     */
    private record Dependence(Optional<String> step, Set<String> inputs) {

        static final Dependence NONE = new Dependence(Optional.empty(), Set.of());

        static Dependence onStep(String reason) {
            return new Dependence(Optional.of(reason), Set.of());
        }

        Dependence and(Dependence other) {
            Set<String> both = new TreeSet<>(inputs);
            both.addAll(other.inputs);
            return new Dependence(step.or(other::step), both);
        }
    }

    private final FileContext context;
    private final DefinitionContext body;
    private final NameScope scope;
    private final Map<String, Dependence> values = new HashMap<>();
    private final Set<String> once = new TreeSet<>();

    /** @param scope the declared names of the cell */
    StepDependence(DefinitionContext body, NameScope scope) {
        this.context = body.context;
        this.body = body;
        this.scope = scope;
    }

    /**
     * Reports what must not change from step to step and does.
     *
     * @param ordered the equations, each after those that it uses
     * @return the inputs that must be given once
     */
    Set<String> check(Definition.Cell cell, List<BodyEquations.Node> ordered, List<Outputs.Output> outputs) {
        Walker walker = new Walker(values, false);
        for (BodyEquations.Node node : ordered) {
            Dependence found = walker.of(node.statement().value());
            if (!node.update()) {
                values.put(node.symbol().name().text(), found);
            }
        }
        for (Outputs.Output output : outputs) {
            walker.of(output.value());
        }
        for (Statement statement : cell.body()) {
            if (statement instanceof Statement.State state) {
                for (Statement.Initialised each : state.states()) {
                    String name = each.variable().name().text();
                    each.beginning()
                            .ifPresent(value -> demand(value, values, "state " + name + " begins with a value"));
                }
            }
        }
        return once;
    }

    /** The value is computed once a sequence; what it draws too. */
    private void demand(Expression value, Map<String, Dependence> names, String what) {
        demand(value.span(), new Walker(names, true).of(value), what);
    }

    private void demand(Span span, Dependence found, String what) {
        if (found.step().isPresent()) {
            context.report(Diagnostic.of(Code.STEP_DEPENDENT, span, what + " that changes from step to step")
                    .withLabel(found.step().get())
                    .withHint("use params, options, and inputs that are given once a sequence"));
        }
        once.addAll(found.inputs());
    }

    /** Looks through expressions. */
    private final class Walker implements Expression.Visitor<Dependence> {

        private final Map<String, Dependence> names;
        private final boolean drawsOnce;

        Walker(Map<String, Dependence> names, boolean drawsOnce) {
            this.names = names;
            this.drawsOnce = drawsOnce;
        }

        Dependence of(Expression e) {
            return e.accept(this);
        }

        private Dependence all(List<Expression> parts) {
            Dependence found = Dependence.NONE;
            for (Expression part : parts) {
                found = found.and(of(part));
            }
            return found;
        }

        @Override
        public Dependence visitLiteral(Expression.Literal e) {
            return Dependence.NONE;
        }

        @Override
        public Dependence visitName(Expression.Name e) {
            return named(e.text());
        }

        private Dependence named(String name) {
            Dependence known = names.get(name);
            if (known != null || names != values) {
                return known == null ? Dependence.NONE : known;
            }
            Symbol symbol = scope.find(name);
            if (symbol == null) {
                return Dependence.NONE;
            }
            return switch (symbol.kind()) {
                case INPUT -> new Dependence(Optional.empty(), Set.of(name));
                case STATE -> Dependence.onStep(name + " is a state");
                default -> Dependence.NONE;
            };
        }

        @Override
        public Dependence visitMember(Expression.Member e) {
            Symbol layer = names == values ? scope.find(e.owner().text()) : null;
            boolean param = layer != null
                    && !layer.value().members().containsKey(e.name().text());
            return param ? Dependence.NONE : named(e.owner().text());
        }

        @Override
        public Dependence visitAt(Expression.At e) {
            return named(e.state().text());
        }

        @Override
        public Dependence visitSlice(Expression.Slice e) {
            return of(e.operand());
        }

        @Override
        public Dependence visitElement(Expression.Element e) {
            return of(e.operand()).and(of(e.index()));
        }

        @Override
        public Dependence visitConcatenation(Expression.Concatenation e) {
            return all(e.parts());
        }

        @Override
        public Dependence visitNegation(Expression.Negation e) {
            return of(e.operand());
        }

        @Override
        public Dependence visitBinary(Expression.Binary e) {
            return of(e.left()).and(of(e.right()));
        }

        @Override
        public Dependence visitCall(Expression.Call e) {
            Optional<BuiltIn> builtIn = BuiltIn.named(e.callee().text());
            if (builtIn.isPresent()) {
                return builtIn(e, builtIn.get());
            }
            Definition callee = context.definitions().find(e.callee()).orElseThrow();
            return callee instanceof Definition.Cell cell
                    ? cell(e, context.typed.cells().get(cell))
                    : function(e, context.typed.functions().get(callee));
        }

        private Dependence builtIn(Expression.Call e, BuiltIn function) {
            List<Expression> arguments = new ArrayList<>();
            e.arguments().forEach(a -> arguments.add(a.value()));
            return switch (function) {
                case SIZE, INDEX -> Dependence.NONE;
                case ONCE -> {
                    demand(arguments.get(0), names, "once(…) of a value");
                    yield Dependence.NONE;
                }
                case STEP -> Dependence.onStep("step() numbers the steps");
                case CUMSUM, PREVIOUS -> past(e, function, arguments);
                case RANDOM_UNIFORM ->
                    drawsOnce ? Dependence.NONE : Dependence.onStep("random_uniform draws at each step");
                default -> all(arguments);
            };
        }

        /** A state without a name; or, of a sequence that is looked at, one of its steps at each place. */
        private Dependence past(Expression.Call e, BuiltIn function, List<Expression> arguments) {
            if (!body.states.contains(e)) {
                return all(arguments);
            }
            for (Expression.Argument argument : e.arguments()) {
                if (argument.name().isPresent()) {
                    demand(argument.value(), names, "previous(…) begins with a value");
                }
            }
            return Dependence.onStep(function.text() + "(…) follows from the steps before")
                    .and(of(arguments.get(0)));
        }

        private Dependence function(Expression.Call e, TypedFunction function) {
            Map<String, Dependence> inside = new HashMap<>();
            List<Definition.Parameter> parameters = function.definition().parameters();
            for (int i = 0; i < e.arguments().size(); i++) {
                Expression.Argument argument = e.arguments().get(i);
                String name = argument.name().isPresent()
                        ? argument.name().get().text()
                        : parameters.get(i).name().text();
                inside.put(name, of(argument.value()));
            }
            context.enter(e);
            try {
                Walker walker = new Walker(inside, drawsOnce);
                for (Statement.Equation equation : function.equations()) {
                    inside.put(equation.name().text(), walker.of(equation.value()));
                }
                return walker.of(function.definition().value());
            } finally {
                context.leave();
            }
        }

        private Dependence cell(Expression.Call e, TypedCell cell) {
            Dependence found = Dependence.NONE;
            int position = 0;
            for (Expression.Argument argument : e.arguments()) {
                if (argument.name().isEmpty()) {
                    Dependence given = of(argument.value());
                    String input = cell.inputs().get(position++).name();
                    if (cell.once().contains(input)) {
                        String what = "input " + input + " of " + e.callee().text() + " is a value";
                        demand(argument.value().span(), given, what);
                    }
                    found = found.and(given);
                } else if (cell.state(argument.name().get().text()).isPresent()) {
                    String what = "state " + argument.name().get().text() + " begins with a value";
                    demand(argument.value(), names, what);
                }
            }
            return cell.hasState() ? Dependence.onStep(e.callee().text() + " has a state") : found;
        }

        @Override
        public Dependence visitInvalid(Expression.Invalid e) {
            return Dependence.NONE;
        }
    }
}
