package io.lstmc.compiler.report;

import static io.lstmc.compiler.report.ProductFact.number;

import io.lstmc.compiler.GeneratedFile;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes how long the methods of a class are. */
final class MethodText {

    /** The just-in-time compiler takes no longer methods (HugeMethodLimit). */
    private static final int LIMIT = 8000;

    private static final int MOST_SHOWN = 12;

    private MethodText() {}

    static String write(GeneratedFile file, String classPath) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        try {
            InMemoryJavac.compile(file, classPath).forEach(bytes -> sizes.putAll(MethodSizes.of(bytes)));
        } catch (InMemoryJavac.Failure failure) {
            return "methods: sizes unknown, for " + failure.getMessage() + "\n";
        }
        List<Map.Entry<String, Integer>> largest = sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_SHOWN)
                .toList();
        int all = sizes.values().stream().mapToInt(Integer::intValue).sum();
        StringBuilder text = new StringBuilder("methods: " + sizes.size() + " with " + number(all)
                + " bytecodes; one of more than " + number(LIMIT) + " would never be compiled to machine code\n");
        int width = number(largest.get(0).getValue()).length();
        for (Map.Entry<String, Integer> method : largest) {
            String size = number(method.getValue());
            text.append("  ")
                    .append(" ".repeat(width - size.length()))
                    .append(size)
                    .append("  ")
                    .append(method.getKey())
                    .append(method.getValue() > LIMIT ? "  too long" : "")
                    .append('\n');
        }
        if (sizes.size() > largest.size()) {
            text.append("  and ").append(sizes.size() - largest.size()).append(" shorter ones\n");
        }
        return text.toString();
    }
}
