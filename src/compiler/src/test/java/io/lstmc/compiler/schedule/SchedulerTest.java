package io.lstmc.compiler.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.ProgramVerifier;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import io.lstmc.compiler.rewrite.ShareArrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private static final TensorType ROW = new TensorType(0, true, List.of(8));

    private final GraphBuilder builder = new GraphBuilder();

    private Node input(String name, TensorType type) {
        return builder.argument(name, type.batched() ? Op.Role.INPUT : Op.Role.PARAMETER, type);
    }

    private Program schedule(Map<String, Node> results, Map<String, ExternalStorage> external) {
        Graph graph = builder.build(results);
        return Scheduler.schedule(new Scheduler.Request(
                graph, List.of(List.copyOf(results.keySet())), 4, false, external, Optimizations.ALL));
    }

    private List<Statement> statements(Node result) {
        return schedule(Map.of("y", result), Map.of()).sections().get(0);
    }

    private static <S extends Statement> List<S> only(Class<S> kind, List<Statement> statements) {
        return statements.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void elementwiseNodesBecomeOneLoopThatStoresTheResultOnly() {
        Node x = input("x", ROW);
        Node y = builder.plus(builder.times(x, x), builder.unary(UnaryFunction.NEGATE, x));
        List<Statement> statements = statements(y);
        assertEquals(1, statements.size());
        assertEquals(
                1, only(Statement.Pointwise.class, statements).get(0).stores().size());
    }

    @Test
    void twoLongFunctionsBecomeTwoLoops() {
        Node x = input("x", ROW);
        Node y = builder.unary(UnaryFunction.TANH, builder.unary(UnaryFunction.SIGMOID, x));
        assertEquals(2, statements(y).size());
    }

    @Test
    void aSigmoidIsComputedInALoopOfItsOwnInPlace() {
        Node y = builder.unary(UnaryFunction.SIGMOID, builder.plus(input("x", ROW), input("b", TensorType.shared(8))));
        List<Statement> statements = statements(y);
        assertEquals(2, statements.size());
        assertEquals(statements.get(1).reads(), statements.get(1).writes());
    }

    @Test
    void theResultHoldsTheSigmoidForAWhile() {
        Node x = input("x", ROW);
        Node b = input("b", TensorType.shared(8));
        Node y = builder.times(x, builder.unary(UnaryFunction.SIGMOID, builder.plus(x, b)));
        List<Statement> statements = statements(y);
        assertEquals(3, statements.size());
        statements.forEach(s -> assertEquals(statements.get(0).writes(), s.writes()));
    }

    @Test
    void aValueIsComputedWithItsOnlyReader() {
        Node x = input("x", ROW);
        Node c = input("c", ROW);
        Node f = builder.unary(UnaryFunction.SIGMOID, x);
        Node k = builder.times(f, c);
        Node z = builder.plus(k, builder.unary(UnaryFunction.NEGATE, c));
        Map<String, Node> results = new LinkedHashMap<>();
        results.put("f", f);
        results.put("z", z);
        List<Statement> statements = schedule(results, Map.of()).sections().get(0);
        assertEquals(2, statements.size());
        statements.forEach(s -> assertEquals(1, s.writes().size(), s.toString()));
    }

    @Test
    void sumsOfProductsShareAnAccumulator() {
        Node w = input("W", TensorType.shared(8, 8));
        Node u = input("U", TensorType.shared(4, 8));
        Node x = input("x", ROW);
        Node h = input("h", new TensorType(0, true, List.of(4)));
        Node b = input("b", TensorType.shared(8));
        Node sum = builder.plus(builder.contract("ij", "j", "i", w, x), builder.contract("ij", "i", "j", u, h));
        List<Statement> statements = statements(builder.plus(sum, b));
        List<Statement.Product> products = only(Statement.Product.class, statements);
        assertEquals(2, statements.size());
        assertEquals(2, products.size());
        assertEquals(
                List.of("b"),
                products.get(0).start().rows().stream()
                        .map(v -> v.buffer().name())
                        .toList());
        assertTrue(products.get(1).start().kept());
        assertEquals(products.get(0).c(), products.get(1).c());
        assertEquals(8, products.get(0).matrices().get(0).get(0).jStride());
        assertEquals(1, products.get(1).matrices().get(0).get(0).jStride());
    }

    @Test
    void aProductWithTwoReadersKeepsItsOwnPlace() {
        Node w = input("W", TensorType.shared(8, 8));
        Node x = input("x", ROW);
        Node product = builder.contract("ij", "j", "i", w, x);
        List<Statement> statements = statements(builder.times(builder.plus(product, x), product));
        assertEquals(
                1,
                only(Statement.Pointwise.class, statements).stream()
                        .filter(s -> !s.instructions().isEmpty())
                        .count());
        assertEquals(2, statements.size());
    }

    @Test
    void aGradientIsAddedWhereItLives() {
        TensorType rows = new TensorType(5, true, List.of(8));
        Node a = input("a", rows);
        Node b = input("b", rows);
        Node gradient = builder.add(new Op.Contract("i", "j", "ij", false, false), a, b);
        List<Statement> statements = schedule(
                        Map.of("δW", gradient), Map.of("δW", new ExternalStorage("gradient", 3, true)))
                .sections()
                .get(0);
        assertEquals(1, statements.size());
        Statement.Outer outer = (Statement.Outer) statements.get(0);
        assertEquals(5, outer.blocks());
        assertEquals(3, outer.c().get(0).offset());
    }

    @Test
    void aSquaredErrorIsSummedWithoutBeingStored() {
        Node d = builder.minus(input("x", ROW), input("z", ROW));
        List<Statement> statements = statements(builder.sum(builder.unary(UnaryFunction.SQRT, d), TensorType.shared()));
        assertEquals(1, statements.size());
        assertTrue(statements.get(0) instanceof Statement.Reduction);
    }

    @Test
    void aSigmoidIsComputedInALoopBeforeItsSum() {
        Node y = builder.unary(UnaryFunction.SIGMOID, input("x", ROW));
        assertEquals(2, statements(builder.sum(y, TensorType.shared())).size());
    }

    private Program recurrence(BiFunction<GraphBuilder, Node, Node> step, boolean stacked, boolean previous) {
        GraphBuilder body = new GraphBuilder();
        Node h = body.argument("h", Op.Role.CARRY, ROW);
        Node next = step.apply(body, h);
        Map<String, Node> ends = new LinkedHashMap<>();
        ends.put("next", next);
        ends.put("after", next);
        ends.put("before", h);
        Node zero = builder.constant(0, ROW);
        List<Node> out = builder.scan(new Op.Scan(6, false, 1, 0, 0, body.build(ends)), List.of(zero));
        Map<String, Node> results = new LinkedHashMap<>();
        results.put("last", out.get(0));
        if (stacked) {
            results.put("after", out.get(1));
        }
        if (previous) {
            results.put("before", out.get(2));
        }
        return schedule(results, Map.of());
    }

    private static List<Statement> body(Program program) {
        return only(Statement.Repeat.class, program.sections().get(0)).get(0).body();
    }

    @Test
    void aStateIsUpdatedInPlace() {
        Program program =
                recurrence((b, h) -> b.unary(UnaryFunction.NEGATE, b.plus(h, b.constantLike(1, h))), false, false);
        assertEquals(1, body(program).size());
        assertEquals(body(program).get(0).reads(), body(program).get(0).writes());
    }

    @Test
    void aStateThatIsReadLaterIsNotUpdatedInPlace() {
        Program program = recurrence(
                (b, h) -> {
                    Node f = b.unary(UnaryFunction.TANH, b.plus(h, b.constantLike(1, h)));
                    Node w = b.sum(b.times(h, f), TensorType.shared());
                    return b.plus(b.times(f, f), w);
                },
                false,
                false);
        assertTrue(body(program).size() > 1);
        Statement first = body(program).get(0);
        assertFalse(first.writes().stream()
                .anyMatch(v -> first.reads().stream().anyMatch(r -> r.buffer() == v.buffer())));
    }

    @Test
    void aFirstStateThatIsReadLaterKeepsItsOwnPlace() {
        GraphBuilder body = new GraphBuilder();
        Node h = body.argument("h", Op.Role.CARRY, ROW);
        Node next = body.unary(UnaryFunction.TANH, h);
        Node first = builder.unary(UnaryFunction.TANH, input("x", ROW));
        Op.Scan scan = new Op.Scan(3, false, 1, 0, 0, body.build(Map.of("next", next)));
        Node last = builder.scan(scan, List.of(first)).get(0);
        List<Statement> statements = statements(builder.minus(last, first));
        Statement.Repeat repeat = only(Statement.Repeat.class, statements).get(0);
        Statement difference = statements.get(statements.size() - 1);
        assertEquals(2, difference.reads().stream().map(View::buffer).distinct().count());
        assertEquals(
                1,
                difference.reads().stream()
                        .filter(v -> repeat.writes().stream().anyMatch(w -> w.buffer() == v.buffer()))
                        .count());
    }

    @Test
    void aStackedStateHasOneBufferForAllSteps() {
        Program program = recurrence((b, h) -> b.unary(UnaryFunction.TANH, h), true, true);
        View after = program.locations().get("after");
        View before = program.locations().get("before");
        assertSame(after.buffer(), before.buffer());
        assertSame(after.buffer(), program.locations().get("last").buffer());
        assertEquals(before.offset() + before.stepStride(), after.offset());
        assertEquals(7 * 4 * 8, after.buffer().length());
        assertEquals(1, body(program).size());
    }

    @Test
    void aResultReplacesTheArgumentThatLivesAtItsPlace() {
        TensorType type = TensorType.shared(8);
        Node m = input("m", type);
        Node g = input("g", type);
        Node next = builder.plus(builder.times(m, builder.constantLike(0.5, m)), g);
        Map<String, ExternalStorage> external =
                Map.of("m", new ExternalStorage("state", 0, false), "g", new ExternalStorage("gradient", 0, false));
        List<Statement> statements =
                schedule(Map.of("m", next), external).sections().get(0);
        assertEquals(1, statements.size());
        assertEquals("state", statements.get(0).writes().get(0).buffer().name());
    }

    @Test
    void resultsThatSwapTheirArgumentsNeedOnePlaceMore() {
        TensorType type = TensorType.shared(8);
        Map<String, Node> results = new LinkedHashMap<>();
        Node a = input("a", type);
        results.put("a", input("b", type));
        results.put("b", a);
        Program program = schedule(results, Map.of());
        assertEquals(3, program.sections().get(0).size());
        assertEquals(3, program.buffers().size());
    }

    @Test
    void temporariesShareAnArrayWhenTheirLivesDoNotOverlap() {
        Node x = input("x", ROW);
        Node a = builder.unary(UnaryFunction.TANH, x);
        Node b = builder.unary(UnaryFunction.TANH, a);
        Node c = builder.unary(UnaryFunction.TANH, b);
        Graph graph = builder.build(Map.of("y", builder.unary(UnaryFunction.TANH, c)));
        Program program = ShareArrays.run(Scheduler.lower(
                new Scheduler.Request(graph, List.of(List.of("y")), 4, false, Map.of(), Optimizations.ALL)));
        List<Buffer> temporaries = program.buffers().stream()
                .filter(buffer -> buffer.kind() == Buffer.Kind.TEMPORARY)
                .toList();
        assertEquals(3, temporaries.size());
        assertSame(program.array(temporaries.get(0)), program.array(temporaries.get(2)));
        assertNotSame(program.array(temporaries.get(0)), program.array(temporaries.get(1)));
    }

    @Test
    void aSliceOfStepsIsNotCopied() {
        Node x = input("x", new TensorType(6, true, List.of(8)));
        Node y = builder.unary(UnaryFunction.NEGATE, builder.slice(x, Op.STEPS, 2, 4));
        List<Statement> statements = statements(y);
        assertEquals(1, statements.size());
        assertEquals(2 * 4 * 8, statements.get(0).reads().get(0).offset());
    }

    @Test
    void statementsFollowTheirOperands() {
        Node x = input("x", new TensorType(6, true, List.of(8)));
        Node drawn = builder.random(Op.Distribution.GAUSSIAN, TensorType.shared(8, 8));
        Node u = builder.add(new Op.Orthonormal(), drawn);
        Node y = builder.max(builder.contract("ij", "j", "i", u, x), ROW);
        assertEquals(
                List.of("Draw", "Pointwise", "Orthonormalize", "Product", "Reduction"),
                statements(y).stream().map(s -> s.getClass().getSimpleName()).toList());
    }

    @Test
    void theVerifierRejectsAReadBeforeAWrite() {
        Buffer a = new Buffer("a", Buffer.Kind.TEMPORARY, 1, 4, 8, true);
        ProgramBuilder builder = new ProgramBuilder(4, false, true);
        Statement copy = builder.copy(new Value.Stored(a.view()), a.view(), ROW, false, "a = a");
        Program program = new Program(List.of(a), List.of(), List.of(List.of(copy)), Map.of(), Map.of());
        assertThrows(IllegalStateException.class, () -> ProgramVerifier.verify(program, List.of()));
    }

    @Test
    void aValueLargerThanAnArrayIsRefused() {
        Node x = input("x", new TensorType(0, true, List.of(1_000_000)));
        Graph graph = builder.build(Map.of("y", builder.unary(UnaryFunction.TANH, x)));
        Scheduler.Request request =
                new Scheduler.Request(graph, List.of(List.of("y")), 10_000, false, Map.of(), Optimizations.ALL);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Scheduler.schedule(request));
        assertTrue(e.getMessage().contains("more than an array holds"), e.getMessage());
    }

    @Test
    void aProgramCanBeRead() {
        Node x = input("x", ROW);
        Node w = input("W", TensorType.shared(8, 8));
        String text = schedule(Map.of("y", builder.contract("ij", "j", "i", w, x)), Map.of())
                .toString();
        assertTrue(text.contains("[x] × [[Wᵀ]]"), text);
        assertTrue(text.contains("W·x"), text);
    }
}
