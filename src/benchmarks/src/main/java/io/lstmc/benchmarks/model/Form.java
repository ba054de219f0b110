package io.lstmc.benchmarks.model;

/** The model around a cell, and what comes out of it. */
public enum Form {
    /** The last hidden state. */
    LAST("last.lstm.txt"),
    /** The last hidden state of a cell that looks at a second sequence, the memory, at each of its steps. */
    DECODER("decoder.lstm.txt"),
    /** The hidden states of all steps. */
    ALL_STEPS("all_steps.lstm.txt"),
    /** The hidden states of all steps, of a layer that goes forwards and of one that goes backwards. */
    BOTH_DIRECTIONS("both_directions.lstm.txt");

    private final String file;

    Form(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    /** Whether there is a second sequence. */
    public boolean memory() {
        return this == DECODER;
    }

    /** How many numbers come out for one sample. */
    public int outputs(int h, int steps) {
        return switch (this) {
            case LAST, DECODER -> h;
            case ALL_STEPS -> steps * h;
            case BOTH_DIRECTIONS -> steps * 2 * h;
        };
    }
}
