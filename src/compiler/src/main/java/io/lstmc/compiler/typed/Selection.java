package io.lstmc.compiler.typed;

import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Identifier;

/**
 * Some params of a model: {@code a.W_f} is one, {@code a} those of a layer and of the layers inside of it; {@code *} stands
 * for any text, points included, so that {@code *.b_*} is each whose name begins with {@code b_}.
 */
public record Selection(Identifier written) {

    public String text() {
        return written.text();
    }

    public Span place() {
        return written.span();
    }

    /** Whether a param is among them, by its name in the model. */
    public boolean has(String param) {
        for (int point = param.indexOf('.'); point >= 0; point = param.indexOf('.', point + 1)) {
            if (matches(written.text(), param.substring(0, point))) {
                return true;
            }
        }
        return matches(written.text(), param);
    }

    /** In time that grows with the product of the lengths: of several stars only the last one is ever moved. */
    private static boolean matches(String pattern, String text) {
        int p = 0;
        int star = -1;
        int behind = 0;
        for (int i = 0; i < text.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                behind = i;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(i)) {
                p++;
                i++;
            } else if (star >= 0) {
                p = star + 1;
                i = ++behind;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }
}
