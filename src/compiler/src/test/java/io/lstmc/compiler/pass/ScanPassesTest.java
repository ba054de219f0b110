package io.lstmc.compiler.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.autodiff.GradientCheck;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.GraphCopy;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.ScanBuilder;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import io.lstmc.compiler.ir.Verifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hoisting, deferring, accumulating and pruning: when they act, when they do not, and that no value changes. */
class ScanPassesTest {

    private static final int STEPS = 4;

    private final GraphBuilder outer = new GraphBuilder();
    private final ScanBuilder scan = new ScanBuilder(STEPS, false);
    private final Node w = outer.argument("W", Op.Role.PARAMETER, TensorType.shared(2, 3));
    private final Node u = outer.argument("U", Op.Role.PARAMETER, TensorType.shared(2, 2));
    private final Node xs = outer.argument("xs", Op.Role.INPUT, new TensorType(STEPS, true, List.of(3)));
    private final Node h = scan.carry("h", outer.constant(0, TensorType.perSample(2)));
    private final Node x = scan.element("x", xs);
    private final Node wInside = scan.invariant("W", w);
    private final Node uInside = scan.invariant("U", u);
    private final Map<String, Node> outputs = new LinkedHashMap<>();

    private Node product(Node matrix, Node vector) {
        return scan.body().contract("ij", "j", "i", matrix, vector);
    }

    /** The graph whose results are the stacked outputs. */
    private Graph graph(Node nextH) {
        List<Node> results = scan.build(outer, Map.of("h'", nextH), outputs);
        Map<String, Node> ends = new LinkedHashMap<>();
        int next = 1;
        for (String name : outputs.keySet()) {
            ends.put(name, results.get(next++));
        }
        return outer.build(ends);
    }

    private Node tanh(Node a) {
        return scan.body().unary(UnaryFunction.TANH, a);
    }

    private static Graph checked(Pass pass, Graph graph) {
        Graph after = pass.apply(graph);
        Verifier.verify(after, pass.name());
        Map<String, Tensor> at = GradientCheck.randomArguments(graph, 3, 1);
        Map<String, Tensor> expected = Interpreter.run(graph, at, 3);
        Interpreter.run(after, at, 3)
                .forEach((name, value) -> assertArrayEquals(expected.get(name).data(), value.data(), 1e-13, name));
        return after;
    }

    @Test
    void hoistsAProductOfTheInput() {
        Node next = tanh(scan.body().plus(product(wInside, x), product(uInside, h)));
        outputs.put("h", next);
        Graph after = checked(new Hoist(Hoist.Rows.FEW), graph(next));
        assertEquals(1, Scans.count(after, Op.Contract.class));
        assertEquals(1, Scans.count(Scans.of(after).get(0).body(), Op.Contract.class));
    }

    @Test
    void doesNotHoistAProductOfTheInputForManySamples() {
        Node next = tanh(scan.body().plus(product(wInside, x), product(uInside, h)));
        outputs.put("h", next);
        Graph after = checked(new Hoist(Hoist.Rows.MANY), graph(next));
        assertEquals(0, Scans.count(after, Op.Contract.class));
    }

    @Test
    void hoistsWhatIsTheSameAtEveryStepForManySamplesToo() {
        Node doubled = scan.body().plus(uInside, uInside);
        Node next = tanh(product(doubled, h));
        outputs.put("h", next);
        Graph after = checked(new Hoist(Hoist.Rows.MANY), graph(next));
        assertEquals(1, Scans.count(after, Op.Binary.class));
    }

    @Test
    void doesNotHoistAProductOfTheState() {
        Node next = tanh(product(uInside, h));
        outputs.put("h", next);
        Graph after = checked(new Hoist(Hoist.Rows.FEW), graph(next));
        assertEquals(0, Scans.count(after, Op.Contract.class));
    }

    @Test
    void doesNotHoistPointwiseOperationsAlone() {
        Node next = scan.body().plus(h, scan.body().slice(tanh(x), 0, 0, 2));
        outputs.put("h", next);
        Graph after = checked(new Hoist(Hoist.Rows.FEW), graph(next));
        assertEquals(0, Scans.count(after, Op.Unary.class));
    }

