package io.lstmc.benchmarks.model;

/** The cells that are compared, by the size of their products. */
public enum Cell {
    LSTM(4, 4),
    GRU(3, 3),
    PEEPHOLE("Peephole", 4, 4),
    COUPLED_LSTM("CoupledLSTM", 3, 3),
    // The following are in cells.lstm; no library has them fused.
    MGU(2, 2),
    MULTIPLICATIVE_LSTM("MultiplicativeLSTM", 5, 5),
    LAYER_NORM_LSTM("LayerNormLSTM", 4, 4);

    private final String word;
    private final int inputProducts;
    private final int stateProducts;

    Cell(int inputProducts, int stateProducts) {
        this.word = name();
        this.inputProducts = inputProducts;
        this.stateProducts = stateProducts;
    }

    Cell(String word, int inputProducts, int stateProducts) {
        this.word = word;
        this.inputProducts = inputProducts;
        this.stateProducts = stateProducts;
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
