package io.lstmc.compiler.codegen.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lays out what JavaPoet writes as a person would: short comments on one line, fields without empty lines between. */
public final class TextLayout {

    private static final int LINE = 120;
    private static final Pattern COMMENT_START = Pattern.compile("( *)/\\*\\*");
    private static final Pattern COMMENT_TEXT = Pattern.compile(" *\\* (.*)");
    private static final Pattern COMMENT_END = Pattern.compile(" *\\*/");

    private TextLayout() {}

    public static String of(String text) {
        return String.join("\n", joinFields(joinComments(List.of(text.split("\n", -1)))));
    }

    private static List<String> joinComments(List<String> lines) {
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.endsWith("/**") && i + 2 < lines.size()) {
                Matcher start = COMMENT_START.matcher(line);
                Matcher text = COMMENT_TEXT.matcher(lines.get(i + 1));
                Matcher end = COMMENT_END.matcher(lines.get(i + 2));
                if (start.matches() && text.matches() && end.matches()) {
                    String whole = start.group(1) + "/** " + text.group(1) + " */";
                    if (whole.length() <= LINE) {
                        joined.add(whole);
                        i += 2;
                        continue;
                    }
                }
            }
            joined.add(line);
        }
        return joined;
    }

    private static List<String> joinFields(List<String> lines) {
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean dropped = lines.get(i).isEmpty()
                    && i > 0
                    && i + 1 < lines.size()
                    && isField(lines.get(i - 1))
                    && isField(lines.get(i + 1));
            if (!dropped) {
                joined.add(lines.get(i));
            }
        }
        return joined;
    }

    private static boolean isField(String line) {
        String text = line.stripLeading();
        boolean declares = text.startsWith("private ") || text.startsWith("static ") || text.startsWith("final ");
        return declares && text.length() < line.length() && text.endsWith(";") && !text.contains("{");
    }
}