    @Test
    void hoistsWhatIsTheSameAtEveryStep() {
        Node doubled = scan.body().plus(uInside, uInside);
        Node next = tanh(product(doubled, h));
        outputs.put("h", next);
        Graph after = checked(new Hoist(Hoist.Rows.FEW), graph(next));
        assertEquals(1, Scans.count(after, Op.Binary.class));
        assertEquals(0, Scans.count(Scans.of(after).get(0).body(), Op.Binary.class));
    }

    @Test
    void aRecurrenceWithoutStateDissolves() {
        outputs.put("y", tanh(product(wInside, x)));
        Graph after = checked(new Hoist(Hoist.Rows.FEW), checked(new Prune(), graph(h)));
        assertTrue(Scans.of(after).isEmpty());
    }

    @Test
    void defersAProductThatNoLaterStepReads() {
        Node next = tanh(scan.body().plus(product(wInside, x), h));
        outputs.put("y", tanh(product(uInside, next)));
        Graph after = checked(new Defer(), graph(next));
        assertEquals(1, Scans.count(after, Op.Contract.class));
        assertEquals(1, Scans.count(after, Op.Unary.class), "what follows from the product is deferred too");
        assertEquals(1, Scans.count(Scans.of(after).get(0).body(), Op.Contract.class));
    }

    @Test
    void doesNotDeferWhatTheStateNeeds() {
        Node a = product(uInside, h);
        outputs.put("a", a);
        Graph after = checked(new Defer(), graph(tanh(a)));
        assertEquals(0, Scans.count(after, Op.Contract.class));
    }

    @Test
    void doesNotDeferASumOverTheBatch() {
        Node next = tanh(scan.body().plus(h, product(wInside, x)));
        outputs.put("sum", scan.body().sum(next, TensorType.shared(2)));
        outputs.put("ofProducts", scan.body().add(new Op.Contract("i", "i", "i", false, false), next, h));
        Graph after = checked(new Defer(), graph(next));
        assertEquals(0, Scans.count(after, Op.Reduce.class));
        assertEquals(0, Scans.count(after, Op.Contract.class));
    }

    /** The graph whose results are sums of the stacked outputs over the steps. */
    private Graph summed(Node nextH, TensorType type) {
        Graph stacked = graph(nextH);
        GraphBuilder to = new GraphBuilder();
        Map<String, Node> sums = new LinkedHashMap<>();
        new GraphCopy(to, GraphCopy.Rule.SAME)
                .copyAll(stacked)
                .forEach((name, node) -> sums.put(name, to.sum(node, type)));
        return to.build(sums);
    }

    @Test
    void aSumOverTheStepsGrowsInTheRecurrence() {
        Node next = tanh(scan.body().plus(h, product(wInside, x)));
        outputs.put("s", scan.body().sum(next, TensorType.shared(2)));
        Graph after = checked(new Accumulate(), summed(next, TensorType.shared(2)));
        assertEquals(0, Scans.count(after, Op.Reduce.class));
        assertEquals(2, Scans.of(after).get(0).carries());
        assertEquals(2, Scans.of(after).get(0).body().results().size());
    }

    @Test
    void whatIsSummedOverMoreThanTheStepsGrowsToo() {
        Node next = tanh(product(uInside, h));
        outputs.put("y", tanh(next));
        Graph after = checked(new Accumulate(), summed(next, TensorType.shared(2)));
        assertEquals(1, Scans.count(after, Op.Reduce.class), "the sum over the batch is left");
        assertEquals(2, Scans.of(after).get(0).carries());
    }

