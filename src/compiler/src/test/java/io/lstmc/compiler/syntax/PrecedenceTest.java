package io.lstmc.compiler.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Expression.Argument;
import io.lstmc.compiler.tree.Statement;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The structure of expressions, written out as nested lists. */
class PrecedenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a + b + c               | (+ (+ a b) c)
            a - b - c               | (- (- a b) c)
            a + b * c               | (+ a (⊙ b c))
            a / b / c               | (/ (/ a b) c)
            a / b * c               | (⊙ (/ a b) c)
            W·x + b                 | (+ (· W x) b)
            f ⊙ W·x                 | (⊙ f (· W x))
            A·B·x                   | (· (· A B) x)
            W·x^2                   | (· W (^ x 2))
            W·x ⊗ V·y               | (call outer (· W x) (· V y))
            f ⊙ C + i ⊙ v ⊗ k       | (+ (⊙ f C) (⊙ i (call outer v k)))
            a ⊗ b ⊗ c               | (call outer (call outer a b) c)
            -a ⊗ b^2                | (call outer (neg a) (^ b 2))
            -2^2                    | (neg (^ 2 2))
            2^3^2                   | (^ 2 (^ 3 2))
            2^-1                    | (^ 2 (neg 1))
            2^-3^2                  | (^ 2 (neg (^ 3 2)))
            2^--3                   | (^ 2 (neg (neg 3)))
            -W·x                    | (· (neg W) x)
            a · -b                  | (· a (neg b))
            --a                     | (neg (neg a))
            a - -b                  | (- a (neg b))
            (a + b) * c             | (⊙ (+ a b) c)
            a + b > c * d           | (> (+ a b) (⊙ c d))
            a == b                  | (== a b)
            a != b                  | (!= a b)
            (a < b) * (b <= c)      | (⊙ (< a b) (<= b c))
            h[t]                    | (at h t 0)
            h[t-1] ⊙ f              | (⊙ (at h t 1) f)
            h[t-2] + h[t+1]         | (+ (at h t 2) (at h t -1))
            x[3]                    | (element x 3)
            x[n-1]                  | (element x (- n 1))
            f(x)[t]                 | (element (call f x) t)
            x[1:n]                  | (slice x 1 n)
            x[1:]                   | (slice x 1 _)
            x[:n + 1]               | (slice x _ (+ n 1))
            x[1:3][0]^2             | (^ (element (slice x 1 3) 0) 2)
            '[h[t-1], x]'           | (list (at h t 1) x)
            W·[h[t-1], x]           | (· W (list (at h t 1) x))
            σ(a)                    | (call sigmoid a)
            f()                     | (call f)
            'LSTM(x, units: 2 * n)' | (call LSTM x units:(⊙ 2 n))
            a.c^2                   | (^ a.c 2)
            1e-3 + 1.5 + 2          | (+ (+ 0.001 1.5) 2)
            """)
    void bindsAs(String text, String tree) {
        assertEquals(tree, list(Trees.expression(text)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            W·x ⊙ f         | W @ x * f
            σ(a)            | sigmoid(a)
            a ⊗ W·b         | outer(a, W @ b)
            W\u22C5x        | W·x
            """)
    void bothNotationsGiveOneTree(String mathematical, String ascii) {
        assertEquals(list(Trees.expression(mathematical)), list(Trees.expression(ascii)));
    }

    @Test
    void theLetterOfTimeIsSpecialOnlyWhereTimePasses() {
        Definition.Optimizer optimizer =
                Trees.definition(Definition.Optimizer.class, "optimizer o { a = m[k-1] + m[t] + k }");
        String tree = list(((Statement.Equation) optimizer.body().get(0)).value());
        assertEquals("(+ (+ (at m k 1) (element m t)) k)", tree);
        Definition.Model model = Trees.definition(Definition.Model.class, "model M { a = m[k-1] + m[t] }");
        assertEquals(
                "(+ (element m (- k 1)) (element m t))",
                list(((Statement.Equation) model.body().get(0)).value()));
    }

    @Test
    void accentsHaveOneNameInBothEncodings() {
        assertEquals(list(Trees.expression("\u00e9 + 1")), list(Trees.expression("e\u0301 + 1")));
    }

    @Test
    void namesMayHaveAnyLettersAndSubscripts() {
        for (String name : new String[] {"θ", "x₁₂", "Wₜ", "h̃", "_a1", "層", "𝐖", "σ_x", "π"}) {
            assertTrue(Trees.expression(name) instanceof Expression.Name, name);
        }
    }

    private static String list(Expression e) {
        return e.accept(new Lists());
    }

    /** The tree as nested lists; independent of the printer of the compiler. */
    private static final class Lists implements Expression.Visitor<String> {

        @Override
        public String visitLiteral(Expression.Literal e) {
            return e.value() == Math.rint(e.value()) ? Long.toString((long) e.value()) : Double.toString(e.value());
        }

        @Override
        public String visitName(Expression.Name e) {
            return e.text();
        }

        @Override
        public String visitMember(Expression.Member e) {
            return e.owner().text() + "." + e.name().text();
        }

        @Override
        public String visitAt(Expression.At e) {
            return "(at " + e.state().text() + " " + e.moment().text() + " " + e.delay() + ")";
        }

        @Override
        public String visitSlice(Expression.Slice e) {
            String from = e.from().map(x -> x.accept(this)).orElse("_");
            String to = e.to().map(x -> x.accept(this)).orElse("_");
            return "(slice " + e.operand().accept(this) + " " + from + " " + to + ")";
        }

        @Override
        public String visitElement(Expression.Element e) {
            return "(element " + e.operand().accept(this) + " " + e.index().accept(this) + ")";
        }

        @Override
        public String visitConcatenation(Expression.Concatenation e) {
            return e.parts().stream().map(x -> x.accept(this)).collect(Collectors.joining(" ", "(list ", ")"));
        }

        @Override
        public String visitNegation(Expression.Negation e) {
            return "(neg " + e.operand().accept(this) + ")";
        }

        @Override
        public String visitBinary(Expression.Binary e) {
            return "(" + e.operator().sign() + " " + e.left().accept(this) + " "
                    + e.right().accept(this) + ")";
        }

        @Override
        public String visitCall(Expression.Call e) {
            return e.arguments().stream()
                    .map(this::argument)
                    .collect(Collectors.joining("", "(call " + e.callee().text(), ")"));
        }

        private String argument(Argument a) {
            return " " + a.name().map(name -> name.text() + ":").orElse("")
                    + a.value().accept(this);
        }

        @Override
        public String visitInvalid(Expression.Invalid e) {
            return "?";
        }
    }
}
