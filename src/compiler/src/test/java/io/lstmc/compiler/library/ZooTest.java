package io.lstmc.compiler.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.ModelAgreement;
import io.lstmc.compiler.agreement.RandomModelRun;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of {@code models/cells} in a model: derivatives, and the class against the interpreter. */
class ZooTest {

    /** A cell and two models of different sizes that run it in both directions along steps of which samples have a part. */
    record Row(String cell, String inputs, String call, String loss, String time) {

        /** A cell of {@code units} over vectors of {@code width} numbers. */
        Row(String cell) {
            this(cell, "");
        }

        Row(String cell, String options) {
            this(cell, "x[T, W]", cell + "(x, units: N" + options + ")");
        }

        Row(String cell, String inputs, String call) {
            this(cell, inputs, call, "mean(tanh(a)) - mean(b^2)", "time T <= 4");
        }

        private String text(int width, int units) {
            String backwards = call.replaceAll("\\b(x|m|d|dt|tags)\\b(?!:)", "reverse($1)");
            return Zoo.textOf(cell) + "model M { W = " + width + " N = " + units + " " + time + " input " + inputs
                    + " target y[T] layer a = " + call + " layer b = " + backwards
                    + " output p = a, q = b loss (" + loss + " - y)^2 }";
        }

        List<String> texts() {
            return List.of(text(3, 2), text(2, 4));
        }

        @Override
        public String toString() {
            return cell;
        }
    }

    /** Cells that take their input without a matrix: it has as many elements as their state. */
    private static Row square(String cell) {
        return new Row(cell, "x[T, N]", cell + "(x, units: N)");
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>(Stream.of(
                        "VanillaLSTM",
                        "NIG",
                        "NFG",
                        "NOG",
                        "NIAF",
                        "NOAF",
                        "NP",
                        "CIFG",
                        "FGR",
                        "LayerNormalisedLSTM",
                        "MGU",
                        "MUT3",
                        "ONLSTM",
                        "IndRNN",
                        "QRNN",
                        "minGRU",
                        "minLSTM",
                        "JANET",
                        "NestedLSTM",
                        "sLSTM",
                        "mLSTM")
                .map(Row::new)
                .toList());
        rows.addAll(List.of(
                square("MUT1"),
                square("MUT2"),
                square("SRU"),
                square("RWKVTimeMixing"),
                new Row("RWKVChannelMixing", ", inner: 5"),
                new Row("MemoryBlock", "x[T, W]", "MemoryBlock(x, size: N)"),
                new Row("LSTM1997", "x[T, W]", "LSTM1997(x, size: N)"),
                new Row("LSTMP", ", recurrent: 3, other: 2"),
                new Row("GRUD", "x[T, W], m[T, W], d[T, W], mean[W]", "GRUD(x, m, d, mean, units: N)"),
                new Row("CTLSTM", "x[T, W], dt[T]", "CTLSTM(x, dt, units: N)"),
                new Row("DeltaRule", ", keys: 3"),
                new Row("LinearAttention", ", keys: 3"),
                new Row("ClockworkRNN", ", modules: 2"),
                new Row("PhasedLSTM", "x[T, W], dt[T]", "PhasedLSTM(x, dt, units: N, r_on: 0.4)"),
                new Row(
                        "AttentionDecoder",
                        "x[T, W], h[S, 2]",
                        "AttentionDecoder(x, h, units: N, aligned: 3)",
                        "mean(a) - mean(b^2) + max_steps(a.α, S)",
                        "time T <= 4 time S <= 3"),
                new Row(
                        "CTC",
                        "x[T, W], labels[S] : token(W)",
                        "CTC(log_softmax(x), labels)",
                        "last(a) + last(b)",
                        "time T = 5 time S <= 3"),
                new Row("ChainCRF", "x[T, N], tags[T] : token(N)", "ChainCRF(x, tags, tags: N)")));
        return rows;
    }

    @Test
    void everyCellHasARow() {
        Set<String> cells = new TreeSet<>();
        Zoo.files().forEach(f -> Zoo.cells(f).forEach(c -> cells.add(c.name().text())));
        Set<String> tested = new TreeSet<>(rows().stream().map(Row::cell).toList());
        tested.add("LIF");
        assertEquals(cells, tested);
    }

    @Test
    void everyFileCompilesAloneAndNoNameIsThereTwice() {
        Set<String> names = new HashSet<>();
        for (SourceFile file : Zoo.files()) {
            CompileResult result = LstmCompiler.compile(file.source(), CompileOptions.DEFAULT);
            assertEquals(List.of(), result.diagnostics(), DiagnosticRenderer.render(result.diagnostics()));
            assertEquals(
                    List.of(), result.files(), "a model in " + file.source().name());
            for (Definition definition : file.definitions()) {
                assertTrue(
                        names.add(definition.name().text()), definition.name().text());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void derivativesAndClassesAgree(Row row) {
        row.texts().forEach(ModelAgreement::assertAgrees);
    }

    /** Of a surrogate gradient differences know nothing. */
    @Test
    void spikingClassesAgreeWithTheInterpreter() {
        for (String text : new Row("LIF").texts()) {
            RandomModelRun run = new RandomModelRun(ModelAgreement.network(text), 3, 8);
            CompileOptions options = CompileOptions.DEFAULT.with(Precision.DOUBLE);
            ModelAgreement.assertClose(
                    1e-9, ModelAgreement.interpret(run), run.train(ModelAgreement.compiled(text, options)));
        }
    }
}