    @Test
    void doesNotAccumulateWhatSomebodyReadsStepByStep() {
        Node next = tanh(product(uInside, h));
        outputs.put("y", tanh(next));
        Graph stacked = graph(next);
        GraphBuilder to = new GraphBuilder();
        Map<String, Node> ends = new LinkedHashMap<>();
        Node y = new GraphCopy(to, GraphCopy.Rule.SAME).copyAll(stacked).get("y");
        ends.put("sum", to.sum(y, TensorType.perSample(2)));
        ends.put("first", to.slice(y, Op.STEPS, 0, 1));
        Graph after = checked(new Accumulate(), to.build(ends));
        assertEquals(1, Scans.of(after).get(0).carries());
    }

    @Test
    void doesNotAccumulateAMaximum() {
        Node next = tanh(product(uInside, h));
        outputs.put("y", tanh(next));
        Graph stacked = graph(next);
        GraphBuilder to = new GraphBuilder();
        Node y = new GraphCopy(to, GraphCopy.Rule.SAME).copyAll(stacked).get("y");
        Graph after = checked(new Accumulate(), to.build(Map.of("max", to.max(y, TensorType.perSample(2)))));
        assertEquals(1, Scans.of(after).get(0).carries());
    }

    @Test
    void defersAResultThatIsNamedAsItsOperand() {
        Node next = scan.body().name(tanh(scan.body().plus(product(wInside, x), h)), "y");
        outputs.put("y", product(uInside, next));
        checked(new Defer(), graph(next));
    }

    @Test
    void theLastOfAllStatesIsTheStateBehindTheLastStep() {
        assertEquals(0, slicesOfStates(STEPS - 1));
    }

    @Test
    void anEarlierStateIsNot() {
        assertEquals(1, slicesOfStates(STEPS - 2));
    }

    /** How often a graph whose result is the state of one step slices the states of all, when it is simplified. */
    private long slicesOfStates(int step) {
        Node next = tanh(scan.body().plus(product(wInside, x), product(uInside, h)));
        Node states = scan.build(outer, Map.of("h'", next), Map.of("h", next)).get(1);
        Node one = outer.slice(states, Op.STEPS, step, step + 1);
        Node state = outer.add(new Op.Reshape(0, List.of(2)), List.of(one));
        return Scans.count(checked(new Simplify(), outer.build(Map.of("z", state))), Op.Slice.class);
    }

    @Test
    void leavesAloneWhatHasStepsOfItsOwn() {
        Node all = scan.invariant("all", xs);
        Node scores = scan.body().contract("i", "i", "", all, x);
        Node best = scan.body().max(scores, TensorType.perSample());
        outputs.put("y", scan.body().max(scan.body().contract("i", "i", "", all, h3()), TensorType.perSample()));
        Node next = scan.body().plus(h, scan.body().broadcast(best, TensorType.perSample(2)));
        Graph graph = graph(next);
        assertEquals(0, Scans.count(checked(new Hoist(Hoist.Rows.FEW), graph), Op.Contract.class));
        assertEquals(0, Scans.count(checked(new Defer(), graph), Op.Contract.class));
    }

    private Node h3() {
        return scan.body().contract("ij", "i", "j", wInside, h);
    }

    @Test
    void prunesOutputsAndInputsThatNobodyReads() {
        Node next = tanh(product(uInside, h));
        outputs.put("h", next);
        outputs.put("same", next);
        outputs.put("unread", product(wInside, x));
        Graph whole = graph(next);
        Map<String, Node> kept = new LinkedHashMap<>(whole.results());
        kept.remove("unread");
        Graph after = checked(new Prune(), new Graph(whole.arguments(), kept));
        Op.Scan pruned = Scans.of(after).get(0);
        assertEquals(2, pruned.body().results().size(), "the state and one stack of it");
        assertEquals(0, pruned.elements());
        assertEquals(1, pruned.invariants());
    }

    @Test
    void prunesNothingThatIsRead() {
        Node next = tanh(scan.body().plus(product(uInside, h), product(wInside, x)));
        outputs.put("h", next);
        outputs.put("y", product(uInside, next));
        Op.Scan pruned = Scans.of(checked(new Prune(), graph(next))).get(0);
        assertEquals(3, pruned.body().results().size());
        assertEquals(4, pruned.body().arguments().size());
    }
}
