package io.lstmc.compiler.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.lower.Network;
import io.lstmc.compiler.typed.TrainOverlay;
import io.lstmc.compiler.typed.TrainSettings;
import io.lstmc.compiler.typed.TrainSettings.Clip;
import io.lstmc.compiler.typed.TrainSettings.ClipKind;
import io.lstmc.compiler.typed.TypedFile;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class YamlOverlayTest {

    private static final String MODEL = """
            model %s {
              input x[2]
              target y[2]
              param w[2] ~ zeros
              output p = w * x
              loss mse(p, y)
              train { optimizer sgd(lr: 0.1)  epochs 5  batch 4  clip value 1 }
            }
            """;

    private static TrainSettings settings(String yaml, int model) {
        Diagnostics diagnostics = new Diagnostics();
        CompileOptions options = CompileOptions.DEFAULT.withOverlay(new SourceText("train.yaml", yaml));
        SourceText source = new SourceText("m.lstm", MODEL.formatted("M") + MODEL.formatted("N"));
        return LstmCompiler.check(source, options, diagnostics)
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())))
                .models()
                .get(model)
                .train()
                .orElseThrow();
    }

    /** Settings of all models mean those that have something to train. */
    @Test
    void aModelWithoutParametersIsLeftOut() {
        Diagnostics diagnostics = new Diagnostics();
        SourceText yaml = new SourceText("train.yaml", "train: {optimizer: {sgd: {lr: 0.1}}}");
        String fixed = "model Fixed { input x[2] target y[2] output p = x loss mse(p, y) }";
        TypedFile file = LstmCompiler.check(
                        new SourceText("m.lstm", MODEL.formatted("M") + fixed),
                        CompileOptions.DEFAULT.withOverlay(yaml),
                        diagnostics)
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())));
        assertTrue(file.models().get(0).train().isPresent());
        assertTrue(file.models().get(1).train().isEmpty());
    }

    @Test
    void replacesSettingsAndLeavesTheOthers() {
        String yaml = """
                # an experiment
                train:
                  epochs: 10
                  clip: {norm: 1e-1}
                  optimizer: {adam: {lr: 0.01}}
                  schedule:
                    cosine:
                      warmup: 5
                N: {stop: {patience: 3}, epochs: 7, validation: .25, optimizer: {momentum: {lr: 1}}}
                """;
        TrainSettings m = settings(yaml, 0);
        assertEquals(10, m.epochs());
        assertEquals(4, m.batch());
        assertEquals(Optional.of(new Clip(ClipKind.NORM, 0.1)), m.clip());
        assertEquals("adam", m.optimizer().definition().definition().name().text());
        assertEquals(0.01, m.optimizer().options().get("lr"));
        assertEquals(
                Map.of("warmup", 5.0, "floor", 0.0), m.schedule().orElseThrow().options());
        TrainSettings n = settings(yaml, 1);
        assertEquals(7, n.epochs());
        assertEquals(OptionalInt.of(3), n.patience());
        assertEquals(0.25, n.validation());
        assertEquals(Map.of("lr", 1.0, "beta", 0.9), n.optimizer().options());
    }

    @Test
    void paramsHaveOptionsAndAreFrozen() {
        String yaml = """
                train:
                  optimizer: {momentum: {lr: 0.5}}
                  frozen: [w]
                  except:
                    "*": {lr: 0.25, beta: 0.1}
                    w: {beta: 0}
                N: {frozen: [b], optimizer: {sgd: {lr: 2}}}
                """;
        String text = MODEL.replace("~ zeros", "~ zeros param b[], c[] ~ zeros")
                .replace("w * x", "w * x + b + c")
                .replace("epochs 5", "epochs 5 except [w] (lr: 3) frozen [w]");
        Diagnostics diagnostics = new Diagnostics();
        TypedFile file = LstmCompiler.check(
                        new SourceText("m.lstm", text.formatted("M") + text.formatted("N")),
                        CompileOptions.DEFAULT.withOverlay(new SourceText("train.yaml", yaml)),
                        diagnostics)
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())));
        TrainSettings m = file.models().get(0).train().orElseThrow();
        assertTrue(m.isFrozen("w"));
        assertFalse(m.isFrozen("c"));
        assertEquals(Map.of("lr", 0.5, "beta", 0.0), m.options("w"));
        assertEquals(Map.of("lr", 0.25, "beta", 0.1), m.options("c"));
        TrainSettings n = file.models().get(1).train().orElseThrow();
        assertTrue(n.isFrozen("b"));
        assertFalse(n.isFrozen("w"));
        // Another optimizer has other options, so the exceptions to that of the file are gone.
        assertEquals(Map.of("lr", 2.0), n.options("w"));
    }

    private static String documented(String model, String yaml) {
        CompileOptions options = CompileOptions.DEFAULT.withOverlay(new SourceText("train.yaml", yaml));
        Network network = LstmCompiler.lower(
                        new SourceText("m.lstm", model), "M", options, new Diagnostics(), (stage, graph) -> {})
                .orElseThrow();
        return String.join("\n", network.equations()) + "\n";
    }

    @Test
    void theClassShowsTheSettingsItHas() {
        String model = MODEL.formatted("M");
        assertEquals(model, documented(model, ""));
        String written = "train { optimizer sgd(lr: 0.1)  epochs 5  batch 4  clip value 1 }";
        assertEquals(
                model.replace(written, """
                        train {
                            optimizer adam(lr: 0.01)
                            epochs 7
                            batch 4
                            clip norm 2.5
                            seed 3
                          }"""),
                documented(model, "train: {epochs: 7, seed: 3, clip: {norm: 2.5}, optimizer: {adam: {lr: 0.01}}}"));
        assertEquals(
                model.replace("  " + written, "\n  train {\n    optimizer sgd(lr: 1)\n  }"),
                documented(model.replace(written, ""), "M: {optimizer: {sgd: {lr: 1}}}"));
    }

    @Test
    void anEmptyTextSaysNothing() {
        assertEquals(5, settings("", 0).epochs());
        assertEquals(5, settings("# only a comment\n", 0).epochs());
    }

    @Test
    void placesCountCharactersOutsideTheBasicPlane() {
        Diagnostics diagnostics = new Diagnostics();
        TrainOverlay overlay =
                YamlOverlay.read(new SourceText("t.yaml", "# 𝛼𝛽𝛾\ntrain: {epochs: 3}\n"), diagnostics);
        assertFalse(diagnostics.hasErrors());
        assertEquals("epochs", overlay.all().get(0).key().span().text());
        assertEquals("3", overlay.all().get(0).value().span().text());
    }

    @Test
    void aLargeTextIsRefused() {
        Diagnostics diagnostics = new Diagnostics();
        String text = "train: {epochs: 3}\n" + "#".repeat(YamlOverlay.CHARACTERS);
        YamlOverlay.read(new SourceText("t.yaml", text), diagnostics);
        assertEquals(Code.YAML_TOO_LARGE, diagnostics.sorted().get(0).code());
    }

    @Test
    void changedTextsGiveSettingsOrMessages() {
        String text = "train:\n  epochs: 10\n  clip: {norm: 1.0}\nM: {optimizer: {adam: {lr: 0.01}}}\n";
        String signs = "{}[]:,-*&!|>'\"%@`#?\n\t 0a\u0000\ud800~";
        Random random = new Random(7);
        int refused = 0;
        for (int round = 0; round < 3_000; round++) {
            StringBuilder changed = new StringBuilder(text);
            for (int n = random.nextInt(4); n >= 0; n--) {
                changed.setCharAt(random.nextInt(changed.length()), signs.charAt(random.nextInt(signs.length())));
            }
            Diagnostics diagnostics = new Diagnostics();
            YamlOverlay.read(new SourceText("t.yaml", changed.toString()), diagnostics);
            DiagnosticRenderer.render(diagnostics.sorted());
            refused += diagnostics.hasErrors() ? 1 : 0;
        }
        assertTrue(refused > 100 && refused < 3_000, refused + " refused");
    }
}
