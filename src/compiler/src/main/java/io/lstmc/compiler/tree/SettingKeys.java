package io.lstmc.compiler.tree;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.diagnostic.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a train block. */
public final class SettingKeys {

    /** What stands behind the key of a setting. */
    public enum Form {
        CALL,
        /** Params in brackets. */
        PARAMS,
        NUMBER,
        /** Words of its own, or nothing. */
        WORDS
    }

    private static final Map<String, Form> FORMS = new TreeMap<>(Map.ofEntries(
            Map.entry("optimizer", Form.CALL),
            Map.entry("except", Form.PARAMS),
            Map.entry("frozen", Form.PARAMS),
            Map.entry("schedule", Form.CALL),
            Map.entry("epochs", Form.NUMBER),
            Map.entry("batch", Form.NUMBER),
            Map.entry("carry", Form.WORDS),
            Map.entry("clip", Form.WORDS),
            Map.entry("stop", Form.WORDS),
            Map.entry("validation", Form.NUMBER),
            Map.entry("threads", Form.NUMBER),
            Map.entry("seed", Form.NUMBER)));

    private SettingKeys() {}

    /** Whether there is a setting of this name. */
    public static boolean contains(String key) {
        return FORMS.containsKey(key);
    }

    /** Whether there is a setting of this name and it is written so. */
    public static boolean is(String key, Form form) {
        return FORMS.get(key) == form;
    }

    /** The error for a setting that there is not. */
    public static Diagnostic unknown(Span place, String key) {
        List<String> all = List.copyOf(FORMS.keySet());
        return Diagnostic.of(Code.UNKNOWN_SETTING, place, "unknown training setting " + key)
                .withHint(Suggestion.hint(key, all, "settings are " + String.join(", ", all)));
    }
}
