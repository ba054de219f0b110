package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Well-typed graphs of all operations whose values stay small. */
public final class RandomGraphs {

    private static final List<List<Integer>> DIMS = List.of(
            List.of(), List.of(1), List.of(2), List.of(3), List.of(4), List.of(2, 3), List.of(3, 3), List.of(3, 2));

    private final Random random;
    private final GraphBuilder builder = new GraphBuilder();
    private final List<Node> pool = new ArrayList<>();
    private final int depth;

    private RandomGraphs(Random random, int depth) {
        this.random = random;
        this.depth = depth;
    }

    public static Graph graph(long seed, int size) {
        Random random = new Random(seed);
        RandomGraphs graphs = new RandomGraphs(random, 0);
        int steps = 2 + random.nextInt(3);
        for (int i = 0; i < 6; i++) {
            TensorType type =
                    new TensorType(random.nextBoolean() ? 0 : steps, random.nextInt(3) > 0, graphs.pick(DIMS));
            Op.Role role = type.batched() ? Op.Role.INPUT : Op.Role.PARAMETER;
            graphs.pool.add(graphs.builder.argument("a" + i, role, type));
        }
        graphs.grow(size);
        Map<String, Node> results = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            results.put("r" + i, graphs.pool.get(graphs.pool.size() - 1 - random.nextInt(graphs.pool.size() / 2)));
        }
        results.put("end", graphs.pool.get(graphs.pool.size() - 1));
        return graphs.builder.build(results);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Node any() {
        return pick(pool);
    }

    private void keep(Node node) {
        if (random.nextInt(6) == 0) {
            builder.name(node, pick(List.of("f", "δf", "a.W_f", "t", "Math", "i", "class", "h'")));
        }
        pool.add(node);
    }

    private void grow(int size) {
        for (int i = 0; i < size; i++) {
            try {
                step();
            } catch (IllegalArgumentException | IndexOutOfBoundsException noFit) {
                // The operation does not fit its random operands; the next one may.
            }
        }
    }

    private Node bounded(Node node) {
        return builder.unary(UnaryFunction.TANH, node);
    }

    private Node positive(Node node) {
        return builder.plus(builder.times(node, node), builder.constantLike(0.5, node));
    }

    private Node broadcastSometimes(Node node) {
        TensorType common = GraphBuilder.common(node.type(), any().type());
        return builder.broadcast(node, common);
    }

    private void step() {
        Node a = any();
        Node b = any();
        switch (random.nextInt(24)) {
            case 0, 1 -> keep(builder.plus(a, b));
            case 2 -> keep(bounded(builder.times(a, b)));
            case 3 -> keep(bounded(builder.minus(a, b)));
            case 4 -> keep(bounded(builder.divide(a, positive(b))));
            case 5 -> keep(unary(a));
            case 6 -> keep(broadcastSometimes(a));
            case 7 ->
                keep(builder.select(
                        builder.binary(
                                pick(List.of(
                                        BinaryFunction.GREATER,
                                        BinaryFunction.GREATER_EQUAL,
                                        BinaryFunction.EQUAL,
                                        BinaryFunction.NOT_EQUAL)),
                                a,
                                builder.constantLike(0.312345, a)),
                        b,
                        builder.constantLike(random.nextInt(3) - 1, a)));
            case 8 -> keep(bounded(power(a)));
            case 9, 10 -> keep(reduce(a));
            case 11, 12, 13 -> keep(bounded(contract(a, b)));
            case 14 -> keep(concatenate(a, b));
            case 15 -> keep(slice(a));
            case 16 -> keep(pad(a));
            case 17 -> keep(reshape(a));
            case 18 -> keep(builder.add(new Op.Transpose(), a));
            case 19 -> keep(builder.random(pick(List.of(Op.Distribution.UNIFORM, Op.Distribution.GAUSSIAN)), a.type()));
            case 20 -> keep(builder.add(new Op.StopGradient(), a));
            case 21 -> keep(builder.constant(random.nextInt(5) / 4.0, a.type()));
            case 22, 23 -> scan();
            default -> throw new AssertionError();
        }
    }

    private Node power(Node a) {
        return switch (random.nextInt(3)) {
            case 0 -> builder.binary(BinaryFunction.POWER, a, builder.constantLike(2, a));
            case 1 -> builder.binary(BinaryFunction.POWER, positive(a), builder.constantLike(-0.5, a));
            default -> builder.binary(BinaryFunction.POWER, positive(a), bounded(a));
        };
    }

    private Node unary(Node a) {
        UnaryFunction function = pick(List.of(UnaryFunction.values()));
        return switch (function) {
            case LOG, SQRT -> bounded(builder.unary(function, positive(a)));
            case EXP, EXPM1 -> builder.unary(function, bounded(a));
            case LOG1P -> bounded(builder.unary(function, builder.times(a, a)));
            case NEGATE, SIGMOID, TANH, SIN, COS -> builder.unary(function, a);
        };
    }

    private Node reduce(Node a) {
        TensorType type = a.type();
        TensorType less = new TensorType(
                random.nextBoolean() ? 0 : type.steps(),
                type.batched() && random.nextBoolean(),
                random.nextBoolean() ? List.of() : type.dims());
        if (random.nextInt(3) == 0) {
            return builder.max(a, less);
        }
        Node sum = builder.sum(random.nextBoolean() ? builder.times(a, a) : a, less);
        return random.nextBoolean() ? bounded(sum) : bounded(builder.plus(sum, any()));
    }

