package io.lstmc.compiler.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The meaning of a graph: evaluates it node by node in double, slowly and obviously. */
public final class Interpreter implements Op.Visitor<Tensor> {

    /** What a sum begins with: -0 + x is x for every x, which 0 + x is not for -0. */
    private static final double NOTHING = -0.0;

    private final int batch;
    private final RandomSource randoms;
    private final Map<Node, Tensor> values = new HashMap<>();
    private final Map<Node, List<Tensor>> scans = new HashMap<>();
    private Node node;

    private Interpreter(int batch, RandomSource randoms) {
        this.batch = batch;
        this.randoms = randoms;
    }

    /** Evaluates a graph that draws no random numbers; see {@link #run(Graph, Map, int, RandomSource)}. */
    public static Map<String, Tensor> run(Graph graph, Map<String, Tensor> arguments, int batch) {
        return run(graph, arguments, batch, RandomSource.NONE);
    }

    /**
     * Evaluates all results of a graph.
     *
     * @param arguments by name; those that no result needs may be missing
     * @param batch number of samples
     */
    public static Map<String, Tensor> run(Graph graph, Map<String, Tensor> arguments, int batch, RandomSource randoms) {
        Interpreter interpreter = new Interpreter(batch, randoms);
        for (Node argument : graph.arguments()) {
            Tensor value = arguments.get(Graph.argument(argument).name());
            if (value != null) {
                if (!value.type().equals(argument.type())) {
                    throw new IllegalArgumentException(argument + " given as " + value.type());
                }
                interpreter.values.put(argument, value);
            }
        }
        interpreter.evaluate(graph.nodes());
        Map<String, Tensor> results = new LinkedHashMap<>();
        for (Map.Entry<String, Node> entry : graph.results().entrySet()) {
            results.put(entry.getKey(), interpreter.values.get(entry.getValue()));
        }
        return results;
    }

    private void evaluate(List<Node> nodes) {
        for (Node next : nodes) {
            if (!values.containsKey(next)) {
                node = next;
                values.put(next, next.op().accept(this));
            }
        }
    }

    private Tensor in(int index) {
        return values.get(node.input(index));
    }

    private Tensor blank() {
        return Tensor.zeros(node.type(), batch);
    }

    @Override
    public Tensor visitArgument(Op.Argument op) {
        throw new IllegalArgumentException("no value for argument " + op.name());
    }

    @Override
    public Tensor visitConstant(Op.Constant op) {
        return Tensor.filled(op.type(), batch, op.value());
    }

    @Override
    public Tensor visitNumbers(Op.Numbers op) {
        double[] values = op.values().stream().mapToDouble(x -> x).toArray();
        return new Tensor(node.type(), batch, values);
    }

    @Override
    public Tensor visitUnary(Op.Unary op) {
        Tensor y = blank();
        for (int i = 0; i < y.data().length; i++) {
            y.data()[i] = op.function().apply(in(0).data()[i]);
        }
        return y;
    }

    @Override
    public Tensor visitBinary(Op.Binary op) {
        Tensor y = blank();
        for (int i = 0; i < y.data().length; i++) {
            y.data()[i] = op.function().apply(in(0).data()[i], in(1).data()[i]);
        }
        return y;
    }

    @Override
    public Tensor visitSelect(Op.Select op) {
        Tensor y = blank();
        for (int i = 0; i < y.data().length; i++) {
            y.data()[i] = in(0).data()[i] != 0 ? in(1).data()[i] : in(2).data()[i];
        }
        return y;
    }

    @Override
    public Tensor visitBroadcast(Op.Broadcast op) {
        Tensor y = blank();
        for (int i = 0; i < y.data().length; i++) {
            y.data()[i] = in(0).data()[in(0).indexIn(y.type(), i)];
        }
        return y;
    }

    @Override
    public Tensor visitReduce(Op.Reduce op) {
        boolean max = op.reduction() == Op.Reduction.MAX;
        Tensor y = Tensor.filled(node.type(), batch, max ? Double.NEGATIVE_INFINITY : NOTHING);
        for (int i = 0; i < in(0).data().length; i++) {
            int to = y.indexIn(in(0).type(), i);
            double x = in(0).data()[i];
            y.data()[to] = max ? Math.max(y.data()[to], x) : y.data()[to] + x;
        }
        return y;
    }

