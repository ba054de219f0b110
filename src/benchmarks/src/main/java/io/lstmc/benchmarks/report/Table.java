package io.lstmc.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, with columns as wide as they need. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        rows.add(List.of(header));
    }

    /** Adds a row; what is missing at its end stays empty. */
    public Table row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            line(text, row, widths);
            if (row == rows.get(0)) {
                for (int i = 0; i < widths.length; i++) {
                    text.append('|').append("-".repeat(widths[i] + 1)).append(i == 0 ? '-' : ':');
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }

    /** Names on the left, numbers on the right. */
    private static void line(StringBuilder text, List<String> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            String cell = i < row.size() ? row.get(i) : "";
            String space = " ".repeat(widths[i] - cell.length());
            text.append(i == 0 ? "| " + cell + space : "| " + space + cell).append(' ');
        }
        text.append("|\n");
    }
}
