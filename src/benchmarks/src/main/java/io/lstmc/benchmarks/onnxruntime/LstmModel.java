package io.lstmc.benchmarks.onnxruntime;

import io.lstmc.benchmarks.measure.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A model of ONNX with one LSTM: from {@code X}, {@code h} and {@code c} to {@code Y_h} and {@code Y_c}. The numbers of
 * the fields are those of onnx.proto3.
 */
final class LstmModel {

    private static final int FLOAT = 1;
    private static final int INT_ATTRIBUTE = 2;
    private static final String[] GATES = {"i", "o", "f", "g"};

    private LstmModel() {}

    /** The model as a file would hold it. */
    static byte[] of(Problem problem, int steps) {
        long x = problem.x();
        long h = problem.h();
        long[] state = {1, problem.batch(), h};
        Message units = new Message().text(1, "hidden_size").number(3, h).number(20, INT_ATTRIBUTE);
        Message node = new Message().text(4, "LSTM").message(5, units);
        // No lengths of sequences, and nobody reads the outputs of all steps.
        for (String input : new String[] {"X", "W", "R", "B", "", "h", "c"}) {
            node.text(1, input);
        }
        for (String output : new String[] {"", "Y_h", "Y_c"}) {
            node.text(2, output);
        }
        Message graph = new Message()
                .message(1, node)
                .text(2, "lstm")
                .message(5, tensor("W", gates(problem, "W_"), 1, 4 * h, x))
                .message(5, tensor("R", gates(problem, "U_"), 1, 4 * h, h))
                .message(5, tensor("B", biases(problem), 1, 8 * h))
                .message(11, value("X", steps, problem.batch(), x))
                .message(11, value("h", state))
                .message(11, value("c", state))
                .message(12, value("Y_h", state))
                .message(12, value("Y_c", state));
        Message operators = new Message().text(1, "").number(2, 14);
        return new Message()
                .number(1, 8)
                .message(7, graph)
                .message(8, operators)
                .toBytes();
    }

    private static Message value(String name, long... shape) {
        Message dimensions = new Message();
        for (long size : shape) {
            dimensions.message(1, new Message().number(1, size));
        }
        Message tensor = new Message().number(1, FLOAT).message(2, dimensions);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    private static Message tensor(String name, float[] values, long... shape) {
        Message tensor = new Message();
        for (long size : shape) {
            tensor.number(1, size);
        }
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return tensor.number(2, FLOAT).text(8, name).bytes(9, bytes.array());
    }

    private static float[] gates(Problem problem, String prefix) {
        int size = problem.weight(Problem.LAYER + prefix + GATES[0]).length;
        float[] values = new float[4 * size];
        for (int gate = 0; gate < 4; gate++) {
            System.arraycopy(problem.weight(Problem.LAYER + prefix + GATES[gate]), 0, values, gate * size, size);
        }
        return values;
    }

    /** Those of the inputs, then those of the states, which are zeros. */
    private static float[] biases(Problem problem) {
        float[] values = new float[8 * problem.h()];
        System.arraycopy(gates(problem, "b_"), 0, values, 0, 4 * problem.h());
        return values;
    }
}