    @Override
    public Tensor visitContract(Op.Contract op) {
        Tensor a = in(0);
        Tensor b = in(1);
        Tensor y = Tensor.filled(node.type(), batch, NOTHING);
        String letters = op.result();
        for (char letter : op.left().toCharArray()) {
            letters += letters.indexOf(letter) < 0 ? String.valueOf(letter) : "";
        }
        int[] sizes = new int[letters.length()];
        for (int i = 0; i < sizes.length; i++) {
            char letter = letters.charAt(i);
            int inLeft = op.left().indexOf(letter);
            sizes[i] = inLeft >= 0
                    ? a.type().dims().get(inLeft)
                    : b.type().dims().get(op.right().indexOf(letter));
        }
        int steps = Math.max(1, Math.max(a.type().steps(), b.type().steps()));
        int samples = a.type().batched() || b.type().batched() ? batch : 1;
        int total = Arrays.stream(sizes).reduce(1, (p, q) -> p * q);
        for (int t = 0; t < steps; t++) {
            for (int r = 0; r < samples; r++) {
                for (int flat = 0; flat < total; flat++) {
                    double product = a.data()[place(a, t, r, op.left(), letters, sizes, flat)]
                            * b.data()[place(b, t, r, op.right(), letters, sizes, flat)];
                    y.data()[place(y, t, r, op.result(), letters, sizes, flat)] += product;
                }
            }
        }
        return y;
    }

    /** Where the element at a point of the space of all letters lies in a tensor whose axes are {@code own}. */
    private int place(Tensor tensor, int step, int sample, String own, String letters, int[] sizes, int flat) {
        int[] point = new int[sizes.length];
        for (int i = sizes.length - 1, rest = flat; i >= 0; i--) {
            point[i] = rest % sizes[i];
            rest /= sizes[i];
        }
        int index = tensor.type().steps() > 0 ? step : 0;
        index = tensor.type().batched() ? index * batch + sample : index;
        for (char letter : own.toCharArray()) {
            int at = letters.indexOf(letter);
            index = index * sizes[at] + point[at];
        }
        return index;
    }

    @Override
    public Tensor visitConcatenate(Op.Concatenate op) {
        Tensor y = blank();
        int offset = 0;
        for (Node input : node.inputs()) {
            Tensor part = values.get(input);
            copy(part, 0, y, offset, TypeRule.size(part.type(), op.axis()), op.axis());
            offset += TypeRule.size(part.type(), op.axis());
        }
        return y;
    }

    @Override
    public Tensor visitSlice(Op.Slice op) {
        Tensor y = blank();
        copy(in(0), op.from(), y, 0, op.to() - op.from(), op.axis());
        return y;
    }

    @Override
    public Tensor visitPad(Op.Pad op) {
        Tensor y = blank();
        copy(in(0), 0, y, op.before(), TypeRule.size(in(0).type(), op.axis()), op.axis());
        return y;
    }

    /** Copies {@code count} places along an axis. */
    private void copy(Tensor from, int fromStart, Tensor to, int toStart, int count, int axis) {
        int inner = axis == Op.STEPS ? from.stride() : 1;
        for (int i = axis + 1; axis != Op.STEPS && i < from.type().rank(); i++) {
            inner *= from.type().dims().get(i);
        }
        int fromSize = TypeRule.size(from.type(), axis);
        int toSize = TypeRule.size(to.type(), axis);
        int outer = from.data().length / inner / fromSize;
        for (int o = 0; o < outer; o++) {
            System.arraycopy(
                    from.data(),
                    (o * fromSize + fromStart) * inner,
                    to.data(),
                    (o * toSize + toStart) * inner,
                    count * inner);
        }
    }

    @Override
    public Tensor visitReshape(Op.Reshape op) {
        Tensor x = in(0);
        Tensor y = blank();
        int samples = x.type().batched() ? batch : 1;
        int each = x.type().elementsOfAllSteps();
        for (int r = 0; r < samples; r++) {
            for (int i = 0; i < each; i++) {
                y.data()[ofSample(y, r, i, samples)] = x.data()[ofSample(x, r, i, samples)];
            }
        }
        return y;
    }

    /** Where the element of a sample, counted in order of (step, dims), lies. */
    private static int ofSample(Tensor tensor, int sample, int index, int samples) {
        int elements = tensor.type().elements();
        return (index / elements * samples + sample) * elements + index % elements;
    }

    @Override
    public Tensor visitTranspose(Op.Transpose op) {
        Tensor x = in(0);
        Tensor y = blank();
        int rows = x.type().sizes().get(0);
        int columns = x.type().sizes().get(1);
        for (int i = 0; i < x.data().length; i++) {
            int base = i / (rows * columns) * rows * columns;
            int row = (i - base) / columns;
            int column = (i - base) % columns;
            y.data()[base + column * rows + row] = x.data()[i];
        }
        return y;
    }

