package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.ResolvedWalker;
import io.lstmc.compiler.typed.TypedCell;
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
final class StepDependence {

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

    private final DefinitionContext body;

    /** Of inputs, states and equations; what else has a name is the same at all steps. */
    private final Map<Declaration, Dependence> values = new HashMap<>();

    private final Set<String> once = new TreeSet<>();

    StepDependence(DefinitionContext body) {
        this.body = body;
    }

    /**
     * Reports what must not change from step to step and does.
     *
     * @param equations each after those that it uses
     * @return the inputs that must be given once
     */
    Set<String> check(
            List<TypedCell.Sized> inputs,
            List<TypedCell.TypedState> states,
            List<TypedCell.Equation> equations,
            List<TypedCell.TypedOutput> outputs) {
        inputs.forEach(i -> values.put(i.declaration(), new Dependence(Optional.empty(), Set.of(i.name()))));
        states.forEach(s -> values.put(s.declaration(), Dependence.onStep(s.name() + " is a state")));
        Visitor visitor = new Visitor(false);
        for (TypedCell.Equation equation : equations) {
            values.putIfAbsent(equation.declaration(), visitor.of(equation.value()));
        }
        outputs.forEach(output -> visitor.of(output.value()));
        for (TypedCell.TypedState state : states) {
            state.beginning().ifPresent(value -> demand(value, "state " + state.name() + " begins with a value"));
        }
        return once;
    }

    /** The value is computed once a sequence; what it draws too. */
    private void demand(Resolved value, String what) {
        demand(value, new Visitor(true).of(value), what);
    }

    private void demand(Resolved value, Dependence found, String what) {
        if (found.step().isPresent()) {
            Span span = body.origin(value).span();
            body.report(Diagnostic.of(Code.STEP_DEPENDENT, span, what + " that changes from step to step")
                    .withLabel(found.step().get())
                    .withHint("use params, options, and inputs that are given once a sequence"));
        }
        once.addAll(found.inputs());
    }

    private final class Visitor implements Resolved.Visitor<Dependence> {

        private final boolean drawsOnce;

        Visitor(boolean drawsOnce) {
            this.drawsOnce = drawsOnce;
        }

        Dependence of(Resolved e) {
            return e.accept(this);
        }

        private Dependence ofParts(Resolved e) {
            Dependence found = Dependence.NONE;
            for (Resolved part : ResolvedWalker.parts(e)) {
                found = found.and(of(part));
            }
            return found;
        }

        private Dependence of(Declaration declaration) {
            return values.getOrDefault(declaration, Dependence.NONE);
        }

        @Override
        public Dependence visitNumber(Resolved.Number e) {
            return Dependence.NONE;
        }

        @Override
        public Dependence visitLength(Resolved.Length e) {
            return Dependence.NONE;
        }

        @Override
        public Dependence visitValue(Resolved.Value e) {
            return of(e.declaration());
        }

        @Override
        public Dependence visitBefore(Resolved.Before e) {
            return of(e.state());
        }

        @Override
        public Dependence visitOutput(Resolved.Output e) {
            return of(e.layer());
        }

        @Override
        public Dependence visitLayerParam(Resolved.LayerParam e) {
            return Dependence.NONE;
        }

        @Override
        public Dependence visitSlice(Resolved.Slice e) {
            return ofParts(e);
        }

        @Override
        public Dependence visitElement(Resolved.Element e) {
            return ofParts(e);
        }

        @Override
        public Dependence visitLookup(Resolved.Lookup e) {
            return ofParts(e);
        }

        @Override
        public Dependence visitVector(Resolved.Vector e) {
            return ofParts(e);
        }

        @Override
        public Dependence visitMatrix(Resolved.Matrix e) {
            return ofParts(e);
        }

        @Override
        public Dependence visitNegation(Resolved.Negation e) {
            return ofParts(e);
        }

        @Override
        public Dependence visitElementwise(Resolved.Elementwise e) {
            return ofParts(e);
        }

        @Override
        public Dependence visitProduct(Resolved.Product e) {
            return ofParts(e);
        }

        @Override
        public Dependence visitBuiltInCall(Resolved.BuiltInCall e) {
            return switch (e.function()) {
                case SIZE, INDEX -> Dependence.NONE;
                case ONCE -> {
                    demand(e.arguments().get(0), "once(…) of a value");
                    yield Dependence.NONE;
                }
                case STEP -> Dependence.onStep("step() numbers the steps");
                case RANDOM_UNIFORM ->
                    drawsOnce ? Dependence.NONE : Dependence.onStep("random_uniform draws at each step");
                case SIGMOID,
                        TANH,
                        EXP,
                        LOG,
                        LOG1P,
                        EXPM1,
                        SQRT,
                        FLOOR,
                        SIN,
                        COS,
                        STOP_GRADIENT,
                        WHERE,
                        SUM,
                        MEAN,
                        MAX,
                        ARGMAX,
                        FLATTEN,
                        TRANSPOSE,
                        ONE_HOT,
                        TRAINING,
                        UNIFORM01,
                        GAUSSIAN,
                        ORTHONORMAL -> ofParts(e);
                case OUTER, SUM_STEPS, MEAN_STEPS, MAX_STEPS, FIRST, LAST, REVERSE, PREVIOUS, CUMSUM ->
                    throw new IllegalStateException(e.function().text() + " is resolved to something else");
            };
        }

        /** Along the steps of the cell it is a state without a name; of a sequence that is looked at, one of its steps at each place. */
        @Override
        public Dependence visitAlong(Resolved.Along e) {
            if (e.time().isPresent()) {
                return ofParts(e);
            }
            e.first().ifPresent(value -> demand(value, "previous(…) begins with a value"));
            return Dependence.onStep(e.function().text() + "(…) follows from the steps before")
                    .and(of(e.operand()));
        }

        @Override
        public Dependence visitFunctionCall(Resolved.FunctionCall e) {
            e.arguments().forEach(a -> values.put(a.declaration(), of(a.value())));
            body.context().enter((Expression.Call) body.origin(e));
            try {
                e.equations().forEach(d -> values.put(d.declaration(), of(d.value())));
                return of(e.value());
            } finally {
                body.context().leave();
            }
        }

        @Override
        public Dependence visitCellCall(Resolved.CellCall e) {
            String callee = ((Expression.Call) body.origin(e)).callee().text();
            Dependence found = Dependence.NONE;
            for (int i = 0; i < e.inputs().size(); i++) {
                Resolved value = e.inputs().get(i);
                Dependence given = of(value);
                String input = e.cell().inputs().get(i).name();
                if (e.cell().once().contains(input)) {
                    demand(value, given, "input " + input + " of " + callee + " is a value");
                }
                found = found.and(given);
            }
            e.beginnings().forEach((state, value) -> demand(value, "state " + state.name() + " begins with a value"));
            return e.cell().hasState() ? Dependence.onStep(callee + " has a state") : found;
        }

        @Override
        public Dependence visitInitializerCall(Resolved.InitializerCall e) {
            return Dependence.NONE;
        }
    }
}
