package io.lstmc.compiler.semantic.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPlacesTest {

    private static List<Code> check(String packageName, String model) {
        Diagnostics diagnostics = new Diagnostics();
        String text = "package " + packageName + "\nmodel " + model + " { input x[1] output y = x }\n";
        LstmCompiler.check(new SourceText("a.lstm", text), CompileOptions.DEFAULT, diagnostics);
        return diagnostics.sorted().stream().map(Diagnostic::code).toList();
    }

    /** javac refuses a package that a module of the JDK exports, whichever JDK runs this test. */
    @Test
    void everyPackageThatTheJdkExportsIsReserved() {
        List<String> exported = ModuleFinder.ofSystem().findAll().stream()
                .flatMap(module -> module.descriptor().exports().stream())
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .sorted()
                .toList();
        assertTrue(exported.contains("java.util") && exported.contains("org.w3c.dom"), exported.toString());
        for (String each : exported) {
            assertEquals(List.of(Code.RESERVED_NAME), check(each, "M"), each);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example",
                "javassist",
                "com.sunny",
                "org.w3c",
                "io.lstmc",
                "io.lstmc.runtimes",
                "io.lstmc.models"
            })
    void packagesWithOtherNamesAreFree(String name) {
        assertEquals(List.of(), check(name, "Model"));
    }

    @Test
    void aClassCannotHaveTheNameOfAPackageThatItImports() {
        assertEquals(List.of(Code.RESERVED_NAME), check("io", "lstmc"));
        assertEquals(List.of(Code.RESERVED_NAME), check("io.lstmc", "runtime"));
        assertEquals(List.of(), check("io.lstmc", "Runtime"));
    }

    @Test
    void namesOfFilesHaveALimit() {
        assertEquals(List.of(), check("p", "語".repeat(66)));
        assertEquals(List.of(Code.NAME_TOO_LONG), check("p", "語".repeat(67)));
        assertEquals(List.of(), check("語".repeat(85), "M"));
        assertEquals(List.of(Code.NAME_TOO_LONG), check("語".repeat(86), "M"));
        assertEquals(List.of(), check("p", "M".repeat(100)));
    }
}
