package io.lstmc.compiler.lower;

import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.typed.TypedCell;

/** Where an expression is evaluated: in the model, once, or at each step of a recurrence. */
interface EvaluationContext {

    /** Where its nodes go. */
    GraphBuilder graph();

    /**
     * A parameter.
     *
     * @param name unique in the model, as {@code a.W_f}
     * @param declared its initialiser, and whether it is trained
     * @param scope what the options are that the initialiser is given
     */
    Node parameter(String name, TensorType type, TypedCell.TypedParam declared, LoweringScope scope);

    /** A parameter that is declared already, by its name in the model. */
    Node parameter(String name);

    /** Fresh uniform random numbers. */
    Node uniform(TensorType type);

    /** 1 while training, else 0. */
    Node training();

    /**
     * 1 at the steps of this recurrence that a sample has and 0 after its end, or {@code null} where every sample has all
     * steps.
     */
    Node present();

    /** The same of a time outside of the batch, one for each of its steps. */
    Node present(TensorType.Time time);

    /** The same of a time inside of a sample, one for each of its steps. */
    Node presentInside(TensorType.Time time);

    /** Whether the adjoint of what a layer gives is asked for, by its name in the model, as {@code a.inner.h}. */
    boolean isWatched(String name);

    /** Keeps such a value. */
    void watch(String name, Node value);

    /** A name for what a call makes, unique in the model. */
    String unique(String wish);

    /** The same place for what is computed once a sequence: each draw is one for all its steps. */
    EvaluationContext once();

    /** The recurrence around the expression, or {@code null} in the model. */
    StepContext step();
}
