package io.lstmc.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The header of a safetensors file: which tensor lies where. */
final class TensorHeader {

    private static final String METADATA = "__metadata__";
    private static final Set<String> KEYS = Set.of("dtype", "shape", "data_offsets");

    /** Element types that are read and written; the constants are the names in the file. */
    enum Type {
        F32(Float.BYTES),
        F64(Double.BYTES);

        final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    /** One tensor; {@code begin} and {@code end} are byte offsets in the data that follows the header. */
    record Entry(String name, Type type, List<Long> shape, long begin, long end) {}

    private TensorHeader() {}

    /** The JSON for parameters one after the other, padded by spaces such that the data begins at a multiple of 8. */
    static byte[] encode(List<Parameter> parameters, Type type) {
        StringBuilder json = new StringBuilder("{");
        for (Parameter p : parameters) {
            long begin = (long) p.offset() * type.bytes;
            json.append(json.length() > 1 ? "," : "").append(string(p.name()));
            json.append(":{\"dtype\":\"").append(type).append("\",\"shape\":[");
            json.append(String.join(",", p.shape().stream().map(String::valueOf).toList()));
            json.append("],\"data_offsets\":[").append(begin).append(',');
            json.append(begin + (long) p.size() * type.bytes).append("]}");
        }
        json.append('}');
        int length = json.toString().getBytes(StandardCharsets.UTF_8).length;
        json.append(" ".repeat((8 - length % 8) % 8));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /**
     * The tensors by name. It is certain that each has as many bytes as its shape asks for, and that together they cover
     * {@code dataSize} bytes without gap or overlap.
     */
    static Map<String, Entry> decode(ByteBuffer header, long dataSize) throws WeightFileException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, Object> member : HeaderJson.object(text(header)).entrySet()) {
            if (member.getKey().equals(METADATA)) {
                checkMetadata(member.getValue());
            } else {
                entries.put(member.getKey(), entry(member.getKey(), member.getValue()));
            }
        }
        List<Entry> byPlace = new ArrayList<>(entries.values());
        byPlace.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long end = 0;
        for (Entry entry : byPlace) {
            if (entry.begin != end) {
                throw new WeightFileException(Quote.of(entry.name) + " begins at byte " + entry.begin
                        + " of the data, where " + end + " was expected");
            }
            end = entry.end;
        }
        if (end != dataSize) {
            throw new WeightFileException("the tensors take " + end + " bytes, but the file has " + dataSize);
        }
        return entries;
    }

    private static String text(ByteBuffer header) throws WeightFileException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(header).toString();
        } catch (CharacterCodingException e) {
            throw new WeightFileException("the header is not UTF-8");
        }
    }

    private static void checkMetadata(Object value) throws WeightFileException {
        boolean right = value instanceof Map<?, ?> map && map.values().stream().allMatch(String.class::isInstance);
        if (!right) {
            throw new WeightFileException(METADATA + " must map names to strings");
        }
    }

    private static Entry entry(String name, Object value) throws WeightFileException {
        if (!(value instanceof Map<?, ?> map) || !map.keySet().equals(KEYS)) {
            throw new WeightFileException(Quote.of(name) + " must have dtype, shape and data_offsets, nothing else");
        }
        Type type = type(name, map.get("dtype"));
        List<Long> shape = numbers(name, "shape", map.get("shape"));
        List<Long> offsets = numbers(name, "data_offsets", map.get("data_offsets"));
        if (offsets.size() != 2) {
            throw new WeightFileException(Quote.of(name) + " must have two data_offsets, not " + offsets);
        }
        long bytes = type.bytes;
        try {
            for (long axis : shape) {
                bytes = Math.multiplyExact(bytes, axis);
            }
        } catch (ArithmeticException e) {
            throw new WeightFileException(Quote.of(name) + " has the impossible shape " + shape);
        }
        if (offsets.get(1) - offsets.get(0) != bytes) {
            throw new WeightFileException(Quote.of(name) + " of shape " + shape + " needs " + bytes
                    + " bytes, its data_offsets are " + offsets);
        }
        return new Entry(name, type, shape, offsets.get(0), offsets.get(1));
    }

    private static Type type(String name, Object value) throws WeightFileException {
        for (Type type : Type.values()) {
            if (type.name().equals(value)) {
                return type;
            }
        }
        throw new WeightFileException(
                Quote.of(name) + " has the dtype " + Quote.of(String.valueOf(value)) + "; only F32 and F64 are read");
    }

    private static List<Long> numbers(String name, String key, Object value) throws WeightFileException {
        List<Long> numbers = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Long number) {
                    numbers.add(number);
                }
            }
            if (numbers.size() == list.size()) {
                return numbers;
            }
        }
        throw new WeightFileException(key + " of " + Quote.of(name) + " must be whole numbers");
    }
}
