package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.typed.TypedCell;

/** For expressions of numbers, such as those of initialisers, schedules and optimizers: no parameters, no training. */
class GraphOnly implements EvaluationContext {

    private final GraphBuilder graph;

    GraphOnly(GraphBuilder graph) {
        this.graph = graph;
    }

    @Override
    public GraphBuilder graph() {
        return graph;
    }

    @Override
    public Node parameter(String name, TensorType type, TypedCell.TypedParam declared, LoweringScope scope) {
        throw new IllegalStateException("the checker has let a parameter pass: " + name);
    }

    @Override
    public Node parameter(String name) {
        throw new IllegalStateException("the checker has let a parameter pass: " + name);
    }

    @Override
    public Node uniform(TensorType type) {
        throw new IllegalStateException("the checker has let a random draw pass");
    }

    @Override
    public Node training() {
        throw new IllegalStateException("the checker has let training() pass");
    }

    @Override
    public Node present() {
        return null;
    }

    @Override
    public Node present(TensorType.Time time) {
        return null;
    }

    @Override
    public Node presentInside(TensorType.Time time) {
        return null;
    }

    @Override
    public boolean isWatched(String name) {
        return false;
    }

    @Override
    public void watch(String name, Node value) {
        throw new IllegalStateException(name + " is not watched");
    }

    @Override
    public String unique(String wish) {
        return wish;
    }

    @Override
    public EvaluationContext once() {
        return this;
    }

    @Override
    public StepContext step() {
        return null;
    }
}
