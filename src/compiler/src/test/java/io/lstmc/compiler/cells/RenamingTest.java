package io.lstmc.compiler.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.CompileResult;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.DiagnosticRenderer;
import io.lstmc.compiler.diagnostic.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A user's copy of a library cell under other names becomes the same code: the compiler knows no name. */
class RenamingTest {

    private static final String MODEL = "model M { time T = 4 input q[T, 3] target r[5]"
            + " layer a = LSTM(q, units: 5) output z = last(a) loss mse(z, r)"
            + " train { optimizer adam(lr: 0.01) } }\n";

    /** Old to new names; the new ones sort and read differently. */
    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("LSTM", "Zebra");
        names.put("units", "breadth");
        for (String gate : new String[] {"i", "f", "g", "o"}) {
            names.put("W_" + gate, "in_" + gate + "9");
            names.put("U_" + gate, "back_" + gate + "9");
            names.put("b_" + gate, "plus_" + gate + "9");
        }
        names.put("i", "enter");
        names.put("f", "keep");
        names.put("g", "wish");
        names.put("o", "leave");
        names.put("c", "memory");
        names.put("h", "shown");
        names.put("x", "seen");
        return names;
    }

    /** Names that the adjoints of other values of the cell would have. */
    private static Map<String, String> namesOfAdjoints() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("LSTM", "Copy");
        names.put("c", "δh");
        names.put("i", "δc");
        names.put("f", "δi");
        names.put("U_o", "δδh");
        names.put("b_o", "δb_f");
        names.put("g", "δx");
        return names;
    }

    /** Names of definitions, some of which the cell uses itself. */
    private static Map<String, String> namesOfDefinitions() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("LSTM", "Copy");
        names.put("x", "zeros");
        names.put("h", "orthogonal");
        names.put("units", "constant");
        names.put("i", "glorot");
        names.put("f", "LSTM");
        names.put("g", "adam");
        names.put("o", "relu");
        return names;
    }

    static List<Map<String, String>> renamings() {
        return List.of(names(), namesOfAdjoints(), namesOfDefinitions());
    }

    @ParameterizedTest
    @MethodSource("renamings")
    void aRenamedCopyOfACellBecomesTheSameCode(Map<String, String> names) throws IOException {
        String cell;
        try (InputStream in = RenamingTest.class.getResourceAsStream("/io/lstmc/library/lstm.lstm")) {
            cell = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        cell = cell.substring(cell.indexOf("cell LSTM")).replaceAll("//[^\n]*", "");
        assertSameButForNames(code(cell + MODEL), code(rename(cell + MODEL, names)));
    }

    /** The tokens are the same, and the words correspond one to one within each method and each loop with its arrays. */
    private static void assertSameButForNames(List<String> original, List<String> renamed) {
        Map<String, String> forth = new HashMap<>();
        Map<String, String> back = new HashMap<>();
        for (int i = 0; i < Math.min(original.size(), renamed.size()); i++) {
            String a = original.get(i);
            String b = renamed.get(i);
            boolean loop = a.equals("{")
                    && original.subList(i + 1, Math.min(i + 3, original.size())).equals(List.of("float", "["));
            if (a.equals("private") || a.equals("void") || loop) {
                forth.clear();
                back.clear();
            }
            if (Character.isJavaIdentifierStart(a.charAt(0)) || a.charAt(0) == '"') {
                String before = forth.put(a, b);
                String reverse = back.put(b, a);
                String place = String.join(" ", original.subList(Math.max(0, i - 12), i + 1));
                assertEquals(before == null ? b : before, b, place);
                assertEquals(reverse == null ? a : reverse, a, place);
            } else {
                assertEquals(a, b);
            }
        }
        assertEquals(original.size(), renamed.size());
    }

    private static String rename(String text, Map<String, String> names) {
        String result = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            String word = "(?<![\\p{L}\\p{N}_])" + name.getKey() + "(?![\\p{L}\\p{N}_])";
            result = result.replaceAll(word, name.getValue());
        }
        return result;
    }

    /** The words and signs of the generated class without its comments. */
    private static List<String> code(String text) {
        CompileResult result =
                LstmCompiler.compile(new SourceText("test.lstm", "package test\n" + text), CompileOptions.DEFAULT);
        if (result.hasErrors()) {
            throw new AssertionError(DiagnosticRenderer.render(result.diagnostics()));
        }
        String code = result.files().get(0).text().replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "");
        List<String> tokens = new ArrayList<>();
        Matcher matcher = Pattern.compile("\"[^\"]*\"|[\\p{L}_$][\\p{L}\\p{M}\\p{N}_$]*|[0-9.]+f?|\\S")
                .matcher(code);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }
}
