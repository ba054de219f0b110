package io.lstmc.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The header of a safetensors file as text. */
final class HeaderText {

    private HeaderText() {}

    /** The JSON for parameters one after the other, padded by spaces such that the data begins at a multiple of 8. */
    static byte[] of(List<Parameter> parameters, TensorHeader.Type type) {
        StringBuilder json = new StringBuilder("{");
        for (Parameter p : parameters) {
            long begin = (long) p.offset() * type.bytes;
            json.append(json.length() > 1 ? "," : "");
            appendString(json, p.name());
            json.append(":{\"dtype\":\"").append(type).append("\",\"shape\":[");
            for (int axis = 0; axis < p.shape().size(); axis++) {
                json.append(axis > 0 ? "," : "").append(p.shape().get(axis));
            }
            json.append("],\"data_offsets\":[").append(begin).append(',');
            json.append(begin + (long) p.size() * type.bytes).append("]}");
        }
        byte[] bytes = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        byte[] padded = Arrays.copyOf(bytes, length + (8 - length % 8) % 8);
        Arrays.fill(padded, length, padded.length, (byte) ' ');
        return padded;
    }

    private static void appendString(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u00").append(c >> 4).append(Character.forDigit(c & 15, 16));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
