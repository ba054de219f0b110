package io.lstmc.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a model looks like as it is written and as it is scheduled.
 *
 * <p>With {@code -Dlstm.update} the expected texts are written anew.
 */
class GraphPrinterTest {

    private static final String MODEL = """
            cell Leaky(units, keep = 0.5) {
              input x
              state h[units]
              param W, U ~ glorot
              s    = tanh(W·x + U·h[t-1])
              h[t] = keep * h[t-1] + (1 - keep) * s
              output h[t]
            }
            model M {
              time   T = 5
              input  x[T, 2]
              target y[3]
              layer  a = Leaky(x, units: 3)
              layer  b = Leaky(a, units: 3)
              output z = last(b)
              loss   sum((z - y)^2)
            }
            """;

    /** The graph after the last stage of each name. */
    private static Map<String, Graph> stages() {
        Map<String, Graph> stages = new HashMap<>();
        LstmCompiler.lower(new SourceText("m.lstm", MODEL), "M", CompileOptions.DEFAULT, new Diagnostics(), stages::put)
                .orElseThrow();
        return stages;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lower", "prune"})
    void afterStage(String stage) throws IOException {
        String actual = GraphPrinter.print(stages().get(stage));
        Path golden = Path.of("src/test/resources/graph/leaky." + stage + ".yaml");
        if (System.getProperty("lstm.update") != null) {
            Files.writeString(golden, actual);
        }
        assertEquals(Files.readString(golden), actual);
    }
}
