package io.lstmc.compiler.cells;

import io.lstmc.compiler.cells.Tape.Number;
import java.util.Map;

/** The equations of the library's cells once more, on single numbers, as the papers write them. */
enum ReferenceCell {
    RNN {
        @Override
        State step(Weights w, Number[] x, State s) {
            Number[] h = new Number[s.h.length];
            for (int i = 0; i < h.length; i++) {
                h[i] = w.row("W", i, x)
                        .plus(w.row("U", i, s.h))
                        .plus(w.at("b", i))
                        .tanh();
            }
            return new State(h, s.c);
        }
    },
    LSTM {
        @Override
        State step(Weights w, Number[] x, State s) {
            State next = s.copy();
            for (int j = 0; j < s.h.length; j++) {
                Number f = w.gate("f", j, x, s.h).sigmoid();
                Number i = w.gate("i", j, x, s.h).sigmoid();
                Number g = w.gate("g", j, x, s.h).tanh();
                Number o = w.gate("o", j, x, s.h).sigmoid();
                next.c[j] = f.times(s.c[j]).plus(i.times(g));
                next.h[j] = o.times(next.c[j].tanh());
            }
            return next;
        }
    },
    Peephole {
        @Override
        State step(Weights w, Number[] x, State s) {
            State next = s.copy();
            for (int j = 0; j < s.h.length; j++) {
                Number f = w.gate("f", j, x, s.h)
                        .plus(w.at("p_f", j).times(s.c[j]))
                        .sigmoid();
                Number i = w.gate("i", j, x, s.h)
                        .plus(w.at("p_i", j).times(s.c[j]))
                        .sigmoid();
                Number g = w.gate("g", j, x, s.h).tanh();
                next.c[j] = f.times(s.c[j]).plus(i.times(g));
                Number o = w.gate("o", j, x, s.h)
                        .plus(w.at("p_o", j).times(next.c[j]))
                        .sigmoid();
                next.h[j] = o.times(next.c[j].tanh());
            }
            return next;
        }
    },
    CoupledLSTM {
        @Override
        State step(Weights w, Number[] x, State s) {
            State next = s.copy();
            for (int j = 0; j < s.h.length; j++) {
                Number f = w.gate("f", j, x, s.h).sigmoid();
                Number g = w.gate("g", j, x, s.h).tanh();
                Number o = w.gate("o", j, x, s.h).sigmoid();
                next.c[j] = f.times(s.c[j]).plus(f.oneMinus().times(g));
                next.h[j] = o.times(next.c[j].tanh());
            }
            return next;
        }
    },
    GRU {
        @Override
        State step(Weights w, Number[] x, State s) {
            State next = s.copy();
            for (int j = 0; j < s.h.length; j++) {
                Number r = w.gate("r", j, x, s.h).sigmoid();
                Number z = w.gate("z", j, x, s.h).sigmoid();
                Number inner = w.row("U_n", j, s.h).plus(w.at("c_n", j));
                Number n = w.row("W_n", j, x)
                        .plus(w.at("b_n", j))
                        .plus(r.times(inner))
                        .tanh();
                next.h[j] = z.oneMinus().times(n).plus(z.times(s.h[j]));
            }
            return next;
        }
    },
    TextbookGRU {
        @Override
        State step(Weights w, Number[] x, State s) {
            State next = s.copy();
            Number[] reset = new Number[s.h.length];
            for (int j = 0; j < s.h.length; j++) {
                reset[j] = w.gate("r", j, x, s.h).sigmoid().times(s.h[j]);
            }
            for (int j = 0; j < s.h.length; j++) {
                Number z = w.gate("z", j, x, s.h).sigmoid();
                Number candidate = w.row("W", j, x)
                        .plus(w.row("U", j, reset))
                        .plus(w.at("b", j))
                        .tanh();
                next.h[j] = z.oneMinus().times(s.h[j]).plus(z.times(candidate));
            }
            return next;
        }
    };

    /** One step. */
    abstract State step(Weights w, Number[] x, State s);

    /** The state; a cell without {@code c} leaves it alone. */
    static final class State {
        final Number[] h;
        final Number[] c;

        State(Number[] h, Number[] c) {
            this.h = h;
            this.c = c;
        }

        State copy() {
            return new State(h.clone(), c.clone());
        }
    }

    /** Parameters by name, matrices row by row. */
    record Weights(Map<String, Number[]> byName) {

        Number at(String name, int i) {
            return byName.get(name)[i];
        }

        /** Row i of a matrix times a vector. */
        Number row(String matrix, int i, Number[] vector) {
            Number[] m = byName.get(matrix);
            Number sum = m[i * vector.length].times(vector[0]);
            for (int k = 1; k < vector.length; k++) {
                sum = sum.plus(m[i * vector.length + k].times(vector[k]));
            }
            return sum;
        }

        /** {@code W_a·x + U_a·h + b_a}. */
        Number gate(String letter, int i, Number[] x, Number[] h) {
            return row("W_" + letter, i, x).plus(row("U_" + letter, i, h)).plus(at("b_" + letter, i));
        }
    }
}
