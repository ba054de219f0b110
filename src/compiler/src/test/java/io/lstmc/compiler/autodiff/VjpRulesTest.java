package io.lstmc.compiler.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row an operation: where its derivative is checked, and how exactly. */
class VjpRulesTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final TensorType VECTOR = TensorType.perSample(3);
    private static final TensorType SEQUENCE = new TensorType(4, true, List.of(3));
    private static final TensorType MATRIX = TensorType.shared(2, 3);

    /**
     * A row.
     *
     * @param covers what it stands for, by the operation's name or that of its function
     * @param types of the arguments
     * @param domain from a number in (-1, 1) without (-0.05, 0.05) to an argument's element
     */
    private record Row(
            String covers, List<TensorType> types, Domain domain, BiFunction<GraphBuilder, List<Node>, Node> make) {

        @Override
        public String toString() {
            return covers + " " + types;
        }

        Graph graph() {
            GraphBuilder graph = new GraphBuilder();
            List<Node> arguments = new ArrayList<>();
            for (TensorType type : types) {
                Op.Role role = type.batched() ? Op.Role.INPUT : Op.Role.PARAMETER;
                arguments.add(graph.argument("x" + arguments.size(), role, type));
            }
            return graph.build(Map.of("y", make.apply(graph, arguments)));
        }
    }

    private interface Domain {
        double map(double x);

        Domain ANY = x -> x;
        Domain ANY_ABOVE_MINUS_ONE = x -> 0.9 * x;
        Domain POSITIVE = x -> Math.abs(x) + 0.1;
        /** Where sigmoid and tanh are almost flat. */
        Domain SATURATED = x -> 12 * Math.signum(x) + x;

        Domain LARGE = x -> 5 * x;
        Domain FAR_FROM_ZERO = x -> x + 0.5 * Math.signum(x);
    }

    private static Row unary(UnaryFunction function, Domain domain) {
        return new Row(function.name(), List.of(SEQUENCE), domain, (g, x) -> g.unary(function, x.get(0)));
    }

    private static Row binary(BinaryFunction function, Domain domain) {
        return new Row(
                function.name(), List.of(VECTOR, VECTOR), domain, (g, x) -> g.binary(function, x.get(0), x.get(1)));
    }

    private static Row of(String covers, BiFunction<GraphBuilder, List<Node>, Node> make, TensorType... types) {
        return new Row(covers, List.of(types), Domain.ANY, make);
    }

    private static Row contract(String letters, boolean steps, boolean batch, TensorType a, TensorType b) {
        String[] part = letters.split("[,>]", -1);
        Op op = new Op.Contract(part[0], part[1], part[2], steps, batch);
        return of("Contract", (g, x) -> g.add(op, x), a, b);
    }

    private static final TensorType SCALARS = new TensorType(4, true, List.of());

    private static Row lookup(TensorType table, TensorType index) {
        return of("Lookup", (g, x) -> g.lookup(x.get(0), zeroOrOne(g, x.get(1))), table, index);
    }

    private static Node zeroOrOne(GraphBuilder g, Node x) {
        return g.binary(BinaryFunction.GREATER, x, g.constantLike(0, x));
    }

    private static final List<Row> ROWS = List.of(
            unary(UnaryFunction.NEGATE, Domain.ANY),
            unary(UnaryFunction.SIGMOID, Domain.LARGE),
            unary(UnaryFunction.SIGMOID, Domain.SATURATED),
            unary(UnaryFunction.TANH, Domain.LARGE),
            unary(UnaryFunction.TANH, Domain.SATURATED),
            unary(UnaryFunction.EXP, Domain.LARGE),
            unary(UnaryFunction.LOG, Domain.POSITIVE),
            unary(UnaryFunction.LOG1P, Domain.ANY_ABOVE_MINUS_ONE),
            unary(UnaryFunction.EXPM1, Domain.LARGE),
            unary(UnaryFunction.SQRT, Domain.POSITIVE),
            unary(UnaryFunction.SIN, Domain.LARGE),
            unary(UnaryFunction.COS, Domain.LARGE),
            binary(BinaryFunction.ADD, Domain.ANY),
            binary(BinaryFunction.SUBTRACT, Domain.ANY),
            binary(BinaryFunction.MULTIPLY, Domain.ANY),
            binary(BinaryFunction.DIVIDE, Domain.FAR_FROM_ZERO),
            binary(BinaryFunction.POWER, Domain.POSITIVE),
            binary(BinaryFunction.GREATER, Domain.ANY),
            binary(BinaryFunction.GREATER_EQUAL, Domain.ANY),
            binary(BinaryFunction.EQUAL, Domain.ANY),
            binary(BinaryFunction.NOT_EQUAL, Domain.ANY),
            // A negative base has whole powers.
            of("POWER", (g, x) -> g.binary(BinaryFunction.POWER, x.get(0), g.constantLike(3, x.get(0))), VECTOR),
            of(
                    "Select",
                    (g, x) -> g.select(
                            g.binary(BinaryFunction.GREATER, x.get(0), g.constantLike(0, x.get(0))),
                            x.get(1),
                            x.get(0)),
                    VECTOR,
                    VECTOR),
            of("Broadcast", (g, x) -> g.broadcast(x.get(0), SEQUENCE), VECTOR),
            of("Broadcast", (g, x) -> g.broadcast(x.get(0), SEQUENCE), TensorType.SCALAR),
            of("Broadcast", (g, x) -> g.broadcast(x.get(0), SEQUENCE), TensorType.shared(3)),
            of("SUM", (g, x) -> g.sum(x.get(0), TensorType.perSample()), SEQUENCE),
            of("SUM", (g, x) -> g.sum(x.get(0), TensorType.shared(3)), SEQUENCE),
            of("SUM", (g, x) -> g.sum(g.times(x.get(0), x.get(1)), TensorType.shared(3)), SEQUENCE, SEQUENCE),
            of(
                    "SUM",
                    (g, x) -> g.sum(g.minus(g.times(x.get(0), x.get(1)), x.get(0)), TensorType.SCALAR),
                    VECTOR,
                    VECTOR),
            of("MAX", (g, x) -> g.max(x.get(0), TensorType.perSample()), SEQUENCE),
            of("MAX", (g, x) -> g.max(x.get(0), VECTOR), SEQUENCE),
            contract("ij,j>i", true, true, MATRIX, VECTOR),
            contract("ij,j>i", true, true, MATRIX, SEQUENCE),
            contract("ij,i>j", true, true, MATRIX, TensorType.perSample(2)),
            contract("i,j>ij", false, false, TensorType.perSample(2), VECTOR),
            contract("i,j>ij", false, false, new TensorType(4, true, List.of(2)), SEQUENCE),
            contract("i,j>ji", true, true, TensorType.perSample(2), VECTOR),
            contract("i,i>", true, true, VECTOR, VECTOR),
            contract("i,i>i", false, false, SEQUENCE, VECTOR),
            contract("i,i>", false, true, SEQUENCE, SEQUENCE),
            contract("ij,jk>ik", true, true, MATRIX, TensorType.shared(3, 2)),
            contract("ij,j>i", true, true, TensorType.perSample(2, 3), VECTOR),
            contract(",>", true, true, TensorType.perSample(), TensorType.SCALAR),
            of("Concatenate", (g, x) -> g.add(new Op.Concatenate(0), x), VECTOR, TensorType.perSample(2), VECTOR),
            of("Concatenate", (g, x) -> g.add(new Op.Concatenate(1), x), MATRIX, TensorType.shared(2, 1)),
            of("Slice", (g, x) -> g.slice(x.get(0), 0, 1, 3), SEQUENCE),
            of("Slice", (g, x) -> g.slice(x.get(0), Op.STEPS, 1, 3), SEQUENCE),
            of("Slice", (g, x) -> g.slice(x.get(0), 1, 2, 3), MATRIX),
            of("Pad", (g, x) -> g.add(new Op.Pad(0, 1, 2), x.get(0)), SEQUENCE),
            of("Pad", (g, x) -> g.add(new Op.Pad(Op.STEPS, 2, 1), x.get(0)), SEQUENCE),
            of("Reshape", (g, x) -> g.reshape(x.get(0), new TensorType(0, true, List.of(12))), SEQUENCE),
            of("Reshape", (g, x) -> g.reshape(x.get(0), new TensorType(2, true, List.of(2, 3))), SEQUENCE),
            lookup(MATRIX, new TensorType(4, true, List.of())),
            lookup(TensorType.perSample(2, 3), TensorType.perSample()),
            lookup(new TensorType(4, true, List.of(2)), new TensorType(4, true, List.of())),
            lookup(TensorType.shared(2), TensorType.perSample()),
            of("Scatter", (g, x) -> g.scatter(zeroOrOne(g, x.get(0)), x.get(1), MATRIX), SCALARS, SEQUENCE),
            of(
                    "Scatter",
                    (g, x) -> g.scatter(zeroOrOne(g, x.get(0)), x.get(1), TensorType.perSample(2, 3)),
                    SCALARS,
                    SEQUENCE),
            of("Reverse", (g, x) -> g.add(new Op.Reverse(), x.get(0)), SEQUENCE),
            of("Transpose", (g, x) -> g.add(new Op.Transpose(), x.get(0)), MATRIX),
            of("Random", (g, x) -> g.times(x.get(0), g.random(Op.Distribution.UNIFORM, SEQUENCE)), SEQUENCE),
            of("Numbers", (g, x) -> g.times(x.get(0), g.add(new Op.Numbers(List.of(3.0, -2.0, 0.5)))), VECTOR),
            of("Constant", (g, x) -> g.times(x.get(0), g.constantLike(3, x.get(0))), VECTOR),
            of("Argument", (g, x) -> x.get(0), VECTOR));

    static List<Row> rows() {
        return ROWS;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void derivativeAgreesWithDifferences(Row row) {
        for (int batch : List.of(1, 3)) {
            Graph graph = row.graph();
            Map<String, Tensor> at = new LinkedHashMap<>();
            GradientCheck.randomArguments(graph, batch, 17).forEach((name, tensor) -> {
                double[] data =
                        Arrays.stream(tensor.data()).map(row.domain()::map).toArray();
                at.put(name, new Tensor(tensor.type(), batch, data));
            });
            GradientCheck.checkAll(graph, at, batch, 1e-8);
        }
    }

    /** What differentiation never meets, or handles by a rule with tests of its own. */
    private static final Set<String> ELSEWHERE = Set.of("Orthonormal", "Scan", "Project", "StopGradient");

    @Test
    void everyOperationHasARow() {
        Set<String> expected = new TreeSet<>();
        for (Class<?> op : Op.class.getPermittedSubclasses()) {
            expected.add(op.getSimpleName());
        }
        expected.removeAll(Set.of("Unary", "Binary", "Reduce"));
        expected.removeAll(ELSEWHERE);
        Arrays.stream(UnaryFunction.values()).map(Enum::name).forEach(expected::add);
        Arrays.stream(BinaryFunction.values()).map(Enum::name).forEach(expected::add);
        Arrays.stream(Op.Reduction.values()).map(Enum::name).forEach(expected::add);
        assertEquals(expected, ROWS.stream().map(Row::covers).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void whereTheMaximumIsSharedItsAdjointIsShared() {
        Graph graph = of("MAX", (g, x) -> g.max(x.get(0), TensorType.perSample()), VECTOR)
                .graph();
        Graph derived = Autodiff.differentiate(graph, List.of("y"), graph.arguments());
        Map<String, Tensor> at = Map.of(
                "x0", new Tensor(VECTOR, 1, new double[] {2, 1, 2}),
                "δy", new Tensor(TensorType.perSample(), 1, new double[] {1}));
        Tensor gradient = io.lstmc.compiler.ir.Interpreter.run(derived, at, 1).get("δx0");
        assertEquals(
                List.of(0.5, 0.0, 0.5), Arrays.stream(gradient.data()).boxed().toList());
    }

    @Test
    void nothingFlowsThroughStopGradient() {
        GraphBuilder builder = new GraphBuilder();
        Node x = builder.argument("x", Op.Role.INPUT, VECTOR);
        Graph graph = builder.build(Map.of("y", builder.times(x, builder.add(new Op.StopGradient(), x))));
        Graph derived = Autodiff.differentiate(graph, List.of("y"), graph.arguments());
        Map<String, Tensor> at = Map.of(
                "x", new Tensor(VECTOR, 1, new double[] {2, 3, 5}),
                "δy", new Tensor(VECTOR, 1, new double[] {1, 1, 1}));
        Tensor gradient = io.lstmc.compiler.ir.Interpreter.run(derived, at, 1).get("δx");
        assertEquals(
                List.of(2.0, 3.0, 5.0), Arrays.stream(gradient.data()).boxed().toList());
    }

    /** x, p, x^p, and its derivatives by x and by p: what they are or, at the ends, their limit. */
    private static final double[][] POWERS = {
        {0, -1, INFINITY, -INFINITY, -INFINITY},
        {-0.0, -2, INFINITY, INFINITY, -INFINITY},
        {0, -2, INFINITY, -INFINITY, -INFINITY},
        {0, -0.5, INFINITY, -INFINITY, -INFINITY},
        {0, 0.5, 0, INFINITY, 0},
        {0, 1, 0, 1, 0},
        {0, 3, 0, 0, 0},
        {0, 0, 1, 0, 0},
        {1, 0, 1, 0, 0},
        {1e-300, 0, 1, 0, Math.log(1e-300)},
        {1e-200, 2, 0, 2e-200, 0},
        {INFINITY, 2, INFINITY, INFINITY, INFINITY},
        {INFINITY, 1, INFINITY, 1, INFINITY},
        {INFINITY, 0, 1, 0, INFINITY},
        {INFINITY, -1, 0, 0, 0},
        {2, INFINITY, INFINITY, INFINITY, INFINITY},
        {2, -INFINITY, 0, Double.NaN, 0},
        {0.5, INFINITY, 0, Double.NaN, 0},
        {-2, 3, -8, 12, Double.NaN},
        {-2, 0.5, Double.NaN, Double.NaN, Double.NaN},
        {Double.NaN, 2, Double.NaN, Double.NaN, Double.NaN},
        {2, Double.NaN, Double.NaN, Double.NaN, Double.NaN},
    };

    @Test
    void powersAtTheEnds() {
        TensorType vector = TensorType.perSample(POWERS.length);
        GraphBuilder builder = new GraphBuilder();
        Node x = builder.argument("x", Op.Role.INPUT, vector);
        Node p = builder.argument("p", Op.Role.INPUT, vector);
        Graph graph = builder.build(Map.of("y", builder.binary(BinaryFunction.POWER, x, p)));
        Graph derived = Autodiff.differentiate(graph, List.of("y"), graph.arguments());
        List<String> names = List.of("x", "p", "y", "δx", "δp");
        Map<String, Tensor> at = new LinkedHashMap<>();
        at.put("δy", Tensor.filled(vector, 1, 1));
        for (int i = 0; i < 2; i++) {
            int column = i;
            at.put(
                    names.get(i),
                    new Tensor(
                            vector,
                            1,
                            Arrays.stream(POWERS)
                                    .mapToDouble(row -> row[column])
                                    .toArray()));
        }
        Map<String, Tensor> results = io.lstmc.compiler.ir.Interpreter.run(derived, at, 1);
        for (int row = 0; row < POWERS.length; row++) {
            for (int i = 2; i < names.size(); i++) {
                assertEquals(
                        POWERS[row][i],
                        results.get(names.get(i)).data()[row],
                        1e-12,
                        names.get(i) + " of " + POWERS[row][0] + " ^ " + POWERS[row][1]);
            }
        }
    }

    @Test
    void aPowerOfZeroHasAFiniteDerivative() {
        TensorType vector = TensorType.perSample(4);
        GraphBuilder builder = new GraphBuilder();
        Node x = builder.argument("x", Op.Role.INPUT, vector);
        Node p = builder.argument("p", Op.Role.INPUT, vector);
        Graph graph = builder.build(Map.of("y", builder.binary(BinaryFunction.POWER, x, p)));
        Graph derived = Autodiff.differentiate(graph, List.of("y"), graph.arguments());
        Map<String, Tensor> at = Map.of(
                "x", new Tensor(vector, 1, new double[] {0, 0, 0, 2}),
                "p", new Tensor(vector, 1, new double[] {2, 1, 0, 0}),
                "δy", new Tensor(vector, 1, new double[] {1, 1, 1, 1}));
        Map<String, Tensor> results = io.lstmc.compiler.ir.Interpreter.run(derived, at, 1);
        assertEquals(
                List.of(0.0, 1.0, 0.0, 0.0),
                Arrays.stream(results.get("δx").data()).boxed().toList());
        assertEquals(
                List.of(0.0, 0.0, 0.0, Math.log(2)),
                Arrays.stream(results.get("δp").data()).boxed().toList());
    }
}
