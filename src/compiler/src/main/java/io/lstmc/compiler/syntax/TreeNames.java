package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.tree.Identifier;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Names as the tree holds them. */
final class TreeNames {

    private static final String SIGMA = "σ";

    /** Of the combining characters, which compose with what stands before them. */
    private static final char FIRST_ACCENT = 0x300;

    private TreeNames() {}

    /** A name that is declared, or set as an option. */
    static Identifier declared(Token token, Reports reports) {
        if (isSigma(token)) {
            reports.add(
                    Code.RESERVED_WORD,
                    reports.span(token),
                    "'σ' is the function sigmoid and cannot be a name",
                    "choose another name, such as sigma");
        }
        return new Identifier(text(token), reports.span(token));
    }

    /** Names with points between, as one. */
    static Identifier path(List<TerminalNode> names, Reports reports) {
        List<String> parts = new ArrayList<>();
        for (TerminalNode name : names) {
            parts.add(declared(name.getSymbol(), reports).text());
        }
        Token last = names.get(names.size() - 1).getSymbol();
        return new Identifier(String.join(".", parts), reports.span(names.get(0).getSymbol(), last));
    }

    /** The name of what is called: {@code σ} is a sign for {@code sigmoid}. */
    static Identifier called(Token token, Reports reports) {
        return new Identifier(isSigma(token) ? "sigmoid" : text(token), reports.span(token));
    }

    static boolean isSigma(Token token) {
        return token.getText().equals(SIGMA);
    }

    /** Accented letters have two encodings that look the same; both are one name. Too long a name is cut. */
    static String text(Token token) {
        String text = composed(token.getText());
        boolean cut = text.codePointCount(0, text.length()) > TextLimits.NAME;
        return cut ? text.substring(0, text.offsetByCodePoints(0, TextLimits.NAME)) : text;
    }

    /** With an accented letter as one character; most names have none, and need no tables of Unicode. */
    private static String composed(String name) {
        boolean plain = true;
        for (int i = 0; i < name.length(); i++) {
            plain &= isPlain(name.charAt(i));
        }
        return plain ? name : Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** Whether a text of such characters alone is composed; not of all that would do. */
    static boolean isPlain(char c) {
        return c < FIRST_ACCENT || c >= 'Α' && c <= 'ω' || c >= '₀' && c <= '₉';
    }
}
