package io.lstmc.runtime;

/** What a model keeps between two calls of {@code train}, so that several calls are one longer training. */
final class TrainingProgress {

    /** Epochs that were begun, in all calls: each has an order of its own. */
    long epochs;

    /** Updates in all calls: each draws numbers of its own. */
    long updates;

    /** The optimizer's states, or null if it begins afresh. */
    private Storage[] states;

    /** The updates that the optimizer has made since its states were fresh. */
    long optimizerUpdates;

    /** The optimizer's states, fresh ones if none are kept. */
    Storage[] states(Model model) {
        if (states == null) {
            states = model.newOptimizerStates();
            optimizerUpdates = 0;
        }
        return states;
    }

    /** Has the optimizer begin afresh, because the weights are no longer those of its last update. */
    void forgetOptimizer() {
        states = null;
        optimizerUpdates = 0;
    }

    /** Begins all anew. */
    void reset() {
        forgetOptimizer();
        epochs = 0;
        updates = 0;
    }
}
