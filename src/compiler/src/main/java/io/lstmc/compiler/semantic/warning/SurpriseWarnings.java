package io.lstmc.compiler.semantic.warning;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.semantic.expression.ShapeRules.Operand;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.ResolvedWalker;
import io.lstmc.compiler.typed.Size;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Warns of what has a meaning, which is hardly the one that was meant. */
public final class SurpriseWarnings {

    /** Equations that are looked through behind a name. */
    private static final int NAMES = 20;

    private final DefinitionContext body;

    /** What the names of the definition stand for, without those of the functions that it calls. */
    private final Map<Declaration, Resolved> equations;

    /** What messages call the parameters of the library: what is given for them. */
    private final Map<Declaration, String> shown = new HashMap<>();

    private SurpriseWarnings(DefinitionContext body, Map<Declaration, Resolved> equations) {
        this.body = body;
        this.equations = equations;
    }

    /**
     * Looks at all expressions of a definition.
     *
     * @param equations what each name of it stands for
     * @param others expressions without a name
     * @param outputs which of the names are results, or expressions of them
     */
    public static void warn(
            DefinitionContext body,
            Map<Declaration, Resolved> equations,
            List<Resolved> others,
            List<Resolved> outputs) {
        SurpriseWarnings warnings = new SurpriseWarnings(body, equations);
        equations.values().forEach(warnings::warn);
        others.forEach(warnings::warn);
        List<Resolved> results = new ArrayList<>(outputs);
        results.addAll(others);
        NamedZeros.warn(body, equations, results);
    }

    private void warn(Resolved e) {
        if (e instanceof Resolved.FunctionCall call) {
            called(call);
            return;
        }
        if (e instanceof Resolved.Elementwise binary && binary.operation() == Resolved.Operation.SUBTRACT) {
            largestOfOne(binary);
        } else if (e instanceof Resolved.Elementwise binary && binary.operation() == Resolved.Operation.DIVIDE) {
            longestLength(binary);
        } else if (e instanceof Resolved.Along along && along.function() == BuiltIn.LAST) {
            lastOfReversed(along);
        }
        ResolvedWalker.parts(e).forEach(this::warn);
    }

    private void called(Resolved.FunctionCall call) {
        boolean library = body.context().isLibrary(origin(call.value()).span());
        for (Resolved.Definition each : call.arguments()) {
            warn(each.value());
            if (library) {
                shown.put(each.declaration(), name(each.value()));
            }
        }
        body.context().enter((Expression.Call) origin(call));
        try {
            call.equations().forEach(each -> warn(each.value()));
            warn(call.value());
        } finally {
            body.context().leave();
        }
    }

    private Expression origin(Resolved e) {
        return body.origin(e);
    }

    private String text(Resolved e) {
        return origin(e).span().text();
    }

    private String name(Resolved e) {
        String given = e instanceof Resolved.Value value ? shown.get(value.declaration()) : null;
        return given == null ? new Operand(origin(e), OpenType.POISON).name() : given;
    }

    /** {@code x - max(x)}, of one element: {@code softmax} and {@code log_softmax} of it are constants. */
    private void largestOfOne(Resolved.Elementwise e) {
        Resolved subtracted = e.right();
        if (subtracted instanceof Resolved.BuiltInCall call && call.function() == BuiltIn.STOP_GRADIENT) {
            subtracted = call.arguments().get(0);
        }
        boolean one = subtracted instanceof Resolved.BuiltInCall max
                && max.function() == BuiltIn.MAX
                && text(max.arguments().get(0)).equals(text(e.left()))
                && e.left().type().shape().elements().equals(Size.ONE);
        if (one) {
            String name = name(e.left());
            body.report(Diagnostic.of(
                            Code.ONE_ELEMENT, origin(e).span(), name + " is one number, which is its own maximum")
                    .withLabel("this is the same for all data")
                    .withHint("over the steps of a sequence it is softmax_steps; the probability of one case is σ("
                            + name + ")"));
        }
    }

    /** {@code sum_steps(x) / T}, where samples may have fewer than {@code T} steps. */
    private void longestLength(Resolved.Elementwise e) {
        if (e.left() instanceof Resolved.Along sum
                && sum.function() == BuiltIn.SUM_STEPS
                && e.right() instanceof Resolved.Length
                && body.varies(text(e.right()))) {
            body.report(Diagnostic.of(
                            Code.LONGEST_LENGTH,
                            origin(e.right()).span(),
                            text(e.right()) + " is the number of steps of the longest sample")
                    .withLabel("samples may have fewer")
                    .withHint("the mean over the steps that a sample has is mean_steps("
                            + FileContext.excerpt(origin(sum.operand()).span()) + ")"));
        }
    }

    /** The last step of {@code reverse(z)} is the first that the cell of {@code z} went through. */
    private void lastOfReversed(Resolved.Along last) {
        Deque<Resolved> open = new ArrayDeque<>(List.of(last.operand()));
        for (int i = 0; i < NAMES && !open.isEmpty(); i++) {
            Resolved e = open.pop();
            if (e instanceof Resolved.Value value && equations.containsKey(value.declaration())) {
                open.push(equations.get(value.declaration()));
            } else if (e instanceof Resolved.Vector || e instanceof Resolved.Matrix) {
                ResolvedWalker.parts(e).forEach(open::push);
            } else if (e instanceof Resolved.Along reversed
                    && reversed.function() == BuiltIn.REVERSE
                    && isRecurrence(reversed.operand())) {
                String layer = FileContext.excerpt(origin(reversed.operand()).span());
                body.report(Diagnostic.of(
                                Code.LAST_OF_REVERSED,
                                origin(last).span(),
                                "the last step of a reversed layer has seen one step")
                        .withLabel("it comes from "
                                + FileContext.excerpt(origin(e).span()) + " "
                                + FileContext.place(origin(e).span()))
                        .withHint("take it before it is reversed: last(" + layer + ") has seen all"));
                return;
            }
        }
    }

    /** Whether a cell with a state has gone through the steps of a value. */
    private boolean isRecurrence(Resolved e) {
        Resolved found = e;
        for (int i = 0; i < NAMES && found instanceof Resolved.Value value; i++) {
            if (!equations.containsKey(value.declaration())) {
                return false;
            }
            found = equations.get(value.declaration());
        }
        return found instanceof Resolved.CellCall call && call.cell().hasState();
    }
}
