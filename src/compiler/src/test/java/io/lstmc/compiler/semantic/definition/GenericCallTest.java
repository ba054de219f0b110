package io.lstmc.compiler.semantic.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.syntax.Parser;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.SourceFile;
import io.lstmc.compiler.typed.Definitions;
import io.lstmc.compiler.typed.TrainOverlay;
import io.lstmc.compiler.typed.VisibleFiles;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call of a generic definition that calls no instance is refused, even where no rule says why. */
class GenericCallTest {

    private static final String TEXT = """
        cell Both(function f) {
          input x
          y = f(x) + x
          output y
        }
        model M {
          input x[3]
          output p = Both(x, f: tanh)
        }
        """;

    private static List<Code> check(String text) {
        Diagnostics diagnostics = new Diagnostics();
        SourceFile file = Parser.parse(new SourceText("m.lstm", text), diagnostics);
        VisibleFiles program = VisibleFiles.of(file, List.of());
        // Without instances, as if the call had been overlooked.
        FileContext context = new FileContext(program, new Definitions(program), Precision.FLOAT, diagnostics);
        file.definitions().stream()
                .filter(Definition.Model.class::isInstance)
                .map(Definition.Model.class::cast)
                .forEach(model -> new ModelChecker(context, model, TrainOverlay.NONE).check());
        context.checkUntold();
        return diagnostics.sorted().stream().map(Diagnostic::code).toList();
    }

    @Test
    void aCallThatWasOverlookedIsAnError() {
        assertEquals(List.of(Code.NOT_A_DEFINITION), check(TEXT));
    }

    @Test
    void aMistakeInTheCallIsReportedAlone() {
        assertEquals(List.of(Code.MISSING_OPTION), check(TEXT.replace(", f: tanh", "")));
    }
}
