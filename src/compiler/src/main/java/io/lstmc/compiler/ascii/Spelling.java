package io.lstmc.compiler.ascii;

import java.text.Normalizer;
import java.util.Locale;

/** Words for letters that ASCII does not have: {@code δc} is {@code delta_c}, {@code h̃} is {@code h_tilde}. */
final class Spelling {

    private static final String[] GREEK = {
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
        "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"
    };

    /** Characters of a spelled name at most, so that a file of that name exists on every system. */
    private static final int LONGEST = 120;

    private Spelling() {}

    /** The spelled name, of ASCII letters, digits and underscores where the name is an identifier of Java. */
    static String of(String name) {
        StringBuilder out = new StringBuilder();
        boolean afterWord = false;
        String letters = Normalizer.normalize(name, Normalizer.Form.NFD);
        for (int letter : letters.codePoints().toArray()) {
            int c = letter >= '₀' && letter <= '₉' ? '0' + letter - '₀' : letter;
            boolean word = c > '~';
            boolean joins =
                    out.length() > 0 && out.charAt(out.length() - 1) != '_' && (word || Character.isLetterOrDigit(c));
            if (joins && (word || afterWord)) {
                out.append('_');
            }
            out.append(word ? word(c) : Character.toString(c));
            afterWord = word;
        }
        return out.length() > LONGEST ? out.substring(0, LONGEST) : out.toString();
    }

    private static String word(int c) {
        String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD);
        int letter = plain.codePointAt(0);
        if (letter >= 'α' && letter <= 'ω') {
            return GREEK[letter - 'α'];
        }
        if (letter >= 'Α' && letter <= 'Ω') {
            String small = GREEK[letter - 'Α'];
            return Character.toUpperCase(small.charAt(0)) + small.substring(1);
        }
        return switch (c) {
            case 0x0300 -> "grave";
            case 0x0301 -> "acute";
            case 0x0302 -> "hat";
            case 0x0303 -> "tilde";
            case 0x0304, 0x0305 -> "bar";
            case 0x0306 -> "breve";
            case 0x0307 -> "dot";
            case 0x0308 -> "ddot";
            case 0x030A -> "ring";
            case 0x030C -> "check";
            case 'ᵀ' -> "T";
            default -> String.format(Locale.ROOT, "u%04x", c);
        };
    }
}
