package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.tree.Expression;
import org.antlr.v4.runtime.Token;

/** The values of numbers as written. */
final class Numbers {

    private Numbers() {}

    static Expression read(Token token, Reports reports) {
        double value;
        try {
            value = Double.parseDouble(token.getText());
        } catch (NumberFormatException malformed) {
            // Reported when the token was read.
            return new Expression.Invalid(reports.span(token));
        }
        if (!isPlain(token.getText())) {
            return new Expression.Invalid(reports.span(token));
        }
        String problem = "";
        if (Double.isInfinite(value)) {
            problem = "too large";
        } else if (value == 0 && hasDigits(token.getText())) {
            problem = "too small, it would be 0";
        }
        if (!problem.isEmpty()) {
            reports.add(
                    Code.BAD_NUMBER,
                    reports.span(token),
                    TokenKinds.quote(token) + " is " + problem,
                    "numbers reach from 4.9e-324 to 1.8e308");
            return new Expression.Invalid(reports.span(token));
        }
        return new Expression.Literal(value, reports.span(token));
    }

    /** Java reads more than the language does, as {@code 1.} and {@code 1f}. */
    private static boolean isPlain(String text) {
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        return first >= '0' && first <= '9' && last >= '0' && last <= '9';
    }

    private static boolean hasDigits(String text) {
        int exponent = text.toLowerCase(java.util.Locale.ROOT).indexOf('e');
        String mantissa = exponent < 0 ? text : text.substring(0, exponent);
        return mantissa.chars().anyMatch(c -> c >= '1' && c <= '9');
    }
}
