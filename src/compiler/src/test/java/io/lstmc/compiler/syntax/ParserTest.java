package io.lstmc.compiler.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.SourceFile;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.tree.SyntaxPrinter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the tree holds besides expressions, and what is left of a file with mistakes. */
class ParserTest {

    @Test
    void lineEndsAndMarksMeanNothing() {
        String text = "package a.b\ncell C(units) {\n  input x\n  y = x + 1\n  output y\n}\n";
        String tree = Trees.plain(Trees.parse(text));
        assertEquals(tree, Trees.plain(Trees.parse(text.replace('\n', ' '))));
        assertEquals(tree, Trees.plain(Trees.parse(text.replace("\n", "\r\n"))));
        assertEquals(tree, Trees.plain(Trees.parse("\uFEFF" + text.replace("  ", "\t"))));
        assertEquals(tree, Trees.plain(Trees.parse(text.replaceAll("(?<=[^.])\\b", "\n"))));
    }

    @Test
    void outputsAndParametersMayBeginALine() {
        String text = "cell C(a,\n b\n = 2) { output\n y = a,\n z = b\n w = 1 }";
        Definition.Cell cell = Trees.definition(Definition.Cell.class, text);
        assertEquals(List.of("output y = a, z = b", "w = 1"), print(cell.body()));
    }

    @Test
    void reservedWordsMayBePartsOfAPackage() {
        SourceFile file = Trees.parse("package com.model.input\nmodel M { }");
        assertEquals("com.model.input", file.packageName().orElseThrow().text());
        assertEquals(1, file.definitions().size());
    }

    @Test
    void onlyTheCommentRightBeforeIsTheDocumentation() {
        String text = """
                /// Of the file.

                // Not this.
                /// First.
                ///   Second.
                //// No.
                cell A { /// inside
                }
                cell B { }
                """;
        List<Definition> definitions = Trees.parse(text).definitions();
        assertEquals(Optional.of("First.\n  Second."), definitions.get(0).documentation());
        assertEquals(Optional.empty(), definitions.get(1).documentation());
    }

    @Test
    void spansCoverWhatTheyName() {
        Expression.Binary sum = (Expression.Binary) Trees.expression("(𝐖 · x)^2 + f( a )[1]");
        assertEquals("(𝐖 · x)^2 + f( a )[1]", sum.span().text());
        assertEquals("(𝐖 · x)^2", sum.left().span().text());
        assertEquals("f( a )[1]", sum.right().span().text());
        assertEquals("𝐖 · x", ((Expression.Binary) sum.left()).left().span().text());
    }

    @Test
    void wordsOfTheTrainBlockAreNamesElsewhere() {
        Definition.Model model = Trees.definition(
                Definition.Model.class, "model M { epochs = batch + seed  train { epochs 3 batch 4 clip norm -1 } }");
        assertEquals(
                List.of("epochs = batch + seed", "train {\n  epochs 3\n  batch 4\n  clip norm -1\n}"),
                print(model.body()));
    }

    @Test
    void aMistakeCostsItsStatementAlone() {
        SourceFile file = broken("""
                cell A(units, = 3) {
                  input x[3, ], y
                  state h[units] ~
                  param W ~ 3
                  layer a = (g
                  f = W·
                  g = f
                  h[t] = f · $ g
                  output g, (
                }
                cell {
                  input x
                }
                function f(x) = x +
                cell B { input x }
                """);
        assertEquals(
                List.of("A", "f", "B"),
                file.definitions().stream().map(d -> d.name().text()).toList());
        Definition.Cell cell = (Definition.Cell) file.definitions().get(0);
        assertEquals(
                List.of(
                        "input x[3, ?]",
                        "state h[units] ~ ?",
                        "param W ~ ?",
                        "layer a = ?",
                        "f = ?",
                        "g = f",
                        "h[t] = ?",
                        "output g, ?"),
                print(cell.body()));
        Definition.Function function = (Definition.Function) file.definitions().get(1);
        assertInstanceOf(Expression.Invalid.class, function.value());
    }

    @Test
    void missingBracesEndWhereTheNextDefinitionBegins() {
        SourceFile file = broken("cell A {\n  input x\n\ncell B\n  input x\n}\nmodel M {\n  train {\n    seed 3\n");
        assertEquals(
                List.of("A", "B", "M"),
                file.definitions().stream().map(d -> d.name().text()).toList());
        assertEquals(
                List.of("input x"), print(((Definition.Cell) file.definitions().get(1)).body()));
    }

    private static List<String> print(List<Statement> statements) {
        return statements.stream().map(SyntaxPrinter::print).toList();
    }

    private static SourceFile broken(String text) {
        Diagnostics diagnostics = new Diagnostics();
        SourceFile file = Parser.parse(new SourceText("test.lstm", text), diagnostics);
        assertTrue(diagnostics.hasErrors());
        assertFalse(file.definitions().isEmpty());
        return file;
    }
}
