package io.lstmc.benchmarks.model;

import java.util.Arrays;
import java.util.List;

/** The cells that are compared, with the model around them, by the size of their products. */
public enum Cell {
    LSTM("LSTM", 4, 4),
    GRU("GRU", 3, 3),
    PEEPHOLE("Peephole", 4, 4),
    COUPLED_LSTM("CoupledLSTM", 3, 3),
    // The following are in cells.lstm; no library has them fused.
    MGU("MGU", 2, 2),
    MULTIPLICATIVE_LSTM("MultiplicativeLSTM", 5, 5),
    LAYER_NORM_LSTM("LayerNormLSTM", 4, 4),
    /** Of the context, which is as wide as the state, it has as many products as of the state, and one of the state for the scores. */
    ATTENTION_LSTM(Form.DECODER, "AttentionLSTM", 4, 9),
    // One direction and both.
    LSTM_OF_ALL_STEPS(Form.ALL_STEPS, "LSTM", 4, 4),
    LSTM_OF_BOTH_DIRECTIONS(Form.BOTH_DIRECTIONS, "LSTM", 8, 8);

    private final Form form;
    private final String word;
    private final int inputProducts;
    private final int stateProducts;

    Cell(String word, int inputProducts, int stateProducts) {
        this(Form.LAST, word, inputProducts, stateProducts);
    }

    Cell(Form form, String word, int inputProducts, int stateProducts) {
        this.form = form;
        this.word = word;
        this.inputProducts = inputProducts;
        this.stateProducts = stateProducts;
    }

    /** Those of which the last state is compared, the LSTM first. */
    public static List<Cell> ofLastStates() {
        return Arrays.stream(values())
                .filter(cell -> cell.form == Form.LAST || cell.form == Form.DECODER)
                .toList();
    }

    /** The model around it. */
    public Form form() {
        return form;
    }

    /** Its name in the language. */
    public String word() {
        return word;
    }

    /** How many matrices of [units, inputs] it multiplies in a step. */
    public int inputProducts() {
        return inputProducts;
    }

    /** How many matrices of [units, units] it multiplies in a step. */
    public int stateProducts() {
        return stateProducts;
    }
}
