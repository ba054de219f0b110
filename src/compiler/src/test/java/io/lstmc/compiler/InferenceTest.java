package io.lstmc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.Severity;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.TypedCell;
import io.lstmc.compiler.typed.TypedFile;
import io.lstmc.compiler.typed.TypedModel;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Shapes that nobody wrote down. */
class InferenceTest {

    private static TypedFile check(String text) {
        Diagnostics diagnostics = new Diagnostics();
        TypedFile file = LstmCompiler.check(new SourceText("test.lstm", text), CompileOptions.DEFAULT, diagnostics)
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())));
        assertEquals("", DiagnosticRenderer.render(diagnostics.sorted()));
        return file;
    }

    private static Map<String, TypedCell> cells(String text) {
        return check(text).typed().cells().values().stream()
                .collect(Collectors.toMap(c -> c.name(), c -> c, (a, b) -> b, TreeMap::new));
    }

    /** Params by shape: {@code [units, x]: W_f W_i; [units]: b_f}. */
    private static String params(TypedCell cell) {
        Map<Shape, String> byShape = new java.util.LinkedHashMap<>();
        cell.params().forEach(p -> byShape.merge(p.shape(), p.name(), (a, b) -> a + " " + b));
        return byShape.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining("; "));
    }

    @Test
    void aMatrixBetweenAMatrixAndAVector() {
        TypedCell cell = cells("""
                cell Narrow(units, k) {
                  input x
                  param A[units, k] ~ zeros
                  param B ~ zeros
                  param b ~ zeros
                  y = b + A·B·x
                  output y
                }
                """).get("Narrow");
        assertEquals("[units, k]: A; [k, x]: B; [units]: b", params(cell));
    }

    @Test
    void everyCellOfTheLibrary() {
        Map<String, String> found = new TreeMap<>();
        cells("// CoupledLSTM Dense GRU LSTM Peephole RNN TextbookGRU")
                .forEach((name, cell) -> found.put(
                        name,
                        params(cell) + " -> "
                                + cell.outputs().stream()
                                        .map(o -> o.name() + o.shape())
                                        .collect(Collectors.joining(" "))));
        String text = found.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining("\n"));
        assertEquals("""
                CoupledLSTM: [units, x]: W_f W_g W_o; [units, units]: U_f U_g U_o; [units]: b_g b_o b_f -> h[units] c[units]
                Dense: [units, x]: W; [units]: b -> y[units]
                GRU: [units, x]: W_r W_z W_n; [units, units]: U_r U_z U_n; [units]: b_r b_z b_n c_n -> h[units]
                LSTM: [units, x]: W_i W_f W_g W_o; [units, units]: U_i U_f U_g U_o; [units]: b_i b_g b_o b_f -> h[units] c[units]
                Peephole: [units, x]: W_f W_i W_g W_o; [units, units]: U_f U_i U_g U_o; [units]: p_f p_i p_o b_i b_g b_o b_f -> h[units] c[units]
                RNN: [units, x]: W; [units, units]: U; [units]: b -> h[units]
                TextbookGRU: [units, x]: W_r W_z W; [units, units]: U_r U_z U; [units]: b_r b_z b -> h[units]""", text);
    }

    @Test
    void aProductWithAConcatenation() {
        TypedCell cell = cells("""
                        cell A(units) {
                          input x, y[n]
                          state h[units]
                          param W ~ glorot
                          h[t] = tanh(W·[h[t-1], x, y, 1, h[t-1]])
                          output h[t]
                        }
                        """).get("A");
        assertEquals("[units, n + 2·units + x + 1]: W", params(cell));
    }

    @Test
    void throughStatesIntermediatesAndFunctionsInAnyOrder() {
        TypedCell cell = cells("""
                        cell A(units) {
                          input x
                          output c[t], z
                          z    = gate(V·c[t], β)
                          c[t] = α ⊙ c[t-1] + u
                          u    = W·x
                          state c
                          param W[3 * units + 1, x], V[units, 3 * units + 1] ~ glorot
                          param α, β ~ zeros
                        }
                        function gate(a, b) = sigmoid(a + b)
                        """).get("A");
        assertEquals("[3·units + 1, x]: W; [units, 3·units + 1]: V; [3·units + 1]: α; [units]: β", params(cell));
        assertEquals("[3·units + 1]", cell.shapes().get("c").toString());
    }

    @Test
    void throughTransposesMatrixProductsAndSlices() {
        TypedCell cell = cells("""
                        cell A(units, rank) {
                          input x
                          state h[units]
                          param P[units, rank], Q[rank, x], R, S ~ glorot
                          all  = (P·Q)·x + transpose(R)·x[0:2]
                          h[t] = all ⊙ h[t-1] + sum(S·h[t-1][1:units])
                          y    = S·h[t-1][1:units] + x[1:3]
                          output h[t], y
                        }
                        """).get("A");
        assertEquals("[units, rank]: P; [rank, x]: Q; [2, units]: R; [2, units - 1]: S", params(cell));
        assertEquals(java.util.Set.of("rank", "units"), cell.sizeOptions());
    }

    @Test
    void cellsInsideCells() {
        TypedCell cell = cells("""
                        cell Two(units) {
                          input x
                          layer a = LSTM(x, units: 2 * units)
                          layer b = GRU([a, a.c], units: units)
                          param w ~ zeros
                          y = w ⊙ b
                          output y, a.c
                        }
                        """).get("Two");
        assertEquals("[units]: w", params(cell));
        assertEquals("[2·units]", cell.outputs().get(1).shape().toString());
    }

    @Test
    void theModelsTypes() {
        TypedModel model = check("""
                        model M {
                          output p = Dense(flatten(b), units: 3), q = last(a.c)
                          time T = 12
                          input x[T, 2], v[5], s[T]
                          target y[3]
                          layer b = [a[T-4:], x[0:4], s[0:4]]
                          layer a = LSTM([x, v], units: 4)
                          loss mse(p, y) + w / T * mean(a)
                          param w[] ~ constant(1)
                        }
                        """).models().get(0);
        String types = model.bindings().stream()
                .map(b -> b.declaration().name() + ": " + b.value().type())
                .collect(Collectors.joining("; "));
        assertEquals("a: 12 steps of [4]; b: 4 steps of [7]; p: [3]; q: [4]", types);
        assertEquals("12 steps of []", model.inputs().get(2).type().toString());
        assertTrue(model.train().isEmpty());
    }

    @Test
    void aModelMayHaveAsManyParametersAsAnArrayHolds() {
        check("model M { input x[46340] param W[46340, 46340], b[88039] ~ zeros output y = W·x, z = b }");
    }

    @Test
    void theLibraryHasNoFindings() {
        Diagnostics diagnostics = new Diagnostics();
        LstmCompiler.check(new SourceText("test.lstm", ""), CompileOptions.DEFAULT, diagnostics);
        assertEquals("", DiagnosticRenderer.render(diagnostics.sorted()));
    }

    @Test
    void aUsersDefinitionReplacesTheLibrarysInItsFileOnly() {
        Map<String, TypedCell> cells = cells("""
                // Dense of the library comes along, since it is mentioned.
                cell Mine(units) {
                  input x
                  param W[units, x] ~ zeros
                  y = W·x
                  output y
                }
                initializer zeros = 1
                function relu(a, b) = a + b
                """);
        assertEquals("[units, x]: W", params(cells.get("Mine")));
        assertEquals("[units, x]: W; [units]: b", params(cells.get("Dense")));
    }

    @Test
    void aMistakeInOneDefinitionSaysNothingOfItsCallers() {
        Diagnostics diagnostics = new Diagnostics();
        LstmCompiler.check(new SourceText("test.lstm", """
                        cell A(units) {
                          input x
                          param W[units, x] ~ zeros
                          y = W·x + nothing
                          output y
                        }
                        cell B { input x  layer a = A(x, units: 2)  y = 2 * a  output y, a.z }
                        model M { input x[2]  layer b = B(x)  output y = Dense(b, units: b.z) }
                        """), CompileOptions.DEFAULT, diagnostics);
        long errors = diagnostics.sorted().stream()
                .map(Diagnostic::severity)
                .filter(Severity.ERROR::equals)
                .count();
        assertEquals(1, errors, DiagnosticRenderer.render(diagnostics.sorted()));
    }

    /** The state is beside a vector in a distant equation, which must not make it one. */
    @Test
    void aDeclaredStateAlongATimeIsAScalarAtEachStep() {
        TypedCell cell = cells("""
                cell Covered {
                  time  K
                  input x, memory[K]
                  state c[K], h[x]
                  param v[memory] ~ glorot
                  read = sum_steps(c[t-1] * memory)
                  c[t] = c[t-1] + softmax_steps(v·memory)
                  h[t] = h[t-1] + sum(read) * x
                  output h[t], read, total = sum_steps(sum(c[t]))
                }
                """).get("Covered");
        assertEquals(
                "c[] h[x]",
                cell.states().stream().map(s -> s.name() + s.shape()).collect(Collectors.joining(" ")));
        assertEquals(
                "h[x] read[memory] total[]",
                cell.outputs().stream().map(o -> o.name() + o.shape()).collect(Collectors.joining(" ")));
    }
}
