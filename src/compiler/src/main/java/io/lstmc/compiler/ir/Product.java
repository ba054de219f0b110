package io.lstmc.compiler.ir;

import java.util.HashMap;
import java.util.Map;

/** A contraction in the notation of matrices, where that has a name for it, else with its axes. */
record Product(Op.Contract op, Term left, Term right) {

    Term term() {
        return switch (canonical()) {
            case "ab,b→a", "ab,bc→ac", "a,a→" -> product(left, right);
            case "a,ba→b" -> product(right, left);
            case "ab,a→b" -> product(transposed(left), right);
            case "a,ab→b" -> product(transposed(right), left);
            case "a,b→ab" -> outer(left, right);
            case "a,b→ba" -> outer(right, left);
            case "ab,ab→" -> new Term("sum(" + elementwise().text() + ") over elements", Term.Level.OVER);
            default -> isElementwise() ? elementwise() : withAxes();
        };
    }

    /** The axes renamed in the order in which they appear. */
    private String canonical() {
        Map<Integer, Character> letters = new HashMap<>();
        StringBuilder text = new StringBuilder();
        (op.left() + "," + op.right() + "→" + op.result()).chars().forEach(c -> {
            boolean letter = c != ',' && c != '→';
            text.append(letter ? letters.computeIfAbsent(c, k -> (char) ('a' + letters.size())) : (char) c);
        });
        return text.toString();
    }

    /** Whether each element of the result is one product of elements at the same place, or of one with a number. */
    private boolean isElementwise() {
        boolean sameOrNumber = op.left().equals(op.right())
                || op.left().isEmpty()
                || op.right().isEmpty();
        return sameOrNumber && op.result().equals(op.left().isEmpty() ? op.right() : op.left());
    }

    private Term elementwise() {
        Term.Level level = Term.Level.ELEMENTWISE;
        return new Term(left.within(level) + " ⊙ " + right.within(level), level);
    }

    private static Term product(Term a, Term b) {
        return new Term(a.above(Term.Level.PRODUCT) + " · " + b.above(Term.Level.PRODUCT), Term.Level.PRODUCT);
    }

    private static Term outer(Term a, Term b) {
        return new Term(a.above(Term.Level.PRODUCT) + " ⊗ " + b.above(Term.Level.PRODUCT), Term.Level.PRODUCT);
    }

    private static Term transposed(Term matrix) {
        return Term.atom(matrix.within(Term.Level.ATOM) + "ᵀ");
    }

    private Term withAxes() {
        String axes = " {" + op.left() + "," + op.right() + "→" + op.result() + "}";
        return new Term(product(left, right).text() + axes, Term.Level.OVER);
    }
}
