package io.lstmc.compiler.cells;

import java.util.Map;

/**
 * The LSTM's backward pass, derived by hand (Hochreiter and Schmidhuber's cell with forget gates, as in Graves, 2012,
 * chapter 4): it shares nothing with the compiler, nor with {@link Tape}.
 */
final class HandDerivedLstm {

    private final int x;
    private final int h;
    private final Map<String, double[]> w;
    private final Map<String, double[]> gradients;

    /**
     * One cell.
     *
     * @param x size of the input
     * @param h units
     * @param w weights by name: {@code W_i} [h, x], {@code U_i} [h, h], {@code b_i} [h], and so on for f, g and o
     * @param gradients where the derivatives are added, by the same names
     */
    HandDerivedLstm(int x, int h, Map<String, double[]> w, Map<String, double[]> gradients) {
        this.x = x;
        this.h = h;
        this.w = w;
        this.gradients = gradients;
    }

    /** Adds the derivatives of {@code Σ weight ⊙ h} over all steps, for one sequence [T][x]; returns that sum. */
    double addGradients(double[][] sequence, double[][] weight) {
        int steps = sequence.length;
        double[][] hs = new double[steps + 1][h];
        double[][] cs = new double[steps + 1][h];
        double[][] i = new double[steps][];
        double[][] f = new double[steps][];
        double[][] g = new double[steps][];
        double[][] o = new double[steps][];
        double sum = 0;
        for (int t = 0; t < steps; t++) {
            i[t] = sigmoid(net("i", sequence[t], hs[t]));
            f[t] = sigmoid(net("f", sequence[t], hs[t]));
            g[t] = tanh(net("g", sequence[t], hs[t]));
            o[t] = sigmoid(net("o", sequence[t], hs[t]));
            for (int j = 0; j < h; j++) {
                cs[t + 1][j] = f[t][j] * cs[t][j] + i[t][j] * g[t][j];
                hs[t + 1][j] = o[t][j] * Math.tanh(cs[t + 1][j]);
                sum += weight[t][j] * hs[t + 1][j];
            }
        }
        double[] dh = new double[h];
        double[] dc = new double[h];
        for (int t = steps - 1; t >= 0; t--) {
            double[] di = new double[h];
            double[] df = new double[h];
            double[] dg = new double[h];
            double[] dout = new double[h];
            for (int j = 0; j < h; j++) {
                double tanh = Math.tanh(cs[t + 1][j]);
                double dhj = dh[j] + weight[t][j];
                double dcj = dc[j] + dhj * o[t][j] * (1 - tanh * tanh);
                dout[j] = dhj * tanh * o[t][j] * (1 - o[t][j]);
                di[j] = dcj * g[t][j] * i[t][j] * (1 - i[t][j]);
                df[j] = dcj * cs[t][j] * f[t][j] * (1 - f[t][j]);
                dg[j] = dcj * i[t][j] * (1 - g[t][j] * g[t][j]);
                dc[j] = dcj * f[t][j];
            }
            dh = new double[h];
            back("i", di, sequence[t], hs[t], dh);
            back("f", df, sequence[t], hs[t], dh);
            back("g", dg, sequence[t], hs[t], dh);
            back("o", dout, sequence[t], hs[t], dh);
        }
        return sum;
    }

    private double[] net(String gate, double[] input, double[] state) {
        double[] sum = w.get("b_" + gate).clone();
        for (int j = 0; j < h; j++) {
            for (int k = 0; k < x; k++) {
                sum[j] += w.get("W_" + gate)[j * x + k] * input[k];
            }
            for (int k = 0; k < h; k++) {
                sum[j] += w.get("U_" + gate)[j * h + k] * state[k];
            }
        }
        return sum;
    }

    private void back(String gate, double[] dnet, double[] input, double[] state, double[] dh) {
        for (int j = 0; j < h; j++) {
            gradients.get("b_" + gate)[j] += dnet[j];
            for (int k = 0; k < x; k++) {
                gradients.get("W_" + gate)[j * x + k] += dnet[j] * input[k];
            }
            for (int k = 0; k < h; k++) {
                gradients.get("U_" + gate)[j * h + k] += dnet[j] * state[k];
                dh[k] += dnet[j] * w.get("U_" + gate)[j * h + k];
            }
        }
    }

    private static double[] sigmoid(double[] a) {
        return java.util.Arrays.stream(a).map(v -> 1 / (1 + Math.exp(-v))).toArray();
    }

    private static double[] tanh(double[] a) {
        return java.util.Arrays.stream(a).map(Math::tanh).toArray();
    }
}
