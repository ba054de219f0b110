package io.lstmc.compiler.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Identifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final List<String> NAMES =
            List.of("b", "bias", "a.b", "a.b_i", "a.inner.b", "a.inner.W", "ab.W", "a.bb.W", "θ.δ");

    private static List<String> selected(String written) {
        Span nowhere = new Span(new SourceText("", ""), 0, 0);
        Selection selection = new Selection(new Identifier(written, nowhere));
        return NAMES.stream().filter(selection::has).toList();
    }

    @Test
    void namesStandForParamsAndLayers() {
        assertEquals(List.of("b"), selected("b"));
        assertEquals(List.of("a.b"), selected("a.b"));
        assertEquals(List.of("a.b", "a.b_i", "a.inner.b", "a.inner.W", "a.bb.W"), selected("a"));
        assertEquals(List.of("a.inner.b", "a.inner.W"), selected("a.inner"));
        assertEquals(List.of("θ.δ"), selected("θ"));
        assertEquals(List.of(), selected("inner"));
        assertEquals(List.of(), selected("a."));
        assertEquals(List.of(), selected(""));
    }

    @Test
    void starsStandForAnyText() {
        assertEquals(NAMES, selected("*"));
        assertEquals(NAMES, selected("**"));
        assertEquals(List.of("a.b", "a.inner.b"), selected("*.b"));
        assertEquals(List.of("a.b_i"), selected("*.b_*"));
        assertEquals(List.of("b", "bias"), selected("b*"));
        assertEquals(List.of("a.b", "a.b_i", "a.inner.b", "a.bb.W"), selected("*.b*"));
        assertEquals(List.of("a.inner.b"), selected("a*.*.b"));
        assertEquals(List.of("a.inner.W", "ab.W", "a.bb.W"), selected("*W"));
    }

    @Test
    void manyStarsTakeNoTime() {
        String text = "a".repeat(2_000) + "b";
        Span nowhere = new Span(new SourceText("", ""), 0, 0);
        Selection selection = new Selection(new Identifier("*a".repeat(1_000) + "*c", nowhere));
        assertFalse(selection.has(text));
    }
}