    private Node contract(Node a, Node b) {
        String letters = "ijkl";
        StringBuilder left = new StringBuilder();
        StringBuilder right = new StringBuilder();
        for (int i = 0; i < a.type().rank(); i++) {
            left.append(letters.charAt(i));
        }
        for (int i = 0; i < b.type().rank(); i++) {
            int size = b.type().dims().get(i);
            int match = -1;
            for (int j = 0; j < a.type().rank(); j++) {
                boolean free = right.indexOf("" + letters.charAt(j)) < 0;
                if (free && a.type().dims().get(j) == size && random.nextInt(4) > 0) {
                    match = j;
                }
            }
            right.append(match >= 0 ? letters.charAt(match) : (char) ('p' + i));
        }
        StringBuilder result = new StringBuilder();
        for (char letter : (left + "" + right).toCharArray()) {
            boolean both = left.indexOf("" + letter) >= 0 && right.indexOf("" + letter) >= 0;
            boolean kept = !both || random.nextInt(3) == 0;
            if (kept && result.indexOf("" + letter) < 0) {
                result.insert(random.nextInt(result.length() + 1), letter);
            }
        }
        Node product = builder.add(
                new Op.Contract(
                        left.toString(),
                        right.toString(),
                        result.toString(),
                        random.nextInt(3) > 0,
                        random.nextInt(3) > 0),
                a,
                b);
        return random.nextBoolean() ? product : builder.plus(product, any());
    }

    private Node concatenate(Node a, Node b) {
        int axis = random.nextInt(Math.max(1, a.type().rank()));
        return builder.add(new Op.Concatenate(axis), random.nextBoolean() ? List.of(a, b) : List.of(a, b, a));
    }

    private int axis(Node a) {
        return random.nextInt(a.type().rank() + 1) - 1;
    }

    private Node slice(Node a) {
        int axis = axis(a);
        int size = axis < 0 ? a.type().steps() : a.type().dims().get(axis);
        int from = random.nextInt(Math.max(1, size));
        return builder.add(new Op.Slice(axis, from, from + 1 + random.nextInt(Math.max(1, size - from))), a);
    }

    private Node pad(Node a) {
        if (a.type().elementsOfAllSteps() > 60) {
            return a;
        }
        return builder.add(new Op.Pad(axis(a), random.nextInt(3), random.nextInt(3)), a);
    }

    private Node reshape(Node a) {
        int total = a.type().elementsOfAllSteps();
        int steps = random.nextInt(total + 1);
        if (steps > 0 && total % steps != 0) {
            steps = 1;
        }
        int elements = total / Math.max(1, steps);
        return builder.add(
                new Op.Reshape(steps, elements == 1 && random.nextBoolean() ? List.of() : List.of(elements)), a);
    }

    private void scan() {
        if (depth > 1) {
            return;
        }
        Node timed = any();
        int steps = timed.type().hasSteps() ? timed.type().steps() : 1 + random.nextInt(3);
        List<Node> carries = new ArrayList<>();
        List<Node> elements = new ArrayList<>();
        List<Node> invariants = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Node node = any();
            if (!node.type().hasSteps() && random.nextBoolean()) {
                carries.add(node);
            } else if (node.type().steps() == steps) {
                elements.add(node);
            } else {
                invariants.add(node);
            }
        }
        if (timed.type().hasSteps()) {
            elements.add(timed);
        }
        RandomGraphs body = new RandomGraphs(random, depth + 1);
        List<Node> inputs = new ArrayList<>();
        carries.forEach(n -> body.argument(inputs, n, Op.Role.CARRY, n.type()));
        elements.forEach(n -> body.argument(inputs, n, Op.Role.ELEMENT, n.type().withSteps(0)));
        invariants.forEach(n -> body.argument(inputs, n, Op.Role.INVARIANT, n.type()));
        body.grow(12);
        Map<String, Node> ends = new LinkedHashMap<>();
        for (Node carry : carries) {
            List<Node> fitting = body.pool.stream()
                    .filter(n -> n.type().equals(carry.type()))
                    .toList();
            Node end = fitting.get(random.nextInt(4) == 0 ? random.nextInt(fitting.size()) : fitting.size() - 1);
            ends.put("carry" + ends.size(), end);
        }
        List<Node> without =
                body.pool.stream().filter(n -> !n.type().hasSteps()).toList();
        if (without.isEmpty()) {
            return;
        }
        for (int i = 0; i < 4; i++) {
            boolean carried = !carries.isEmpty() && random.nextInt(3) == 0;
            Node end = carried
                    ? random.nextBoolean()
                            ? body.pool.get(random.nextInt(carries.size()))
                            : ends.get("carry" + random.nextInt(carries.size()))
                    : without.get(random.nextInt(without.size()));
            ends.put("output" + i, end);
        }
        Op.Scan scan = new Op.Scan(
                steps,
                random.nextBoolean(),
                carries.size(),
                elements.size(),
                invariants.size(),
                body.builder.build(ends));
        for (Node result : builder.scan(scan, inputs)) {
            if (random.nextInt(4) > 0) {
                keep(bounded(result));
            } else {
                keep(result);
            }
        }
    }

    private void argument(List<Node> inputs, Node outer, Op.Role role, TensorType type) {
        pool.add(builder.argument("x" + inputs.size(), role, type));
        inputs.add(outer);
    }
}
