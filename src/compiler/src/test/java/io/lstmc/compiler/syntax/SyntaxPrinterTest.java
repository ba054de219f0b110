package io.lstmc.compiler.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.BinaryOperator;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Expression.Argument;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Notation;
import io.lstmc.compiler.tree.SourceFile;
import io.lstmc.compiler.tree.SyntaxPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SyntaxPrinterTest {

    private static final Span NOWHERE = new Span(new SourceText("", ""), 0, 0);

    static List<Path> files() {
        return Trees.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void filesComeBack(Path path) throws IOException {
        SourceFile file = Trees.parse(Files.readString(path));
        assertFalse(file.definitions().isEmpty());
        for (Notation notation : Notation.values()) {
            String text = SyntaxPrinter.print(file, notation);
            assertEquals(Trees.plain(file), Trees.plain(Trees.parse(text)), text);
        }
    }

    @ParameterizedTest
    @EnumSource(Notation.class)
    void randomExpressionsComeBack(Notation notation) {
        Random random = new Random(17);
        for (int i = 0; i < 2_000; i++) {
            Expression expression = random(random, 6);
            String text = SyntaxPrinter.print(expression, notation);
            assertEquals(Trees.plain((Record) expression), Trees.plain((Record) Trees.expression(text)), text);
        }
    }

    @Test
    void parenthesesStandOnlyWhereTheyAreNeeded() {
        for (String text : List.of(
                "(a + b)·c",
                "a - (b - c)",
                "a - b - c",
                "(2^3)^2",
                "2^3^2",
                "(-2)^2",
                "-2^2",
                "2^-1",
                "(a > b) > c",
                "W·(r ⊙ h[t-1])",
                "-(a + b)",
                "-a·b",
                "W·a ⊗ V·b",
                "a ⊙ b ⊗ c ⊗ d",
                "(a + b) ⊗ (b ⊗ c)",
                "(a ⊗ b)·c",
                "(a ⊗ b)[0]",
                "[a, b][0]",
                "(a + b)[1:]",
                "1e-8 ⊙ 1e300",
                "σ(a)")) {
            assertEquals(text, SyntaxPrinter.print(Trees.expression(text)));
        }
    }

    @Test
    void statementsAndDefinitionsAreWrittenAsInTheDocuments() {
        String text = """
                package a.b.model

                /// Adds.
                ///
                /// Twice.
                cell C(units, rate = 0.5) {
                  input x, y[n], z[]
                  state h[units] ~ constant(1), c[units, 2]
                  param W, U[units, x] ~ glorot
                  param b, E[3, 4] : frozen
                  f = σ(W·x)
                  h[t] = f ⊙ h[t-1]
                  output h[t], f
                }

                function f(a) {
                  b = a
                  output b^2
                }

                function g = 1

                initializer i(gain = 1) = gain ⊙ gaussian()

                optimizer o(lr) {
                  input g
                  state θ, m ~ zeros
                  θ[k] = θ[k-1] - lr ⊙ g
                }

                model M {
                  time T <= 36
                  input x[T, 1]
                  target y[2]
                  layer a = C(x, units: 3)
                  output z = last(a.f), a
                  loss mse(z, y)
                  adjoint x, a.f
                  unroll 8
                  precision double
                  train {
                    optimizer o(lr: 0.001)
                    clip norm 1
                    seed -3
                    frozen [a.W, *.b_*, θ*]
                    except [*] (lr: 0.1, rate: -1)
                  }
                }
                """;
        assertEquals(text, SyntaxPrinter.print(Trees.parse(text), Notation.MATHEMATICAL));
        Definition.Cell cell = (Definition.Cell) Trees.parse(text).definitions().get(0);
        assertEquals("h[t] = f ⊙ h[t-1]", SyntaxPrinter.print(cell.body().get(5)));
        assertEquals("Adds.\n\nTwice.", cell.documentation().orElseThrow());
    }

    private static Expression random(Random random, int depth) {
        if (depth == 0) {
            return leaf(random);
        }
        return switch (random.nextInt(10)) {
            case 0 -> leaf(random);
            case 6 ->
                new Expression.Call(
                        name("outer"),
                        List.of(
                                new Argument(Optional.empty(), random(random, depth - 1), NOWHERE),
                                new Argument(Optional.empty(), random(random, depth - 1), NOWHERE)),
                        NOWHERE);
            case 1 -> new Expression.Negation(random(random, depth - 1), NOWHERE);
            case 2 ->
                new Expression.Call(
                        name(List.of("sigmoid", "f", "outer").get(random.nextInt(3))),
                        List.of(
                                new Argument(Optional.empty(), random(random, depth - 1), NOWHERE),
                                new Argument(Optional.of(name("rate")), random(random, depth - 1), NOWHERE)),
                        NOWHERE);
            case 3 ->
                new Expression.Concatenation(List.of(random(random, depth - 1), random(random, depth - 1)), NOWHERE);
            case 4 ->
                new Expression.Slice(
                        random(random, depth - 1),
                        Optional.of(random(random, depth - 1)).filter(x -> random.nextBoolean()),
                        Optional.of(random(random, depth - 1)),
                        NOWHERE);
            case 5 -> new Expression.Element(random(random, depth - 1), new Expression.Literal(3, NOWHERE), NOWHERE);
            default -> {
                BinaryOperator[] operators = BinaryOperator.values();
                yield new Expression.Binary(
                        operators[random.nextInt(operators.length)],
                        random(random, depth - 1),
                        random(random, depth - 1),
                        NOWHERE);
            }
        };
    }

    private static Expression leaf(Random random) {
        return switch (random.nextInt(4)) {
            case 0 ->
                new Expression.Literal(Math.abs(Math.scalb(random.nextDouble(), random.nextInt(200) - 100)), NOWHERE);
            case 1 -> new Expression.Literal(random.nextInt(100), NOWHERE);
            case 2 -> new Expression.At(name("h"), name("t"), random.nextInt(3) - 1, NOWHERE);
            default -> new Expression.Name("x_" + random.nextInt(5), NOWHERE);
        };
    }

    private static Identifier name(String text) {
        return new Identifier(text, NOWHERE);
    }
}
