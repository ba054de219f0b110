package io.lstmc.compiler.semantic.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.TypedCell;
import io.lstmc.compiler.typed.TypedFile;
import io.lstmc.compiler.typed.TypedModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What checked expressions mean: the definition that each name and call refers to, and the type of each part. */
class ResolverTest {

    private static TypedFile check(String text) {
        Diagnostics diagnostics = new Diagnostics();
        return LstmCompiler.check(new SourceText("test.lstm", text), CompileOptions.DEFAULT, diagnostics)
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())));
    }

    private static TypedCell cell(String text) {
        return check(text).typed().cells().values().stream()
                .filter(c -> c.name().equals("A"))
                .findFirst()
                .orElseThrow();
    }

    private static TypedModel model(String text) {
        return check(text).models().get(0);
    }

    private static Resolved equation(TypedCell cell, String name) {
        return cell.equations().stream()
                .filter(e -> e.declaration().name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static Resolved binding(TypedModel model, String name) {
        return model.bindings().stream()
                .filter(b -> b.declaration().name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static <R extends Resolved> R as(Class<R> kind, Resolved e) {
        assertEquals(kind, e.getClass());
        return kind.cast(e);
    }

    @Test
    void aStateBeforeTheStepAndAfterItAreOneDeclaration() {
        TypedCell cell = cell("cell A(n) { input x  state h[n]  h[t] = tanh(h[t-1] + n)  y = h[t]  output y, z = x }");
        Resolved.BuiltInCall tanh = as(Resolved.BuiltInCall.class, equation(cell, "h"));
        assertEquals(BuiltIn.TANH, tanh.function());
        Resolved.Elementwise sum =
                as(Resolved.Elementwise.class, tanh.arguments().get(0));
        Resolved.Before before = as(Resolved.Before.class, sum.left());
        assertSame(cell.states().get(0).declaration(), before.state());
        assertEquals("[n]", before.type().toString());
        Resolved.Value option = as(Resolved.Value.class, sum.right());
        assertSame(cell.options().get(0), option.declaration());
        assertEquals("[]", option.type().toString());
        assertSame(before.state(), as(Resolved.Value.class, equation(cell, "y")).declaration());
        assertSame(
                cell.inputs().get(0).declaration(),
                as(Resolved.Value.class, equation(cell, "z")).declaration());
    }

    @ParameterizedTest
    @CsvSource({
        "W·x, MATRIX_BY_VECTOR, [n]",
        "y·W, VECTOR_BY_MATRIX, [x]",
        "y·y, DOT, []",
        "W·transpose(W), MATRIX_BY_MATRIX, '[n, n]'",
        "x ⊗ y, OUTER, '[x, n]'",
        "'outer(y, x)', OUTER, '[n, x]'",
    })
    void aProductIsOfAKind(String product, Resolved.ProductKind kind, String type) {
        Resolved value = equation(
                cell("cell A { input x, y[n]  param W[n, x] ~ zeros  p = " + product + "  output p, u = W·x }"), "p");
        assertEquals(kind, as(Resolved.Product.class, value).kind());
        assertEquals(type, value.type().toString());
    }

    /** In a model what is cut are steps, in a cell elements: what comes of a cell is a sequence, wherever its time lies. */
    @Test
    void aSliceCutsTimeOrSize() {
        String text = "cell A(n) { input x[2 * n]  y = x[n:]  z = x[n - 1]  output y, z }"
                + " model M { time T = 5 input x[T, 6] layer a = A(x, n: 3) s = x[1:T - 1]  e = a[4]  output s, e }";
        TypedCell cell = cell(text);
        Resolved.Slice inCell = as(Resolved.Slice.class, equation(cell, "y"));
        assertEquals("SIZE n 2·n [n]", inCell.cut() + " " + inCell.from() + " " + inCell.to() + " " + inCell.type());
        Resolved.Element element = as(Resolved.Element.class, equation(cell, "z"));
        assertEquals("SIZE n - 1 []", element.cut() + " " + element.index() + " " + element.type());
        TypedModel model = model(text);
        Resolved.Slice inModel = as(Resolved.Slice.class, binding(model, "s"));
        assertEquals(
                "TIME 1 4 3 steps of [6]",
                inModel.cut() + " " + inModel.from() + " " + inModel.to() + " " + inModel.type());
        assertEquals(
                Resolved.Cut.TIME,
                as(Resolved.Element.class, binding(model, "e")).cut());
    }

    @Test
    void aTokenLooksUpAndHasItsKind() {
        TypedModel model = model("model M { time T = 5 input w[T] : token(7)  param E[7, 2] ~ zeros"
                + "  e = E[w]  o = one_hot(reverse(w))  output e, o }");
        Resolved.Lookup lookup = as(Resolved.Lookup.class, binding(model, "e"));
        assertSame(
                model.params().get(0).declaration(),
                as(Resolved.Value.class, lookup.table()).declaration());
        assertEquals("5 steps of [2]", lookup.type().toString());
        Resolved reversed =
                as(Resolved.BuiltInCall.class, binding(model, "o")).arguments().get(0);
        assertEquals("7", reversed.type().token().orElseThrow().toString());
        assertEquals(Optional.of("T"), as(Resolved.Along.class, reversed).time());
    }

    @Test
    void aCallOfACellSaysEveryOptionAndEverySize() {
        TypedModel model = model("cell A(n, rate = 0.25) { time K  input x, m[K, k]  state h[n], c[n]"
                + "  h[t] = rate * h[t-1] + c[t-1] + sum(x) + sum(sum_steps(m))  c[t] = h[t]  output h[t], c[t] }"
                + " model M { time T = 5 time S <= 4 input x[T, 3], m[S, 2] layer a = A(x, m, c: 1, n: 6)"
                + " y = a.c  output y }");
        Resolved.CellCall call = as(Resolved.CellCall.class, binding(model, "a"));
        assertEquals("A", call.cell().name());
        assertEquals(
                List.of(6.0, 0.25),
                call.options().stream()
                        .map(o -> as(Resolved.Number.class, o).value())
                        .toList());
        assertEquals(
                model.inputs().stream()
                        .map(TypedModel.TypedVariable::declaration)
                        .toList(),
                call.inputs().stream()
                        .map(i -> as(Resolved.Value.class, i).declaration())
                        .toList());
        assertEquals(
                List.of(call.cell().state("c").orElseThrow().declaration()),
                List.copyOf(call.beginnings().keySet()));
        assertEquals("{K=4, k=2, n=6, x=3}", new java.util.TreeMap<>(call.sizes()).toString());
        assertEquals("5 steps of [6]", call.type().toString());
        Resolved.Output output = as(Resolved.Output.class, binding(model, "y"));
        assertSame(model.bindings().get(0).declaration(), output.layer());
        assertEquals("c", output.output());
    }

    /** Each call has types and declarations of its own. */
    @Test
    void aFunctionIsWrittenOutAtEachCall() {
        TypedCell cell = cell("function g(a, b = 2) = a * b  cell A { input x  y = g(x) + g(sum(x))  output y }");
        Resolved.Elementwise sum = as(Resolved.Elementwise.class, equation(cell, "y"));
        Resolved.FunctionCall ofVector = as(Resolved.FunctionCall.class, sum.left());
        Resolved.FunctionCall ofNumber = as(Resolved.FunctionCall.class, sum.right());
        assertEquals("[x]", ofVector.type().toString());
        assertEquals("[]", ofNumber.type().toString());
        for (Resolved.FunctionCall each : List.of(ofVector, ofNumber)) {
            Resolved.Elementwise value = as(Resolved.Elementwise.class, each.value());
            assertSame(
                    each.definitions().get(0).declaration(),
                    as(Resolved.Value.class, value.left()).declaration());
            assertEquals(
                    2.0,
                    as(Resolved.Number.class, each.definitions().get(1).value()).value());
        }
    }

    @Test
    void anInitialiserIsOneWhateverElseHasItsName() {
        TypedCell cell = cell("cell A(zeros) { input x  param W ~ zeros  y = W ⊙ x * zeros  output y }");
        Resolved.InitializerCall call =
                as(Resolved.InitializerCall.class, cell.params().get(0).initializer());
        assertEquals("zeros", call.initializer().definition().name().text());
    }

    @Test
    void anOptimizerAndAScheduleMayComeAfterTheModel() {
        TypedModel model = model("model M { input x[3] target z[2] output y = Dense(x, units: 2) loss mse(y, z)"
                + " train { optimizer own() schedule half(share: 0.25) } }"
                + " optimizer own(lr = 0.1) { input g state θ θ[k] = θ[k-1] - lr * g }"
                + " function half(epoch, epochs, share = 0.5) = share * epoch / epochs");
        var train = model.train().orElseThrow();
        assertEquals(Map.of("lr", 0.1), train.optimizer().options());
        assertEquals("θ", train.optimizer().definition().parameter().name());
        var schedule = train.schedule().orElseThrow();
        Resolved.FunctionCall factor = as(Resolved.FunctionCall.class, schedule.factor());
        assertEquals(
                List.of("share"),
                factor.definitions().stream().map(d -> d.declaration().name()).toList());
        Resolved.Elementwise quotient = as(Resolved.Elementwise.class, factor.value());
        assertSame(schedule.epochs(), as(Resolved.Value.class, quotient.right()).declaration());
    }
}
