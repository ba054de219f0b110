package io.lstmc.compiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Optimization;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.diagnostic.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelReportTest {

    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final String MODEL = "model M { time T = 5 input x[T, 3] target y[T, 2] layer a = LSTM(x, units: 4)"
            + " layer b = LSTM(a, units: 4) output z = Dense(b, units: 2) loss mse(z, y) train { optimizer sgd(lr: 1)"
            + " epochs 1 batch 16 } }";

    private static String report(CompileOptions options) {
        return LstmCompiler.report(new SourceText("m.lstm", MODEL), options, CLASS_PATH)
                .get(0)
                .text();
    }

    private static String report(Optimization without) {
        return report(CompileOptions.DEFAULT.with(Optimizations.ALL.without(List.of(without))));
    }

    /** The two lines about a product, below the last of its equations. */
    private static String below(String text, String equation) {
        int at = text.indexOf("  " + equation + "\n");
        assertTrue(at >= 0, text);
        return String.join(
                "\n",
                text.substring(at).lines().skip(1).limit(2).map(String::strip).toList());
    }

    private static String oneSample() {
        String all = report(CompileOptions.DEFAULT);
        return all.substring(all.indexOf("\none prediction,"));
    }

    @Test
    void whatIsComputedAgainIsNotKept() {
        String gru = MODEL.replace("LSTM", "GRU");
        String text = LstmCompiler.report(new SourceText("m.lstm", gru), CompileOptions.DEFAULT, CLASS_PATH)
                .get(0)
                .text();
        assertTrue(text.contains("\ncomputed again, not kept: subtract"), text);
        Optimizations without = Optimizations.ALL.without(List.of(Optimization.RECOMPUTE));
        String keeping = LstmCompiler.report(
                        new SourceText("m.lstm", gru), CompileOptions.DEFAULT.with(without), CLASS_PATH)
                .get(0)
                .text();
        assertFalse(keeping.contains("computed again"), keeping);
    }

    @Test
    void aProductOfTheInputIsPacked() {
        assertEquals(
                "in the recurrence t, so that its results are in the cache when they are used\n"
                        + "packed, 4 results of one operand: 16 rows × 3 × 4 × 4, 5 times, 7,680 FLOP",
                below(report(CompileOptions.DEFAULT), "a.W_o·x"));
    }

    @Test
    void forOneSampleAProductOfTheInputIsHoistedToo() {
        assertEquals(
                "hoisted: for all 5 steps at once, before the recurrence t\n"
                        + "packed, 4 results of one operand: 5 rows × 3 × 4 × 4, 480 FLOP",
                below(oneSample(), "a.W_o·x"));
    }

    @Test
    void forOneSampleAProductBetweenTwoRecurrencesIsBoth() {
        assertEquals(
                "for all 5 steps at once, between the recurrences t and t1\n"
                        + "packed, 4 results of one operand: 5 rows × 4 × 4 × 4, 640 FLOP",
                below(oneSample(), "b.W_o·a"));
    }

    @Test
    void aProductOfTheStateStaysForEachStep() {
        assertEquals(
                "in the recurrence t, which computes h\n"
                        + "packed, 4 results of one operand: 16 rows × 4 × 4 × 4, 5 times, 10,240 FLOP",
                below(report(CompileOptions.DEFAULT), "a.U_o·h"));
    }

    @Test
    void aGradientIsDeferred() {
        String gradient = below(report(CompileOptions.DEFAULT), "δa.W_i = Σ δp_i[i]·x[k]");
        assertTrue(gradient.startsWith("deferred: for all 5 steps at once, behind the recurrence t"), gradient);
        assertTrue(gradient.contains("packed, 4 that share an operand: 80 rows × 4 × 3 × 4, 7,680 FLOP"), gradient);
    }

    @Test
    void aProductOfAllStepsBehindTheLastRecurrenceIsNotCalledDeferred() {
        assertEquals(
                "for all 5 steps at once, behind the recurrence t1\n80 rows × 4 × 2, 1,280 FLOP",
                below(report(CompileOptions.DEFAULT), "z.W·b"));
    }

    @Test
    void theTotalDoesNotDependOnThePlaces() {
        String total = total(report(CompileOptions.DEFAULT));
        // Three passes of 4 (k + 4) 4 products a step and sample, without the adjoint of x; and the dense layer.
        long first = 2 * (3 + 4) * 16 + (4) * 16;
        long second = 3 * (4 + 4) * 16;
        long flops = 2L * 16 * 5 * (first + second + 3 * 4 * 2);
        assertEquals(ProductFact.number(flops), total);
        for (Optimization optimization :
                List.of(Optimization.PACK, Optimization.HOIST, Optimization.DEFER, Optimization.GATHER)) {
            assertEquals(total, total(report(optimization)), optimization.label());
        }
    }

    private static String total(String text) {
        String line = text.lines()
                .filter(l -> l.startsWith("all products for 16 samples"))
                .findFirst()
                .orElseThrow();
        return line.replaceAll(".*: (.*) FLOP", "$1");
    }

    @Test
    void whatIsLeftOutIsNotReported() {
        assertTrue(!report(Optimization.PACK).contains("packed"));
        assertTrue(!report(Optimization.SHARE_ARRAYS).contains("in the array of"));
        assertTrue(report(CompileOptions.DEFAULT).contains("in the array of"));
        String inside = below(report(Optimization.HOIST), "a.W_o·x");
        assertTrue(
                inside.startsWith("in the recurrence t, so that its results are in the cache when they are used\n"),
                inside);
    }

    @Test
    void withoutTheRuntimeSizesOfMethodsAreUnknown() {
        String text = LstmCompiler.report(new SourceText("m.lstm", MODEL), CompileOptions.DEFAULT, "nowhere")
                .get(0)
                .text();
        assertTrue(text.contains("\nmethods: sizes unknown, for javac says: package io.lstmc.runtime"), text);
    }
}
