package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.typed.TypedCell;

/**
 * A place for what is computed once a sequence: as its surroundings, but for random numbers, which are drawn outside.
 *
 * @param inside where its nodes go
 * @param outside where its draws go; {@code inside} itself where that is no recurrence
 */
record OnceContext(EvaluationContext inside, EvaluationContext outside) implements EvaluationContext {

    @Override
    public GraphBuilder graph() {
        return inside.graph();
    }

    @Override
    public Node parameter(String name, TensorType type, TypedCell.TypedParam declared, LoweringScope scope) {
        return inside.parameter(name, type, declared, scope);
    }

    @Override
    public Node parameter(String name) {
        return inside.parameter(name);
    }

    @Override
    public Node uniform(TensorType type) {
        Node drawn = outside.uniform(type.withSteps(0));
        return inside == outside ? drawn : inside.step().invariant("random", drawn);
    }

    @Override
    public Node training() {
        return inside.training();
    }

    @Override
    public Node present() {
        return inside.present();
    }

    @Override
    public Node present(TensorType.Time time) {
        return inside.present(time);
    }

    @Override
    public Node presentInside(TensorType.Time time) {
        return inside.presentInside(time);
    }

    @Override
    public boolean isWatched(String name) {
        return inside.isWatched(name);
    }

    @Override
    public void watch(String name, Node value) {
        inside.watch(name, value);
    }

    @Override
    public String unique(String wish) {
        return inside.unique(wish);
    }

    @Override
    public EvaluationContext once() {
        return this;
    }

    @Override
    public StepContext step() {
        return inside.step();
    }
}
