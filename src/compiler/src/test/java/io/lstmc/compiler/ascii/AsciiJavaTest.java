package io.lstmc.compiler.ascii;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class AsciiJavaTest {

    private static String ascii(String text) {
        return AsciiJava.of("p/A.java", text).text();
    }

    @Test
    void namesAreSpelledOut() {
        assertEquals("float delta_c = theta_2 + W_delta;", ascii("float δc = θ2 + W_δ;"));
        assertEquals("h_tilde h_hat a_ddot Sigma_delta_b x_u0436_y", ascii("h̃ ĥ ä Σδ_b xжy"));
        assertEquals("epsilon delta Omega", ascii("ϵ 𝛿 Ω"));
    }

    @Test
    void twoNamesNeverBecomeOne() {
        assertEquals("delta_c_2 + delta_c + delta_c_2", ascii("δc + delta_c + δc"));
        assertEquals("delta_c_3 + delta_c + delta_c_2", ascii("δc + delta_c + delta_c_2"));
        assertEquals("sigma + sigma_2", ascii("σ + ς"));
        // One letter in two forms of Unicode is two names to Java.
        assertEquals("a_ddot + a_ddot_2", ascii("\u00e4 + a\u0308"));
    }

    @Test
    void literalsKeepTheirValue() {
        assertEquals("\"\\u03b4c \\\" \\u00d7\" + delta", ascii("\"δc \\\" ×\" + δ"));
        assertEquals("\"\\\\\\u03b4\" + 'x'", ascii("\"\\\\δ\" + 'x'"));
        assertEquals("\"\\ud835\\udeff\"", ascii("\"𝛿\""));
        assertEquals("\"// no comment\" + delta", ascii("\"// no comment\" + δ"));
    }

    @Test
    void commentsAreEquationsInAscii() {
        assertEquals("// delta_p = delta_W_h_T@[x, h] * (1 - x1)\ndelta", ascii("// δp = δW_hᵀ·[x, h] ⊙ (1 - x₁)\nδ"));
        assertEquals("// \\u2192 it's ...", ascii("// → it's …"));
        assertEquals("/* a x b */ delta", ascii("/* a × b */ δ"));
    }

    @Test
    void javadocHasEntitiesAndTheNamesOfTheCode() {
        assertEquals(
                "/** &#8857; gr&#246;&#223;e {@code delta_x} */ void delta_x()",
                ascii("/** ⊙ größe {@code δx} */ void δx()"));
    }

    @Test
    void classAndPackageAreSpelledWhateverElseIsInTheFile() {
        AsciiFile file =
                AsciiJava.of("com/δ/größe/Δ.java", "package com.δ.größe;\nfinal class Δ { int delta, größe; }");
        assertEquals("com/delta/gro_ddot_u00df_e/Delta.java", file.path());
        assertEquals(
                "package com.delta.gro_ddot_u00df_e;\nfinal class Delta { int delta, gro_ddot_u00df_e; }", file.text());
        assertEquals("Delta.java", AsciiJava.of("Δ.java", "class Δ {}").path());
    }

    @Test
    void asciiStaysAsItIs() {
        String text =
                "package p;\n/** {@code a} &amp; */ class A { String s = \"\\u03b4 \\\\\"; char c = '\\''; } // b";
        assertSame(text, ascii(text));
        assertEquals(text + " x", ascii(text + " ×"));
    }
}
