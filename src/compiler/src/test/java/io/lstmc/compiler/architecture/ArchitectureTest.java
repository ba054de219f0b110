package io.lstmc.compiler.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.LstmCompiler;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;

/** The rooms of the compiler and the arrows between them, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = "io.lstmc.compiler", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.lstmc.compiler.";

    @ArchTest
    static final ArchRule ARROWS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("diagnostic")
            .definedBy(ROOT + "diagnostic")
            .layer("syntax")
            .definedBy(ROOT + "syntax")
            .layer("tree")
            .definedBy(ROOT + "tree")
            .layer("typed")
            .definedBy(ROOT + "typed")
            .layer("semantic.scope")
            .definedBy(ROOT + "semantic.scope")
            .layer("semantic.expression")
            .definedBy(ROOT + "semantic.expression")
            .layer("semantic.warning")
            .definedBy(ROOT + "semantic.warning")
            .layer("semantic.training")
            .definedBy(ROOT + "semantic.training")
            .layer("semantic.definition")
            .definedBy(ROOT + "semantic.definition")
            .layer("semantic")
            .definedBy(ROOT + "semantic")
            .layer("config")
            .definedBy(ROOT + "config")
            .layer("ir")
            .definedBy(ROOT + "ir")
            .layer("autodiff")
            .definedBy(ROOT + "autodiff")
            .layer("pass")
            .definedBy(ROOT + "pass")
            .layer("lower")
            .definedBy(ROOT + "lower")
            .layer("program")
            .definedBy(ROOT + "program")
            .layer("rewrite")
            .definedBy(ROOT + "rewrite")
            .layer("schedule")
            .definedBy(ROOT + "schedule")
            .layer("plan")
            .definedBy(ROOT + "plan")
            .layer("codegen.text")
            .definedBy(ROOT + "codegen.text")
            .layer("codegen.method")
            .definedBy(ROOT + "codegen.method")
            .layer("codegen")
            .definedBy(ROOT + "codegen")
            .layer("report")
            .definedBy(ROOT + "report")
            .layer("ascii")
            .definedBy(ROOT + "ascii")
            .layer("interval")
            .definedBy(ROOT + "interval")
            .whereLayer("ascii")
            .mayNotAccessAnyLayer()
            .whereLayer("diagnostic")
            .mayNotAccessAnyLayer()
            .whereLayer("interval")
            .mayNotAccessAnyLayer()
            .whereLayer("tree")
            .mayOnlyAccessLayers("interval", "diagnostic")
            .whereLayer("syntax")
            .mayOnlyAccessLayers("tree", "interval", "diagnostic")
            .whereLayer("typed")
            .mayOnlyAccessLayers("tree", "diagnostic")
            .whereLayer("semantic.scope")
            .mayOnlyAccessLayers("typed", "tree", "interval", "diagnostic")
            .whereLayer("semantic.expression")
            .mayOnlyAccessLayers("semantic.scope", "typed", "tree", "interval", "diagnostic")
            .whereLayer("semantic.warning")
            .mayOnlyAccessLayers("semantic.expression", "semantic.scope", "typed", "tree", "interval", "diagnostic")
            .whereLayer("semantic.training")
            .mayOnlyAccessLayers("semantic.expression", "semantic.scope", "typed", "tree", "interval", "diagnostic")
            .whereLayer("semantic.definition")
            .mayOnlyAccessLayers(
                    "semantic.training",
                    "semantic.warning",
                    "semantic.expression",
                    "semantic.scope",
                    "typed",
                    "tree",
                    "interval",
                    "diagnostic")
            .whereLayer("semantic")
            .mayOnlyAccessLayers(
                    "semantic.definition", "semantic.expression", "semantic.scope", "typed", "tree", "diagnostic")
            .whereLayer("config")
            .mayOnlyAccessLayers("typed", "tree", "diagnostic")
            .whereLayer("ir")
            .mayNotAccessAnyLayer()
            .whereLayer("autodiff")
            .mayOnlyAccessLayers("ir")
            .whereLayer("pass")
            .mayOnlyAccessLayers("autodiff", "ir")
            .whereLayer("lower")
            .mayOnlyAccessLayers("typed", "diagnostic", "pass", "ir")
            .whereLayer("program")
            .mayOnlyAccessLayers("ir")
            .whereLayer("rewrite")
            .mayOnlyAccessLayers("program")
            .whereLayer("schedule")
            .mayOnlyAccessLayers("rewrite", "program", "ir")
            .whereLayer("plan")
            .mayOnlyAccessLayers("lower", "schedule", "program", "ir")
            .whereLayer("codegen.text")
            .mayNotAccessAnyLayer()
            .whereLayer("codegen.method")
            .mayOnlyAccessLayers("codegen.text", "plan", "program", "ir")
            .whereLayer("codegen")
            .mayOnlyAccessLayers("codegen.method", "codegen.text", "plan", "program", "ir")
            .whereLayer("report")
            .mayOnlyAccessLayers("plan", "program");

    /** The rooms share the choices of the caller with the driver, not the driver itself. */
    @ArchTest
    static final ArchRule DRIVER = noClasses()
            .that()
            .resideInAPackage(ROOT + "*..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(LstmCompiler.class, CompileResult.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName(ROOT + "Library");

    @ArchTest
    static final ArchRule PARSER = only("org.antlr..", "io.lstmc.grammar..").in("syntax");

    @ArchTest
    static final ArchRule YAML = only("com.fasterxml.jackson..").in("config", "ir");

    @ArchTest
    static final ArchRule JAVA_TEXT = only("com.palantir.javapoet..").in("codegen..");

    @ArchTest
    static final ArchRule JAVA_COMPILER = only("javax.tools..").in("report");

    /** What is known of a count, an index or an array is asked before it becomes text, not read from the text. */
    @ArchTest
    static final ArchRule JAVA_TEXT_IS_NO_DATA = noClasses()
            .that()
            .resideInAPackage(ROOT + "codegen..")
            .should()
            .callMethod(Integer.class, "parseInt", String.class)
            .orShould()
            .callMethod(String.class, "matches", String.class)
            .orShould()
            .callMethod(Character.class, "isJavaIdentifierPart", char.class);

    /** Generated code links to the runtime; the compiler, which writes it, must not. */
    @ArchTest
    static final ArchRule RUNTIME = only("io.lstmc.runtime..").in();

    /** Text in, text out. */
    @ArchTest
    static final ArchRule PURE = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Files.class, File.class, Thread.class)
            .orShould()
            .dependOnClassesThat(resideInAPackage("java.net..").and(not(type(URI.class))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule SILENT = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    private static Only only(String... libraries) {
        return new Only(libraries);
    }

    private record Only(String... libraries) {
        ArchRule in(String... rooms) {
            String[] packages = Arrays.stream(rooms).map(r -> ROOT + r).toArray(String[]::new);
            return noClasses()
                    .that()
                    .resideOutsideOfPackages(packages)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(libraries);
        }
    }
}
