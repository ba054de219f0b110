package io.lstmc.compiler.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.lower.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings without a value, whose words are names elsewhere. */
class SwitchesTest {

    /** Everything that can be called like the setting. */
    private static final String TEXT = """
            optimizer carry(lr = 0.1, carry = 0.5) {
              input g
              state θ, v ~ zeros
              v[k] = carry * v[k-1] + g
              θ[k] = θ[k-1] - lr * v[k]
            }
            function falling(epoch, epochs, carry = 1) = carry
            model M {
              time   T = 3
              input  x[T, 2]
              target y[T, 2]
              layer  carry = GRU(x, units: 2)
              output p = carry
              loss   mse(p, y)
              train { %s }
            }
            """;

    private static Network.Settings settings(String train, CompileOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        return LstmCompiler.lower(
                        new SourceText("m.lstm", TEXT.formatted(train)), "M", options, diagnostics, (s, g) -> {})
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())))
                .settings()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    optimizer carry()                                                     | false
                    optimizer carry(carry: 0.1)                                           | false
                    optimizer carry() carry                                               | true
                    carry optimizer carry()                                               | true
                    carry epochs 7 optimizer carry()                                      | true
                    carry false optimizer carry()                                         | false
                    optimizer carry() carry true stop patience 3                          | true
                    optimizer carry(carry: 0.2) except [carry.U_*] (carry: 0) frozen [carry.b_*] | false
                    optimizer carry() frozen [carry.b_*] carry schedule falling(carry: 2) | true
                    clip norm 1.0 carry batch 3 optimizer carry()                         | true
                    """)
    void itIsASettingWhereOneCanBegin(String train, boolean carries) {
        Network.Settings settings = settings(train, CompileOptions.DEFAULT);
        assertEquals(carries, settings.carry());
        assertEquals(train.contains("epochs 7") ? 7 : 100, settings.epochs());
    }

    @Test
    void settingsOutsideReplaceIt() {
        String yaml = "train: {carry: %s, epochs: 5}";
        for (String carry : new String[] {"true", "false"}) {
            CompileOptions options =
                    CompileOptions.DEFAULT.withOverlay(new SourceText("m.yaml", yaml.formatted(carry)));
            assertEquals(
                    carry.equals("true"),
                    settings("optimizer carry() carry", options).carry());
            assertEquals(
                    carry.equals("true"), settings("optimizer carry()", options).carry());
        }
    }
}
