package io.lstmc.compiler.diagnostic;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Optional;

/** Letters that look the same and are not, such as the Cyrillic {@code с} beside the Latin {@code c}. */
public final class Lookalikes {

    /** Letters of other scripts that most typefaces draw as the Latin ones below them. */
    private static final String OTHERS = "асеорхуіјѕһԁԛԝѵАВСЕНІЈКМОРЅТХУԌοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";

    private static final String LATIN = "aceopxyijshdqwvABCEHIJKMOPSTXYGoABEZHIKMNOPTYX";

    private Lookalikes() {}

    /** The name with Latin letters for those that look like them; equal for names that look the same. */
    public static String skeleton(String name) {
        boolean ascii = name.chars().allMatch(c -> c < 0x80);
        if (ascii) {
            return name;
        }
        StringBuilder out = new StringBuilder();
        name.codePoints().forEach(c -> {
            int other = c <= Character.MAX_VALUE ? OTHERS.indexOf(c) : -1;
            if (other >= 0) {
                out.append(LATIN.charAt(other));
            } else if (isVariant(c)) {
                out.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** Wide, bold and slanted forms of letters; subscripts are letters of their own. */
    private static boolean isVariant(int c) {
        return c >= 0xFF21 && c <= 0xFF5A || c >= 0x1D400 && c <= 0x1D7FF;
    }

    /** A name that looks like {@code name} and is another one. */
    public static Optional<String> among(String name, Collection<String> names) {
        String skeleton = skeleton(name);
        return names.stream()
                .filter(other -> !other.equals(name) && skeleton(other).equals(skeleton))
                .findFirst();
    }

    /** How two names that look the same differ: {@code с is U+0441 CYRILLIC SMALL LETTER ES, c is U+0063 LATIN …}. */
    public static String difference(String written, String meant) {
        int[] a = written.codePoints().toArray();
        int[] b = meant.codePoints().toArray();
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            if (a[i] != b[i]) {
                return "here stands " + describe(a[i]) + ", there " + describe(b[i]);
            }
        }
        return "they have different numbers of characters";
    }

    /** {@code U+0441 CYRILLIC SMALL LETTER ES}. */
    public static String describe(int c) {
        String name = Character.getName(c);
        return String.format("U+%04X", c) + (name == null ? "" : " " + name);
    }

    /** Whether a character takes no place that one could see: a joiner, a selector of a variant, a soft hyphen. */
    public static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || c == 0x034F
                || c >= 0x180B && c <= 0x180F
                || c >= 0xFE00 && c <= 0xFE0F
                || c >= 0xE0100 && c <= 0xE01EF;
    }
}
