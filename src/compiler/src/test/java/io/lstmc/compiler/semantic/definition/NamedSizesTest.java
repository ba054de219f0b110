package io.lstmc.compiler.semantic.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.lower.Network;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers that have a name and are sizes. */
class NamedSizesTest {

    private static Network network(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Network network = LstmCompiler.lower(
                        new SourceText("m.lstm", text), "M", CompileOptions.DEFAULT, diagnostics, (s, g) -> {})
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())));
        assertEquals(List.of(), diagnostics.sorted());
        return network;
    }

    /** The time, what depends on it, and sizes of all that is declared, each written before what it needs. */
    @Test
    void standAnywhereInAModel() {
        Network network = network("""
                function twice(x) = 2 * x
                cell C(units) {
                  input  x
                  wide   = 2 * units + size
                  size   = 3
                  state  h[wide]
                  param  W[wide, x] ~ glorot
                  h[t]   = 0.5 * h[t-1] + W·x
                  output h[t]
                }
                model M {
                  input  x[T, V], v[rest, half]
                  target y[late]
                  param  E[V, half] ~ glorot
                  late   = T - 2
                  time   T = N
                  half   = twice(V) / 4
                  layer  a = C(x[:late], units: V)
                  output p = a, q = E·v[0], s = size(a) + late
                  rest   = where(V > 3, 5, 1)
                  N      = 2 ^ 3
                  V      = 4
                  loss   mean(last(a)[:late] - y)
                }
                """);
        assertEquals(
                Map.of(
                        "x",
                        new TensorType(new TensorType.Time("T", 8), true, List.of(), List.of(4)),
                        "v",
                        TensorType.perSample(5, 2)),
                network.inputs());
        assertEquals(Map.of("y", TensorType.perSample(6)), network.targets());
        assertEquals(
                new TensorType(new TensorType.Time("T", 6), true, List.of(), List.of(11)),
                network.outputs().get("p"));
        assertEquals(TensorType.perSample(4), network.outputs().get("q"));
        assertEquals(TensorType.shared(4, 2), network.parameters().get(0).type());
        assertEquals(TensorType.shared(11, 4), network.parameters().get(1).type());
    }

    /** What was no size before goes on to be what it was. */
    @Test
    void otherConstantsStayEquations() {
        Network network = network(
                "model M { input x[3] rate = 0.5 many = 4 output y = x * rate + many z = 2 * π output s = z * x[0] }");
        assertEquals(List.of("y", "s"), List.copyOf(network.outputs().keySet()));
    }
}
