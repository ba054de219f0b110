package io.lstmc.runtime.file;

import io.lstmc.runtime.tensor.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The header of a safetensors file as text. */
final class HeaderText {

    private HeaderText() {}

    /**
     * The JSON for metadata, if there are any, and tensors one after the other, padded by spaces such that the data begins at
     * a multiple of 8.
     */
    static byte[] of(Map<String, String> metadata, List<TensorGroup> groups) {
        StringBuilder json = new StringBuilder("{");
        if (!metadata.isEmpty()) {
            appendString(json, TensorHeader.METADATA);
            json.append(':');
            char before = '{';
            for (Map.Entry<String, String> entry : metadata.entrySet()) {
                json.append(before);
                appendString(json, entry.getKey());
                json.append(':');
                appendString(json, entry.getValue());
                before = ',';
            }
            json.append('}');
        }
        long begin = 0;
        for (TensorGroup group : groups) {
            for (Parameter p : group.tensors()) {
                json.append(json.length() > 1 ? "," : "");
                begin = append(json, p, group.type(), begin);
            }
        }
        byte[] bytes = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        byte[] padded = Arrays.copyOf(bytes, length + (8 - length % 8) % 8);
        Arrays.fill(padded, length, padded.length, (byte) ' ');
        return padded;
    }

    /** Appends a tensor whose data begin at a byte; returns where they end. */
    private static long append(StringBuilder json, Parameter p, TensorHeader.Type type, long begin) {
        appendString(json, p.name());
        json.append(":{\"dtype\":\"").append(type).append("\",\"shape\":[");
        for (int axis = 0; axis < p.shape().size(); axis++) {
            json.append(axis > 0 ? "," : "").append(p.shape().get(axis));
        }
        long end = begin + (long) p.size() * type.bytes;
        json.append("],\"data_offsets\":[")
                .append(begin)
                .append(',')
                .append(end)
                .append("]}");
        return end;
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
