package io.lstmc.compiler.pass;

import io.lstmc.compiler.Optimization;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.autodiff.Autodiff;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.Verifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The order of the passes, and why it is so.
 *
 * <ol>
 *   <li>{@link Reversal} before all, while states have the form that it looks for.
 *   <li>{@link Simplify} next, so that later passes see products and constants as such.
 *   <li>{@link Hoist} before derivatives are taken: the adjoint of a hoisted product is then outside too.
 *   <li>Derivatives ({@link Autodiff}).
 *   <li>{@link DropStopGradient}, which only derivatives needed.
 *   <li>{@link Simplify} makes contractions of the sums that the chain rule left, {@link Defer} moves them behind the
 *       loop, and {@link Simplify} joins them with the sum over the steps.
 *   <li>{@link Accumulate}, when it is known which sums over the steps are left.
 *   <li>{@link Recompute} behind those, which add readers of the values of each step and take others away.
 *   <li>{@link Prune} last, when it is known what each loop still has to give.
 * </ol>
 */
public final class Pipeline {

    private final Simplify simplify;
    private final List<Pass> before = new ArrayList<>();
    private final List<Pass> behind = new ArrayList<>();

    /** Hears of the graph after each stage. */
    private final BiConsumer<String, Graph> listener;

    public Pipeline() {
        this(Optimizations.ALL, Precision.FLOAT);
    }

    public Pipeline(Optimizations optimizations, Precision precision) {
        this(optimizations, precision, Hoist.Rows.MANY, (stage, graph) -> {});
    }

    /**
     * @param optimizations which of the passes run; the others are always needed
     * @param precision of the numbers, which tells what functions cost
     * @param rows how many samples are computed at once
     */
    public Pipeline(
            Optimizations optimizations, Precision precision, Hoist.Rows rows, BiConsumer<String, Graph> listener) {
        this.listener = listener;
        this.simplify = new Simplify(optimizations);
        Pass hoist = new Hoist(rows, optimizations.has(Optimization.GATHER));
        List<Pass> hoisting = optimizations.has(Optimization.HOIST) ? List.of(hoist) : List.of();
        before.addAll(List.of(new Reversal(), simplify, new Prune()));
        before.addAll(hoisting);
        before.add(simplify);
        behind.addAll(List.of(new DropStopGradient(), simplify));
        behind.addAll(hoisting);
        if (optimizations.has(Optimization.DEFER)) {
            behind.add(new Defer());
        }
        behind.add(simplify);
        if (optimizations.has(Optimization.ACCUMULATE)) {
            behind.add(new Accumulate());
        }
        if (optimizations.has(Optimization.RECOMPUTE)) {
            behind.add(new Recompute(precision));
        }
        behind.add(new Prune());
    }

    /** The graph with what is known of constants put in and reversals that cancel one another left out, and no more. */
    public Graph simplify(Graph graph) {
        return simplify.apply(new Reversal().apply(graph));
    }

    /** The graph, ready to be scheduled. */
    public Graph optimize(Graph graph) {
        return finish(prepare(graph));
    }

    /**
     * The graph with adjoints, ready to be scheduled.
     *
     * @param ends the results whose adjoints are given
     * @param variables the roles of the arguments whose adjoints are wanted
     */
    public Graph differentiate(Graph graph, List<String> ends, List<Op.Role> variables) {
        Graph prepared = prepare(graph);
        List<Node> wanted = new ArrayList<>();
        for (Node a : prepared.arguments()) {
            if (variables.contains(Graph.argument(a).role())) {
                wanted.add(a);
            }
        }
        return finish(prepared, ends, wanted);
    }

    /** What is done before derivatives are taken, for whoever wants the graph both with adjoints and without. */
    public Graph prepare(Graph graph) {
        return run(before, observe("lower", graph));
    }

    /** The rest of {@link #optimize}. */
    public Graph finish(Graph prepared) {
        return run(behind, prepared);
    }

    /**
     * The rest of {@link #differentiate}.
     *
     * @param wanted the arguments whose adjoints are wanted; what only those of others need is not computed
     */
    public Graph finish(Graph prepared, List<String> ends, List<Node> wanted) {
        return run(behind, observe("autodiff", Autodiff.differentiate(prepared, ends, wanted)));
    }

    /**
     * The adjoints of results alone, ready to be scheduled.
     *
     * <p>Derivatives are taken first of all here: a pass may let the uses of a value read what it was made of instead.
     *
     * @param ends the results whose adjoints are given
     * @param watched the results whose adjoints are wanted, and what these are called
     */
    public Graph adjoints(Graph graph, List<String> ends, Map<String, String> watched) {
        Graph all = Autodiff.differentiate(graph, ends, List.of(), List.copyOf(watched.keySet()));
        Map<String, Node> results = new LinkedHashMap<>();
        watched.forEach((name, adjoint) -> results.put(adjoint, all.result(Autodiff.adjointName(name))));
        return run(behind, run(before, new Graph(all.arguments(), results)));
    }

    private Graph run(List<Pass> passes, Graph graph) {
        Graph result = graph;
        for (Pass pass : passes) {
            result = observe(pass.name(), pass.apply(result));
        }
        return result;
    }

    private Graph observe(String stage, Graph graph) {
        Verifier.verify(graph, stage);
        listener.accept(stage, graph);
        return graph;
    }
}
