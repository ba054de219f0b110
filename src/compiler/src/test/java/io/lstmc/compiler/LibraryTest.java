package io.lstmc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.library.LibraryReferences;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.typed.TypedFile;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file brings those definitions of the library along that it can need, and all of them are sound. */
class LibraryTest {

    private static final Set<String> ALL = Library.files().stream()
            .flatMap(file -> file.definitions().stream())
            .map(definition -> definition.name().text())
            .collect(Collectors.toCollection(TreeSet::new));

    private static Set<String> brought(String text) {
        Diagnostics diagnostics = new Diagnostics();
        TypedFile file = LstmCompiler.check(new SourceText("test.lstm", text), CompileOptions.DEFAULT, diagnostics)
                .orElseThrow(() -> new AssertionError(DiagnosticRenderer.render(diagnostics.sorted())));
        assertEquals("", DiagnosticRenderer.render(diagnostics.sorted()));
        return Stream.of(
                        file.typed().cells(),
                        file.typed().functions(),
                        file.typed().initializers(),
                        file.typed().optimizers())
                .flatMap(typed -> typed.keySet().stream())
                .map(Definition::name)
                .map(name -> name.text())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyDefinitionIsSound() {
        assertEquals(ALL, brought("// " + String.join(" ", ALL)));
    }

    @Test
    void theValuesOfEveryFunctionAreTested() {
        Set<String> functions = Library.files().stream()
                .flatMap(file -> file.definitions().stream())
                .filter(Definition.Function.class::isInstance)
                .map(definition -> definition.name().text())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(functions, LibraryReferences.names());
    }

    @Test
    void whatAFileDoesNotMentionIsLeftOut() {
        assertEquals(Set.of(), brought(""));
        Set<String> some = brought("function f(x) = clamp(x, 0, 1)");
        assertTrue(some.containsAll(Set.of("clamp", "maximum", "minimum")), some::toString);
        assertFalse(some.contains("GRU"), some::toString);
    }
}