    @Override
    public Tensor visitReverse(Op.Reverse op) {
        Tensor x = in(0);
        Tensor y = blank();
        int elements = x.type().elements();
        int samples = x.type().batched() ? batch : 1;
        for (int r = 0; r < samples; r++) {
            int length = x.type().steps();
            while (node.inputs().size() > 1 && length > 0 && in(1).data()[(length - 1) * samples + r] == 0) {
                length--;
            }
            for (int t = 0; t < x.type().steps(); t++) {
                int from = t < length ? length - 1 - t : t;
                System.arraycopy(
                        x.data(), (from * samples + r) * elements, y.data(), (t * samples + r) * elements, elements);
            }
        }
        return y;
    }

    @Override
    public Tensor visitLookup(Op.Lookup op) {
        Tensor y = blank();
        parts(in(0), in(1), y, (inTable, inParts) -> y.data()[inParts] = in(0).data()[inTable]);
        return y;
    }

    @Override
    public Tensor visitScatter(Op.Scatter op) {
        Tensor y = blank();
        parts(y, in(0), in(1), (inTable, inParts) -> y.data()[inTable] += in(1).data()[inParts]);
        return y;
    }

    private interface Places {
        void accept(int inTable, int inParts);
    }

    /** Goes through all elements of the parts of a table at indices. */
    private void parts(Tensor table, Tensor index, Tensor parts, Places places) {
        List<Integer> sizes = table.type().sizes();
        int width = TensorType.shared(sizes.subList(1, sizes.size()).toArray(new Integer[0]))
                .elements();
        TensorType each = parts.type().withSizes(List.of());
        Tensor tables = Tensor.zeros(table.type().withSizes(List.of()), batch);
        for (int i = 0; i < parts.data().length; i++) {
            int at = (int) index.data()[index.indexIn(each, i / width)];
            int ofTable = tables.indexIn(each, i / width);
            places.accept((ofTable * sizes.get(0) + at) * width + i % width, i);
        }
    }

    @Override
    public Tensor visitRandom(Op.Random op) {
        Tensor y = blank();
        int elements = op.type().elements();
        int samples = op.type().batched() ? batch : 1;
        for (int i = 0; i < y.data().length; i++) {
            int step = i / elements / samples;
            int sample = i / elements % samples;
            y.data()[i] = randoms.draw(op.distribution(), op.stream(), sample, step * elements + i % elements);
        }
        return y;
    }

    @Override
    public Tensor visitOrthonormal(Op.Orthonormal op) {
        return new Tensor(node.type(), batch, in(0).orthonormal());
    }

    @Override
    public Tensor visitStopGradient(Op.StopGradient op) {
        return in(0);
    }

    @Override
    public Tensor visitScan(Op.Scan op) {
        List<Node> arguments = op.body().arguments();
        List<Node> results = op.body().resultList();
        List<Tensor> carries = new ArrayList<>();
        for (int i = 0; i < op.carries(); i++) {
            carries.add(in(i));
        }
        List<Tensor> stacked = new ArrayList<>();
        for (Node result : results.subList(op.carries(), results.size())) {
            stacked.add(Tensor.zeros(result.type().withTime(op.time()), batch));
        }
        for (int n = 0; n < op.steps(); n++) {
            int t = op.reverse() ? op.steps() - 1 - n : n;
            Interpreter body = new Interpreter(batch, randoms);
            for (int i = 0; i < arguments.size(); i++) {
                boolean element = i >= op.carries() && i < op.carries() + op.elements();
                Tensor value = i < op.carries() ? carries.get(i) : element ? in(i).at(t) : in(i);
                body.values.put(arguments.get(i), value);
            }
            body.evaluate(op.body().nodes());
            for (int i = 0; i < results.size(); i++) {
                Tensor value = body.values.get(results.get(i));
                if (i < op.carries()) {
                    carries.set(i, value);
                } else {
                    double[] to = stacked.get(i - op.carries()).data();
                    System.arraycopy(value.data(), 0, to, t * value.stride(), value.stride());
                }
            }
        }
        carries.addAll(stacked);
        scans.put(node, carries);
        return Tensor.zeros(TensorType.SCALAR, batch);
    }

    @Override
    public Tensor visitProject(Op.Project op) {
        return scans.get(node.input(0)).get(op.index());
    }
}
